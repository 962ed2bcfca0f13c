"""The books of a store elsewhere, kept in a graph of its own: which article says what, and which publish wrote it.

An article has its digest there only when all of it is written. Without one it is unfinished: publishing it again
mends it. `kg.remote.claims` has the part of the books that says what articles support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris
from kg.remote.connection import Connection
from kg.remote.exchanges import RemoteError
from kg.remote.updates import Operation, forgetting, terms
from kg.store.values import GenerationInfo
from kg.vocab import ledger, nf, xsd

ASKED = 200  # nodes in one question


@dataclass(frozen=True, slots=True)
class Record:
    """What the books say of an article that is wholly written: its digest, and the number of quads in its graph."""

    digest: str
    quads: int


@dataclass(slots=True)
class Books:
    """What a publish knows of the store. `runs` are the publishes that were finished, `broken` the others.

    `records` are those of the articles that were `looked_up`: a publish reads no more than it needs. `buried` has the
    articles that were retracted, each with the reason.
    """

    records: dict[str, Record] = field(default_factory=dict)
    looked_up: set[str] = field(default_factory=set)
    unfinished: set[str] = field(default_factory=set)
    vocabulary: str = ""
    buried: dict[NamedNode, str] = field(default_factory=dict)
    runs: tuple[GenerationInfo, ...] = ()
    broken: tuple[int, ...] = ()


def bases(connection: Connection) -> list[str]:
    """The bases of the stores that a server holds."""
    rows = connection.rows(f"SELECT DISTINCT ?base WHERE {{ GRAPH ?g {{ ?g {ledger.base} ?base }} }}")
    return sorted(text(base) for (base,) in rows)


def read_books(connection: Connection, iris: Iris) -> Books:
    """The books as they are now."""
    graph = iris.ledger_graph
    held = f"GRAPH {graph} {{ {graph} ?p ?o }}"
    header = connection.rows(f"SELECT ?p ?o WHERE {{ {held} }}")
    finished, broken = read_runs(connection, iris)
    return Books(
        unfinished=read_unfinished(connection, iris) if broken else set(),
        vocabulary=next((text(o) for p, o in header if p == ledger.vocabulary), ""),
        buried=read_buried(connection, iris) if (ledger.holds, iris.tombstones_graph) in header else {},
        runs=finished,
        broken=broken,
    )


def look_up(connection: Connection, iris: Iris, known: Books, articles: Iterable[NamedNode]) -> None:
    """Read the records of these articles, unless they were read before."""
    new = [article for article in articles if article.value not in known.looked_up]
    for some in chunks(new):
        found = f"?article {ledger.digest} ?digest ; {ledger.quads} ?quads VALUES ?article {{ {terms(some)} }}"
        rows = connection.rows(f"SELECT ?article ?digest ?quads WHERE {{ GRAPH {iris.ledger_graph} {{ {found} }} }}")
        known.records.update((text(a), Record(text(digest), number(text(quads)))) for a, digest, quads in rows)
    known.looked_up.update(article.value for article in new)


def totals(connection: Connection, iris: Iris) -> tuple[int, int]:
    """How many articles and quads there are, counted."""
    graph = iris.ledger_graph
    others = f"GRAPH {graph} {{ {graph} {ledger.holds} ?g }} GRAPH ?g {{ ?s ?p ?o }}"
    records = f"GRAPH {graph} {{ ?article {ledger.digest} ?digest ; {ledger.quads} ?quads }}"
    counted = f"SELECT (COUNT(?article) AS ?n) (SUM(?quads) AS ?sum) WHERE {{ {records} }}"
    ((articles, quads),) = connection.rows(counted)
    return number(text(articles)), (number(text(quads)) if quads is not None else 0) + connection.count(others)


def read_records(connection: Connection, iris: Iris) -> dict[str, Record]:
    """What is said of every article that is wholly written, by its IRI."""
    pattern = f"GRAPH {iris.ledger_graph} {{ ?article {ledger.digest} ?digest ; {ledger.quads} ?quads }}"
    rows = connection.scan("?article ?digest ?quads", pattern)
    return {text(article): Record(text(digest), number(text(quads))) for article, digest, quads in rows}


def read_unfinished(connection: Connection, iris: Iris) -> set[str]:
    """The articles that a publish began and did not finish."""
    pattern = f"?article {ledger.graph} ?graph FILTER NOT EXISTS {{ ?article {ledger.digest} ?digest }}"
    rows = connection.rows(f"SELECT ?article WHERE {{ GRAPH {iris.ledger_graph} {{ {pattern} }} }}")
    return {text(article) for (article,) in rows}


def read_buried(connection: Connection, iris: Iris) -> dict[NamedNode, str]:
    """The articles that were retracted, each with the reason."""
    pattern = f"GRAPH {iris.tombstones_graph} {{ ?article {nf.retractionReason} ?reason }}"
    rows = connection.scan("?article ?reason", pattern)
    return {NamedNode(text(article)): text(reason) for article, reason in rows}


def graph_of(connection: Connection, iris: Iris, article: NamedNode) -> NamedNode | None:
    """The graph of an article, wholly written or not; None where the books do not have it."""
    rows = connection.rows(f"SELECT ?g WHERE {{ GRAPH {iris.ledger_graph} {{ {article} {ledger.graph} ?g }} }}")
    return next((NamedNode(text(graph)) for (graph,) in rows), None)


def read_graphs(connection: Connection, iris: Iris) -> dict[str, str]:
    """The graph of every article that is wholly written."""
    pattern = f"?article {ledger.digest} ?digest ; {ledger.graph} ?graph"
    rows = connection.scan("?article ?graph", f"GRAPH {iris.ledger_graph} {{ {pattern} }}")
    return {text(article): text(graph) for article, graph in rows}


def read_runs(connection: Connection, iris: Iris) -> tuple[tuple[GenerationInfo, ...], tuple[int, ...]]:
    """The publishes that were finished, the newest first, and the numbers of those that were not."""
    rows = connection.scan("?run ?p ?o", f"GRAPH {iris.ledger_graph} {{ ?run {ledger.startedAt} ?at ; ?p ?o }}")
    runs: dict[str, dict[object, str]] = {}
    for run, predicate, object in rows:
        runs.setdefault(text(run), {})[predicate] = text(object)
    done = sorted((each for each in runs.values() if ledger.finishedAt in each), key=_number, reverse=True)
    infos = tuple(
        GenerationInfo(
            _number(each),
            _number(each) - 1 or None,
            each[ledger.startedAt],
            number(each.get(ledger.changed, "")),
            number(each.get(ledger.removed, "")),
            number(each.get(ledger.articles, "")),
            number(each.get(ledger.quads, "")),
            current=index == 0,
            what=each.get(ledger.what, "publish"),
        )
        for index, each in enumerate(done)
    )
    return infos, tuple(sorted(_number(each) for each in runs.values() if ledger.finishedAt not in each))


def _number(run: dict[object, str]) -> int:
    return number(run.get(ledger.number, ""))


def articles_of_runs(connection: Connection, iris: Iris, numbers: Iterable[int]) -> set[NamedNode]:
    """The articles that these publishes wrote last."""
    runs = terms(map(iris.run, numbers))
    pattern = f"GRAPH {iris.ledger_graph} {{ ?article {ledger.publish} ?run }} VALUES ?run {{ {runs} }}"
    return {node(text(article)) for (article,) in connection.rows(f"SELECT ?article WHERE {{ {pattern} }}")}


def record_quads(iris: Iris, article: NamedNode, day: str, digest: str, quads: int, run: int) -> Iterator[Quad]:
    """What the books say of an article that is wholly written."""
    graph = iris.ledger_graph
    yield Quad(article, ledger.day, Literal(day), graph)
    yield Quad(article, ledger.quads, Literal(str(quads), datatype=xsd.integer), graph)
    yield Quad(article, ledger.publish, iris.run(run), graph)
    yield Quad(article, ledger.digest, Literal(digest), graph)


def forgetting_records(iris: Iris, articles: Iterable[NamedNode]) -> Operation:
    """The operation that takes out what `record_quads` put in."""
    return forgetting(iris.ledger_graph, articles, (ledger.day, ledger.quads, ledger.publish, ledger.digest))


def chunks(nodes: Sequence[NamedNode], size: int = ASKED) -> Iterator[Sequence[NamedNode]]:
    """The nodes in parts of a size that servers take in one question."""
    return (nodes[start : start + size] for start in range(0, len(nodes), size))


def text(term: object) -> str:
    """What a term says. Raises RemoteError where it says nothing: a blank node, or none."""
    if not isinstance(term, NamedNode | Literal):
        raise _wrong("nothing" if term is None else str(term), "an IRI or a text")
    return term.value


def node(iri: str) -> NamedNode:
    """The node of an IRI in the books. Raises RemoteError where it is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise _wrong(repr(iri), "an IRI") from error


def number(value: str) -> int:
    """A number in the books. Raises RemoteError where it is none."""
    try:
        return int(value)
    except ValueError as error:
        raise _wrong(repr(value), "a number") from error


def _wrong(found: str, wanted: str) -> RemoteError:
    return RemoteError(
        f"the server gives {found} where the books that kg keeps there have {wanted}: another program wrote into them,"
        " or the server's answers are wrong"
    )
