"""What the mapper is told and what it yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Quad, Triple


@dataclass(frozen=True, slots=True)
class Policy:
    """How much of an article's own words is published.

    `quote_limit` is in code points: longer verbatim texts keep a prefix of that length and a digest of
    the whole. `with_text` publishes the article's body too.
    """

    quote_limit: int = 300
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one article comes to in RDF.

    `triples` all stand in `graph`. `claims` are what the article supports in the graph of entities, and
    `refutations` the plain triples that it says hold no longer; both count from `day` (ISO, or empty).
    `assertions[i]` is the IRI of fact i, and `nodes[i]` are the nodes that were made of it.
    """

    article: NamedNode
    graph: NamedNode
    day: str
    triples: tuple[Triple, ...]
    claims: tuple[Triple, ...]
    refutations: tuple[Triple, ...]
    assertions: tuple[NamedNode, ...]
    nodes: tuple[tuple[NamedNode, ...], ...]

    @property
    def facts_of(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the facts that each node was made of, by its IRI."""
        found: dict[str, tuple[int, ...]] = {}
        for index, nodes in enumerate(self.nodes):
            for node in nodes:
                found[node.value] = (*found.get(node.value, ()), index)
        return found

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The triples in their graph."""
        return tuple(Quad(each.subject, each.predicate, each.object, self.graph) for each in self.triples)


@lru_cache(maxsize=10_000)
def interned(iri: str) -> NamedNode:
    """The IRI of a term of the shapes or the ontology, or of an entity: the same ones come again and again."""
    return NamedNode(iri)
