"""Finds axioms by which every fact of a type would say in the words of schema.org what only plain facts may say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.errors import Position, Problem
from kg.schema.knowledge import Knowledge, local_name
from kg.schema.sources import Sources, Term
from kg.vocab import nf, owl, rdfs, sh

_SCHEMA_ORG = re.compile(r"https?://(www\.)?schema\.org/", re.IGNORECASE)
_BOTH_WAYS = (owl.equivalentClass, owl.equivalentProperty, owl.inverseOf)
_OF_CLASSES = (rdfs.subClassOf, owl.equivalentClass)
_OF_PROPERTIES = (rdfs.subPropertyOf, rdfs.domain, owl.equivalentProperty, owl.inverseOf)


def lint_axioms(known: Knowledge) -> Iterator[Problem]:
    """The axioms in files that lead a situation into a class or a property of schema.org.

    What a store keeps was published with them already, and stands in no file.
    """
    situations = [each for each in known.above if known.is_a(each, nf.Situation.value)]
    classes = {above for each in situations for above in known.above[each]}
    properties = {above for path in _paths(known) for above in known.above_property(path)}
    for source in (known.shapes, known.ontology):
        yield from _axioms(source, _OF_CLASSES, classes)
        yield from _axioms(source, _OF_PROPERTIES, properties)


def _paths(known: Knowledge) -> set[str]:
    """The properties of the fields of fact types."""
    fields = (field for _, shape in known.fact_types() for field in known.named_fields(shape))
    return {path for field in fields for path in known.shapes.iris(field, sh.path)}


def _axioms(source: Sources, predicates: tuple[NamedNode, ...], ours: set[str]) -> Iterator[Problem]:
    for predicate in predicates:
        for subject, value in source.subjects(predicate):
            forth = _leads_out(subject, value, ours)
            back = predicate in _BOTH_WAYS and _leads_out(value, subject, ours)
            place = source.position(subject, predicate, value) if forth or back else None
            if place:
                term, other = (subject, value) if forth else (value, subject)
                yield _problem(local_name(term.value), local_name(other.value), place)


def _leads_out(term: Term, other: Term, ours: set[str]) -> bool:
    """Whether a term of situations is led to one of schema.org."""
    if not (isinstance(term, NamedNode) and isinstance(other, NamedNode) and term.value in ours):
        return False
    return bool(_SCHEMA_ORG.match(other.value)) and not _SCHEMA_ORG.match(term.value)


def _problem(term: str, other: str, place: Position) -> Problem:
    message = f"This axiom says schema:{other} wherever {term} stands, of what is only planned or denied too."
    cure = f"Map it (skos:closeMatch schema:{other}), and leave to kg what is said plainly: nf:plainPredicate."
    return Problem("shape-plain-axiom", message, cure, place)
