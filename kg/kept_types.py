"""The fact types that a store keeps with its facts: those of one's own with which these were published.

They stand in two graphs of the store, so every generation has its own, and whoever reads knows them without being told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import KgError, SchemaError
from kg.schema import Own, Schema, bundled_schema, load_schema
from kg.store.interface import Readable
from kg.views import with_blank_nodes
from kg.vocab import sh


def types_of(view: Readable) -> Schema:
    """The bundled types with those that a store keeps; raises KgError where this version of kg cannot use these."""
    own = kept_in(view)
    return _compiled(own) if own.shapes or own.ontology else bundled_schema()


def kept_in(view: Readable) -> Own:
    """The shapes and terms that a store keeps."""
    return Own(_triples(view, view.iris.shapes_graph), _triples(view, view.iris.terms_graph))


def _triples(view: Readable, graph: NamedNode) -> tuple[Triple, ...]:
    return tuple(sorted(with_blank_nodes(view.quads(graph), view.iris), key=str))


@lru_cache(maxsize=4)
def _compiled(own: Own) -> Schema:
    try:
        return load_schema(kept=own)
    except SchemaError as error:
        raise KgError(
            "the store keeps fact types that this version of kg cannot use; mend them, and publish with them anew "
            f"(kg publish --shapes --ontology):\n{error}"
        ) from error


def merged(given: Own, kept: Own) -> Own:
    """What is given, and what was kept of other types: a term, a shape or the shape of a class that is given is new."""
    classes = {triple.object for triple in given.shapes if triple.predicate == sh.targetClass}
    replaced = {each.subject for each in kept.shapes if each.predicate == sh.targetClass and each.object in classes}
    return Own(_merged(given.shapes, kept.shapes, replaced), _merged(given.ontology, kept.ontology, set()))


def _merged(given: tuple[Triple, ...], kept: Iterable[Triple], replaced: Set[object]) -> tuple[Triple, ...]:
    described, inner = {triple.subject for triple in given}, set[object]()
    told: dict[object, list[Triple]] = defaultdict(list)
    for triple in kept:
        told[triple.subject].append(triple)
        inner.add(triple.object)
    waiting = [
        node
        for node in told
        if node not in described and node not in replaced and not (isinstance(node, BlankNode) and node in inner)
    ]
    found: list[Triple] = []
    while waiting:  # a blank node goes with whoever leads to it
        for triple in told.pop(waiting.pop(), ()):
            found.append(triple)
            if isinstance(triple.object, BlankNode):
                waiting.append(triple.object)
    return (*given, *found)
