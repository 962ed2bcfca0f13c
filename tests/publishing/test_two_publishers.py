"""A publish that takes long decides by what the store holds when it writes, not when it began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.iris import Iris
from kg.publishing import Gate, Rules, Summary, Texts, publish
from kg.schema import Schema, load_schema
from kg.store import Store, open_store
from kg.validation import Validator
from kg.vocab import nf
from tests.samples import ARTICLE, OFFICE, VISIT, facts_of, write_sample
from tests.store.samples import NOW

QUICK = replace(ARTICLE, published="2031-03-04T10:00:00+01:00")


@pytest.fixture(scope="module")
def types() -> Schema:
    return load_schema()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as store:
        yield store


def go(store: Store, types: Schema, paths: Iterator[Path] | list[Path], *, replace: bool = False) -> Summary:
    gate = Gate(types, Validator(types), Iris(store.base), Rules(replace=replace))
    return publish(paths, store, gate, Texts([]), now=NOW)


def test_a_slow_batch_does_not_overwrite_what_a_person_published_meanwhile(
    store: Store, types: Schema, tmp_path: Path
) -> None:
    (tmp_path / "page.json").write_text(
        '{"@type": "NewsArticle", "url": "https://harbourpost.example/2031/03/04/okoye"}'
    )
    other = replace(ARTICLE, url="https://harbourpost.example/other", text=None, text_digest=None)
    slow = write_sample(tmp_path / "slow", facts_of(VISIT, article=QUICK, curated=True), "slow")
    more = write_sample(
        tmp_path / "slow", facts_of(OFFICE, article=replace(QUICK, url=other.url), curated=True), "more"
    )
    newer = replace(ARTICLE, published="2031-03-05T10:00:00+01:00")
    quick = write_sample(tmp_path / "quick", facts_of(VISIT, OFFICE, article=newer, curated=True), "quick")

    def slowly() -> Iterator[Path]:
        yield slow
        assert go(store, types, [quick]).generation == 1
        yield more

    summary = go(store, types, slowly())
    assert [(outcome.state, outcome.reason) for outcome in summary.outcomes] == [
        ("superseded", "the store holds a newer revision of it; --replace publishes this all the same"),
        ("accepted", ""),
    ]
    assert summary.generation == 2
    with store.snapshot() as snapshot:
        assert len(list(snapshot.match(None, nf.asserts))) == 3


def test_what_was_published_meanwhile_is_not_published_twice(store: Store, types: Schema, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "facts", facts_of(VISIT, curated=True), "one")

    def slowly() -> Iterator[Path]:
        yield file
        assert go(store, types, [file]).generation == 1

    summary = go(store, types, slowly())
    assert ([outcome.state for outcome in summary.outcomes], summary.generation) == (["unchanged"], None)


def test_what_was_retracted_meanwhile_stays_away(store: Store, types: Schema, tmp_path: Path) -> None:
    first = write_sample(tmp_path / "facts", facts_of(VISIT, curated=True), "one")
    second = write_sample(tmp_path / "facts", facts_of(VISIT, OFFICE, article=QUICK, curated=True), "two")
    go(store, types, [first])
    article = Iris().article(url=ARTICLE.url, publisher=None, id=None, text_digest=None)

    def slowly() -> Iterator[Path]:
        yield second
        store.retract(article, "Published by mistake.", now=NOW)

    summary = go(store, types, slowly(), replace=True)
    assert [(outcome.state, outcome.reason) for outcome in summary.outcomes] == [
        ("retracted", "Published by mistake; `kg retract --undo` lets it come back")
    ]
    assert (summary.generation, summary.clean) == (None, True)


def test_what_a_rollback_took_away_meanwhile_is_published(store: Store, types: Schema, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "facts", facts_of(VISIT, curated=True), "one")
    go(store, types, [file])

    def slowly() -> Iterator[Path]:
        yield file
        store.roll_back(0, now=NOW)

    summary = go(store, types, slowly())
    assert ([outcome.state for outcome in summary.outcomes], summary.generation) == (["accepted"], 3)
