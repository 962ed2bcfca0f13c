"""One batch of articles, written to a server in the order that lets a publish be finished after it broke off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.remote import books, claims
from kg.remote.claims import Said
from kg.remote.connection import Connection
from kg.remote.exchanges import RemoteError
from kg.remote.runs import Run
from kg.remote.standing import Saying, delta_of
from kg.remote.updates import Operation, clearing, deleting, forgetting, inserting, terms
from kg.store.entities import canonical, canonical_triples
from kg.store.values import ArticleChange
from kg.vocab import ledger


@dataclass(frozen=True, slots=True)
class _Work:
    """What one change comes to: its quads as stores keep them, what it says of entities, and what it said before."""

    change: ArticleChange
    quads: frozenset[Quad]
    new: frozenset[Said]
    old: frozenset[Said]
    fresh: bool  # the books know nothing of the article


def write(run: Run, batch: Sequence[ArticleChange]) -> None:
    """Write these changes, no two of one article. Raises RemoteError; the articles are then unfinished or as before."""
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
    before = claims.read_said(run.connection, iris, met) if met else {}
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
        quad for work in works for quad in claims.claim_quads(run.iris, work.change.article, work.new - work.old)
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
        quad for work in kept for quad in claims.support_quads(iris, work.change.article, work.old - work.new)
    )
    yield from claims.sweeping(iris, _dropped(works))
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
