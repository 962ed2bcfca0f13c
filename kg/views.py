"""Quads that may be looked at, whoever holds them: a store, a server, a draft; or one of these with a part known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.iris import Iris

Term = NamedNode | BlankNode | Literal | Triple
Subject = NamedNode | BlankNode | Triple | None  # what a pattern may have; None fits everything
Predicate = NamedNode | None
Object = Term | None
Graph = NamedNode | BlankNode | DefaultGraph | None
Known = Callable[[Subject, Predicate, Object, Graph], Iterable[Quad] | None]


class Quads(Protocol):
    """A view of quads, as a store gives one."""

    @property
    def iris(self) -> Iris:
        """Mints the IRIs of the store."""

    def match(
        self, subject: Subject = None, predicate: Predicate = None, object: Object = None, graph: Graph = None
    ) -> Iterator[Quad]:
        """Yield the quads that fit; None fits everything."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A view of no quads."""

    iris: Iris

    def match(self, *_: object, **__: object) -> Iterator[Quad]:
        """Yield none."""
        return iter(())


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
        self, subject: Subject = None, predicate: Predicate = None, object: Object = None, graph: Graph = None
    ) -> Iterator[Quad]:
        """Yield the quads that fit."""
        found = self.known(subject, predicate, object, graph)
        return self.view.match(subject, predicate, object, graph) if found is None else iter(found)


def has(
    view: Quads, subject: Subject = None, predicate: Predicate = None, object: Object = None, graph: Graph = None
) -> bool:
    """Whether there is a quad that fits; None fits everything."""
    return next(view.match(subject, predicate, object, graph), None) is not None


def values(view: Quads, node: NamedNode, term: NamedNode, graph: NamedNode | None = None) -> list[NamedNode | Literal]:
    """The values of a property, in code-point order."""
    found = (quad.object for quad in view.match(node, term, None, graph))
    return sorted((each for each in found if isinstance(each, NamedNode | Literal)), key=lambda each: each.value)


def nodes(view: Quads, node: NamedNode, term: NamedNode) -> list[NamedNode]:
    """The values of a property that are nodes, in code-point order."""
    return [each for each in values(view, node, term) if isinstance(each, NamedNode)]


def text(view: Quads, node: NamedNode, term: NamedNode, graph: NamedNode | None = None) -> str:
    """The first value of a property, as text; empty where there is none."""
    return next((each.value for each in values(view, node, term, graph)), "")


def subjects(view: Quads, term: NamedNode, value: Term, graph: NamedNode | None = None) -> list[NamedNode]:
    """The nodes that have a value of a property, each once, in code-point order."""
    found = {quad.subject for quad in view.match(None, term, value, graph)}
    return sorted((each for each in found if isinstance(each, NamedNode)), key=lambda each: each.value)


def with_blank_nodes(triples: Iterable[Triple | Quad], iris: Iris) -> Iterator[Triple]:
    """The triples of a document with its blank nodes again, for which the store keeps IRIs."""

    def blank(term: Any) -> Any:
        label = iris.label(term) if isinstance(term, NamedNode) else None
        return BlankNode(label) if label else term

    return (Triple(blank(each.subject), each.predicate, blank(each.object)) for each in triples)
