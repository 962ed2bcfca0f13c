"""Finds fields that a fact file could not use: no kind or two, keys given twice, schemes without words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.errors import Problem
from kg.schema.fields import NATIVE_KEYS, kinds_of
from kg.schema.knowledge import Knowledge, local_name
from kg.schema.sources import Node
from kg.vocab import RDF, XSD, nf, sh, skos

_RANGES = {"nonNegativeInteger": "minInclusive 0", "positiveInteger": "minInclusive 1",
           "nonPositiveInteger": "maxInclusive 0", "negativeInteger": "maxInclusive -1"}  # fmt: skip
_SMALLER = ("byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong")
_UNKEPT = {  # of the datatypes that the store turns into others, and of that which needs a language: what to write
    **{XSD + name: f"The store keeps it as xsd:integer: write that, and sh:{limit}" for name, limit in _RANGES.items()},
    **{XSD + name: "The store keeps it as xsd:integer: write that, and sh:maxInclusive ..." for name in _SMALLER},
    XSD + "dateTimeStamp": "The store keeps it as xsd:dateTime: write that.",
    RDF + "langString": "A fact file does not say the language of a value: write xsd:string.",
}
_CURE = "Give it one of nf:scheme, sh:node, sh:datatype, sh:class or sh:nodeKind sh:IRI."


def lint_fields(known: Knowledge) -> Iterator[Problem]:
    """Findings on every property shape that is a field, and on the schemes that fields use."""
    for shape in known.shapes.index:
        if known.key(shape) is not None and known.shapes.values(shape, sh.path):
            yield from _field(known, shape)
    yield from _keys(known)
    yield from _types(known)
    yield from _notations(known)
    yield from _sentences(known)


def _sentences(known: Knowledge) -> Iterator[Problem]:
    """The places of a type's sentence (nf:sentence) or name (nf:plainName) for which it has no field."""
    shapes = known.shapes
    told = ((each, *found) for each in (nf.sentence, nf.plainName) for found in shapes.subjects(each))
    for term, holder, sentence in told:
        classes = {above for each in shapes.iris(holder, sh.targetClass) for above in known.above.get(each, {each})}
        owners = {holder, *(shape for each in classes for shape in known.by_class.get(each, ()))}
        keys = {known.key(each) for owner in owners for each in known.named_fields(owner)}
        for key in re.findall(r"\{(?:(?:a|role|since) )?(\w+)\}", str(getattr(sentence, "value", ""))):
            if key not in keys:
                message = f"nf:{local_name(term.value)} has a place for {key!r}, and the type has no such field."
                cure = f"Its fields are {', '.join(sorted(filter(None, keys)))}."
                yield Problem("shape-sentence-field", message, cure, shapes.position(holder, term))


def _field(known: Knowledge, shape: Node) -> Iterator[Problem]:
    shapes, key = known.shapes, known.key(shape) or ""
    kinds = kinds_of(known, shape)
    if len(kinds) != 1:
        message = f"The field {key!r} is " + (f"{' and '.join(kinds)} at once." if kinds else "of no known kind.")
        yield Problem("shape-field-kind", message, _CURE, shapes.position(shape))
    yield from _datatype(known, shape)
    if not key.isidentifier() or key != key.lower():
        message = f"{key!r} cannot be a field's key."
        cure = "Use small letters, digits and _; put the words for people in a second sh:name with a language tag."
        yield Problem("shape-bad-key", message, cure, shapes.position(shape, sh.name))
    if not isinstance(shapes.values(shape, sh.path)[0], NamedNode):
        cure = "Use one property; a longer path can stand in a property shape without sh:name."
        message = f"The path of the field {key!r} is not a single property."
        yield Problem("shape-field-path", message, cure, shapes.position(shape))


def _datatype(known: Knowledge, shape: Node) -> Iterator[Problem]:
    """A datatype whose values no fact file can say, or no store keeps; what a store kept must still be read."""
    shapes = known.shapes
    datatype = shapes.iri(shape, sh.datatype) or ""
    cure = _UNKEPT.get(datatype)
    if cure is not None and shape in shapes.files:
        message = f"The field {known.key(shape)!r} cannot be of {local_name(datatype)}."
        yield Problem("shape-field-datatype", message, cure, shapes.position(shape, sh.datatype))


def _keys(known: Knowledge) -> Iterator[Problem]:
    shapes = known.shapes
    assertion = known.by_class.get(nf.Assertion.value, ())
    assertion_keys = {known.key(each) for shape in assertion for each in known.named_fields(shape)}
    for holder, facts in shapes.index.items():
        if sh.property not in facts:
            continue
        seen: set[str] = set()
        is_type = any(known.is_a(each, nf.Situation.value) for each in shapes.iris(holder, sh.targetClass))
        for shape in known.named_fields(holder):
            key = known.key(shape) or ""
            if key in seen:
                message = f"Two fields of {local_name(holder.value)} have the key {key!r}."
                cure = "Give each its own untagged sh:name."
                yield Problem("shape-duplicate-key", message, cure, shapes.position(shape, sh.name))
            seen.add(key)
            if is_type and (key in NATIVE_KEYS or key in assertion_keys):
                message = f"The key {key!r} belongs to every fact already."
                yield Problem("shape-reserved-key", message, "Take another sh:name.", shapes.position(shape, sh.name))


def _types(known: Knowledge) -> Iterator[Problem]:
    """Two classes of one name would be one `type:` in a fact file."""
    seen: dict[str, str] = {}
    for class_iri, shape in known.fact_types():
        other = seen.setdefault(local_name(class_iri), class_iri)
        if other != class_iri:
            message = f"Two fact types have the name {local_name(class_iri)}: {other} and {class_iri}"
            cure = "Name one of the classes otherwise."
            yield Problem("shape-duplicate-type", message, cure, known.shapes.position(shape))


def _notations(known: Knowledge) -> Iterator[Problem]:
    """Concepts that a fact file has no word for, or one word for two."""
    used = {scheme.value for _, scheme in known.shapes.subjects(nf.scheme)}
    for scheme in sorted(used & known.schemes.keys()):
        seen: dict[str, str] = {}
        for concept in known.schemes[scheme]:
            if concept.notation is None:
                place = known.ontology.position(NamedNode(concept.iri))
                message = f"The concept {local_name(concept.iri)} has no skos:notation: a fact file cannot say it."
                yield Problem("shape-concept-without-notation", message, 'Add skos:notation "..." .', place)
            elif seen.setdefault(concept.notation, concept.iri) != concept.iri:
                place = known.ontology.position(NamedNode(concept.iri), skos.notation)
                message = f"Two concepts of {local_name(scheme)} have the notation {concept.notation!r}."
                yield Problem("shape-duplicate-notation", message, "Give each its own.", place)
