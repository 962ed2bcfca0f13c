"""Compiles property shapes to fields: which of the four kinds each is, and everything a reader needs of it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.schema.knowledge import Knowledge, as_number, local_name
from kg.schema.sources import Node
from kg.schema.types import Field
from kg.vocab import edtf, nf, sh

NATIVE_KEYS = ("type", "evidence", "confidence", "by", "draft", "doubt")  # of every fact, whatever its type


def kinds_of(known: Knowledge, shape: Node) -> list[str]:
    """The kinds that a property shape shows; a field has exactly one.

    `sh:node` makes a nested node only where that shape has fields; else it merely constrains.
    """
    shapes = known.shapes
    found = []
    if shapes.values(shape, nf.scheme):
        found.append("concept")
    if any(known.named_fields(each) for each in shapes.nodes(shape, sh.node)):
        found.append("node")
    if shapes.values(shape, sh.datatype):
        found.append("literal")
    if not set(found) & {"concept", "node"} and (
        classes_of(known, shape) or sh.IRI in shapes.values(shape, sh.nodeKind)
    ):
        found.append("entity")
    return found


def classes_of(known: Knowledge, shape: Node) -> tuple[str, ...]:
    """The classes that a value may have: sh:class, or an sh:or whose members each have one."""
    shapes = known.shapes
    direct = shapes.iris(shape, sh.class_)
    if direct:
        return tuple(direct)
    for head in shapes.values(shape, sh.or_):
        members = [shapes.iris(member, sh.class_) for member in shapes.items(head) or ()]
        if members and all(members):
            return tuple(dict.fromkeys(each for found in members for each in found))
    return ()


def concepts_of(known: Knowledge, shape: Node) -> dict[str, str]:
    """The IRI of each notation that the field takes: its scheme's, or those of them that its own sh:in has."""
    shapes = known.shapes
    heads = shapes.values(shape, sh.in_)
    allowed = set(shapes.items(heads[0]) or ()) if heads else None
    return {
        concept.notation: concept.iri
        for scheme in shapes.iris(shape, nf.scheme)
        for concept in known.schemes.get(scheme, ())
        if concept.notation is not None and (allowed is None or NamedNode(concept.iri) in allowed)
    }


def compile_fields(known: Knowledge, shape: Node) -> tuple[Field, ...]:
    """The fields of a node shape, by sh:order and then by key."""
    return in_order(compile_field(known, each) for each in known.named_fields(shape))


def in_order(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields by sh:order and then by key."""
    return tuple(sorted(fields, key=lambda each: (each.order, each.key)))


def compile_field(known: Knowledge, shape: Node) -> Field:
    """The field that a linted property shape describes."""
    shapes = known.shapes
    key = known.key(shape) or ""
    kind = kinds_of(known, shape)[0]
    path = shapes.iris(shape, sh.path)[0]
    datatype = shapes.iri(shape, sh.datatype)
    broad_path, broad_concepts = _broad(known, path) if kind == "literal" else (None, {})
    nested = next((each for each in shapes.nodes(shape, sh.node) if known.named_fields(each)), None)
    return Field(
        key=key,
        path=path,
        kind=kind,
        label=_english(known, shape) or key.replace("_", " "),
        description=shapes.label(shape, sh.description) or "",
        order=int(_number(known, shape, sh.order) or 0),
        min_count=int(_number(known, shape, sh.minCount) or 0),
        max_count=_max_count(known, shape),
        in_key=shapes.flag(shape, nf.inKey),
        datatype=datatype,
        concepts=concepts_of(known, shape) if kind == "concept" else {},
        classes=classes_of(known, shape) if kind == "entity" else (),
        fields=compile_fields(known, nested) if kind == "node" and nested is not None else (),
        node_class=_node_class(known, shape, nested) if kind == "node" and nested is not None else None,
        verbatim=known.ontology.flag(NamedNode(path), nf.verbatim),
        time_role=_time_role(known, path) if datatype == edtf.EDTF.value else None,
        broad_path=broad_path,
        broad_concepts=broad_concepts,
        shape=shape.value,
        minimum=_number(known, shape, sh.minInclusive),
        maximum=_number(known, shape, sh.maxInclusive),
        default=_default(known, shape) if kind == "concept" else None,
        plain_predicate=shapes.iri(shape, nf.plainPredicate),
        plain_subject=shapes.iri(shape, nf.plainSubject),
        plain_names=_plain_names(known, shape) if kind == "concept" else {},
    )


def _plain_names(known: Knowledge, shape: Node) -> dict[str, str]:
    names = (
        (notation, known.ontology.label(NamedNode(iri), nf.plainName))
        for notation, iri in concepts_of(known, shape).items()
    )
    return {notation: name for notation, name in names if name}


def _english(known: Knowledge, shape: Node) -> str | None:
    texts = known.shapes.texts(shape, sh.name)
    return next((text for text, language in texts if (language or "").startswith("en")), None)


def _number(known: Knowledge, shape: Node, predicate: NamedNode) -> float | None:
    return as_number(next(iter(known.shapes.values(shape, predicate)), None))


def _max_count(known: Knowledge, shape: Node) -> int | None:
    number = _number(known, shape, sh.maxCount)
    return None if number is None else int(number)


def _default(known: Knowledge, shape: Node) -> str | None:
    iri = known.shapes.iri(shape, sh.defaultValue)
    return next((notation for notation, each in concepts_of(known, shape).items() if each == iri), None)


def _node_class(known: Knowledge, shape: Node, nested: Node) -> str | None:
    shapes = known.shapes
    return shapes.iri(nested, sh.targetClass) or shapes.iri(shape, sh.class_) or shapes.iri(nested, sh.class_)


def _time_role(known: Knowledge, path: str) -> str:
    above = known.above_property(path)
    return next((local_name(each.value) for each in (nf.beginning, nf.ending) if each.value in above), "time")


def _broad(known: Knowledge, path: str) -> tuple[str | None, dict[str, str]]:
    """The property for a free word's broad concept, and that concept for each word."""
    broad = known.ontology.iri(NamedNode(path), nf.broadly)
    if broad is None:
        return None, {}
    schemes = known.ontology.iris(NamedNode(broad), nf.scheme)
    return broad, {
        word: concept.iri for scheme in schemes for concept in known.schemes.get(scheme, ()) for word in concept.words
    }
