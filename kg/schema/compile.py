"""Compiles linted shapes and ontology to a Schema."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.schema.fields import NATIVE_KEYS, compile_fields, in_order
from kg.schema.knowledge import Knowledge, local_name
from kg.schema.lint import shapes_in
from kg.schema.sources import Node
from kg.schema.types import FactType, Field, Own, Schema, ShapeInfo
from kg.vocab import PREFIXES, nf, owl, rdf, rdfs, sh


def compile_schema(known: Knowledge, own: Own, own_shapes: tuple[str, ...] = ()) -> Schema:
    """The schema of shapes and ontology that the lint found nothing wrong with.

    `own` is what of it is the user's, and `own_shapes` as the schema has it.
    """
    types = {each.name: each for each in sorted(_fact_types(known), key=lambda each: each.name)}
    shapes = _ntriples(_engine_triples(known))
    axioms = _ntriples(_axioms(known))
    vocabulary = tuple(known.ontology.triples)
    return Schema(
        types=types,
        assertion_fields=_assertion_fields(known),
        entity_types=_entity_types(known),
        subclasses=known.above,
        shapes_ntriples=shapes,
        axioms_ntriples=axioms,
        vocabulary=vocabulary,
        prefixes=_prefixes(known),
        codes=_codes(known, types),
        digest=_digest(shapes, axioms, _ntriples(vocabulary)),
        own=own,
        own_shapes=own_shapes,
    )


def _fact_types(known: Knowledge) -> Iterator[FactType]:
    for class_iri, shape in known.fact_types():
        above = known.above.get(class_iri, frozenset({class_iri}))
        yield FactType(
            name=local_name(class_iri),
            iri=class_iri,
            label=known.shapes.label(shape, rdfs.label) or local_name(class_iri),
            description=_description(known, class_iri, shape),
            fields=_all_fields(known, above),
            happening=nf.Happening.value in above,
            superclasses=above - {class_iri},
            sentence=known.shapes.label(shape, nf.sentence) or "",
            plain_name=known.shapes.label(shape, nf.plainName) or "",
        )


def _description(known: Knowledge, class_iri: str, shape: Node) -> str:
    said = known.shapes.label(shape, sh.description) or known.shapes.label(shape, rdfs.comment)
    return said or known.ontology.label(NamedNode(class_iri), rdfs.comment) or ""


def _all_fields(known: Knowledge, above: frozenset[str]) -> tuple[Field, ...]:
    """The fields of the class's own shapes and of those of the classes above it; the nearest wins a key."""
    nearest_first = sorted(above, key=lambda each: (-len(known.above.get(each, ())), each))
    found: dict[str, Field] = {}
    for each in nearest_first:
        for shape in known.by_class.get(each, ()):
            for field in compile_fields(known, shape):
                found.setdefault(field.key, field)
    return in_order(found.values())


def _assertion_fields(known: Knowledge) -> tuple[Field, ...]:
    shapes = known.by_class.get(nf.Assertion.value, ())
    fields = (field for shape in shapes for field in compile_fields(known, shape))
    return in_order(field for field in fields if field.key not in NATIVE_KEYS)


def _entity_types(known: Knowledge) -> dict[str, str]:
    below = (each for each in known.above if each != nf.Participant.value and known.is_a(each, nf.Participant.value))
    return {local_name(each): each for each in sorted(below, key=local_name)}


def _engine_triples(known: Knowledge) -> Iterator[Triple]:
    """The shapes with every nf:scheme as sh:in, and nothing that would make an engine fetch."""
    for triple in known.shapes.triples:
        if triple.predicate != owl.imports:
            yield triple
    for number, (subject, scheme) in enumerate(known.shapes.subjects(nf.scheme)):
        if not known.shapes.values(subject, sh.in_):
            concepts = [NamedNode(each.iri) for each in known.schemes.get(scheme.value, ())]
            yield from _list(subject, concepts, f"in{number}x")


def _list(subject: Node, members: list[NamedNode], label: str) -> Iterator[Triple]:
    cells: list[Node] = [BlankNode(f"{label}{position}") for position in range(len(members))]
    cells.append(rdf.nil)
    yield Triple(subject, sh.in_, cells[0])
    for position, member in enumerate(members):
        yield Triple(cells[position], rdf.first, member)
        yield Triple(cells[position], rdf.rest, cells[position + 1])


def _axioms(known: Knowledge) -> Iterator[Triple]:
    for each, above in known.above.items():
        for parent in sorted(above - {each}):
            yield Triple(NamedNode(each), rdfs.subClassOf, NamedNode(parent))


def _prefixes(known: Knowledge) -> dict[str, str]:
    """The built-in prefixes, then those that files declare for other namespaces."""
    found = dict(PREFIXES)
    for prefix, namespace in {**known.ontology.prefixes, **known.shapes.prefixes}.items():
        if prefix and prefix not in found and namespace not in found.values():
            found[prefix] = namespace
    return found


def _codes(known: Knowledge, types: dict[str, FactType]) -> dict[str, ShapeInfo]:
    homes: dict[Node, str] = {}
    names = {fact_type.iri: fact_type.name for fact_type in types.values()}
    for class_iri, shapes in known.by_class.items():
        for shape in shapes:
            for each in [shape, *known.property_shapes(shape)]:
                if class_iri in names:
                    homes.setdefault(each, names[class_iri])
    return {
        shape.value: _shape_info(known, shape, homes.get(shape))
        for shape in shapes_in(known)
        if isinstance(shape, NamedNode)
    }


def _shape_info(known: Knowledge, shape: NamedNode, fact_type: str | None) -> ShapeInfo:
    shapes = known.shapes
    label = shapes.label(shape, rdfs.label) or next(
        (text for text, language in shapes.texts(shape, sh.name) if language), local_name(shape.value)
    )
    messages = [shapes.label(each, sh.message) for each in [shape, *shapes.nodes(shape, sh.sparql)]]
    unnamed = [shapes.label(each, sh.message) for each in known.property_shapes(shape) if isinstance(each, BlankNode)]
    message = next((each for each in messages if each), "")
    return ShapeInfo(
        iri=shape.value,
        label=label,
        description=shapes.label(shape, sh.description) or shapes.label(shape, rdfs.comment) or "",
        message=message,
        key=known.key(shape),
        fact_type=fact_type,
        within=tuple(dict.fromkeys(each for each in unnamed if each)),
        of_queries=any(each not in (None, message) for each in messages),
    )


def _ntriples(triples: Iterator[Triple] | tuple[Triple, ...]) -> str:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _digest(*parts: str) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8") + b"\x00")
    return "sha256:" + whole.hexdigest()
