"""The vocabulary for readers: every class, property and controlled value with its definition and an example."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.descriptions.names import Source, spoken
from kg.descriptions.values import Ref
from kg.schema import Field
from kg.vocab import NF, owl, rdf, rdfs, skos

_KINDS = {
    owl.Class: "class",
    rdfs.Class: "class",
    owl.ObjectProperty: "property",
    owl.DatatypeProperty: "property",
    owl.AnnotationProperty: "annotation",
    skos.ConceptScheme: "scheme",
    skos.Concept: "value",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: `kind` is class, property, annotation, scheme or value.

    A term of another vocabulary has no definition here; its `note` says how it is used.
    """

    ref: Ref
    kind: str
    definition: str
    note: str
    example: str
    notation: str


@dataclass(frozen=True, slots=True)
class TermPage:
    """A term with its neighbours. `fields` are those of a fact type: label, key, description, whether it must be there.

    `sentence` is how a fact of this type is said in plain English.
    """

    entry: Entry
    above: tuple[Ref, ...]
    below: tuple[Ref, ...]
    scheme: Ref | None
    members: tuple[Entry, ...]
    matches: tuple[str, ...]
    fields: tuple[tuple[Field, bool], ...]
    sentence: str
    uses: tuple[str, ...]


def entries(source: Source) -> tuple[Entry, ...]:
    """Every term of the vocabulary by its name."""
    kinds: dict[NamedNode, str] = {}
    for triple in source.types.vocabulary:
        if triple.predicate == rdf.type and triple.object in _KINDS and isinstance(triple.subject, NamedNode):
            kinds.setdefault(triple.subject, _KINDS[triple.object])  # type: ignore[index]
    found = (_entry(source, node, kind) for node, kind in kinds.items())
    return tuple(sorted(found, key=lambda each: (each.ref.name.casefold(), each.ref.iri)))


def describe_term(source: Source, local: str) -> TermPage | None:
    """The term of ours with this local name, or the one with this IRI; None where there is none."""
    known = {entry.ref.iri: entry for entry in entries(source)}
    entry = known.get(NF + local) or known.get(local)
    if entry is None:
        return None
    node = NamedNode(entry.ref.iri)
    fact_type = next((each for each in source.types.types.values() if each.iri == node.value), None)
    scheme = next(iter(_objects(source, node, skos.inScheme)), None)
    members = _subjects(source, skos.inScheme, node)
    above = [*_objects(source, node, rdfs.subClassOf), *_objects(source, node, rdfs.subPropertyOf)]
    below = [*_subjects(source, rdfs.subClassOf, node), *_subjects(source, rdfs.subPropertyOf, node)]
    return TermPage(
        entry,
        tuple(Ref(each, source.name(NamedNode(each))) for each in above),
        tuple(Ref(each, source.name(NamedNode(each))) for each in below),
        Ref(scheme, source.name(NamedNode(scheme))) if scheme else None,
        tuple(known[each] for each in members if each in known),
        tuple(sorted(iri for term in (skos.closeMatch, skos.exactMatch) for iri in _objects(source, node, term))),
        tuple((field, source.types.is_required(field, fact_type)) for field in fact_type.fields) if fact_type else (),
        fact_type.sentence if fact_type else "",
        tuple(
            sorted(each.label for each in source.types.types.values() if any(f.path == node.value for f in each.fields))
        ),
    )


def _entry(source: Source, node: NamedNode, kind: str) -> Entry:
    return Entry(
        Ref(node.value, source.words.labels.get(node.value) or spoken(node.value)),
        kind,
        source.words.definitions.get(node.value, ""),
        _text(source, node, skos.scopeNote),
        _text(source, node, skos.example),
        source.words.notations.get(node.value, ""),
    )


def _text(source: Source, node: NamedNode, predicate: NamedNode) -> str:
    texts = (
        triple.object.value
        for triple in source.types.vocabulary
        if triple.subject == node and triple.predicate == predicate and isinstance(triple.object, Literal)
    )
    return next(texts, "")


def _objects(source: Source, node: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(
        triple.object.value
        for triple in source.types.vocabulary
        if triple.subject == node and triple.predicate == predicate and isinstance(triple.object, NamedNode)
    )


def _subjects(source: Source, predicate: NamedNode, node: NamedNode) -> list[str]:
    return sorted(
        triple.subject.value
        for triple in source.types.vocabulary
        if triple.object == node and triple.predicate == predicate and isinstance(triple.subject, NamedNode)
    )
