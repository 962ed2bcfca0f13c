"""A publish: one writer applies changes to a draft and makes it the current generation, or leaves all as it was."""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, Dataset, NamedNode, Quad

from kg.errors import StoreError, StoreMovedError
from kg.iris import Iris
from kg.store import folder
from kg.store.archive import HISTORY, clear_segments
from kg.store.drafts import FEW, Draft, apply, apply_bulk, apply_vocabulary, finish, versions
from kg.store.entities import canonical
from kg.store.folder import Manifest
from kg.store.generations import Terms, new_generation
from kg.store.ledger import Ledger
from kg.store.lock import writer_lock
from kg.store.prepared import verify
from kg.store.purging import finish_purges
from kg.store.retention import read_retention
from kg.store.tables import WITHOUT
from kg.store.tombstones import read_tombstones
from kg.store.values import ArticleChange, Published, sha256, utc

BULK = 500  # from so many changed articles on the bulk loader is faster; into an empty store from FEW on
_LEAST = 1 << 18  # bytes of the disk that a new generation takes at least


def create(root: Path, base: str) -> None:
    """Make an empty store: its generation 0. Raises StoreError where the folder holds something else."""
    with storing(root):
        if not folder.may_become_store(root):
            if folder.published(root):
                raise StoreError(f"{root} has lost its {folder.CURRENT}: {folder.way_back(root)}")
            raise StoreError(f"{root} holds other files and is not a store: choose a new or an empty folder")
        for name in (folder.GENERATIONS, HISTORY):
            (root / name).mkdir(parents=True, exist_ok=True)
        with writer_lock(root, wait=10.0):
            if folder.is_store(root):
                return
            folder.clear_leftovers(root, -1)
            with contextlib.closing(Ledger(root / folder.LEDGER, write=True)) as ledger:
                ledger.recover(-1)
                path = folder.temporary(root)
                path.mkdir()
                nothing = Manifest(-1, None, utc(datetime.now(UTC)), base, *versions(), 0, 0, "", {})
                store = pyoxigraph.Store(path / folder.OXIGRAPH)
                draft = Draft(path, store, ledger, Iris(base), nothing, nothing.created, 0)
                del store
                finish(root, draft)


@contextlib.contextmanager
def writer(
    root: Path, wait: float = 0.0, judged: int | None = None, tell: Callable[[str], None] | None = None
) -> Iterator[tuple[int, Ledger]]:
    """The current generation and the ledger, for the one who writes; what a killed writer left is mended first.

    Raises StoreLockedError where another writes for longer than `wait` seconds, of which `tell` hears,
    StoreMovedError where the generation is not the one that was `judged`, and StoreError where the disk does not let
    it, or the store's settings cannot be read; the store is then as before.
    """
    with storing(root), writer_lock(root, wait, tell):
        read_retention(root)  # which is asked for once something is published: who cannot read it must know before
        current = folder.read_current(root)
        folder.clear_leftovers(root, current)
        with contextlib.closing(Ledger(root / folder.LEDGER, write=True)) as ledger:
            newest = ledger.recover(current)
            clear_segments(root, range(current + 1, newest + 2))
            finish_purges(root, ledger, current)
            if judged not in (None, current):
                raise StoreMovedError(f"{root} has generation {current} by now, not {judged}")
            yield current, ledger


def publish(root: Path, changes: Iterable[ArticleChange], vocabulary: Iterable[Quad], terms: Terms) -> Published:
    """Apply `changes` in one new generation; on return it is on the disk and readers see it.

    `vocabulary`, where it is not empty, becomes the content of its graphs. Of two changes of one article the last
    holds; those of retracted articles are left out. Raises StoreError as `writer` does, what the check raises, and
    StoreMovedError where the current generation is not the one by which the changes were judged.
    """
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        return _publish(root, current, ledger, Changes(changes, ledger, current), tuple(vocabulary), terms)


class Changes:
    """The changes that change something, in their order; what others there were."""

    def __init__(self, changes: Iterable[ArticleChange], ledger: Ledger, current: int) -> None:
        self._changes, self._ledger = changes, ledger
        self._retracted = {each.article for each in read_tombstones(ledger, current)}
        self.retracted: dict[NamedNode, None] = {}
        self.unchanged: dict[NamedNode, None] = {}
        self.again: dict[NamedNode, ArticleChange] = {}  # later changes of an article that has changed already

    def __iter__(self) -> Iterator[ArticleChange]:
        seen = set[NamedNode]()
        for change in self._changes:
            verify(change)
            if change.article in seen:
                self.again[change.article] = change
            elif self._ledger.digest(change.article) == change.digest:
                self.unchanged[change.article] = None
            elif change.article in self._retracted:
                self.retracted[change.article] = None
            else:
                seen.add(change.article)
                self.unchanged.pop(change.article, None)
                yield change


def _publish(
    root: Path, current: int, ledger: Ledger, changes: Changes, vocabulary: tuple[Quad, ...], terms: Terms
) -> Published:
    stream = iter(changes)
    first = list(itertools.islice(stream, BULK))
    parent = folder.read_manifest(folder.generation_path(root, current))
    quads, digest = vocabulary_of(vocabulary)
    if not first and digest in ("", parent.vocabulary):
        return Published(None, unchanged=tuple(changes.unchanged), retracted=tuple(changes.retracted))
    with new_generation(root, parent, ledger, terms) as draft:
        if len(first) == BULK or (not parent.articles and len(first) >= FEW):
            apply_bulk(draft, itertools.chain(first, stream))
        else:
            apply(draft, first)
        apply(draft, changes.again.values())
        if digest not in ("", parent.vocabulary):
            apply_vocabulary(draft, quads, digest)
    return draft.published(tuple(changes.unchanged), tuple(changes.retracted))


@lru_cache(maxsize=2)  # a process that publishes again and again brings the same: a fifth of one publish
def vocabulary_of(quads: tuple[Quad, ...]) -> tuple[frozenset[Quad], str]:
    """The vocabulary as the store keeps it, with its digest; the digest of none is empty."""
    if not quads:
        return frozenset(), ""
    dataset = Dataset(quads)
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    terms = canonical(dataset)
    return frozenset(terms), sha256("\n".join(sorted(map(str, terms))))


def keep_report(root: Path, name: str, report: str) -> Path:
    """Write a report into rejected/, where it stays until one of the same name replaces it."""
    path = root / folder.REJECTED / f"{name}.json"
    with storing(root):
        path.parent.mkdir(exist_ok=True)
        path.write_text(report, "utf-8")
    return path


def verify_writable(root: Path) -> None:
    """Raises StoreError where the disk takes no new file, or not even a small one: before there is work to be lost."""
    with storing(root):
        os.close(os.open(root / folder.LOCK, os.O_RDWR | os.O_CREAT, 0o644))
        with tempfile.TemporaryFile(dir=root / folder.GENERATIONS) as file:
            file.write(bytes(_LEAST))
            os.fsync(file.fileno())


@contextlib.contextmanager
def storing(root: Path) -> Iterator[None]:
    """Turn what the disk, the database and SQLite complain of into a StoreError; nothing was published then."""
    try:
        yield
    except (OSError, RuntimeError, sqlite3.Error) as error:
        if "Corruption: " in str(error):  # the word of RocksDB
            raise folder.damaged(folder.generation_path(root, folder.read_current(root)), str(error)) from error
        if isinstance(error, RuntimeError):
            raise
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise StoreError(f"{root / folder.LEDGER} is damaged ({error}): {WITHOUT}") from error
        raise StoreError(f"{root} could not be written to: {folder.said(error)}; nothing was published") from error
