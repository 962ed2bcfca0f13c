"""Quads that may be looked at, whoever holds them: a store, a server, a draft; or one of these with a part known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.iris import Iris

Term = NamedNode | BlankNode | Literal | Triple
Place = Term | DefaultGraph | None  # what may stand in a place of a pattern; None fits everything
Known = Callable[[Place, Place, Place, Place], Iterable[Quad] | None]


class Quads(Protocol):
    """A view of quads, as a store gives one."""

    @property
    def iris(self) -> Iris:
        """Mints the IRIs of the store."""

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit; None fits everything."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A view of which a part is `known`: that answers what it can, and gives None for what the view is to be asked."""

    view: Quads
    known: Known

    @property
    def iris(self) -> Iris:
        """As the view's."""
        return self.view.iris

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit."""
        found = self.known(subject, predicate, object, graph)
        return self.view.match(subject, predicate, object, graph) if found is None else iter(found)
