"""What shapes and ontology say together: the class tree, the concept schemes, and where shapes stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.schema.sources import Node, Sources, Term
from kg.vocab import nf, owl, rdf, rdfs, sh, skos


@dataclass(frozen=True, slots=True)
class Concept:
    """One value of a scheme: what a fact file calls it, and the case-folded words that mean it."""

    iri: str
    notation: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Shapes and ontology with what is derived from both once: classes, schemes and shapes by class."""

    shapes: Sources
    ontology: Sources
    above: Mapping[str, frozenset[str]]
    schemes: Mapping[str, tuple[Concept, ...]]
    by_class: Mapping[str, tuple[Node, ...]]

    def is_a(self, class_iri: str, ancestor: str) -> bool:
        """Whether the class is `ancestor` or stands below it."""
        return class_iri == ancestor or ancestor in self.above.get(class_iri, ())

    def property_shapes(self, shape: Node) -> list[Node]:
        """The property shapes of a node shape and of those that it includes by sh:node, each once."""
        found: list[Node] = []
        waiting, seen = [shape], {shape}
        while waiting:
            current = waiting.pop(0)
            found += [each for each in self.shapes.nodes(current, sh.property) if each not in found]
            further = [each for each in self.shapes.nodes(current, sh.node) if each not in seen]
            seen.update(further)
            waiting += further
        return found

    def key(self, shape: Node) -> str | None:
        """The key of a field: the untagged sh:name of its property shape."""
        return self.shapes.plain(shape, sh.name)

    def named_fields(self, shape: Node) -> list[Node]:
        """The property shapes that are fields, for they have a key."""
        return [each for each in self.property_shapes(shape) if self.key(each) is not None]

    def fact_types(self) -> Iterator[tuple[str, Node]]:
        """Each class that is a fact type, with its node shape."""
        for class_iri, shapes in self.by_class.items():
            if class_iri == nf.Situation.value or not self.is_a(class_iri, nf.Situation.value):
                continue
            for shape in shapes:
                if self.named_fields(shape) and not self.shapes.flag(shape, sh.deactivated):
                    yield class_iri, shape

    def above_property(self, path: str) -> frozenset[str]:
        """The properties above a property, itself included."""
        found, waiting = {path}, [path]
        while waiting:
            for parent in self.ontology.iris(NamedNode(waiting.pop()), rdfs.subPropertyOf):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)


def gather(shapes: Sources, ontology: Sources) -> Knowledge:
    """What the two say together."""
    by_class: dict[str, tuple[Node, ...]] = {}
    for subject, value in shapes.subjects(sh.targetClass):
        if isinstance(value, NamedNode):
            by_class[value.value] = (*by_class.get(value.value, ()), subject)
    return Knowledge(shapes, ontology, _class_tree(shapes, ontology), _schemes(ontology), by_class)


def local_name(iri: str) -> str:
    """What stands after the last `#` or `/`.

    >>> local_name("https://w3id.org/news-facts/ns#Visit")
    'Visit'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def as_number(term: Term | None) -> float | None:
    """The number that a literal writes, or None."""
    try:
        return float(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None


def _class_tree(*sources: Sources) -> dict[str, frozenset[str]]:
    """Every class with all classes above it, itself included."""
    parents: dict[str, set[str]] = {}
    for source in sources:
        for subject, facts in source.index.items():
            if isinstance(subject, BlankNode):
                continue
            kinds = facts.get(rdf.type, ())
            if rdfs.Class in kinds or owl.Class in kinds or rdfs.subClassOf in facts:
                parents.setdefault(subject.value, set())
        for subject, parent in source.subjects(rdfs.subClassOf):
            if isinstance(subject, NamedNode) and isinstance(parent, NamedNode):
                parents[subject.value].add(parent.value)
                parents.setdefault(parent.value, set())
    return {each: _closure(each, parents) for each in sorted(parents)}


def _closure(start: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    found, waiting = {start}, [start]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found)


def _schemes(ontology: Sources) -> dict[str, tuple[Concept, ...]]:
    members: dict[str, dict[str, Concept]] = {}
    for predicate in (skos.inScheme, skos.topConceptOf):
        for subject, scheme in ontology.subjects(predicate):
            if isinstance(subject, NamedNode) and isinstance(scheme, NamedNode):
                members.setdefault(scheme.value, {})[subject.value] = _concept(ontology, subject)
    return {scheme: tuple(found[iri] for iri in sorted(found)) for scheme, found in members.items()}


def _concept(ontology: Sources, subject: NamedNode) -> Concept:
    notation = ontology.plain(subject, skos.notation)
    written = [text for text, _ in ontology.texts(subject, skos.prefLabel) + ontology.texts(subject, skos.altLabel)]
    words = dict.fromkeys(text.casefold() for text in [*([notation] if notation else []), *written])
    return Concept(subject.value, notation, tuple(words))
