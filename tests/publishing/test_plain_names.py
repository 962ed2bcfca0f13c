"""The names of plain events through all that becomes of an article, and beside the names of entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.api import publish
from kg.errors import KgError
from kg.iris import Iris
from kg.lookup import find_entities
from kg.model import Fact
from kg.search import search
from kg.store import Store, open_store
from tests.samples import ARTICLE, MEETING, facts_of, with_fields

NAMES = (
    "SELECT ?name ?headline { ?event a schema:Event ; schema:name ?name ; schema:subjectOf/schema:headline ?headline }"
)
TOLD = "SELECT ?subject ?object { ?subject schema:subjectOf ?object }"
TALKS = "Talks between Ana Okoye and Tomas Rehn"
MENDED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "ministry")})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


def put(store: Store, *facts: Fact, day: int = 5, **article: str) -> None:
    told = facts_of(*facts, article=replace(ARTICLE, modified=f"2031-03-{day:02}T09:00:00+01:00", **article))  # type: ignore[arg-type]
    assert publish(told, store, now=datetime(2031, 3, day, tzinfo=UTC)).clean


def asked(store: Store, query: str) -> list[tuple[str, ...]]:
    with store.snapshot() as snapshot:
        return sorted(tuple(term.value for term in row) for row in snapshot.query(query).rows)  # type: ignore[union-attr]


def test_a_correction_leaves_no_name_behind_and_a_rollback_brings_it_back(store: Store) -> None:
    put(store, MEETING)
    assert asked(store, NAMES) == [(TALKS, "Okoye may travel")]
    put(store, MENDED, day=6)
    mended = [("Talks between Ana Okoye and the Foreign Ministry of Valdoria", "Okoye may travel")]
    assert asked(store, NAMES) == mended
    store.roll_back(1, now=datetime(2031, 3, 7, tzinfo=UTC))
    assert asked(store, NAMES) == [(TALKS, "Okoye may travel")]
    store.roll_back(2, now=datetime(2031, 3, 8, tzinfo=UTC))
    assert asked(store, NAMES) == mended


@pytest.mark.parametrize(("key", "value"), [("polarity", "negative"), ("status", "mooted"), ("status", "cancelled")])
def test_what_is_taken_back_has_neither_name_nor_article(store: Store, key: str, value: str) -> None:
    put(store, MEETING)
    put(store, with_fields(MEETING, **{key: value}), day=6)
    assert (asked(store, NAMES), asked(store, TOLD)) == ([], [])


def test_a_retraction_takes_the_name_away_and_its_end_brings_it_back(store: Store) -> None:
    put(store, MEETING)
    article = Iris().article_of(ARTICLE)
    store.retract(article, "withdrawn", now=datetime(2031, 3, 6, tzinfo=UTC))
    assert (asked(store, NAMES), asked(store, TOLD)) == ([], [])
    store.reinstate(article, now=datetime(2031, 3, 7, tzinfo=UTC))
    assert asked(store, NAMES) == [(TALKS, "Okoye may travel")]


def test_two_articles_on_one_event_each_name_their_own(store: Store) -> None:
    put(store, MEETING)
    put(store, MEETING, url="https://courier.example/talks", headline="They met", publisher="Kesmark Courier")
    assert asked(store, NAMES) == [(TALKS, "Okoye may travel"), (TALKS, "They met")]
    assert len(asked(store, TOLD)) == 2


def test_an_event_is_no_entity_and_no_name_of_one(store: Store) -> None:
    put(store, MEETING)
    with store.snapshot() as snapshot:
        with pytest.raises(KgError, match="no entity in the store has this IRI or exact name; did you mean Tomas Rehn"):
            find_entities(snapshot, TALKS)
        kinds = {hit.kind for hit in search(snapshot, "Okoye", kinds=("entity",)).hits}
        found = [(hit.kind, hit.label) for hit in search(snapshot, TALKS, kinds=("entity",)).hits]
    assert (kinds, found) == ({"entity"}, [])


def test_publishing_again_changes_nothing(store: Store) -> None:
    put(store, MEETING)
    before = store.generation
    put(store, MEETING)
    assert store.generation == before
