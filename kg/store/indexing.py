"""When the full-text index is written: by each publish, and where it is missing or behind, before it is asked."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import StoreError
from kg.store import folder
from kg.store.fulltext import Index, created
from kg.store.lock import writer_lock
from kg.store.rows import article_rows, entity_row
from kg.store.snapshot import Snapshot, View, open_ledger

if TYPE_CHECKING:
    from kg.store.drafts import Draft

SEARCH = "search.sqlite"
AT_ONCE = 2_000  # changed articles that a publish indexes itself
_WAIT = 60.0  # seconds for a writer to finish, whose generation the index then has


def record(root: Path, draft: Draft) -> None:
    """Bring the index to a draft's generation; called before that is made current.

    An index that is missing, behind or damaged, or has very much to learn, goes away, and `indexed` makes it anew: it
    is never wrong. Raises sqlite3.Error where the disk does not let it.
    """
    path, parent = root / SEARCH, draft.generation - 1
    if len(draft.changed) > AT_ONCE:
        path.unlink(missing_ok=True)
    elif not path.exists() and not draft.parent.articles:
        with created(path, parent) as index:  # in which there is nothing
            index.begin(parent)
            _record(index, draft)
    elif path.exists():
        with _opened(path) as index:
            if index:
                index.begin(parent)
            if index and index.has(parent):
                _record(index, draft)
                return
        path.unlink()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Index | None]:
    """The index, or None where its file is damaged."""
    try:
        index = Index(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "no such" not in str(error):
            raise
        yield None
        return
    with contextlib.closing(index):
        yield index


def _record(index: Index, draft: Draft) -> None:
    view = View(draft.path, draft.store, draft.iris, draft=True)
    try:
        for article in draft.changed:
            index.replace(article.value, article_rows(view, article), draft.generation)
        for subject in sorted(draft.brought.union(subject for subject, *_ in draft.ledger.touched())):
            _replace_entity(index, view, _node(subject), draft.generation)
    finally:
        view.close()
    index.commit(draft.generation)


def _replace_entity(index: Index, view: View, entity: NamedNode | None, generation: int) -> None:
    if entity is not None:
        row = entity_row(view, entity)
        index.replace(entity.value, [row] if row else [], generation)


def _node(term: str) -> NamedNode | None:
    """The IRI that the ledger has written down, or None for another term."""
    triple = next(iter(parse(f"{term} <https://schema.org/name> {term} .", format=RdfFormat.N_TRIPLES))).triple
    return triple.subject if isinstance(triple.subject, NamedNode) else None


@contextlib.contextmanager
def indexed(snapshot: Snapshot) -> Iterator[Index]:
    """The index of a snapshot's generation, made now where there is none: 100,000 articles take minutes.

    Raises StoreError where it cannot be made, or begins with a later generation.
    """
    try:
        if not _is_there(snapshot):
            build(snapshot.root)
        with contextlib.closing(Index(snapshot.root / SEARCH)) as index:
            if not index.has(snapshot.generation):
                raise StoreError(
                    f"the search index of {snapshot.root} begins with generation {index.first}; "
                    f"generation {snapshot.generation} can be queried, but not searched"
                )
            yield index
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{snapshot.root / SEARCH} cannot be used: {error}") from error


def _is_there(snapshot: Snapshot) -> bool:
    path = snapshot.root / SEARCH
    if not path.exists():
        return False
    with _opened(path) as index:
        return index is not None and snapshot.generation <= index.generation


def build(root: Path) -> None:
    """Make the index of the current generation anew. Raises StoreLockedError where somebody writes for long."""
    with writer_lock(root, _WAIT), Snapshot(root) as snapshot:
        path = root / f"{folder.TEMPORARY}{SEARCH}"
        path.unlink(missing_ok=True)
        with created(path, snapshot.generation) as index:
            index.sql.execute("PRAGMA journal_mode = OFF")
            index.sql.execute("PRAGMA synchronous = OFF")
            index.begin(snapshot.generation)
            _build(index, snapshot)
            index.commit(snapshot.generation)
        folder.fsync(path)
        path.replace(root / SEARCH)
        folder.fsync(root)


def _build(index: Index, snapshot: Snapshot) -> None:
    """Write all rows, the oldest articles first: the index takes rows quickest in the order of their numbers."""
    with open_ledger(snapshot.root) as ledger:
        articles = sorted(ledger.articles(snapshot.generation), key=lambda each: each[0].value)
    for article, _ in articles:
        index.add(article_rows(snapshot, article), snapshot.generation)
    previous = None
    for quad in snapshot.match(graph=snapshot.iris.entities_graph):
        if quad.subject != previous and isinstance(quad.subject, NamedNode):
            previous = quad.subject
            row = entity_row(snapshot, previous)
            index.add([row] if row else [], snapshot.generation)
