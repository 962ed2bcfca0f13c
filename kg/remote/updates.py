"""Changes as SPARQL 1.1 Update, in requests of a bounded size whose operations come one after the other.

Each operation comes to the same when it is done twice, so that a request may be sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

CHUNK = 500  # quads in one operation: Virtuoso makes of each some lines of SQL, and of these it takes 10,000
REQUEST = 4_000  # quads in one request
MODEST = 500  # for servers that compile a request before they do it


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, and how many quads it writes down."""

    text: str
    size: int = 1


def inserting(quads: Iterable[Quad]) -> Iterator[Operation]:
    """The operations that add these quads, those of one graph together."""
    return _data("INSERT", quads)


def deleting(quads: Iterable[Quad]) -> Iterator[Operation]:
    """The operations that take these quads away."""
    return _data("DELETE", quads)


def clearing(graph: NamedNode) -> Operation:
    """The operation that empties a graph, where there is one."""
    return Operation(f"CLEAR SILENT GRAPH {graph}")


def forgetting(graph: NamedNode, nodes: Iterable[NamedNode], predicates: Iterable[NamedNode] = ()) -> Operation:
    """The operation that takes away what a graph says of some nodes: all, or what these predicates say."""
    nodes, predicates = list(nodes), list(predicates)
    only = f" VALUES ?p {{ {terms(predicates)} }}" if predicates else ""
    found = f"GRAPH {graph} {{ ?s ?p ?o }} VALUES ?s {{ {terms(nodes)} }}{only}"
    return Operation(f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ {found} }}", len(nodes))


def terms(nodes: Iterable[object]) -> str:
    """Terms as SPARQL writes them, with spaces between."""
    return " ".join(map(str, nodes))


def requests(operations: Iterable[Operation], limit: int = REQUEST) -> Iterator[str]:
    """The operations in their order, as the texts of as few requests as the limit allows.

    >>> list(requests([Operation("A", 3), Operation("B", 3), Operation("C", 3)], limit=6))
    ['A ;\\nB', 'C']
    """
    held: list[str] = []
    size = 0
    for each in operations:
        if held and size + each.size > limit:
            yield " ;\n".join(held)
            held, size = [], 0
        held.append(each.text)
        size += each.size
    if held:
        yield " ;\n".join(held)


def _data(verb: str, quads: Iterable[Quad]) -> Iterator[Operation]:
    by_graph: dict[str, list[Quad]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad)
    for graph, its in by_graph.items():
        lines = sorted({f"{quad.subject} {quad.predicate} {quad.object} ." for quad in its})
        for start in range(0, len(lines), CHUNK):
            chunk = lines[start : start + CHUNK]
            text = "\n".join(chunk)
            yield Operation(f"{verb} DATA {{ GRAPH {graph} {{\n{text}\n}} }}", len(chunk))
