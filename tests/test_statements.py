"""The table of statements: a row each, whole, in order, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.api import publish
from kg.descriptions.links import link_to
from kg.errors import KgError
from kg.factfile import write_facts
from kg.model import Article, Entity, Evidence, text_digest
from kg.schema import load_schema
from kg.statements import BOM, COLUMNS, Row, safe_cell, statements, statements_csv
from kg.store import Snapshot, open_store
from tests.cli.running import newsroom, run
from tests.conftest import ROOT
from tests.samples import ARTICLE, OFFICE, facts_of, write_sample

__all__ = ["newsroom"]

TYPES = load_schema()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The curated articles of data/."""
    folder = tmp_path_factory.mktemp("story") / "store"
    files = sorted((ROOT / "data").glob("*.facts.yaml"))
    assert run("publish", "-q", *files, "--store", folder).exit_code == 0
    with open_store(folder) as store, store.snapshot() as snapshot:
        yield snapshot


def table(snapshot: Snapshot, **wanted: str) -> list[dict[str, str]]:
    text = b"".join(statements_csv(snapshot, TYPES, **wanted)).decode("utf-8")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_all_of_a_statement(story: Snapshot) -> None:
    mooted = next(row for row in statements(story, TYPES) if row.type == "visit")
    quote = "Ana Okoye said on Tuesday that she was “looking at the options” for a visit to Kesmark"
    fragment = (
        "Ana%20Okoye%20said%20on%20Tuesday%20that%20she%20was%20%E2%80%9Clooking%20at%20the%20options%E2%80%9D"
        "%20for%20a%20visit%20to%20Kesmark"
    )
    assert mooted == Row(
        headline="Okoye confirms she may travel to Kesmark",
        published="2031-03-04T14:20:00+01:00",
        publisher="The Harbour Post",
        statement="Ana Okoye may visit Kesmark",
        type="visit",
        speaker="",
        addressee="",
        about="",
        place="Kesmark",
        date="",
        source="Ana Okoye",
        own_word="no",
        status="mooted",
        certainty="possible",
        polarity="positive",
        basis="stated",
        state="current",
        disputed="",
        quote=quote,
        start="911",
        end="997",
        reviewed_by="",
        reviewed_on="",
        confidence="",
        made_by="",
        link=f"https://harbourpost.example/2031/03/04/okoye-options#:~:text={fragment}",
        article="https://kg.example/article/tfmf2oyjqmhulbcridv2",
        fact="https://kg.example/assertion/4kybcvywnyapkz5hih64",
        contradicted_by="",
        involves="Ana Okoye; Kesmark",
    )


def test_every_statement_has_a_row_and_the_days_are_in_order(story: Snapshot) -> None:
    rows = table(story)
    facts = {row["fact"] for row in rows}
    asserted = {str(row[0].value) for row in story.query("SELECT ?a { ?a a nf:Assertion }").rows}  # type: ignore[union-attr]
    assert (len(rows), facts) == (len(asserted), asserted)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    assert tuple(rows[0]) == COLUMNS


def test_who_takes_part_and_as_what_is_told(story: Snapshot) -> None:
    told = {row["statement"] for row in table(story) if row["type"] == "event"}
    sentence = (
        "There was a no-confidence vote in April 2031, with Ana Okoye (target) and the Reform Alliance (proposer)"
    )
    assert sentence in told


def test_the_fields_that_a_desk_sorts_by_have_columns(story: Snapshot) -> None:
    rows = table(story)
    sorted_by = ("speaker", "addressee", "about", "place", "date")

    def told(sentence: str) -> tuple[str, ...]:
        return next(tuple(row[each] for each in sorted_by) for row in rows if row["statement"].startswith(sentence))

    assert told("Henrik Aalto called on") == (
        "Henrik Aalto",
        "Kesmark; Valdoria",
        "joint fisheries office",
        "",
        "2031-03-04",
    )
    assert told("Ana Okoye and Henrik Aalto met") == ("", "", "", "Port Amsel", "2031-03-04")
    assert told("Ana Okoye is Foreign Minister") == ("", "", "", "", "")


def test_what_a_correction_puts_in_doubt_and_what_contradicts_it_are_told(story: Snapshot) -> None:
    rows = {row["fact"]: row for row in table(story)}
    doubted = [row for row in rows.values() if row["disputed"]]
    assert [(row["publisher"], row["source"], row["disputed"]) for row in doubted] == [
        (
            "The Kesmark Courier",
            "The Kesmark Courier",
            "the article that this one copies was changed, and says otherwise now (deaths: 3 or 4)",
        ),
        (
            "The Kesmark Courier",
            "The Harbour Post",
            "the paper whose word this is has corrected itself (deaths: 3 or 4)",
        ),
    ]
    for row in doubted:
        others = {rows[fact]["statement"] for fact in row["contradicted_by"].split()}
        assert ("4 dead" in row["statement"], {"3 dead" in other for other in others}) == (True, {True})


def test_a_review_is_told(story: Snapshot) -> None:
    reviewed = [(row["reviewed_by"], row["reviewed_on"]) for row in table(story) if row["reviewed_by"]]
    assert sorted(reviewed) == [("R. Sand", "2031-03-05")] * 2 + [("R. Sand", "2031-03-12")]


def test_the_table_of_an_article_and_of_an_entity(story: Snapshot) -> None:
    everything = table(story)
    url = "https://harbourpost.example/2031/04/09/accuser-named"
    article = story.iris.article(url=url, publisher=None, id=None, text_digest=None).value
    assert table(story, article=url) == [row for row in everything if row["article"] == article]
    rehn = table(story, entity="Tomas Rehn")
    assert [row for row in everything if row in rehn] == rehn
    assert {"Tomas Rehn" in "".join(row.values()) for row in rehn} == {True}


def test_the_same_store_gives_the_same_bytes(story: Snapshot) -> None:
    one, other = (b"".join(statements_csv(story, TYPES)) for _ in range(2))
    assert one == other
    assert b"".join(statements_csv(story, TYPES, bom=True)) == BOM + one


def test_who_or_what_is_not_there_is_said(story: Snapshot) -> None:
    with pytest.raises(KgError, match="did you mean Tomas Rehn"):
        list(statements_csv(story, TYPES, entity="Tomas Ren"))
    with pytest.raises(KgError, match="no article in the store"):
        list(statements_csv(story, TYPES, article="https://harbourpost.example/none"))


HOSTILE = '=HYPERLINK("http://evil.example";"x") said Ana Okoye'


def test_no_cell_is_run_as_a_formula(tmp_path: Path) -> None:
    article = Article(
        text=HOSTILE,
        text_digest=text_digest(HOSTILE),
        url="https://harbourpost.example/x",
        headline="+1 said Okoye",
        published="2031-03-04",
        publisher="@Post",
    )
    fact = replace(OFFICE, evidence=(replace(OFFICE.evidence[0], start=0, end=len(HOSTILE), quote=HOSTILE),))
    entities = {**facts_of().entities, "okoye": Entity("okoye", "Person", "-2+3 Okoye")}
    file = write_sample(tmp_path, replace(facts_of(fact, article=article), entities=entities))
    assert write_facts(facts_of(fact, article=article))
    assert run("publish", file, "--store", tmp_path / "store").exit_code == 0
    with open_store(tmp_path / "store") as store, store.snapshot() as snapshot:
        (row,) = table(snapshot)
    assert (row["headline"], row["publisher"]) == ("'+1 said Okoye", "'@Post")
    assert row["quote"] == "'" + HOSTILE
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r+", " -", "\n@", "＝", "\u00a0="])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert safe_cell(f"{start}1").startswith("'")


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("three dead", "three%20dead"),
        ("a, b & c-d", "a%2C%20b%20%26%20c%2Dd"),
        ("one two\n\nthree four five six seven", "one%20two%20three%20four%20five,three%20four%20five%20six%20seven"),
        ("w " * 100, "w%20w%20w%20w%20w,w%20w%20w%20w%20w"),
    ],
)
def test_a_link_leads_to_the_words(quote: str, fragment: str) -> None:
    assert link_to("https://harbourpost.example/a#top", quote) == f"https://harbourpost.example/a#:~:text={fragment}"


def test_a_quotation_that_is_cut_ends_with_a_whole_word_and_says_so(tmp_path: Path) -> None:
    text = "Ana Okoye said " + "that the letter was unforgettable " * 12
    article = replace(ARTICLE, text=text, text_digest=text_digest(text))
    fact = replace(OFFICE, evidence=(Evidence(0, len(text), text),))
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([write_sample(tmp_path, facts_of(fact, article=article))], store).clean
        with store.snapshot() as snapshot:
            (row,) = table(snapshot)
    words, cut = row["quote"].rsplit(" ", 1)
    assert (cut, words.split()) == ("…", text.split()[: len(words.split())])
    assert row["link"].endswith(f",{'%20'.join(words.split()[-5:])}")


def test_words_that_stand_apart_are_joined_and_the_link_leads_to_the_longest(tmp_path: Path) -> None:
    text = "Valdoria has a ministry in Port Amsel. Its Foreign Minister Ana Okoye left."
    article = replace(ARTICLE, text=text, text_digest=text_digest(text))
    fact = replace(OFFICE, evidence=(Evidence(43, 69, text[43:69]), Evidence(0, 8, text[:8])))
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([write_sample(tmp_path, facts_of(fact, article=article))], store).clean
        with store.snapshot() as snapshot:
            (row,) = table(snapshot)
    assert (row["quote"], row["start"], row["end"]) == ("Valdoria … Foreign Minister Ana Okoye", "0", "69")
    assert row["link"] == "https://harbourpost.example/2031/03/04/okoye#:~:text=Foreign%20Minister%20Ana%20Okoye"


def test_a_link_without_words_is_the_page() -> None:
    assert link_to("https://harbourpost.example/a", "") == "https://harbourpost.example/a"


def test_the_command_writes_the_table(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "statements.csv"
    assert run("export", "--store", newsroom, "-o", file, "--bom").exit_code == 0
    plain = run("export", "--store", newsroom, "--format", "csv").stdout_bytes
    assert file.read_bytes() == BOM + plain
    assert len(list(csv.reader(io.StringIO(plain.decode(), newline="")))) == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "csv", "--graph", "https://kg.example/graph/entities"), "--graph is for RDF"),
        (("--bom",), "--bom is for CSV"),
    ],
)
def test_what_a_table_cannot_do_is_said(newsroom: Path, words: tuple[str, ...], message: str) -> None:
    result = run("export", "--store", newsroom, *words)
    assert (result.exit_code, message in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["Visit", "visit"])
def test_facts_of_one_type_have_a_column_for_each_of_their_fields(story: Snapshot, name: str) -> None:
    rows = table(story, type=name)
    assert list(rows[0]) == [*COLUMNS, "visitor", "destination"]
    assert {row["type"] for row in rows} == {"visit"}
    assert len(rows) == sum(row["type"] == "visit" for row in table(story))
    assert {(row["visitor"], row["destination"], row["date"]) for row in rows if row["status"] == "planned"} == {
        ("Ana Okoye", "Kesmark", "2031-03-25"),
        ("Edda Fenn", "Kesmark", "2031-03-25"),
    }


def test_whoever_takes_part_has_the_role_in_brackets(story: Snapshot) -> None:
    summits = [row for row in table(story, type="Event") if row["kind"] == "summit"]
    assert summits[0]["participants"] == "Ana Okoye (attendee); Northern Council (organiser); Tomas Rehn (attendee)"


def test_a_type_that_nobody_knows_is_told(story: Snapshot) -> None:
    with pytest.raises(KgError) as caught:
        list(statements(story, TYPES, type="Visti"))
    assert str(caught.value) == "Visti: no fact type has this name; did you mean Visit?"
