"""The vocabulary as it is published beside the facts."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.schema import Schema
from kg.vocab import NF


def vocabulary_quads(types: Schema) -> Iterator[Quad]:
    """The ontology as the store keeps it, in a graph of its own."""
    graph = NamedNode(NF.rstrip("#"))
    for triple in types.vocabulary:
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
