"""`kg search`: what a person reads, what a program reads, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.model import Entity
from kg.search import search
from kg.store import Snapshot, open_store
from tests.cli.running import run
from tests.conftest import ROOT
from tests.samples import ENTITIES, VISIT, facts_of, write_sample

QUICK = ("--kind", "article", "--store")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The curated articles of data/."""
    folder = tmp_path_factory.mktemp("story") / "store"
    files = sorted((ROOT / "data").glob("*.facts.yaml"))
    assert run("publish", "-q", *files, "--store", folder).exit_code == 0
    with open_store(folder) as store, store.snapshot() as snapshot:
        yield snapshot


def test_hits_come_by_their_days(story: Snapshot) -> None:
    days = {
        order: [hit.day for hit in search(story, "okoye", kinds=("article",), order=order).hits]
        for order in ("newest", "oldest", "best")
    }
    assert days["oldest"] == sorted(days["best"])
    assert days["newest"] == sorted(days["best"], reverse=True)
    assert days["best"] not in (days["oldest"], days["newest"])
    shown = run("search", "--entity", "Ana Okoye", "--order", "oldest", "--limit", "2", "--store", story.root).stdout
    heads = [line for line in shown.splitlines() if line[:1].isalpha()]
    assert heads == ["Entities", "Articles, the oldest 2", "Statements, the oldest 2"]
    assert [line[2:12] for line in shown.splitlines() if line[2:4] == "20"] == [
        f"2031-03-0{day}" for day in (4, 6, 4, 4)
    ]


def test_an_order_that_is_none_is_refused(story: Snapshot) -> None:
    with pytest.raises(QueryError, match="cheapest is no order: choose among best, newest, oldest"):
        search(story, "okoye", order="cheapest")


def test_hits_are_told_by_kind_with_where_they_stand(story: Snapshot) -> None:
    result = run("search", "treaty", "--store", story.root)
    assert (result.exit_code, result.stderr) == (0, "")
    shown = result.stdout.splitlines()
    assert shown[0] == "Statements"
    assert shown[1].startswith("  2031-03-26  Judit Solane said: “It is the shortest treaty I have ever been handed")
    assert shown[2:3] == [
        "              > “It is the shortest treaty I have ever been handed,” Ms Solane told reporters on Wednesday…"
    ]
    assert shown[3].startswith("              Tessel chief was at the table, say Kesmark officials  assertion:")
    assert len(shown) == 5


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("options visit", "2031-03-04  Ana Okoye may visit Kesmark (on the word of Ana Okoye)"),
        (
            "people collision skerrow",
            "2031-03-26  There was a collision in Skerrow on 10 March 2031: 4 dead"
            " (on the word of The Harbour Post; disputed; contradicted)",
        ),
    ],
)
def test_whose_word_a_statement_is_and_what_doubts_it_stand_in_its_line(story: Snapshot, words: str, line: str) -> None:
    shown = run("search", words, "--kind", "statement", "--store", story.root).stdout.splitlines()
    assert f"  {line}" in shown


def test_a_statement_for_a_program_has_whose_word_it_is_and_its_words(story: Snapshot) -> None:
    lines = run(
        "search", "options", "visit", "--json", "--kind", "statement", "--store", story.root
    ).stdout.splitlines()
    hit = json.loads(lines[0])
    assert {key: hit[key] for key in list(hit)[list(hit).index("statement") :]} == {
        "statement": "Ana Okoye may visit Kesmark",
        "sources": ["Ana Okoye"],
        "own_word": False,
        "status": "mooted",
        "certainty": "possible",
        "polarity": "positive",
        "basis": "stated",
        "state": "current",
        "quote": "Ana Okoye said on Tuesday that she was “looking at the options” for a visit to Kesmark",
        "link": "https://harbourpost.example/2031/03/04/okoye-options#:~:text=Ana%20Okoye%20said%20on%20Tuesday%20that"
        "%20she%20was%20%E2%80%9Clooking%20at%20the%20options%E2%80%9D%20for%20a%20visit%20to%20Kesmark",
    }


def test_what_matches_is_bold_in_a_terminal(story: Snapshot) -> None:
    shown = run("search", "treaty", "--store", story.root, color=True).stdout
    assert "shortest \x1b[1mtreaty\x1b[0m" in shown


def test_a_hit_for_a_program_has_the_places_of_the_words(story: Snapshot) -> None:
    lines = run("search", "collision", "--json", *QUICK, story.root).stdout.splitlines()
    (hit,) = map(json.loads, lines)
    assert hit == {
        "kind": "article",
        "iri": hit["article"],
        "type": "article",
        "day": "2031-03-11",
        "text": "Four dead in Orlen Strait collision",
        "marks": [[26, 35]],
        "title": "Four dead in Orlen Strait collision",
        "article": hit["article"],
        "url": "https://kesmarkcourier.example/2031/03/11/four-dead-in-orlen-strait",
    }


def test_what_a_hit_quotes_are_the_words_of_its_evidence_alone(story: Snapshot) -> None:
    exact = {" ".join(str(row[0].value).split()) for row in story.query("SELECT ?q { ?s oa:exact ?q }").rows}  # type: ignore[union-attr]
    lines = run("search", "sinking", "--kind", "statement", "--json", "--store", story.root).stdout.splitlines()
    quoted = [part for hit in map(json.loads, lines) for part in hit["text"].split(" … ")]
    assert quoted
    assert set(quoted) <= exact


def test_the_newest_about_somebody_come_first(story: Snapshot) -> None:
    newest = search(story, entity="Mara Lindqvist", kinds=("statement",), limit=3)
    assert ([hit.day for hit in newest.hits], newest.more) == (
        ["2031-04-09"] * 2 + ["2031-03-26"],
        frozenset({"statement"}),
    )
    asked = "SELECT ?day { ?s nf:involves ?who ; nf:attestedOn ?day . ?who schema:name 'Mara Lindqvist' }"
    days = sorted((str(row[0].value) for row in story.query(asked).rows), reverse=True)  # type: ignore[union-attr]
    everything = search(story, entity="Mara Lindqvist", kinds=("statement",), limit=100)
    assert [hit.day for hit in everything.hits] == days


def test_a_year_and_days_narrow_what_is_found(story: Snapshot) -> None:
    def days(*words: str) -> list[str]:
        lines = run("search", "okoye", "--json", *words, *QUICK, story.root).stdout.splitlines()
        return sorted(json.loads(line)["day"] for line in lines)

    everything = days()
    assert days("--year", "2031") == everything
    assert days("--year", "2030") == []
    assert days("--since", "2031-03-14", "--until", "2031-03-25") == ["2031-03-14", "2031-03-25"]
    assert "2031-03-14" in everything


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "give words, or --entity"),
        (("x", "--year", "2031", "--since", "2031-01-01"), "--year excludes --since and --until"),
        (("x", "--since", "yesterday"), "yesterday: this is no day; write it as in 2031-03-04"),
        (('"*"',), "there is no word in this to search for"),
        (
            ("x", "--since", "2031-03-05", "--until", "2031-03-04"),
            "no day is both since 2031-03-05 and until 2031-03-04",
        ),
        (("x", "--kind", "entity", "--year", "2031"), "an entity has no day: look for it without one"),
        (("x", "--entity", ""), "the entity is empty: give its IRI or its exact name"),
        (("--entity", "Mara\udcff"), "'Mara\\udcff': this is no Unicode text; give it in UTF-8"),
        (("Mara\udcff",), "'Mara\\udcff': this is no Unicode text; give the words in UTF-8"),
        (("--entity", "Mara Lindquist"), "did you mean Mara Lindqvist"),
    ],
)
def test_what_cannot_be_searched_for_is_said(words: tuple[str, ...], message: str, story: Snapshot) -> None:
    result = run("search", *words, "--store", story.root)
    assert (result.exit_code, result.stdout, message in result.stderr) == (2, "", True)


def test_nothing_found_is_no_failure(story: Snapshot) -> None:
    result = run("search", "xyzzy", "--store", story.root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("Nothing matches.")


@pytest.mark.parametrize(("words", "names"), [("Okoya", "Ana Okoye"), ("Mara Lindqwist", "Mara Lindqvist")])
def test_where_nothing_is_found_names_spelt_so_are_offered(words: str, names: str, story: Snapshot) -> None:
    result = run("search", words, "--store", story.root)
    assert (result.exit_code, result.stderr.splitlines()[1:]) == (0, [f"Did you mean {names}?"])


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "ascii"])
def test_names_in_any_script_are_told_whatever_the_encoding_of_the_terminal(encoding: str, tmp_path: Path) -> None:
    spelt = {**ENTITIES, "okoye": Entity("okoye", "Person", "آنا اوکویه")}
    write_sample(tmp_path, replace(facts_of(VISIT, curated=True), entities=spelt))
    assert run("publish", tmp_path, "--store", tmp_path / "store").exit_code == 0
    words = [sys.executable, "-m", "kg", "search", "آنا", "--store", str(tmp_path / "store")]
    done = subprocess.run(words, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False)
    assert (done.returncode, done.stdout.decode().splitlines()[1], done.stderr) == (0, "  آنا اوکویه  (person)", b"")
