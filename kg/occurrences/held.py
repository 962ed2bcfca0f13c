"""A view that answers from memory what stands in the graph of occurrences; of all else it asks the store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import Quad

from kg.views import Graph, Object, Overlay, Predicate, Quads, Subject

MANY = 200  # changed articles from which on it is worth while to read all that is derived first
_EACH = 100  # derived quads for each changed article that are still quicker read at once than looked up


def with_held(view: Quads, changed: int) -> Quads:
    """The view for the change of so many articles: with all that is derived in memory, where that is not too much."""
    if changed < MANY:
        return view
    quads = list(islice(view.match(graph=view.iris.occurrences_graph), _EACH * changed + 1))
    return holding(view, quads) if len(quads) <= _EACH * changed else view


def holding(view: Quads, quads: Iterable[Quad]) -> Quads:
    """The view, in which these quads and no others are derived."""
    derived, held = view.iris.occurrences_graph, tuple(quads)
    about: dict[object, list[Quad]] = {}
    naming: dict[object, list[Quad]] = {}
    for quad in held:
        about.setdefault(quad.subject, []).append(quad)
        naming.setdefault(quad.object, []).append(quad)

    def known(subject: Subject, predicate: Predicate, object: Object, graph: Graph) -> Iterable[Quad] | None:
        if graph != derived:
            return None
        if not held:
            return ()
        if subject is not None:
            return (
                q for q in about.get(subject, ()) if predicate in (None, q.predicate) and object in (None, q.object)
            )
        found = held if object is None else naming.get(object, ())
        return (quad for quad in found if predicate in (None, quad.predicate))

    return Overlay(view, known)
