"""A publish to a store elsewhere: articles in batches, each wholly written before the books say so.

What is written in one batch, in this order: that the articles are unfinished; what they support; their graphs; what
changes in the graph of entities; what they support no more; and last their digests. Whoever breaks off anywhere and
publishes the same again finds the unfinished ones and mends them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import StoreError
from kg.iris import Iris
from kg.remote import books
from kg.remote.books import Books, Said
from kg.remote.connection import Connection
from kg.remote.exchanges import RemoteError
from kg.remote.snapshot import RemoteSnapshot
from kg.remote.standing import Saying, delta_of
from kg.remote.updates import MODEST, REQUEST, Operation, clearing, deleting, forgetting, inserting, requests, terms
from kg.store.entities import canonical, canonical_triples
from kg.store.interface import Readable
from kg.store.prepared import verify
from kg.store.values import ArticleChange, Published
from kg.store.writing import utc, vocabulary_of
from kg.vocab import ledger, xsd

Derive = Callable[[Readable, frozenset[NamedNode]], Iterable[tuple[Quad, bool]]]
_QUADS = 2_000  # of the articles of one batch
_ARTICLES = 50  # of one batch
_IN_A_ROW = 3  # articles that a server fails at before it is believed to fail at all


@dataclass(slots=True)
class Run:
    """A publish on its way."""

    connection: Connection
    iris: Iris
    books: Books
    number: int
    started_at: str
    opened: bool = False
    changed: dict[NamedNode, bool] = field(default_factory=dict)  # True where the article was taken away
    unchanged: dict[NamedNode, None] = field(default_factory=dict)
    failed: dict[NamedNode, str] = field(default_factory=dict)
    articles: int = 0  # how many more there are than before
    quads: int = 0
    refused: int = 0  # articles in a row

    def send(self, operations: Iterable[Operation]) -> None:
        """Change the store; opens the run first, so that one that breaks off is seen."""
        modest = self.connection.server.startswith("Virtuoso")
        if not self.opened:
            operations = (*_opening(self), *operations)
        for text in requests(operations, MODEST if modest else REQUEST):
            self.connection.update(text)
        self.opened = True


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
    known = books.read_books(connection, iris)
    number = max([0, *(run.number for run in known.runs), *known.broken]) + 1
    run = Run(connection, iris, known, number, utc(now))
    stream, news = iter(changes), False
    try:
        for batch in _batches(stream):
            if news_of := _news_in(run, batch):
                _write_what_goes(run, news_of)
        _write_vocabulary(run, list(vocabulary))
        news = run.opened
        _write_derived(run, derive)
        if run.opened or known.broken:
            _close(run)
    except RemoteError as error:
        if not run.opened:
            raise
        _give_up(run, stream, error)
    gone = {article for article, taken in run.changed.items() if taken}
    return Published(
        run.number if news or run.changed else None,
        tuple(article for article in run.changed if article not in gone),
        tuple(article for article in run.changed if article in gone),
        tuple(run.unchanged),
        failed=tuple(run.failed.items()),
    )


def _give_up(run: Run, stream: Iterator[ArticleChange], error: RemoteError) -> None:
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
        _write(run, batch)
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


@dataclass(frozen=True, slots=True)
class _Work:
    """What one change comes to: its quads as stores keep them, what it says of entities, and what it said before."""

    change: ArticleChange
    quads: frozenset[Quad]
    new: frozenset[Said]
    old: frozenset[Said]
    fresh: bool  # the books know nothing of the article


def _write(run: Run, batch: Sequence[ArticleChange]) -> None:
    works = _works(run, batch)
    delta = delta_of(run.connection, run.iris, [_saying(work) for work in works])
    before, after = _before(run, works), _after(run, works)
    entities = (*deleting(delta.removed), *inserting(delta.added))
    if run.connection.address.graph_store:
        run.send(before)
        for work in works:
            _put(run.connection, work.change.graph, work.quads)
        run.send((*entities, *after))
    else:
        run.send((*before, *_graphs(works), *entities, *after))
    _confirm(run, works)
    _note(run, works, len(delta.added) - len(delta.removed))


def _works(run: Run, batch: Sequence[ArticleChange]) -> list[_Work]:
    iris, known = run.iris, run.books
    met = [c.article for c in batch if c.article.value in known.records or c.article.value in known.unfinished]
    before = books.read_said(run.connection, iris, met) if met else {}
    return [
        _Work(
            change,
            frozenset(canonical(change.quads)),
            frozenset(_said(change)),
            frozenset(before.get(change.article, ())),
            change.article not in met,
        )
        for change in batch
    ]


def _said(change: ArticleChange) -> Iterator[Said]:
    if change.quads:
        yield from (Said(triple, 1) for triple in canonical_triples(change.claims))
        yield from (Said(triple, -1) for triple in canonical_triples(change.refutations))


def _saying(work: _Work) -> Saying:
    """What the article will say. All of it is touched: its day may be another, and an unfinished one is not trusted."""
    article = work.change.article
    return Saying(article, work.new, work.change.day, frozenset(each.triple for each in work.new | work.old))


def _before(run: Run, works: Sequence[_Work]) -> Iterator[Operation]:
    """That the articles are unfinished, and what they will support beside what they do."""
    graph = run.iris.ledger_graph
    if met := [work.change.article for work in works if not work.fresh]:
        yield forgetting(graph, met, (ledger.digest,))
    yield from inserting(Quad(work.change.article, ledger.graph, work.change.graph, graph) for work in works)
    yield from inserting(
        quad for work in works for quad in books.claim_quads(run.iris, work.change.article, work.new - work.old)
    )


def _graphs(works: Sequence[_Work]) -> Iterator[Operation]:
    for work in works:
        if not work.fresh:
            yield clearing(work.change.graph)
        yield from inserting(work.quads)


def _put(connection: Connection, graph: NamedNode, quads: Iterable[Quad]) -> None:
    triples = sorted({quad.triple for quad in quads}, key=str)
    if not triples:
        connection.delete_graph(graph)
        return
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert data is not None  # no output was given, so the bytes are returned
    connection.put_graph(graph, data)


def _after(run: Run, works: Sequence[_Work]) -> Iterator[Operation]:
    """What the articles support no more, and that they are finished."""
    iris = run.iris
    if gone := [work.change.article for work in works if not work.quads]:
        yield forgetting(iris.ledger_graph, gone)
    kept = [work for work in works if work.quads]
    yield from deleting(
        quad for work in kept for quad in books.support_quads(iris, work.change.article, work.old - work.new)
    )
    yield from books.sweeping(iris, _dropped(works))
    if met := [work.change.article for work in kept if not work.fresh]:
        yield books.forgetting_records(iris, met)
    yield from inserting(
        quad
        for work in kept
        for quad in books.record_quads(
            iris, work.change.article, work.change.day, work.change.digest, len(work.quads), run.number
        )
    )


def _dropped(works: Sequence[_Work]) -> list[Triple]:
    return sorted({each.triple for work in works for each in work.old - work.new}, key=str)


def _confirm(run: Run, works: Sequence[_Work]) -> None:
    """Raise RemoteError where the server said that all is well, and it is not: the books do not have it."""
    articles = terms(work.change.article for work in works)
    pattern = f"GRAPH {run.iris.ledger_graph} {{ ?article {ledger.digest} ?digest }} VALUES ?article {{ {articles} }}"
    rows = run.connection.rows(f"SELECT ?article ?digest WHERE {{ {pattern} }}")
    found = {books.text(article): books.text(digest) for article, digest in rows}
    for work in works:
        if found.get(work.change.article.value, "") != work.change.digest:
            raise RemoteError(
                f"{run.connection.address} took the change without a complaint, and does not have it: are the URLs for"
                " questions and for changes those of one store?",
                general=True,
            )


def _note(run: Run, works: Sequence[_Work], entities: int) -> None:
    run.quads += entities
    for work in works:
        change, iri = work.change, work.change.article.value
        record = run.books.records.pop(iri, None)
        run.quads += len(work.quads) - (record.quads if record else 0)
        run.articles += bool(work.quads) - (record is not None)
        run.books.unfinished.discard(iri)
        run.failed.pop(change.article, None)
        run.changed[change.article] = not work.quads
        if work.quads:
            run.books.records[iri] = books.Record(change.digest, len(work.quads))


def _write_vocabulary(run: Run, quads: list[Quad]) -> None:
    found, digest = vocabulary_of(quads)
    if digest in ("", run.books.vocabulary):
        return
    graph = run.iris.ledger_graph
    names = sorted({quad.graph_name for quad in found if isinstance(quad.graph_name, NamedNode)}, key=str)
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
    articles = set(run.changed)
    if run.books.broken:
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


def _opening(run: Run) -> Iterator[Operation]:
    graph, node = run.iris.ledger_graph, run.iris.run(run.number)
    yield from inserting(
        [
            Quad(graph, ledger.base, Literal(run.iris.base), graph),
            Quad(graph, ledger.holds, run.iris.entities_graph, graph),
            Quad(node, ledger.number, _number(run.number), graph),
            Quad(node, ledger.startedAt, Literal(run.started_at), graph),
        ]
    )


def _close(run: Run) -> None:
    """Write down that the publish is finished, unless an article is not; then earlier ones that broke off are too."""
    if run.failed:
        return
    iris, graph = run.iris, run.iris.ledger_graph
    if not run.opened:  # nothing was given that changes anything, and something may have been left to derive
        run.send(())
    mended = [] if run.books.unfinished else [iris.run(number) for number in run.books.broken]
    gone = sum(run.changed.values())
    if run.books.broken:  # nobody knows how far those got
        articles, quads = books.totals(run.connection, iris)
    else:
        last = run.books.runs[0] if run.books.runs else None
        articles, quads = (last.articles if last else 0) + run.articles, (last.quads if last else 0) + run.quads
    numbers = {
        ledger.changed: len(run.changed) - gone,
        ledger.removed: gone,
        ledger.articles: articles,
        ledger.quads: quads,
    }
    node = iris.run(run.number)
    run.send(
        (
            *([forgetting(graph, mended)] if mended else ()),
            *inserting(Quad(node, term, _number(value), graph) for term, value in numbers.items()),
            *inserting([Quad(node, ledger.finishedAt, Literal(run.started_at), graph)]),
        )
    )


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=xsd.integer)
