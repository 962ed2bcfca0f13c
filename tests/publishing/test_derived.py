"""What follows from the articles of a bulk publish is the same whoever works it out."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from benchmarks.archive import write_archive
from kg.errors import KgError
from kg.iris import Iris
from kg.publishing import Chunk, Job, Rules, chunks_of, find_files, publish_many
from kg.publishing.batches import Batch
from kg.publishing.derived import derivation
from kg.publishing.many import gathered
from kg.schema import load_schema
from kg.store import Prepared, Snapshot, Store, open_store
from kg.vocab import nf
from tests.samples import ARTICLE, MEETING, facts_of, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)
JOB = Job("https://kg.example/")
IRIS = Iris(JOB.base)


def chunks(folder: Path) -> list[Chunk]:
    """An archive, and two articles of one text that tell of one meeting."""
    write_archive(folder, 50, "yaml", facts=6)
    write_sample(folder, facts_of(MEETING), "a")
    other = replace(ARTICLE, url="https://courier.example/b", publisher="Kesmark Courier", published="2031-03-07")
    write_sample(folder, facts_of(MEETING, article=other), "b")
    return list(chunks_of(find_files([folder], wanted=("facts",)), 1 << 14))


def published(store: Store, given: list[Chunk]) -> set[Quad]:
    publish_many(given, store, JOB, load_schema(), now=NOW)
    with store.snapshot() as held:
        return set(held.match(graph=held.iris.occurrences_graph))


def derived(store: Store, held: Snapshot, given: list[Chunk], folder: Path, many: int) -> set[Quad]:
    """What follows from the articles of the chunks; from `many` on another process works it out."""
    batch = Batch(lambda _: "", held, Rules())
    for _ in gathered(batch, JOB, given, folder, None, None):
        pass
    prepared = [each for each in batch.settled()[1] if isinstance(each, Prepared)]
    with derivation(batch, store, folder, many) as derive:
        found = list(derive(held, frozenset(each.graph for each in prepared)))
    assert all(stands for _, stands in found)
    return {quad for quad, _ in found}


def test_what_another_process_works_out_is_what_follows_in_the_store(tmp_path: Path) -> None:
    given = chunks(tmp_path / "archive")
    (tmp_path / "parts").mkdir()
    with open_store(tmp_path / "one", create=True) as one, open_store(tmp_path / "two", create=True) as two:
        wanted = published(one, given)
        with two.snapshot() as empty:
            found = derived(two, empty, given, tmp_path / "parts", 1)
    assert {nf.indexKey, nf.copyOf, nf.joinedBy} <= {quad.predicate for quad in wanted}
    assert found == wanted


def test_a_store_that_holds_articles_is_asked_by_the_process_that_publishes(tmp_path: Path) -> None:
    given = chunks(tmp_path / "archive")
    (tmp_path / "parts").mkdir()
    with open_store(tmp_path / "store", create=True) as store:
        published(store, given)
        with store.snapshot() as held:
            found = derived(store, held, given, tmp_path / "parts", 1)
    assert found == set()  # all of it stands


def test_where_the_other_process_is_killed_it_is_said_with_what_to_do(tmp_path: Path) -> None:
    given = chunks(tmp_path / "archive")
    (tmp_path / "parts").mkdir()
    with open_store(tmp_path / "store", create=True) as store, store.snapshot() as empty:
        batch = Batch(lambda _: "", empty, Rules())
        told = list(gathered(batch, JOB, given, tmp_path / "parts", None, None))
        graphs = frozenset(IRIS.graph(NamedNode(each.article)) for each in told)
        with derivation(batch, store, tmp_path / "parts", 1) as derive:
            (child,) = multiprocessing.active_children()
            child.kill()
            with pytest.raises(KgError) as error:
                derive(empty, graphs)
    assert str(error.value) == (
        "the process that works out what follows from several articles was killed, perhaps for want of memory; "
        "what was prepared is kept: end other programs, and run the same again"
    )
