"""A reader sees one generation, whole, whatever writers do meanwhile."""

from __future__ import annotations

import gc
import sqlite3
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.errors import StoreError, StoreLockedError
from kg.store import Limits, Retention, Store, View, open_store
from kg.store.snapshot import open_ledger
from kg.vocab import rdf, schema
from tests.store.samples import IRIS, NOW, OKOYE, article, contents, entity_quads, publication, quads_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one article."""
    with open_store(tmp_path / "S", create=True) as opened:
        opened.publish([publication(1)], now=NOW)
        yield opened


def test_a_reader_of_an_old_generation_reads_on(store: Store) -> None:
    headline = f"SELECT ?h {{ {article(1)} schema:headline ?h }}"
    store.keep(Retention(1))
    with store.snapshot() as old:
        before = old.query(headline)
        store.publish([publication(1, "Sun in Valdoria")], now=NOW)
        with store.snapshot() as new:
            assert (old.generation, new.generation) == (1, 2)
            assert set(old.article_graph(article(1))) == set(quads_of(1, "Rain in Valdoria"))
            assert set(new.article_graph(article(1))) == set(quads_of(1, "Sun in Valdoria"))
            assert old.query(headline, Limits(memory=1 << 30)) == before  # by a new process, too
            assert old.articles() == new.articles()


def test_the_history_is_read_while_a_large_publish_is_under_way(store: Store) -> None:
    found: list[int] = []

    def check(view: View, graphs: frozenset[NamedNode]) -> None:
        found.append(len(store.history()))

    changes = (publication(number, names=[f"Ana {number} Okoye"] * 3) for number in range(2, 4_000))
    store.publish(changes, now=NOW, check=check)
    assert (found, len(store.history())) == ([2], 3)


def test_a_ledger_that_is_being_written_is_not_said_to_be_damaged(store: Store) -> None:
    with pytest.raises(StoreLockedError, match="is being written to, by a large publish"), open_ledger(store.path):
        raise sqlite3.OperationalError("database is locked")


def test_a_store_is_read_and_written_on_where_the_working_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("S", create=True) as opened:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir("elsewhere")
        opened.publish([publication(1)], now=NOW)
        assert (opened.place, opened.snapshot().query("ASK {}").boolean, len(opened.history())) == ("S", True, 2)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_an_empty_store_can_be_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty", create=True) as store, store.snapshot() as snapshot:
        assert (snapshot.generation, contents(snapshot), snapshot.graphs()) == (0, set(), ())
        assert snapshot.query("ASK { ?s ?p ?o }").boolean is False


def test_the_context_of_entities_is_their_types_and_names(store: Store) -> None:
    store.publish([publication(2, names=["A. Okoye", "Ana Okoye"])], now=NOW)
    with store.snapshot() as snapshot:
        expected = {quad.triple for quad in entity_quads("Ana Okoye")}
        assert set(snapshot.context([OKOYE, IRIS.shared_entity("Nobody")])) == expected


def test_what_is_said_about_a_term_is_found_on_both_sides(store: Store) -> None:
    with store.snapshot() as snapshot:
        mention = next(quad for quad in quads_of(1, "") if quad.predicate == schema.mentions)
        assert set(snapshot.about(OKOYE)) == {*entity_quads("Ana Okoye"), mention}
        assert [quad.subject for quad in snapshot.match(None, rdf.type, schema.Person)] == [OKOYE]


def test_a_store_forgets_the_snapshots_that_were_closed(store: Store) -> None:
    with store.snapshot() as snapshot:
        seen = weakref.ref(snapshot)
    del snapshot
    with store.snapshot():
        gc.collect()
        assert seen() is None


def test_a_closed_snapshot_says_that_it_is_closed(store: Store) -> None:
    snapshot = store.snapshot()
    store.close()
    with pytest.raises(StoreError, match="was closed before it was read"):
        list(snapshot.quads())
