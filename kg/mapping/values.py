"""What the mapper is told and what it yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.terms import Statement, quads_of, triples_of, value_of


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
    """What one article comes to in RDF, as statements of `kg.terms`.

    All of `said` stands in `graph`. `supported` is what the article supports in the graph of entities, and `refuted`
    the plain triples that it says hold no longer; both count from `day` (ISO, or empty). `assertions[i]` is the IRI
    of fact i, and `nodes[i]` are the nodes that were made of it, as N-Triples write them. `sound` says whether its
    quotations and mentions are as the bundled shapes ask: each quotation as long as its place, each entity with a name.
    """

    article: NamedNode
    graph: NamedNode
    day: str
    said: tuple[Statement, ...]
    supported: tuple[Statement, ...]
    refuted: tuple[Statement, ...]
    assertions: tuple[str, ...]
    nodes: tuple[tuple[str, ...], ...]
    sound: bool

    @property
    def facts_of(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the facts that each node was made of, by its IRI."""
        found: dict[str, tuple[int, ...]] = {}
        for index, nodes in enumerate(self.nodes):
            for node in map(value_of, nodes):
                found[node] = (*found.get(node, ()), index)
        return found

    @property
    def quads(self) -> tuple[Quad, ...]:
        """What is said, in its graph."""
        return tuple(quads_of(self.said, self.graph))

    @property
    def claims(self) -> tuple[Triple, ...]:
        """What is supported."""
        return tuple(triples_of(self.supported))

    @property
    def refutations(self) -> tuple[Triple, ...]:
        """What is refuted."""
        return tuple(triples_of(self.refuted))
