"""RDF 1.2: each assertion as the reifier of the plain statement that it is about.

A statement that is quoted so is not said to be true: the assertion says how sure it is, on whose word, and whether it
is affirmed or denied. Which statement a fact type is about, its shapes say (`nf:plainPredicate`, `nf:plainSubject`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from kg.schema import Field, Schema
from kg.store.interface import Readable
from kg.vocab import nf, rdf

RDF12_FORMATS = ("turtle", "trig", "nquads", "ntriples")


def with_reifiers(quads: Iterable[Quad], snapshot: Readable, types: Schema) -> Iterator[Quad]:
    """The quads, and after them `rdf:reifies` for every assertion among them that is about a plain statement."""
    asserted: list[Quad] = []
    for quad in quads:
        if quad.predicate == nf.asserts:
            asserted.append(quad)
        yield quad
    plain = _plain_fields(types)
    for quad in asserted:
        if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode):
            for triple in _statements(snapshot, quad.object, quad.graph_name, plain):
                yield Quad(quad.subject, rdf.reifies, triple, quad.graph_name)


def _plain_fields(types: Schema) -> dict[str, list[Field]]:
    """The fields with a plain predicate, by the class of their fact type."""
    found = {each.iri: [field for field in each.fields if field.plain_predicate] for each in types.types.values()}
    return {iri: fields for iri, fields in found.items() if fields}


def _statements(
    snapshot: Readable, situation: NamedNode, graph: NamedNode, plain: Mapping[str, list[Field]]
) -> Iterator[Triple]:
    said: dict[str, list[Quad]] = {}
    for quad in snapshot.match(situation, None, None, graph):
        said.setdefault(quad.predicate.value, []).append(quad)
    for quad in said.get(rdf.type.value, ()):
        for field in plain.get(quad.object.value, ()) if isinstance(quad.object, NamedNode) else ():
            assert field.plain_predicate is not None
            for subject in _subjects(situation, field, said):
                for value in said.get(field.path, ()):
                    yield Triple(subject, NamedNode(field.plain_predicate), value.object)


def _subjects(situation: NamedNode, field: Field, said: Mapping[str, list[Quad]]) -> list[NamedNode]:
    if field.plain_subject is None:
        return [situation]
    return [quad.object for quad in said.get(field.plain_subject, ()) if isinstance(quad.object, NamedNode)]
