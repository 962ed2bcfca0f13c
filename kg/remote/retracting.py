"""Retraction from a store elsewhere: an article goes away and leaves a tombstone, which keeps it away.

A server keeps nothing of earlier revisions, so what goes there is gone: what kg wrote of the article is taken out of
its graph, the graphs that several articles share, and the books.
"""

from __future__ import annotations

from datetime import datetime

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.iris import Iris
from kg.remote import books
from kg.remote.connection import Connection
from kg.remote.runs import Run, begin
from kg.remote.updates import deleting, inserting
from kg.remote.writing import end, write_changes
from kg.store.interface import Derive
from kg.store.tombstones import tombstone_quads, verify_reason
from kg.store.values import Published, Retracted, Tombstone, removal, utc
from kg.vocab import ledger


def retract(
    connection: Connection, iris: Iris, article: NamedNode, reason: str, *, now: datetime, derive: Derive | None = None
) -> Retracted:
    """Take an article away; its tombstone is written first, so that whatever breaks off, no publish brings it back.

    One that broke off is finished by giving it again. Raises StoreError where the store does not have the article,
    where it was retracted already, and where the server does not do it all.
    """
    verify_reason(reason)
    run = begin(connection, iris, utc(now), what="retract")
    books.look_up(connection, iris, run.books, [article])
    graph = books.graph_of(connection, iris, article)
    if article in run.books.buried and graph is None and not run.books.broken:
        raise StoreError(f"{article.value} was retracted: {run.books.buried[article]}")
    if article not in run.books.buried:
        if graph is None:
            raise StoreError(f"{article.value}: the store does not have this article")
        _bury(run, article, reason)
    write_changes(run, [removal(article, graph or iris.graph(article))])
    return Retracted(_ended(run, article, derive))


def reinstate(
    connection: Connection, iris: Iris, article: NamedNode, *, now: datetime, derive: Derive | None = None
) -> Published:
    """Lift the tombstone of an article, so that it may be published again. Raises StoreError where there is none."""
    run = begin(connection, iris, utc(now), what="retraction undone")
    if article not in run.books.buried:
        raise StoreError(f"{article.value} was not retracted")
    quads = _tombstone(iris, article, run.books.buried[article])
    run.send(deleting(quads))
    run.quads -= len(quads)
    return _ended(run, article, derive)


def _bury(run: Run, article: NamedNode, reason: str) -> None:
    iris, quads = run.iris, _tombstone(run.iris, article, reason)
    run.send((*inserting([Quad(iris.ledger_graph, ledger.holds, iris.tombstones_graph, iris.ledger_graph), *quads]),))
    run.quads += len(quads)


def _tombstone(iris: Iris, article: NamedNode, reason: str) -> list[Quad]:
    return sorted(tombstone_quads([Tombstone(article, reason, "", purged=False)], iris.tombstones_graph), key=str)


def _ended(run: Run, article: NamedNode, derive: Derive | None) -> Published:
    """End the run; raises StoreError where the server did not take the change."""
    run.besides.add(article)
    published = end(run, derive)
    if published.failed:
        raise StoreError(f"{published.failed[0][1]}; not all was taken away: retract it again")
    return published
