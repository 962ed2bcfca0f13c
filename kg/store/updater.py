"""The program of an update: applies a SPARQL update to a copy of a generation, and tells which graphs it changed.

`kg.store.confined` runs it, and it imports nothing of kg; it reads one pickled request from stdin and writes one
pickled answer.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat


def main() -> None:
    """Apply one update."""
    request = pickle.load(sys.stdin.buffer)
    wrong, changed = ("", ""), dict[str, bytes]()
    try:
        changed = _changed(request)
    except SyntaxError as error:
        wrong = "syntax", str(error)
    except (OSError, ValueError, RuntimeError) as error:
        wrong = "failed", str(error)
    pickle.dump((wrong, changed), sys.stdout.buffer)


def _changed(request: dict[str, Any]) -> dict[str, bytes]:
    """The graphs that the update changed, each with its new content as N-Triples."""
    before = pyoxigraph.Store.read_only(request["source"])
    after = pyoxigraph.Store(request["copy"])
    default = NamedNode(request["default"])
    _move(after, default, DefaultGraph())
    after.update(request["sparql"], prefixes=request["prefixes"], base_iri=request["base"])
    _move(after, DefaultGraph(), default)
    touched = {NamedNode(iri) for iri in request["graphs"] or ()} | {default}
    if request["graphs"] is None:
        touched = {graph for store in (before, after) for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    changed = {}
    for graph in touched:
        old = set(before.quads_for_pattern(None, None, None, graph))
        new = set(after.quads_for_pattern(None, None, None, graph))
        if old != new:
            data = pyoxigraph.serialize((quad.triple for quad in new), format=RdfFormat.N_TRIPLES)
            changed[graph.value] = data or b""
    return changed


def _move(store: pyoxigraph.Store, source: NamedNode | DefaultGraph, target: NamedNode | DefaultGraph) -> None:
    moved = list(store.quads_for_pattern(None, None, None, source))
    store.extend(Quad(quad.subject, quad.predicate, quad.object, target) for quad in moved)
    for quad in moved:
        store.remove(quad)


if __name__ == "__main__":
    main()
