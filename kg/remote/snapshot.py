"""What a store elsewhere holds, for reading. It is no moment's picture: each question gets what is there by then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import QueryError, StoreError
from kg.iris import Iris
from kg.remote.books import chunks, node, read_graphs, read_records, text
from kg.remote.connection import Connection
from kg.remote.exchanges import Bounds, RemoteError
from kg.remote.replies import Row
from kg.remote.updates import terms
from kg.sparql_tokens import declared_in, tokens
from kg.store.answers import Answer
from kg.store.entities import canonical, canonical_triples
from kg.store.queries import Query, prepare
from kg.store.values import Limits
from kg.views import Graph, Object, Predicate, Subject, Term, values
from kg.vocab import PREFIXES, ledger, nf, rdf, schema

_CONTEXT = (rdf.type, schema.name, nf.tool, nf.rule)
_TOGETHER = 100  # graphs read at once


class RemoteSnapshot:
    """What is published on a server; a context manager. The books of kg are not shown."""

    def __init__(self, connection: Connection, iris: Iris) -> None:
        self.connection = connection
        self.iris = iris
        self._in_union: bool | None = None

    @property
    def generation(self) -> int:
        """Nought: a server has no generations."""
        return 0

    @property
    def empty(self) -> bool:
        """Whether no article is published."""
        known = f"GRAPH {self.iris.ledger_graph} {{ ?article {ledger.digest} ?digest }}"
        return not self.connection.truth(f"ASK {{ {known} }}")

    @contextmanager
    def digests(self) -> Iterator[Callable[[str], str]]:
        """A look-up of what an article (its IRI) said when it was published: the digest, empty where it is not here."""
        known = {article: record.digest for article, record in read_records(self.connection, self.iris).items()}
        yield lambda article: known.get(article, "")

    def retraction(self, article: NamedNode) -> str | None:
        """Why an article was retracted, or None where it was not."""
        reasons = values(self, article, nf.retractionReason, self.iris.tombstones_graph)
        return reasons[0].value if reasons else None

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare, and that exports use."""
        return {**PREFIXES, **self.iris.prefixes()}

    def match(
        self, subject: Subject = None, predicate: Predicate = None, object: Object = None, graph: Graph = None
    ) -> Iterator[Quad]:
        """Yield the quads that fit; None fits everything. Literals come as the store on disk would give them."""
        given = {"?g": graph, "?s": subject, "?p": predicate, "?o": object}
        if any(isinstance(term, BlankNode | DefaultGraph | Triple) for term in given.values()):
            return iter(())  # kg publishes none of them
        name = {variable: str(term) if term is not None else variable for variable, term in given.items()}
        pattern = f"GRAPH {name['?g']} {{ {name['?s']} {name['?p']} {name['?o']} }}"
        if graph is None:
            pattern += f" FILTER (?g != {self.iris.ledger_graph})"
        free = [variable for variable, term in given.items() if term is None]
        if not free:
            found = self.connection.truth(f"ASK {{ {pattern} }}")
            return iter([_quad(given)] if found else [])
        rows = self.connection.rows(f"SELECT {' '.join(free)} WHERE {{ {pattern} }}")
        return _canonical(_quad({**given, **dict(zip(free, row, strict=True))}) for row in rows)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all that kg wrote. Raises StoreError where some do not come."""
        wanted = self.graphs() if graph is None else [graph]
        for some in chunks(wanted, _TOGETHER):
            pattern = f"GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ {terms(some)} }}"
            rows = self.connection.scan("?s ?p ?o ?g", pattern)
            yield from _canonical(_quad(dict(zip(("?s", "?p", "?o", "?g"), row, strict=True))) for row in rows)

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of all graphs that kg wrote, in code-point order."""
        held = (
            f"GRAPH {self.iris.ledger_graph} {{ {self.iris.ledger_graph} {ledger.holds} ?g }} GRAPH ?g {{ ?s ?p ?o }}"
        )
        others = {text(g) for (g,) in self.connection.rows(f"SELECT DISTINCT ?g WHERE {{ {held} }}")}
        names = {*read_graphs(self.connection, self.iris).values(), *others}
        return tuple(sorted(map(node, names), key=str))

    def context(self, entities: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield what a validation must know of what it meets: types and names, and of an extraction its rule."""
        graph = self.iris.entities_graph
        for some in chunks(list(entities)):
            pattern = f"GRAPH {graph} {{ ?s ?p ?o }} VALUES ?s {{ {terms(some)} }} VALUES ?p {{ {terms(_CONTEXT)} }}"
            for row in self.connection.rows(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"):
                yield _quad({**dict(zip(("?s", "?p", "?o"), row, strict=True)), "?g": graph}).triple

    def about(self, term: NamedNode) -> Iterator[Quad]:
        """Yield the quads that have the term as their subject or object, each once."""
        yield from self.match(subject=term)
        yield from (quad for quad in self.match(object=term) if quad.subject != term)

    def article_graph(self, article: NamedNode) -> Iterator[Quad]:
        """Yield what an article says: the quads of its graph; none where it is not in the store."""
        return self.quads(self.iris.graph(article))

    def articles(self) -> tuple[tuple[NamedNode, NamedNode], ...]:
        """Every article with its graph, in the order of their IRIs."""
        found = read_graphs(self.connection, self.iris)
        return tuple((node(article), node(graph)) for article, graph in sorted(found.items()))

    def query(self, sparql: str, limits: Limits | None = None, prefixes: Mapping[str, str] | None = None) -> Answer:
        """The answer to a SPARQL query over the union of all graphs; `limits.memory` is the server's own affair.

        Raises QueryError where kg or the server refuses the query, and where it goes over its limits of time or bytes.
        Over that of rows, kg's or the server's, the answer is cut, and says so in `truncated`.
        """
        limits = limits or Limits()
        prepared = prepare(sparql, {**self.prefixes, **(prefixes or {})})
        self._see_to_the_union(prepared)
        bounds = Bounds(limits.seconds, limits.bytes)
        whole, form = with_prefixes(prepared), prepared.form
        try:
            if form == "ASK":
                return Answer("boolean", boolean=self.connection.truth(whole, bounds=bounds))
            if form != "SELECT":
                triples = tuple(sorted(set(canonical_triples(self.connection.graph(whole, bounds=bounds))), key=str))
                return Answer("graph", triples=triples[: limits.rows], truncated=_cut(len(triples), limits.rows))
            table = self.connection.table(whole, bounds=bounds)
        except RemoteError as error:
            if error.code == 400:
                raise QueryError(f"{self.connection.address} refuses the query: {error.said or error}") from error
            raise
        cut = _cut(len(table.rows), limits.rows) or (f"{table.cap} rows, the server's own limit" if table.cut else None)
        return Answer("bindings", variables=table.variables, rows=_as_on_disk(table.rows[: limits.rows]), truncated=cut)

    def _see_to_the_union(self, prepared: Query) -> None:
        """Raise QueryError where the server would look only into a default graph, in which kg puts nothing."""
        if self._in_union or not prepared.union:
            return
        if any(kind == "word" and text.upper() == "GRAPH" for kind, text in tokens(prepared.sparql)):
            return
        known = f"{ledger.base} ?base"
        self._in_union = self.connection.truth(f"ASK {{ {self.iris.ledger_graph} {known} }}")
        if not self._in_union:
            raise QueryError(
                f"{self.connection.address} does not look into named graphs unless a query says GRAPH, and everything"
                " that kg publishes stands in named graphs: let its default graph be the union of all"
                " (Fuseki: tdb2:unionDefaultGraph), or write GRAPH or FROM into the query"
            )

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> RemoteSnapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def with_prefixes(query: Query) -> str:
    """The query with the prefixes that it uses and does not declare itself.

    >>> with_prefixes(Query("ASK { ?a a schema:Person }", {"schema": "https://schema.org/", "nf": "..."}, True))
    'PREFIX schema: <https://schema.org/>\\nASK { ?a a schema:Person }'
    """
    own = declared_in(query.sparql)
    lines = [
        f"PREFIX {prefix}: <{namespace}>\n"
        for prefix, namespace in query.prefixes.items()
        if prefix not in own and re.search(rf"(?<![\w.-]){re.escape(prefix)}:", query.sparql)
    ]
    return "".join(lines) + query.sparql


def _cut(size: int, rows: int) -> str | None:
    return f"{rows} rows" if size > rows else None


def _as_on_disk(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with their literals as the store on disk gives them: Virtuoso says 1 where that says true."""
    literals = list({term: None for row in rows for term in row if isinstance(term, Literal)})
    nodes = {NamedNode(f"urn:x-kg:{index}"): term for index, term in enumerate(literals)}
    found = canonical(Quad(node, rdf.type, term) for node, term in nodes.items())
    written: dict[object, Term] = {nodes[q.subject]: q.object for q in found if isinstance(q.subject, NamedNode)}
    return tuple(tuple(written.get(term, term) for term in row) for row in rows)


def _canonical(quads: Iterator[Quad]) -> Iterator[Quad]:
    held: list[Quad] = []
    for quad in quads:
        held.append(quad)
        if len(held) == 1_000:
            yield from canonical(held)
            held = []
    yield from canonical(held)


def _quad(given: Mapping[str, object]) -> Quad:
    subject, predicate, object, graph = (given[name] for name in ("?s", "?p", "?o", "?g"))
    if not (isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode)):
        raise StoreError(f"the server gives what is no triple: {subject} {predicate} {object}")
    return Quad(subject, predicate, object, graph)  # type: ignore[arg-type]
