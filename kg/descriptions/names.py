"""What people call the nodes of a graph: entities, articles, classes and controlled values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kg.descriptions.values import Label, Ref
from kg.schema import Schema
from kg.store.interface import Readable
from kg.views import Term
from kg.vocab import nf, rdf, rdfs, schema, skos

_REMEMBERED = 100_000  # names
BROAD = frozenset((nf.Situation, nf.Happening, nf.Relation, schema.Event))  # classes that say little


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels, definitions and phrases of the terms of a schema, by IRI."""

    labels: dict[str, str]
    definitions: dict[str, str]
    notations: dict[str, str]
    phrases: dict[str, str]
    sentences: dict[str, tuple[str, ...]]


def read_vocabulary(types: Schema) -> Vocabulary:
    """What the ontology says of its terms; English before other languages."""
    found = Vocabulary({}, {}, {}, {}, {})
    into = {
        skos.prefLabel: found.labels,
        rdfs.label: found.labels,
        skos.definition: found.definitions,
        rdfs.comment: found.definitions,
        skos.notation: found.notations,
        nf.phrase: found.phrases,
    }
    for triple in types.vocabulary:
        if triple.predicate == nf.sentence and isinstance(triple.object, Literal):
            subject = str(getattr(triple.subject, "value", ""))
            found.sentences[subject] = (*found.sentences.get(subject, ()), triple.object.value)
        if triple.predicate in into and isinstance(triple.object, Literal) and isinstance(triple.subject, NamedNode):
            texts, english = into[triple.predicate], (triple.object.language or "en").startswith("en")
            if english or triple.subject.value not in texts:
                texts[triple.subject.value] = triple.object.value
    return found


@dataclass(frozen=True)
class Source:
    """Where descriptions are taken from: a generation, and the schema that says what it means."""

    view: Readable
    types: Schema
    _names: dict[str, str] = field(default_factory=dict, repr=False)
    _subjects: dict[NamedNode, dict[NamedNode, list[tuple[Term, object]]]] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> Vocabulary:
        """The words of the schema's terms."""
        return read_vocabulary(self.types)

    def values(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> list[Term]:
        """The objects of a subject and predicate, each once, in the order of their text."""
        found = {term for term, where in self._told(subject).get(predicate, ()) if graph in (None, where)}
        return sorted(found, key=lambda term: str(getattr(term, "value", term))) if len(found) > 1 else list(found)

    def _told(self, subject: NamedNode) -> dict[NamedNode, list[tuple[Term, object]]]:
        """All that is said of a subject, read once: a page asks many things of the same few nodes."""
        told = self._subjects.get(subject)
        if told is None:
            told = self._subjects[subject] = {}
            for quad in self.view.match(subject):
                told.setdefault(quad.predicate, []).append((quad.object, quad.graph_name))
        return told

    def turn_to(self, graph: NamedNode) -> None:
        """Read the graph of one article at once and forget other articles: for who goes through all statements of all.

        What another graph says of the article's statements is read with it; whom they name is looked up when asked for.
        """
        self._subjects.clear()
        if len(self._names) > _REMEMBERED:
            self._names.clear()
        for quad in self.view.quads(graph):
            if isinstance(quad.subject, NamedNode):
                told = self._subjects.setdefault(quad.subject, {})
                told.setdefault(quad.predicate, []).append((quad.object, graph))
        named = (each for each, told in self._subjects.items() if schema.name in told and nf.attestedOn not in told)
        for subject in list(named):
            del self._subjects[subject]
        for subject, told in self._subjects.items():
            if nf.evidence in told or nf.involves in told:
                for quad in self.view.match(subject, None, None, self.view.iris.occurrences_graph):
                    told.setdefault(quad.predicate, []).append((quad.object, quad.graph_name))

    def properties(self, subject: NamedNode) -> list[NamedNode]:
        """What is said of a subject, each property once, in the order of the IRIs."""
        return sorted(self._told(subject), key=lambda each: each.value)

    def iris(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> list[NamedNode]:
        """The IRIs among those objects."""
        return [term for term in self.values(subject, predicate, graph) if isinstance(term, NamedNode)]

    def iri(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The first of them."""
        return next(iter(self.iris(subject, predicate)), None)

    def text(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> str:
        """The first literal among the objects, as text; empty where there is none."""
        literals = (term for term in self.values(subject, predicate, graph) if isinstance(term, Literal))
        return next((term.value for term in literals), "")

    def subjects(self, predicate: NamedNode, value: NamedNode, graph: NamedNode | None = None) -> Iterator[NamedNode]:
        """The subjects that have this value."""
        for quad in self.view.match(None, predicate, value, graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def name(self, node: NamedNode) -> str:
        """What people call it: its name or headline, the label of a term, else the end of its IRI in words."""
        if node.value not in self._names:
            self._names[node.value] = self._find_name(node)
        return self._names[node.value]

    def _find_name(self, node: NamedNode) -> str:
        return (
            self.words.labels.get(node.value)
            or self.text(node, schema.name, self.view.iris.entities_graph)
            or self.text(node, schema.headline)
            or self.text(node, schema.name)
            or self.text(node, skos.prefLabel)
            or self.text(node, rdfs.label)
            or spoken(node.value)
        )

    def ref(self, node: NamedNode) -> Ref:
        """A link to it."""
        return Ref(node.value, self.name(node))

    def label(self, node: NamedNode | None) -> Label | None:
        """A controlled value in words."""
        if node is None:
            return None
        words, name = self.words, self.name(node)
        return Label(node.value, words.notations.get(node.value, name), name, words.definitions.get(node.value, ""))

    def kinds(self, situation: NamedNode) -> tuple[Ref, ...]:
        """The classes of a situation with their labels, without those that say no more than that it happened."""
        found = [each for each in self.iris(situation, rdf.type) if each not in BROAD]
        return tuple(map(self.ref, found or self.iris(situation, rdf.type)))


def spoken(iri: str) -> str:
    """The end of an IRI with its words apart.

    >>> spoken("https://schema.org/GovernmentOrganization"), spoken("https://kg.example/id/ana-okoye")
    ('government organization', 'ana okoye')
    """
    local = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    if re.fullmatch(r"(?:[A-Z]?[a-z]+)+[A-Z]?", local) and not local.islower():
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
    return local.replace("-", " ").replace("_", " ") or iri
