"""A node of the graph as the web asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.store import Snapshot


@dataclass(frozen=True, slots=True)
class Resource:
    """A node that somebody asked for: its kind (of `kg.iris.KINDS`), its IRI, and the generation it is read from."""

    kind: str
    iri: NamedNode
    snapshot: Snapshot
    quads: tuple[Quad, ...] = ()
