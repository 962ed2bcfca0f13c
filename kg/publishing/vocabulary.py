"""The vocabulary as it is published beside the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.kept_types import kept_in, merged
from kg.publishing.graphs import named_triples
from kg.schema import Own, Schema, load_schema
from kg.store.interface import AnySnapshot, Readable
from kg.vocab import NF


@dataclass(frozen=True, slots=True)
class Ground:
    """What a batch is published on: the generation that it was held against, and the vocabulary of the next."""

    generation: int
    vocabulary: tuple[Quad, ...]


def ground_of(types: Schema, held: AnySnapshot) -> Ground:
    """The ground for what is published with these types. Raises SchemaError as `vocabulary_quads` does."""
    return Ground(held.generation, tuple(vocabulary_quads(types, held.iris, held)))


def vocabulary_quads(types: Schema, iris: Iris, held: Readable | None = None) -> Iterator[Quad]:
    """The ontology as a store keeps it, in a graph of its own; types of one's own have two graphs more.

    What a store that is `held` keeps of other types stays. Raises SchemaError where the two do not go together, and
    TangledError for blank nodes that cannot be told apart.
    """
    own = merged(types.own, kept_in(held)) if held else types.own
    if own != types.own and types.own != Own():
        load_schema(kept=own)
    ours = set(types.own.ontology)
    graphs = (
        (NamedNode(NF.rstrip("#")), [each for each in types.vocabulary if each not in ours and not _is_blank(each)]),
        (iris.terms_graph, named_triples(own.ontology, iris)),
        (iris.shapes_graph, named_triples(own.shapes, iris)),
    )
    for graph, triples in graphs:
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _is_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)
