"""A publish to a store elsewhere: articles in batches, each wholly written before the books say so.

What is written in one batch, in this order: that the articles are unfinished; what they support; their graphs; what
changes in the graph of entities; what they support no more; and last their digests. Whoever breaks off anywhere and
publishes the same again finds the unfinished ones and mends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.iris import Iris
from kg.remote import books
from kg.remote.batches import write
from kg.remote.connection import Connection
from kg.remote.exchanges import RemoteError
from kg.remote.runs import Run, begin, close
from kg.remote.snapshot import RemoteSnapshot
from kg.remote.updates import clearing, deleting, forgetting, inserting
from kg.store.interface import Derive
from kg.store.prepared import verify
from kg.store.values import ArticleChange, Published, removal, utc
from kg.store.writing import vocabulary_of
from kg.vocab import ledger

_QUADS = 2_000  # of the articles of one batch
_ARTICLES = 50  # of one batch
_IN_A_ROW = 3  # articles that a server fails at before it is believed to fail at all


def publish(
    connection: Connection,
    iris: Iris,
    changes: Iterable[ArticleChange],
    *,
    now: datetime,
    vocabulary: Iterable[Quad] = (),
    derive: Derive | None = None,
) -> Published:
    """Apply changes, batch by batch; what an earlier publish left unfinished is written anew where it is given again.

    An article that the server does not take is in `failed`, with the reason, and the others go on; where nobody answers
    any more the rest are there too. Raises StoreError where nothing was written at all.
    """
    run = begin(connection, iris, utc(now))
    write_changes(run, chain(_half_retracted(run), changes), list(vocabulary))
    return end(run, derive)


def write_changes(run: Run, changes: Iterable[ArticleChange], vocabulary: list[Quad] | None = None) -> None:
    """Write what changes something, batch by batch, and the vocabulary; what was retracted is only taken away."""
    stream = iter(changes)
    try:
        for batch in _batches(stream):
            if news := _news_in(run, batch):
                _write_what_goes(run, news)
        _write_vocabulary(run, vocabulary or [])
    except RemoteError as error:
        _give_up(run, stream, error)


def end(run: Run, derive: Derive | None) -> Published:
    """Write what follows from the changes, and that the run is finished; gives what it did."""
    news = run.opened
    if not run.broken_off:
        try:
            _write_derived(run, derive)
            if run.opened or run.books.broken:
                close(run)
        except RemoteError as error:
            _give_up(run, iter(()), error)
    gone = {article for article, taken in run.changed.items() if taken}
    return Published(
        run.number if news or run.changed or run.besides else None,
        tuple(article for article in run.changed if article not in gone),
        tuple(article for article in run.changed if article in gone),
        tuple(run.unchanged),
        tuple(run.retracted),
        failed=tuple(run.failed.items()),
    )


def _half_retracted(run: Run) -> Iterator[ArticleChange]:
    """The removals of articles whose retraction broke off."""
    for article in run.books.buried if run.books.broken else ():
        if graph := books.graph_of(run.connection, run.iris, article):
            yield removal(article, graph)


def _give_up(run: Run, stream: Iterator[ArticleChange], error: RemoteError) -> None:
    """Note what was not written. Raises the error where nothing was, and StoreError where only the end is missing."""
    if not run.opened:
        raise error
    run.broken_off = True
    for change in stream:
        if change.article not in run.changed:
            run.failed.setdefault(change.article, f"not sent: {error}")
    if not run.failed:
        raise StoreError(f"{error}; all articles are written: publish them again, which finishes the rest") from error


def _batches(changes: Iterable[ArticleChange]) -> Iterator[list[ArticleChange]]:
    """The changes in their order, no two of one article in a batch."""
    batch: dict[NamedNode, ArticleChange] = {}
    size = 0
    for change in changes:
        verify(change)
        if change.article in batch:
            yield list(batch.values())
            batch, size = {}, 0
        batch[change.article] = change
        size += len(change.quads)
        if size >= _QUADS or len(batch) >= _ARTICLES:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())


def _news_in(run: Run, batch: Sequence[ArticleChange]) -> list[ArticleChange]:
    """The changes of a batch that change something."""
    try:
        books.look_up(run.connection, run.iris, run.books, [change.article for change in batch])
    except RemoteError as error:
        run.failed.update({change.article: f"not sent: {error}" for change in batch})
        raise
    news = []
    for change in batch:
        if _changes_nothing(run, change):
            run.unchanged[change.article] = None
        elif change.article in run.books.buried and change.quads:
            run.retracted[change.article] = None
        else:
            run.unchanged.pop(change.article, None)
            news.append(change)
    return news


def _changes_nothing(run: Run, change: ArticleChange) -> bool:
    iri = change.article.value
    record = run.books.records.get(iri)
    return iri not in run.books.unfinished and (record.digest if record else "") == change.digest


def _write_what_goes(run: Run, batch: Sequence[ArticleChange]) -> None:
    """Write a batch; where the server refuses it, its articles one by one, so that one does not stop the others."""
    try:
        write(run, batch)
        run.refused = 0
    except RemoteError as error:
        if error.general or len(batch) == 1:
            _refused(run, batch, error)
            return
        for place, change in enumerate(batch):
            try:
                _write_what_goes(run, [change])
            except RemoteError as gone:
                run.failed.update({each.article: f"not sent: {gone}" for each in batch[place + 1 :]})
                raise


def _refused(run: Run, batch: Sequence[ArticleChange], error: RemoteError) -> None:
    """Note that a batch was not taken. Raises where the next would fare no better."""
    run.failed.update({change.article: str(error) for change in batch})
    run.refused += 1
    if error.general or (error.passing and run.refused >= _IN_A_ROW):
        raise error


def _write_vocabulary(run: Run, quads: list[Quad]) -> None:
    found, digest = vocabulary_of(tuple(quads))
    if digest in ("", run.books.vocabulary):
        return
    graph = run.iris.ledger_graph
    named = {quad.graph_name for quad in found if isinstance(quad.graph_name, NamedNode)}
    names = sorted(named | {run.iris.shapes_graph, run.iris.terms_graph}, key=str)
    old = sum(run.connection.count(f"GRAPH {name} {{ ?s ?p ?o }}") for name in names)
    run.send(
        (
            forgetting(graph, [graph], (ledger.vocabulary,)),
            *inserting(Quad(graph, ledger.holds, name, graph) for name in names),
            *(clearing(name) for name in names),
            *inserting(found),
            *inserting([Quad(graph, ledger.vocabulary, Literal(digest), graph)]),
        )
    )
    run.quads += len(found) - old


def _write_derived(run: Run, derive: Derive | None) -> None:
    """Bring what follows from several articles to what they say now, those of publishes that broke off among them."""
    if derive is None or not (run.changed or run.books.broken):
        return
    articles = run.besides | set(run.changed)
    if run.books.broken:
        articles |= set(run.unchanged)  # one that was taken away has no run any more
        articles |= books.articles_of_runs(run.connection, run.iris, run.books.broken)
    view = RemoteSnapshot(run.connection, run.iris)
    found = list(derive(view, frozenset(map(run.iris.graph, articles))))
    removed, added = ([quad for quad, stands in found if stands == wanted] for wanted in (False, True))
    if not found:
        return
    graph = run.iris.ledger_graph
    names = {quad.graph_name for quad in added if isinstance(quad.graph_name, NamedNode)}
    held = [Quad(graph, ledger.holds, name, graph) for name in sorted(names, key=str)]
    run.send((*inserting(held), *deleting(removed), *inserting(added)))
    run.quads += len(added) - len(removed)
