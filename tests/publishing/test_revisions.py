"""Which revision of an article counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.iris import Iris
from kg.mapping import map_article
from kg.model import ArticleFacts
from kg.publishing.revisions import Rank, rank_of, time_of
from kg.schema import load_schema
from tests.samples import ARTICLE, OFFICE, VISIT, facts_of, with_fields

EARLY, LATE = time_of("2031-03-04"), time_of("2031-03-05")
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
    first, second = time_of(earlier), time_of(later)
    assert first
    assert second
    assert first < second


@pytest.mark.parametrize("stamp", [None, "", "yesterday", "2031", "2031-13-01"])
def test_what_is_no_time_is_not_known(stamp: str | None) -> None:
    assert time_of(stamp) is None


def test_the_time_of_a_revision_is_when_it_was_modified_else_published() -> None:
    corrected = replace(ARTICLE, modified="2031-03-05")
    assert read(facts_of(VISIT, article=corrected)) == Rank(False, LATE)
    assert read(facts_of(VISIT, curated=True)) == Rank(True, time_of(ARTICLE.published))


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
