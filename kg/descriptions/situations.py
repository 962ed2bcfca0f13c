"""What a statement is about, and the happening that several articles tell of."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

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

    `newest` says best what became of it, `facts` what follows from all of them, `reasons` why they are one.
    """

    iri: str
    kind: Ref
    newest: Statement
    statements: tuple[Statement, ...]
    facts: tuple[Part, ...]
    reasons: tuple[str, ...]


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
    situations = set(source.subjects(nf.occurrence, occurrence))
    assertions = {each for situation in situations for each in source.subjects(nf.asserts, situation)}
    told = sorted(statements(source, assertions), key=lambda each: (each.day, each.iri))
    if not told:
        return None
    latest = source.iri(occurrence, nf.latestStatus)
    fitting = [each for each in told if each.status and latest and each.status.iri == latest.value] or told
    facts = [
        Part(source.name(term), tuple(_words(source, occurrence, term)))
        for term in (nf.latestStatus, nf.deaths, nf.injured, nf.independentSources)
    ]
    return OccurrencePage(
        occurrence.value,
        told[0].kind,
        max(fitting, key=lambda each: (each.day, each.own, len(each.parts), each.iri)),
        tuple(told),
        tuple(each for each in facts if each.values),
        tuple(sorted({source.text(each, nf.reason) for each in source.iris(occurrence, nf.joinedBy)} - {""})),
    )


def _words(source: Source, node: NamedNode, term: NamedNode) -> list[str]:
    values = source.values(node, term)
    return [source.name(each) if isinstance(each, NamedNode) else str(getattr(each, "value", "")) for each in values]
