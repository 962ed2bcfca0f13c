"""Which revision of an article counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.edtf import instant_of
from kg.iris import Iris
from kg.mapping import map_article
from kg.model import ArticleFacts
from kg.publishing.revisions import Rank, rank_of
from kg.schema import load_schema
from tests.cli.running import run
from tests.samples import ARTICLE, OFFICE, VISIT, facts_of, with_fields

EARLY, LATE = instant_of("2031-03-04"), instant_of("2031-03-05")
TYPES = load_schema()


def read(facts: ArticleFacts) -> Rank:
    return rank_of(facts, map_article(facts, TYPES, Iris()))


def reviewed(some: frozenset[str] = frozenset(), rest: frozenset[str] = frozenset()) -> Rank:
    return Rank(True, EARLY, reviewed=some, unreviewed=rest)


@pytest.mark.parametrize(
    ("rank", "other", "outranks"),
    [
        (Rank(True, EARLY), Rank(False, LATE), True),
        (Rank(False, LATE), Rank(True, EARLY), False),
        (Rank(True, LATE), Rank(True, EARLY), True),
        (Rank(True, EARLY), Rank(True, LATE), False),
        (Rank(True, LATE), Rank(True, LATE), False),
        (Rank(True, None), Rank(True, EARLY), False),
        (Rank(True, LATE), Rank(True, None), False),
        (Rank(True, None), Rank(False, LATE), True),
        (Rank(False, EARLY, corrected=True), Rank(False, EARLY), True),
        (Rank(False, EARLY), Rank(False, EARLY, corrected=True), False),
        (Rank(False, EARLY, corrected=True), Rank(False, LATE), False),
        (Rank(False, None), Rank(False, LATE, corrected=True), False),
        (Rank(False, None, corrected=True), Rank(False, LATE), True),
        (Rank(False, EARLY, corrected=True), Rank(True, EARLY), False),
        (Rank(False, EARLY), Rank(False, LATE, excerpt=90), True),
        (Rank(False, LATE, corrected=True, excerpt=90), Rank(False, EARLY), False),
        (Rank(False, LATE, excerpt=90), Rank(False, EARLY, excerpt=80), True),
        (Rank(True, EARLY, excerpt=90), Rank(False, LATE), True),
    ],
)
def test_curated_counts_before_extracted_then_the_newer_then_the_corrected(
    rank: Rank, other: Rank, outranks: bool
) -> None:
    assert rank.outranks(other) is outranks


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2031-03-04T10:30:00+02:00", "2031-03-04T09:00:00Z"),
        ("2031-03-04", "2031-03-04T00:00:01Z"),
        ("2031-03-04T09:00:00", "2031-03-04T09:00:00-01:00"),
    ],
)
def test_times_compare_as_moments(earlier: str, later: str) -> None:
    first, second = instant_of(earlier), instant_of(later)
    assert first
    assert second
    assert first < second


@pytest.mark.parametrize("stamp", [None, "", "yesterday", "2031", "2031-13-01"])
def test_what_is_no_time_is_not_known(stamp: str | None) -> None:
    assert instant_of(stamp) is None


def test_the_time_of_a_revision_is_when_it_was_modified_else_published() -> None:
    corrected = replace(ARTICLE, modified="2031-03-05")
    assert read(facts_of(VISIT, article=corrected)) == Rank(False, LATE)
    assert read(facts_of(VISIT, curated=True)) == Rank(True, instant_of(ARTICLE.published))


def test_a_revision_knows_which_of_its_facts_somebody_has_reviewed() -> None:
    facts = facts_of(with_fields(VISIT, reviewed_by="T. Holm"), OFFICE)
    visit, office = map_article(facts, TYPES, Iris()).assertions
    assert (read(facts).reviewed, read(facts).unreviewed) == (frozenset([visit]), frozenset([office]))
    assert (read(facts_of(OFFICE)).reviewed, read(facts_of(OFFICE)).unreviewed) == (frozenset(), frozenset())


A, B, C = frozenset("a"), frozenset("b"), frozenset("c")


@pytest.mark.parametrize(
    ("rank", "other", "lost"),
    [
        (reviewed(A | B), reviewed(A, B), 1),  # b is reviewed no more
        (reviewed(A, B), reviewed(A | B), 0),
        (reviewed(A | B), reviewed(A), 0),  # b was taken out
        (reviewed(A), reviewed(A, C), 0),  # c was added
        (reviewed(A | B), reviewed(A, C), 0),  # b was mended, and is c now
        (reviewed(A | B), reviewed(), 2),  # it names nobody
        (reviewed(A, B), reviewed(B, A), 1),
    ],
)
def test_of_one_time_what_would_lose_a_reviewer_does_not_count(rank: Rank, other: Rank, lost: int) -> None:
    assert (rank.unsigned_by(other), rank.outranks(other)) == (lost, lost > 0)


FULL = """{"url": "https://harbourpost.example/ferry", "headline": "Ferry fares to rise",
"publisher": "The Harbour Post", "datePublished": "2031-05-02",
"articleBody": "The council of Kesmark said on Thursday that fares would rise in June.
Ana Okoye was appointed harbour master on Wednesday."}""".replace("\n", " ")
FEED = """<rss version="2.0"><channel><title>The Harbour Post</title><item><title>Ferry fares to rise</title>
<link>https://harbourpost.example/ferry</link><pubDate>Sat, 03 May 2031 09:30:00 GMT</pubDate>
<description>The council of Kesmark said on Thursday that fares would rise.</description></item></channel></rss>"""


@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_the_beginning_of_a_text_does_not_take_the_place_of_the_whole(tmp_path: Path, more: tuple[str, ...]) -> None:
    full, feed = tmp_path / "full.json", tmp_path / "feed.xml"
    full.write_text(FULL, encoding="utf-8")
    feed.write_text(FEED, encoding="utf-8")
    states = []
    for store, *files in (("a", feed, full), ("b", full, feed), ("c", full), ("c", feed), ("d", feed), ("d", feed)):
        told = run("publish", *files, "--store", tmp_path / str(store), "--json", *more).stdout.splitlines()
        states.append({json.loads(line)["name"]: json.loads(line)["state"] for line in told})
    one, other = str(full), str(feed)
    both = {one: "accepted", other: "superseded"}
    alone: list[dict[str, str]] = [{one: "accepted"}, {other: "superseded"}, {other: "accepted"}, {other: "unchanged"}]
    assert states == [both, both, *alone]


def test_a_newer_beginning_takes_the_place_of_another(tmp_path: Path) -> None:
    feed, store = tmp_path / "feed.xml", tmp_path / "store"
    for text in (FEED, FEED.replace("fares would rise.", "fares would rise by a tenth.")):
        feed.write_text(text, encoding="utf-8")
        assert '"accepted"' in run("publish", feed, "--store", store, "--json").stdout
