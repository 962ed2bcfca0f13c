"""What a statement is about, and the happening that several articles tell of."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import conflicting, parts, statement, statements, type_of
from kg.descriptions.values import Part, Ref, Statement
from kg.vocab import nf, rdf


@dataclass(frozen=True, slots=True)
class SituationPage:
    """A situation: its kind, its fields, and everybody's word for it."""

    iri: str
    kind: Ref
    parts: tuple[Part, ...]
    statements: tuple[Statement, ...]
    occurrence: str


@dataclass(frozen=True, slots=True)
class AssertionPage:
    """One assertion with others on the same situation, and those that contradict it."""

    statement: Statement
    others: tuple[Statement, ...]
    disputes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class OccurrencePage:
    """One happening of which several articles tell, with their statements in the order of the news.

    `facts` is what the graph says of the joining itself: property and values in words.
    """

    iri: str
    name: str
    statements: tuple[Statement, ...]
    facts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements that contradict each other."""

    one: Statement
    other: Statement


def describe_situation(source: Source, situation: NamedNode) -> SituationPage | None:
    """A situation, or None where the graph has none of this IRI."""
    told = tuple(statements(source, sorted(set(source.subjects(nf.asserts, situation)), key=str)))
    if not told:
        return None
    return SituationPage(
        iri=situation.value,
        kind=told[0].kind,
        parts=tuple(parts(source, situation, type_of(source, situation))),
        statements=told,
        occurrence=told[0].occurrence,
    )


def describe_assertion(source: Source, assertion: NamedNode) -> AssertionPage | None:
    """An assertion, or None where the graph has none of this IRI."""
    found = statement(source, assertion)
    if found is None:
        return None
    others = sorted(set(source.subjects(nf.asserts, NamedNode(found.situation))) - {assertion}, key=str)
    disputes = sorted(conflicting(source, assertion), key=str)
    return AssertionPage(found, tuple(statements(source, others)), tuple(statements(source, disputes)))


def describe_occurrence(source: Source, occurrence: NamedNode) -> OccurrencePage | None:
    """A happening of several articles, or None where the graph has none of this IRI."""
    if nf.Occurrence not in source.values(occurrence, rdf.type):
        return None
    situations = {*source.subjects(nf.occurrence, occurrence), *source.iris(occurrence, nf.occurrence)}
    assertions = {each for situation in situations for each in source.subjects(nf.asserts, situation)}
    told = sorted(statements(source, assertions), key=lambda each: (each.day, each.iri))
    facts = []
    for predicate in sorted({quad.predicate for quad in source.view.match(occurrence)}, key=str):
        if predicate not in (rdf.type, nf.occurrence):
            values = [
                source.ref(term) if isinstance(term, NamedNode) else term.value
                for term in source.values(occurrence, predicate)
                if isinstance(term, NamedNode | Literal)
            ]
            facts.append(Part(source.name(predicate), tuple(values)))
    name = told[0].kind.name if told else source.name(occurrence)
    return OccurrencePage(occurrence.value, name, tuple(told), tuple(facts))


def disputes(source: Source, limit: int = 200) -> tuple[Dispute, ...]:
    """Every two assertions that contradict each other, once, the newest first."""
    pairs: dict[frozenset[str], tuple[NamedNode, NamedNode]] = {}
    for quad in source.view.match(None, nf.conflictsWith, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and quad.subject != quad.object:
            pairs.setdefault(frozenset((quad.subject.value, quad.object.value)), (quad.subject, quad.object))
            if len(pairs) >= limit:
                break
    found = []
    for nodes in pairs.values():
        sides = sorted(statements(source, nodes), key=lambda each: (each.day, each.iri))
        if len(sides) == 2:
            found.append(Dispute(*sides))
    return tuple(sorted(found, key=lambda each: (each.other.day, each.one.iri, each.other.iri), reverse=True))
