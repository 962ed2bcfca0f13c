"""When the full-text index is written: by each publish, and where it is missing or behind, before it is asked."""

from __future__ import annotations

import contextlib
import errno
import itertools
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store import folder
from kg.store.archive import read_texts, said_in
from kg.store.chronicle import held
from kg.store.folder import SEARCH
from kg.store.fulltext import Index, created
from kg.store.lock import writer_lock
from kg.store.rows import Row, article_rows, entity_row, row_of, rows_of
from kg.store.snapshot import Snapshot, View, open_ledger
from kg.store.tombstones import purges

if TYPE_CHECKING:
    from kg.store.drafts import Draft
    from kg.store.ledger import Ledger

T = TypeVar("T")
AT_ONCE = 2_000  # changed articles that a publish indexes itself
_WAIT = 60.0  # seconds for a writer to finish, whose generation the index then has
_NOT_THERE = "no such", "vtable constructor failed"  # how SQLite calls tables that a damaged file does not show
_FORBIDDEN = errno.EROFS, errno.EACCES, errno.EPERM
_SINCE = "WHERE from_gen > :g OR to_gen > :g"


def record(root: Path, draft: Draft) -> None:
    """Bring the index to a draft's generation; called before that is made current.

    An index that is missing, behind or damaged, or has very much to learn, goes away, and `indexed` makes it anew: it
    is never wrong. Raises sqlite3.Error where the disk does not let it.
    """
    path, parent = root / SEARCH, draft.generation - 1
    if len(draft.changed) > AT_ONCE:
        remove(root)
    elif not path.exists() and not draft.parent.articles:
        remove(root)
        with created(path, parent) as index:  # in which there is nothing
            index.begin(parent)
            _record(index, draft)
    elif path.exists() and not _brought_on(path, draft):
        remove(root)


def remove(root: Path) -> None:
    """Remove the index, with its journal, which must not be replayed into the next one, and those in the making."""
    for path in root.glob(f"{SEARCH}*"):
        path.unlink(missing_ok=True)


def _brought_on(path: Path, draft: Draft) -> bool:
    """Bring an index to a draft's generation; False where it is behind, or damaged wherever that shows."""
    parent = draft.generation - 1
    try:
        with _opened(path) as index:
            if index:
                index.begin(parent)
            if index and index.has(parent):
                _record(index, draft)
                return True
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
    return False


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
        index.replace_one(entity.value, entity_row(view, entity), generation)


def _node(term: str) -> NamedNode | None:
    """The IRI that the ledger has written down, or None for another term."""
    triple = next(iter(parse(f"{term} <https://schema.org/name> {term} .", format=RdfFormat.N_TRIPLES))).triple
    return triple.subject if isinstance(triple.subject, NamedNode) else None


@contextlib.contextmanager
def indexed(snapshot: Snapshot) -> Iterator[Index]:
    """The index of a snapshot's generation, made now where there is none: 100,000 articles take a minute or two.

    Raises StoreError where it cannot be made, begins with a later generation, or turns out to be damaged: then it goes
    away, to be made anew by the next who asks.
    """
    _ensure(snapshot)
    with _usable(snapshot), contextlib.closing(Index(snapshot.root / SEARCH)) as index:
        if not index.has(snapshot.generation):
            raise StoreError(
                f"the search index of {snapshot.root} begins with generation {index.first}; "
                f"generation {snapshot.generation} can be queried, but not searched"
            )
        yield index


def ask_standing(snapshot: Snapshot, question: Callable[[Index], T]) -> T | None:
    """What the index of a snapshot's generation answers; None where it has none that can be used.

    Nothing is made, and nobody waits. Raises StoreError where the index is there, and cannot be read now.
    """
    try:
        if not _is_there(snapshot):
            return None
        with contextlib.closing(Index(snapshot.root / SEARCH)) as index:
            return question(index) if index.has(snapshot.generation) else None
    except sqlite3.Error as error:
        if _is_damage(error):
            with contextlib.suppress(StoreError, OSError):  # the next who searches by words is told
                _forget(snapshot.root, 0)
        elif _code(error) != sqlite3.SQLITE_CANTOPEN:  # a writer has just removed it
            raise StoreError(f"{snapshot.root / SEARCH} cannot be used: {error}") from error
        return None


def _ensure(snapshot: Snapshot) -> None:
    """Make the index where it does not know the generation. Raises StoreError where that cannot be done."""
    root = snapshot.root
    try:
        if not _is_there(snapshot):
            build(root)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, OSError) and error.errno in _FORBIDDEN:
            raise StoreError(
                f"{root} has no search index of generation {snapshot.generation}, and none can be made there "
                f"({error.strerror}): search it once as somebody who may write to it"
            ) from error
        raise StoreError(f"{root / SEARCH} cannot be used: {error}") from error


@contextlib.contextmanager
def _usable(snapshot: Snapshot) -> Iterator[None]:
    """Turn what goes wrong with an index that is asked into a StoreError; one that is damaged goes away."""
    root = snapshot.root
    try:
        yield
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise StoreError(f"{root / SEARCH} cannot be used: {error}") from error
        try:
            _forget(root, _WAIT)
        except (OSError, StoreError) as refused:
            raise StoreError(f"{root / SEARCH} is damaged ({error}), and cannot be removed: {refused}") from error
        raise StoreError(
            f"the search index of {root} was damaged ({error}), and is removed: ask again, and it is made anew"
        ) from error


def _forget(root: Path, wait: float) -> None:
    """Remove an index that is damaged. Raises StoreError where somebody writes for longer than `wait` seconds."""
    with writer_lock(root, wait):
        remove(root)


def _is_damage(error: sqlite3.Error) -> bool:
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or any(
        each in str(error) for each in _NOT_THERE
    )


def _code(error: sqlite3.Error) -> int:
    """SQLite's result code, without what it adds to say more; 0 for an error of Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _is_there(snapshot: Snapshot) -> bool:
    path = snapshot.root / SEARCH
    if not path.exists():
        return False
    with _opened(path) as index:
        return index is not None and snapshot.generation <= index.generation


def build(root: Path) -> None:
    """Make the index of the current generation anew, beside the place of the index; others publish meanwhile.

    Raises StoreError where much of the store went away meanwhile, StoreLockedError where somebody writes for long when
    it is done.
    """
    path = root / f"{SEARCH}.{secrets.token_hex(8)}"
    try:
        with open_ledger(root) as ledger:
            before = purges(ledger)
        with Snapshot(root) as snapshot, created(path, snapshot.generation) as index:
            index.sql.execute("PRAGMA journal_mode = OFF")
            index.sql.execute("PRAGMA synchronous = OFF")
            index.begin(snapshot.generation)
            _build(index, snapshot)
            index.commit(snapshot.generation)
        with writer_lock(root, _WAIT), Snapshot(root) as newest, open_ledger(root) as ledger:
            if not path.exists() and _is_there(newest):  # who made one at the same time was quicker
                return
            if not path.exists() or purges(ledger) != before:  # it may have words of what was purged
                raise StoreError(f"much of {root} went away while its search index was made: search again")
            _catch_up(path, newest, ledger)
            _put_in_place(path, root)
    finally:
        path.unlink(missing_ok=True)


def _catch_up(path: Path, newest: Snapshot, ledger: Ledger) -> None:
    """Bring an index on to the newest generation; of those between its own and that one it has none."""
    with contextlib.closing(Index(path)) as index:
        own, generation = index.generation, newest.generation
        if own == generation:
            return
        index.begin(own)
        for (article,) in ledger.rows(
            f"SELECT DISTINCT iri FROM article JOIN revision ON article = id {_SINCE}", g=own
        ):
            index.replace(article, article_rows(newest, NamedNode(article)), generation)
        for (subject,) in ledger.rows(f"SELECT DISTINCT subject FROM claim JOIN support ON claim = id {_SINCE}", g=own):
            _replace_entity(index, newest, _node(subject), generation)
        if generation > own + 1:
            index.sql.execute("UPDATE meta SET first = ?", (generation,))
        index.commit(generation)


def _put_in_place(path: Path, root: Path) -> None:
    folder.fsync(path)
    for other in root.glob(f"{SEARCH}*"):  # also a journal, which must not be replayed into this one
        if other != path:
            other.unlink(missing_ok=True)
    path.replace(root / SEARCH)
    folder.fsync(root)


def _build(index: Index, snapshot: Snapshot) -> None:
    """Write all rows: the articles with their statements, then the entities."""
    articles = (rows_of(article, quads) for article, quads in _told(snapshot))
    index.fill(itertools.chain(articles, _entities(snapshot)), snapshot.generation)


def _entities(snapshot: Snapshot) -> Iterator[list[Row]]:
    for subject, known in itertools.groupby(snapshot.match(graph=snapshot.iris.entities_graph), key=_subject):
        row = row_of(subject, known) if isinstance(subject, NamedNode) else None
        yield [row] if row else []


def _subject(quad: Quad) -> object:
    return quad.subject


def _told(snapshot: Snapshot) -> Iterator[tuple[NamedNode, Iterable[Quad]]]:
    """Every article with what its graph holds: from the history, where that says the same, which is read as it lies."""
    with open_ledger(snapshot.root) as ledger:
        articles = held(ledger, snapshot.generation)
        linked = bool(ledger.links(snapshot.generation))  # what the store says is then not what the articles said
    places = {} if linked else {each.place: each.article for each in articles if each.place}
    read = set[NamedNode]()
    with contextlib.suppress(StoreError):  # a damaged history: the store itself has all of it too
        for place, text in zip(sorted(places), read_texts(snapshot.root, places), strict=True):
            if text:
                read.add(places[place])
                yield places[place], said_in(text)
    yield from ((each.article, snapshot.article_graph(each.article)) for each in articles if each.article not in read)
