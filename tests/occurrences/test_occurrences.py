"""Which reports are one happening, which are kept apart, and what is said of the happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kg.model import ArticleFacts, Entity, Evidence, Fact
from kg.occurrences import derived_quads
from kg.occurrences.held import MANY
from kg.vocab import PREFIXES, nf, rdf
from tests.occurrences.test_increments import Memory
from tests.occurrences.world import IRIS, change_of, collision, fact, meeting, story, taken_away, visit

JOINS = "SELECT ?reason { ?join a nf:Join ; nf:reason ?reason }"


def published(*articles: ArticleFacts) -> Memory:
    """A store in memory with these articles and what follows from them."""
    at = Memory()
    for each in articles:
        change = change_of(each)
        at.given[change.article] = change
    at.lay()
    return at


def two_days(one: Fact, other: Fact, first: str = "2031-03-04", second: str = "2031-03-26") -> Memory:
    return published(story("1", first, one), story("2", second, other, paper="The Kesmark Courier"))


SAME = {
    "a visit mooted and then made": (visit("mooted"), visit(date="2031-03-25")),
    "a visit planned and then made": (visit("planned", date="2031-03-25"), visit(date="2031-03-25")),
    "a visit of which one paper tells the arrival and one the next day": (
        visit(date="2031-03-24"),
        visit(date="2031-03-25"),
    ),
    "a visit planned and then cancelled": (visit("planned", date="2031-03-25"), visit("cancelled", date="2031-03-25")),
    "a meeting of which one paper names more participants": (
        meeting("okoye", "rehn", date="2031-03-03"),
        meeting("okoye", "rehn", "aalto", date="2031-03-03"),
    ),
    "an agreement in other words": (
        fact(
            "Agreement",
            {"subject": "cables under the strait", "status": "occurred", "date": "2031-03-03"},
            {"parties": ("kesmark", "valdoria")},
        ),
        fact(
            "Agreement",
            {"subject": "protect strait cables", "status": "occurred", "date": "2031-03-03"},
            {"parties": ("valdoria", "kesmark")},
        ),
    ),
    "a collision of one day and place": (collision(3), collision(3)),
    "a collision of which one paper has the wrong day": (collision(3, "2031-03-09"), collision(3)),
}
OTHERS = {
    "visits of two people": (visit(date="2031-03-25"), visit(visitor="rehn", date="2031-03-25")),
    "visits to two countries": (visit(date="2031-03-25"), visit(destination="valdoria", date="2031-03-25")),
    "visits a week apart": (visit(date="2031-03-03"), visit(date="2031-03-10")),
    "a visit mooted and one half a year later": (visit("mooted"), visit(date="2031-09-25")),
    "a visit mooted and one before": (visit("mooted"), visit(date="2031-03-01")),
    "a visit denied": (visit(date="2031-03-03", polarity="negative"), visit(date="2031-03-03")),
    "meetings of two with a third each": (
        meeting("okoye", "rehn", "aalto", date="2031-03-03"),
        meeting("okoye", "rehn", "brandt", date="2031-03-03"),
    ),
    "meetings of two in two cities": (
        meeting("okoye", "rehn", date="2031-03-03", place="sollen"),
        meeting("okoye", "rehn", date="2031-03-03", place="halvik"),
    ),
    "agreements on other things": (
        fact(
            "Agreement",
            {"subject": "fish quotas", "status": "occurred", "date": "2031-03-03"},
            {"parties": ("kesmark", "valdoria")},
        ),
        fact(
            "Agreement",
            {"subject": "cables in the strait", "status": "occurred", "date": "2031-03-03"},
            {"parties": ("kesmark", "valdoria")},
        ),
    ),
    "collisions at two places": (collision(3), collision(3, place="halvik")),
    "collisions on two days with other numbers": (collision(3, "2031-03-09"), collision(4)),
    "an undated ban": (
        fact("Restriction", {"target": "okoye", "kind": "entry ban", "authority": "kesmark", "status": "ongoing"}),
        fact("Restriction", {"target": "okoye", "kind": "entry ban", "authority": "kesmark", "status": "ongoing"}),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_one_happening_is(name: str) -> None:
    assert len(joins(two_days(*SAME[name]))) == 1


@pytest.mark.parametrize("name", OTHERS)
def test_not_one_happening_are(name: str) -> None:
    assert joins(two_days(*OTHERS[name])) == set()


def joins(at: Memory) -> set[tuple[str, ...]]:
    return rows(at, JOINS)


def quoting(words: str, told: Fact) -> Fact:
    return replace(told, evidence=(Evidence(0, len(words), words),))


def rows(at: Memory, query: str) -> set[tuple[str, ...]]:
    prefixes = {**PREFIXES, **IRIS.prefixes()}
    found = at.quads.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    return {tuple(str(getattr(term, "value", "")).rpartition("#")[2] for term in row) for row in found}  # type: ignore[union-attr]


def test_a_plan_that_fits_two_visits_is_left_alone() -> None:
    at = published(
        story("1", "2031-03-04", visit("mooted")),
        story("2", "2031-03-20", visit(date="2031-03-20")),
        story("3", "2031-04-20", visit(date="2031-04-20")),
    )
    assert joins(at) == set()


def test_the_reasons_of_a_join_stand_in_words() -> None:
    at = two_days(visit("mooted"), visit(date="2031-03-25"))
    assert joins(at) == {("the same visitor and destination; both may be of 2031-03-25",)}


def test_a_happening_says_how_far_along_it_is_and_how_many_say_so() -> None:
    at = published(
        story("1", "2031-03-04", visit("mooted", source="okoye")),
        story("2", "2031-03-14", visit("planned", date="2031-03-25", source="official")),
        story("3", "2031-03-26", visit(date="2031-03-25"), paper="The Kesmark Courier"),
    )
    said = "nf:situationType ?type ; nf:latestStatus ?status ; nf:independentSources ?sources"
    query = f"SELECT ?type ?status ?sources {{ ?o {said} }}"
    assert rows(at, query) == {("Visit", "status-occurred", "3")}


def test_a_copy_is_no_source_of_its_own() -> None:
    original = story("1", "2031-03-10", collision(4))
    copy = story("2", "2031-03-11", collision(4), paper="The Kesmark Courier", based_on="https://harbourpost.example/1")
    query = "SELECT ?sources { ?o nf:independentSources ?sources }"
    assert rows(published(original, copy), query) == {("1",)}
    assert rows(published(original, story("2", "2031-03-11", collision(4), paper="The Kesmark Courier")), query) == {
        ("2",)
    }


@pytest.mark.parametrize(
    ("words", "source", "sources"),
    [
        ("Four people died on Monday when the ferry ran into a barge in the Orlen Strait", "article", "1"),
        ("Four people died on Monday when the ferry ran into a barge off Kesmark", "article", "2"),
        ("four people died on Monday, when the ferry ran into a barge in the “Orlen Strait”", "article", "1"),
        ("Four people died on Monday when the ferry ran into a barge in the Orlen Strait", "okoye", "2"),
    ],
)
def test_a_paper_that_writes_what_another_wrote_word_by_word_is_no_source_of_its_own(
    words: str, source: str, sources: str
) -> None:
    written = "Four people died on Monday when the ferry ran into a barge in the Orlen Strait"
    first = story("1", "2031-03-10", quoting(written, collision(4)))
    second = story("2", "2031-03-11", quoting(words, collision(4, source=source)), paper="The Kesmark Courier")
    query = "SELECT ?sources { ?o nf:independentSources ?sources }"
    assert rows(published(first, second), query) == {(sources,)}


def test_what_two_papers_have_of_the_police_in_the_same_words_has_one_source() -> None:
    written = "Four people died on Monday when the ferry ran into a barge in the Orlen Strait, police said"
    query = "SELECT ?sources { ?o nf:independentSources ?sources }"
    counts = []
    for words in (written, written.replace("Four people", "Four passengers")):
        first, second = (
            replace(facts, entities={**facts.entities, "police": Entity("police", "Organization", "police")})
            for facts in (
                story("1", "2031-03-10", quoting(written, collision(4, source="police"))),
                story("2", "2031-03-11", quoting(words, collision(4, source="police")), paper="The Kesmark Courier"),
            )
        )
        counts.append(rows(published(first, second), query))
    assert counts == [{("1",)}, {("2",)}]


def test_sources_are_counted_anew_where_an_article_is_corrected_or_taken_away() -> None:
    written = "Four people died on Monday when the ferry ran into a barge in the Orlen Strait"
    own = "Divers who went down to the wreck on Monday brought up the bodies of four passengers"
    first = story("1", "2031-03-10", quoting(written, collision(4)))
    corrected = story("1", "2031-03-10", quoting(own, collision(4)), modified="2031-03-12")
    second = story("2", "2031-03-11", quoting(written, collision(4)), paper="The Kesmark Courier")
    third = story("3", "2031-03-11", quoting(own.replace("four", "the"), collision(4)), paper="The Ostra Star")
    at = published(first, second)
    query = "SELECT ?sources { ?o nf:independentSources ?sources }"
    counts = [rows(at, query)]
    for given in (corrected, first, third):
        change = change_of(given)
        at.given[change.article] = change
        at.lay()
        counts.append(rows(at, query))
    taken = change_of(first).graph
    at.replace(set(at.view.quads(taken)), set())
    at.follow({taken})
    assert [*counts, rows(at, query)] == [{("1",)}, {("2",)}, {("1",)}, {("2",)}, {("2",)}]


def test_what_is_disputed_since_another_paper_corrected_itself_is_no_source_until_it_is_reviewed() -> None:
    written = "Four people died on Monday when the ferry ran into a barge in the Orlen Strait"
    mended = written.replace("Four", "Three")
    first = story("1", "2031-03-10", quoting(written, collision(4)))
    corrected = story(
        "1", "2031-03-10", quoting(mended, collision(3)), modified="2031-03-12", correction="Three died, not four."
    )
    reprint, reviewed = (
        story("2", "2031-03-11", quoting(written, collision(4, **more)), paper="The Kesmark Courier")
        for more in ({}, {"reviewed_on": "2031-03-13"})
    )
    query = "SELECT ?sources { ?o nf:independentSources ?sources }"
    for report, other, sources in ((first, reprint, "1"), (corrected, reprint, "1"), (corrected, reviewed, "2")):
        assert rows(published(report, other), query) == {(sources,)}


def test_a_paper_with_words_of_its_own_beside_those_of_another_is_a_source() -> None:
    statement = "The ministry said that four people had died when the ferry ran into a barge"
    first = story("1", "2031-03-10", quoting(statement, collision(4)))
    own = replace(first.facts[0], evidence=(*first.facts[0].evidence, Evidence(90, 112, "Four coffins stood there")))
    second = story("2", "2031-03-11", own, paper="The Kesmark Courier")
    assert rows(published(first, second), "SELECT ?sources { ?o nf:independentSources ?sources }") == {("2",)}


def test_short_words_that_two_papers_share_say_nothing() -> None:
    first = story("1", "2031-03-10", quoting("Four people died when the ferry sank on Monday", collision(4)))
    second = story("2", "2031-03-10", *first.facts, paper="The Kesmark Courier")
    assert rows(published(first, second), "SELECT ?sources { ?o nf:independentSources ?sources }") == {("2",)}


def test_articles_of_one_text_are_copies_of_the_first() -> None:
    text = "sha256:" + "0" * 64
    at = published(
        story("1", "2031-03-10", collision(4), text_digest=text),
        story("2", "2031-03-11", collision(4), paper="The Kesmark Courier", text_digest=text),
    )
    query = "SELECT ?day { ?copy nf:copyOf/schema:datePublished ?day }"
    assert rows(at, query) == {("2031-03-10",)}


def test_the_first_of_one_text_is_that_of_the_earlier_moment_whatever_the_zones() -> None:
    text, late, early = "sha256:" + "0" * 64, "2031-03-10T23:00:00-05:00", "2031-03-11T01:00:00+02:00"
    at = published(
        story("1", late, collision(4), text_digest=text),
        story("2", early, collision(4), paper="The Kesmark Courier", text_digest=text),
    )
    assert rows(at, "SELECT ?when { ?copy nf:copyOf/schema:datePublished ?when }") == {(early,)}


def test_a_copy_is_disputed_only_where_its_original_was_changed_after_it_whatever_the_zones() -> None:
    first = story("1", "2031-03-10", collision(3), modified="2031-03-11T12:00:00+02:00")
    query = "SELECT ?word { ?dispute nf:disputes ?word }"
    for hour, disputed in (("11", 0), ("09", 1)):
        paper, url = "The Kesmark Courier", first.article.url
        copy = story("2", f"2031-03-11T{hour}:00:00Z", collision(4), paper=paper, based_on=url)
        assert len(rows(published(first, copy), query)) == disputed


def test_sums_count_a_happening_once() -> None:
    at = published(
        story("1", "2031-03-10", collision(4)),
        story("2", "2031-03-12", collision(3), paper="The Kesmark Courier"),
        story("3", "2031-03-12", collision(2, "2031-03-01")),
    )
    query = "SELECT (SUM(?n) AS ?dead) { ?one nf:deaths ?n FILTER NOT EXISTS { ?one nf:occurrence ?any } }"
    assert rows(at, query) == {("5",)}


def test_what_is_vague_is_left_alone_where_much_happens() -> None:
    days = ["2031-03-01", "2031-03-07", "2031-03-13", "2031-03-19", "2031-03-25"]
    at = published(
        story("1", "2031-03-24", visit("mooted")),
        *(story(str(number), day, visit(date=day)) for number, day in enumerate(days, start=2)),
        story("9", "2031-03-26", visit(date="2031-03-25"), paper="The Kesmark Courier"),
    )
    assert joins(at) == {("the same visitor and destination; both may be of 2031-03-25",)}
    assert len(rows(at, "SELECT ?o { ?s nf:occurrence ?o }")) == 1


def test_a_vague_visit_is_let_go_when_a_second_fits_and_taken_up_when_it_is_gone() -> None:
    mooted, late = (
        story("1", "2031-03-04", visit("mooted")),
        story("3", "2031-03-05", visit("planned", date="2031-05-02")),
    )
    at = published(mooted, story("2", "2031-03-05", visit("planned", date="2031-03-25")))
    joins = [len(set(at.view.match(None, rdf.type, nf.Join)))]
    for step in (change_of(late), taken_away(late)):
        at.given[step.article] = step
        at.lay()
        joins.append(len(set(at.view.match(None, rdf.type, nf.Join))))
        assert at.held() == derived_quads(at.view)
    assert joins == [1, 0, 1]


def test_many_articles_at_once_are_held_against_what_is_derived_already() -> None:
    at = published(
        story("1", "2031-03-04", visit("mooted")), story("2", "2031-03-05", visit("planned", date="2031-03-20"))
    )
    others = [
        story(f"other-{number}", "2031-03-12", visit(date=str(date(2031, 3, 25) + timedelta(5 * number))))
        for number in range(MANY)
    ]
    at.given |= {each.article: each for each in map(change_of, others)}
    at.lay()
    assert at.held() == derived_quads(at.view)
