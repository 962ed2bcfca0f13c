"""What the books of a store elsewhere say that articles claim of entities: which triples each supports or refutes.

It is written down before anything else of an article and taken out after everything else, so that no triple about an
entity is forgotten by a publish that broke off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.iris import Iris
from kg.remote.books import chunks, number, text
from kg.remote.connection import Connection
from kg.remote.replies import Row
from kg.remote.updates import Operation, terms
from kg.vocab import ledger, schema

NAMES = (schema.name, schema.alternateName)
_SIGNS = {ledger.supports: 1, ledger.refutes: -1}


@dataclass(frozen=True, slots=True)
class Said:
    """A triple that an article supports (`sign` 1) or refutes (-1) in the graph of entities."""

    triple: Triple
    sign: int


def read_said(connection: Connection, iris: Iris, articles: Sequence[NamedNode]) -> dict[NamedNode, set[Said]]:
    """What the books say that each of these articles supports and refutes."""
    found: dict[NamedNode, set[Said]] = {}
    for some in chunks(articles):
        pattern = (
            f"?article ?sign ?claim . ?claim {ledger.subject} ?s ; {ledger.predicate} ?p ; {ledger.object} ?o ."
            f" VALUES ?article {{ {terms(some)} }} VALUES ?sign {{ {terms(_SIGNS)} }}"
        )
        rows = connection.scan("?article ?sign ?s ?p ?o", f"GRAPH {iris.ledger_graph} {{ {pattern} }}")
        for article, sign, *parts in rows:
            assert isinstance(article, NamedNode)
            found.setdefault(article, set()).add(Said(_triple(parts), 1 if sign == ledger.supports else -1))
    return found


def newest_days(
    connection: Connection, iris: Iris, claims: Sequence[Triple], besides: Sequence[NamedNode]
) -> dict[tuple[Triple, int], str]:
    """The newest day on which articles, `besides` some, support (1) or refute (-1) each of these triples."""
    by_node = {iris.claim(triple): triple for triple in claims}
    found: dict[tuple[Triple, int], str] = {}
    for some in chunks(list(by_node)):
        pattern = (
            f"GRAPH {iris.ledger_graph} {{ ?article ?sign ?claim ; {ledger.day} ?day }}"
            f" VALUES ?claim {{ {terms(some)} }} VALUES ?sign {{ {terms(_SIGNS)} }} {_without(besides)}"
        )
        for claim, sign, day in connection.rows(
            f"SELECT ?claim ?sign (MAX(?day) AS ?newest) WHERE {{ {pattern} }} GROUP BY ?claim ?sign"
        ):
            assert isinstance(claim, NamedNode)
            found[by_node[claim], 1 if sign == ledger.supports else -1] = text(day)
    return found


def name_counts(
    connection: Connection, iris: Iris, entities: Sequence[NamedNode], besides: Sequence[NamedNode]
) -> dict[Triple, int]:
    """How many articles, `besides` some, support each name that these entities have in the books."""
    found: dict[Triple, int] = {}
    for some in chunks(entities):
        pattern = (
            f"GRAPH {iris.ledger_graph} {{ ?claim {ledger.subject} ?s ; {ledger.predicate} ?p ; {ledger.object} ?o ."
            f" ?article {ledger.supports} ?claim ; {ledger.day} ?day }}"
            f" VALUES ?s {{ {terms(some)} }} VALUES ?p {{ {terms(NAMES)} }} {_without(besides)}"
        )
        for *parts, count in connection.rows(
            f"SELECT ?s ?p ?o (COUNT(DISTINCT ?article) AS ?n) WHERE {{ {pattern} }} GROUP BY ?s ?p ?o"
        ):
            found[_triple(parts)] = number(text(count))
    return found


def _without(articles: Sequence[NamedNode]) -> str:
    return f"FILTER (?article NOT IN ({', '.join(map(str, articles))}))" if articles else ""


def claim_quads(iris: Iris, article: NamedNode, said: Iterable[Said]) -> Iterator[Quad]:
    """What the books have to say so that an article supports and refutes this."""
    graph = iris.ledger_graph
    for each in said:
        claim, triple = iris.claim(each.triple), each.triple
        assert isinstance(triple.subject, NamedNode)
        yield Quad(claim, ledger.subject, triple.subject, graph)
        yield Quad(claim, ledger.predicate, triple.predicate, graph)
        # As text: servers rewrite literals, and this is compared letter by letter.
        yield Quad(claim, ledger.object, Literal(str(triple.object)), graph)
        yield _support(iris, article, each)


def support_quads(iris: Iris, article: NamedNode, said: Iterable[Said]) -> Iterator[Quad]:
    """What the books say no more once an article supports and refutes this no more."""
    return (_support(iris, article, each) for each in said)


def _support(iris: Iris, article: NamedNode, said: Said) -> Quad:
    sign = ledger.supports if said.sign == 1 else ledger.refutes
    return Quad(article, sign, iris.claim(said.triple), iris.ledger_graph)


def sweeping(iris: Iris, dropped: Iterable[Triple]) -> Iterator[Operation]:
    """The operations that take claims out of the books which nobody makes any more: they hold an article's words."""
    graph = iris.ledger_graph
    for some in chunks([iris.claim(triple) for triple in dropped]):
        pattern = f"?s ?p ?o FILTER NOT EXISTS {{ ?article ?sign ?s }} VALUES ?s {{ {terms(some)} }}"
        yield Operation(
            f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {graph} {{ {pattern} }} }}", len(some)
        )


def _triple(parts: Sequence[object] | Row) -> Triple:
    subject, predicate, object = parts
    line = f"{subject} {predicate} {text(object)} ."
    quad: Quad = next(iter(parse(line, format=RdfFormat.N_TRIPLES)))
    return quad.triple
