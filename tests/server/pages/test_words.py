"""What a reader finds on the pages of the story."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.api import publish
from kg.schema import load_schema
from kg.store import open_store
from kg.vocab import schema
from tests.conftest import ROOT
from tests.server.pages.conftest import browser
from tests.server.pages.reading import OKOYE, SVG, XHTML, faults, get, links, parsed, text_of
from tests.story import DATA, publish_story

MOOTED = "4kybcvywnyapkz5hih64"


def by_class(tree: Element, name: str) -> list[Element]:
    return [each for each in tree.iter() if name in (each.get("class") or "").split()]


def test_a_card_says_what_whose_word_how_sure_and_in_which_words(site: TestClient) -> None:
    (found, *_) = by_class(get(site, f"/assertion/{MOOTED}"), "card")
    words = {name: [text_of(each) for each in by_class(found, name)] for name in ("status", "says", "word", "sure")}
    assert words == {
        "status": ["mooted"],
        "says": ["Ana Okoye may visit Kesmark."],
        "word": ["On the word of Ana Okoye"],
        "sure": ["possible"],
    }
    assert [(each.get("class"), text_of(each)) for each in found.iter(f"{XHTML}mark")] == [
        ("who", "Ana Okoye visitor"),
        ("how", "looking at the options status"),
        ("where", "Kesmark destination"),
    ]
    assert by_class(found, "s-mooted") == [found]
    assert [each.get("href") for each in by_class(found, "out")] == [
        "https://harbourpost.example/2031/03/04/okoye-options#:~:text="
        "Ana%20Okoye%20said%20on%20Tuesday%20that%20she%20was%20%E2%80%9Clooking%20at%20the%20options%E2%80%9D"
        "%20for%20a%20visit%20to%20Kesmark"
    ]


def test_mooted_planned_and_occurred_look_apart(site: TestClient) -> None:
    tree = get(site, OKOYE)
    visits = [
        (text_of(by_class(each, "status")[0]), text_of(by_class(each, "says")[0]), each.get("class"))
        for each in by_class(tree, "card")
        if [text_of(kind) for kind in by_class(each, "kind")] == ["visit"]
    ]
    assert visits == [
        ("occurred", "Ana Okoye visited Kesmark on 25 March 2031.", "card s-occurred"),
        ("planned", "Ana Okoye is to visit Kesmark on 25 March 2031.", "card s-planned"),
        ("mooted", "Ana Okoye may visit Kesmark.", "card s-mooted"),
        ("mooted", "Ana Okoye may visit Kesmark between 4 and 31 March 2031.", "card s-mooted"),
    ]


def test_what_is_said_not_to_have_happened_never_reads_as_if_it_had(site: TestClient) -> None:
    cards = [each for path in sorted({*paths_of(site), OKOYE}) for each in by_class(get(site, path), "card")]
    denied = {
        text_of(by_class(each, "says")[0]): text_of(by_class(each, "status")[0])
        for each in cards
        if each.get("class") == "card s-denied"
    }
    assert denied == {
        "Ana Okoye and Tomas Rehn did not meet for talks in January 2031.": "said not to have happened",
        "Ana Okoye, Mara Lindqvist and Tomas Rehn did not all meet for talks on 25 March 2031.": (
            "said not to have happened"
        ),
        "Kesmark and Valdoria did not agree on quotas on 26 March 2031.": "said not to have happened",
        "There was not a lifting on 25 March 2031, with Kesmark (authority) and five Valdorian MPs (beneficiary).": (
            "said not to have happened"
        ),
        "A member of parliament’s foreign affairs committee is not part of the Harbour Party.": "said not to be so",
    }
    drawn = [
        (each.get("aria-label", "").rpartition("(")[2], next(each.iter(f"{SVG}circle")).get("class"))
        for each in get(site, OKOYE).iter(f"{SVG}a")
        if re.search("did not (all )?meet", each.get("aria-label", ""))
    ]
    assert drawn == [(f"said not to have happened, {day} March 2031)", "dot s-denied") for day in (4, 26, 25)]


def test_a_persons_page_has_what_she_said_and_what_was_said_of_her(site: TestClient) -> None:
    headings = [text_of(each) for each in get(site, OKOYE).iter(f"{XHTML}h2")]
    assert [each.rstrip("0123456789 ") for each in headings] == [
        "Over time",
        "Offices and memberships",
        "What happened, and what may",
        "What Ana Okoye said",
        "What others said to or of Ana Okoye",
        "Only on the word of Ana Okoye",
        "With whom",
        "The same as a picture",
    ]


def test_drawings_say_in_words_what_they_show(site: TestClient) -> None:
    figures = by_class(get(site, OKOYE), "drawing")
    links = [each for figure in figures for each in figure.iter(f"{SVG}a")]
    assert (len(figures), all(each.get("aria-label") and each.get("href") for each in links)) == (2, True)
    labels = [each.get("aria-label", "") for each in links]
    assert [each for each in labels if each.startswith("Tomas Rehn:")] == ["Tomas Rehn: meeting 8, speech 4, event 1"]


def test_home_shows_statements_of_several_statuses(site: TestClient) -> None:
    statuses = {text_of(each) for each in by_class(get(site, "/"), "status")}
    assert {"mooted", "planned", "occurred", "postponed"} <= statuses


def test_an_article_shows_its_correction_and_its_statements_in_order(site: TestClient) -> None:
    pages = [get(site, path) for path in sorted(paths_of(site))]
    corrected = [each for each in pages if by_class(each, "correction")]
    assert [text_of(by_class(each, "correction")[0])[:70] for each in corrected] == [
        "Correction. An earlier version of this article said that four people h"
    ]


def paths_of(site: TestClient) -> set[str]:
    return {each.get("href", "") for each in by_class(get(site, "/articles"), "headline")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/search?q=okoy", ["Ana Okoye"]),
        ("/search?q=MARTEN+ivo", ["Ivo Marten", "Ivo Marten"]),
        ("/search?q=kesmark&kind=country", ["Kesmark"]),
        ("/search?q=herring+zzz", []),
        ("/search?q=options+visit&kind=statement", ["Ana Okoye"]),
        ("/search", []),
    ],
)
def test_search_finds_names_headlines_and_words(site: TestClient, path: str, expected: list[str]) -> None:
    found = [text_of(each) for each in by_class(get(site, path), "headline")]
    assert [each[: len(name)] for each, name in zip(found, expected, strict=False)] == expected
    assert bool(found) == bool(expected)


def test_a_statement_that_is_found_says_whose_word_it_is_and_what_doubts_it(site: TestClient) -> None:
    tree = get(site, "/search?q=collision&kind=statement")
    hits = [each for each in tree.iter(f"{XHTML}li") if by_class(each, "headline")]
    told = {text_of(by_class(each, "headline")[0]): [text_of(flag) for flag in by_class(each, "flag")] for each in hits}
    assert told["There was a collision in Skerrow on 10 March 2031: 4 dead"] == [
        "on the word of The Harbour Post",
        "disputed",
        "contradicted",
    ]
    assert told["There was a collision in Skerrow on 10 March 2031"] == []


def test_search_is_narrowed_to_the_days_when_articles_were_published(site: TestClient) -> None:
    def days(**more: str) -> set[str]:
        tree = parsed(site.get("/search", params={"q": "cable", "kind": "article", **more}).text)
        told = {text_of(each) for each in by_class(tree, "by")}
        return {each.removeprefix("article · ") for each in told if each.startswith("article ·")}

    everything, some = days(), days(since="2031-03-05", until="2031-03-06")
    assert some < everything
    assert some == {"6 March 2031"}
    page = get(site, "/search?q=cable&since=2031-03-05")
    fields = {each.get("id"): each.get("value") for each in page.iter(f"{XHTML}input")}
    assert (fields["since"], fields["until"]) == ("2031-03-05", "")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/search?q=cable&since=yesterday", "yesterday: this is no day; write it as in 2031-03-04"),
        ("/search?q=cable&until=2031-02-30", "2031-02-30: this is no day; write it as in 2031-03-04"),
        ("/search?since=%00", "\ufffd: this is no day; write it as in 2031-03-04"),
        ("/search?q=cable&year=31", "31: this is no year; write it as in 2031"),
    ],
)
def test_a_day_or_year_that_is_none_is_a_mistake_of_the_client(site: TestClient, path: str, words: str) -> None:
    answer = site.get(path)
    (error,) = by_class(parsed(answer.text), "error")
    assert (answer.status_code, text_of(error)) == (400, words)


@pytest.mark.parametrize(
    ("path", "told", "leads"),
    [
        ("/search?q=Okoya", "Nothing has this word. Did you mean Ana Okoye?", {"/search?q=Ana+Okoye"}),
        ("/search?q=zyzzyva", "Nothing has this word. Try its beginning, or another.", set()),
        ("/search?q=zyzzyva+quorn", "Nothing has all these words. Try fewer or shorter ones.", set()),
    ],
)
def test_where_nothing_is_found_names_spelt_so_are_offered(
    site: TestClient, path: str, told: str, leads: set[str]
) -> None:
    (found,) = by_class(get(site, path), "standfirst")
    assert (text_of(found), links(found, path)) == (told, leads)


def test_a_search_without_a_word_says_so(site: TestClient) -> None:
    (error,) = by_class(get(site, "/search?q=%22"), "error")
    assert text_of(error) == "'\"': there is no word in this to search for"


def test_the_vocabulary_says_of_every_term_what_it_is(site: TestClient) -> None:
    terms = [each for each in by_class(get(site, "/vocabulary"), "terms") for each in each]
    assert [text_of(each) for each in terms if len(each) < 2 or not text_of(each[1])] == []
    assert "event schema:Event" in [text_of(each[0]) for each in terms]


def test_a_fact_types_page_has_its_fields_and_its_sentence(site: TestClient) -> None:
    page = text_of(get(site, "/vocabulary/Visit"))
    assert "{visitor} (visit, visited) {destination}[ {date}]" in page
    assert "destination neededWhere the visit goes.destination" in page


def test_conflicts_stand_side_by_side_with_what_they_differ_on(site: TestClient) -> None:
    found = by_class(get(site, "/conflicts"), "conflict")
    said = {
        text_of(next(each.iter(f"{XHTML}h2"))): [
            [text_of(says).partition(":")[2].strip() for says in by_class(side, "says")]
            for side in by_class(each, "sides")[0]
            if side.get("class") != "versus"
        ]
        for each in found
    }
    assert said["Deaths: 3 or 4"] == [
        ["3 dead, 11 injured.", "3 dead.", "3 dead.", "3 dead."],
        ["4 dead, 11 injured.", "4 dead."],
    ]


def test_the_numbers_on_home_lead_to_what_they_count(site: TestClient) -> None:
    (lede,) = by_class(get(site, "/"), "lede")
    counted = {text_of(each): each.get("href", "") for each in lede.iter(f"{XHTML}a")}
    assert list(counted.values()) == ["/statements", "/articles"]
    for words, path in counted.items():
        (told,) = by_class(get(site, path), "standfirst")
        assert text_of(told).split(",")[0] == words.split()[0]


def test_home_says_whose_word_each_side_of_a_contradiction_is(site: TestClient) -> None:
    (box,) = by_class(get(site, "/"), "box")
    sides = [
        (
            text_of(each),
            [text_of(by) for by in by_class(each, "by")],
            [text_of(flag) for flag in by_class(each, "flag")],
        )
        for each in box.iter(f"{XHTML}li")
    ]
    assert [(by, flags) for _, by, flags in sides] == [
        (
            [
                "The Harbour Post’s own word, 9 April 2031",
                "on the word of The Harbour Post, in The Kesmark Courier, 26 March 2031",
            ],
            ["disputed"],
        ),
        (
            [
                "The Kesmark Courier’s own word, 26 March 2031",
                "on the word of Pernilla Dahl, in The Kesmark Courier, 26 March 2031",
            ],
            [],
        ),
    ]
    assert sides[0][0].startswith("There was a collision on 10 March 2031: 3 dead The Harbour Post’s own word")


def test_what_a_correction_disputes_says_why(site: TestClient) -> None:
    disputed = [each for each in by_class(get(site, "/conflicts"), "card") if "disputed" in text_of(each)]
    (path, *_) = [each.get("href", "") for each in by_class(disputed[0], "flag") if each.get("href")]
    (words,) = by_class(get(site, path), "correction")
    assert text_of(words) == (
        "Disputed. the article that this one copies was changed, and says otherwise now (deaths: 3 or 4). "
        "A review after the correction settles it."
    )


def test_a_happening_is_shown_as_it_was_told(site: TestClient) -> None:
    visit = next(each for each in by_class(get(site, OKOYE), "card") if "visited Kesmark" in text_of(each))
    (path, *_) = [each.get("href", "") for each in by_class(visit, "day")]
    told = [each.get("href", "") for each in get(site, path).iter(f"{XHTML}a")]
    page = get(site, next(each for each in told if each.startswith("/occurrence/")))
    assert [text_of(each) for each in by_class(page, "steps")[0]] == [
        "mooted4 March 2031The Harbour Post",
        "mooted4 March 2031The Harbour Post",
        "planned14 March 2031The Harbour Post",
        "occurred25 March 2031The Harbour Post",
    ]
    assert text_of(next(page.iter(f"{XHTML}h1"))) == "Ana Okoye visited Kesmark on 25 March 2031"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ana ok", [{"name": "Ana Okoye", "kind": "person"}]),
        ("KESM", [{"name": "Kesmark", "kind": "country"}]),
        ("zzz", []),
        ("", []),
        ('"', []),
        ("\0", []),
    ],
)
def test_names_are_offered_as_one_types(site: TestClient, typed: str, names: list[dict[str, str]]) -> None:
    answer = site.get("/search/names.json", params={"q": typed})
    assert (answer.status_code, answer.json()["names"][:1]) == (200, names)


def test_what_changed_between_revisions_stands_beside_them(tmp_path: Path) -> None:
    names = ("03-orlen-collision", "03b-orlen-collision-corrected")
    with open_store(tmp_path / "store", create=True) as store:
        for day, name in enumerate(names, 1):
            file = DATA / f"{name}.facts.yaml"
            assert publish([file], store, texts=[DATA], now=datetime(2031, 5, day, tzinfo=UTC)).clean
    with browser(tmp_path / "store") as client:
        (path,) = paths_of(client)
        page = get(client, path)
        (section,) = [each for each in page.iter() if each.get("aria-labelledby") == "revisions"]
        rows = [[text_of(part) for part in row] for each in by_class(section, "changes") for row in each]
        (now,) = [each.get("href", "") for each in section.iter(f"{XHTML}a")]
        says = text_of(by_class(get(client, now), "says")[0])
        assert (faults(page), says) == ([], f"{COLLISION}: 3 dead, 11 injured.")
    told = "occurred, certain, the paper’s own word"
    assert rows == [
        ["headline before", "Four dead as trawler and cable ship collide in Orlen Strait"],
        ["no longer says", f"{COLLISION}: 4 dead, 11 injured {told}"],
        ["says now", f"{COLLISION}: 3 dead, 11 injured {told}"],
    ]


COLLISION = "There was a collision in the Orlen Strait on 10 March 2031"


def test_an_article_that_was_published_anew_lists_its_revisions(tmp_path: Path) -> None:
    path = publish_story(tmp_path)
    article = "https://kg.example/article/tfmf2oyjqmhulbcridv2"
    days = (datetime(2031, 5, 1, tzinfo=UTC), datetime(2031, 5, 2, tzinfo=UTC))
    with open_store(path) as store:
        store.retract(NamedNode(article), "A mistake.", now=days[0])
        store.reinstate(NamedNode(article), now=days[1])
    with browser(path) as client:
        tree = get(client, "/article/tfmf2oyjqmhulbcridv2")
        (section,) = [each for each in tree.iter() if each.get("aria-labelledby") == "revisions"]
        told = [(each.get("value"), text_of(each)) for each in section.iter(f"{XHTML}li")]
        other = next(
            each
            for each in links(get(client, "/articles"), "/articles")
            if "/article/" in each and article[18:] not in each
        )
        assert "revisions" not in {each.get("id") for each in get(client, other).iter()}
    assert told == [
        ("3", "published anew on 2 May 2031 generation 3, the newest It says what it said before."),
        ("2", "taken back on 1 May 2031 generation 2"),
        ("1", "published on 15 April 2031 generation 1"),
    ]


def test_a_type_of_ones_own_reads_as_its_fields_on_every_page(tmp_path: Path) -> None:
    own = ROOT / "tests" / "new_type"
    types = load_schema(shapes=[own / "shapes.ttl"], ontology=[own / "ontology.ttl"])
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([own / "ruling.facts.yaml"], store, schema=types).clean
    with browser(tmp_path / "store") as client:
        (found,) = by_class(get(client, "/statements"), "card")
        (path,) = {href for each in by_class(found, "day") if (href := each.get("href"))}
        page = get(client, path)
        (said, *_) = by_class(page, "says")
        parts = [(text_of(each[0]), text_of(each[1])) for each in page.iter(f"{XHTML}div") if len(each) == 2]
        vocabulary = text_of(get(client, "/vocabulary"))
    assert text_of(said) == (
        "Court ruling: court Court of Appeal; outcome overturned; on 15 May 2031; "
        "parties Sollen Harbour Board (respondent) and Tidewater Line (claimant)."
    )
    assert ("outcome", "overturned") in parts
    assert "outcomes of rulings" in vocabulary


@pytest.mark.parametrize(
    ("changed", "told"),
    [("2031-03-14T12:00:00+01:00", []), ("2031-03-15T09:00:00+01:00", ["15 March 2031"])],
)
def test_an_article_is_said_to_be_changed_only_where_it_was(tmp_path: Path, changed: str, told: list[str]) -> None:
    page = DATA / "05-okoye-date-set.facts.yaml"
    published = "  published: '2031-03-14T12:00:00+01:00'\n"
    text = page.read_text().replace(published, f"{published}  modified: '{changed}'\n")
    (tmp_path / page.name).write_text(text)
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([tmp_path / page.name], store, texts=[DATA]).clean
        with store.snapshot() as snapshot:
            (article,) = snapshot.match(None, schema.headline)
    with browser(tmp_path / "store") as client:
        tree = get(client, f"/article/{article.subject.value.rpartition('/')[2]}")  # type: ignore[union-attr]
    facts = [text_of(each) for each in by_class(tree, "facts")[0]]
    assert [each.removeprefix("changed").strip() for each in facts if each.startswith("changed")] == told
