"""A view that answers from memory what stands in the graph of occurrences; of all else it asks the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.occurrences.values import Quads, Term

MANY = 200  # changed articles from which on it is worth while to read all that is derived first
_EACH = 100  # derived quads for each changed article that are still quicker read at once than looked up


def with_held(view: Quads, changed: int) -> Quads:
    """The view for the change of so many articles: with all that is derived in memory, where that is not too much."""
    if changed < MANY:
        return view
    held = list(islice(view.match(graph=view.iris.occurrences_graph), _EACH * changed + 1))
    return Held(view, held) if len(held) <= _EACH * changed else view


class Held:
    """A view in which these quads, and no others, are derived."""

    def __init__(self, view: Quads, quads: Iterable[Quad] = ()) -> None:
        self._view, self._graph = view, view.iris.occurrences_graph
        self._quads = tuple(quads)
        self._about: dict[object, list[Quad]] = {}
        self._naming: dict[object, list[Quad]] = {}
        for quad in self._quads:
            self._about.setdefault(quad.subject, []).append(quad)
            self._naming.setdefault(quad.object, []).append(quad)

    @property
    def iris(self) -> Iris:
        return self._view.iris

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        if graph != self._graph:
            return self._view.match(subject, predicate, object, graph)
        if not self._quads:
            return iter(())
        if subject is not None:
            found = self._about.get(subject, [])
            return (q for q in found if predicate in (None, q.predicate) and object in (None, q.object))
        known = self._quads if object is None else self._naming.get(object, ())
        return (quad for quad in known if predicate in (None, quad.predicate))
