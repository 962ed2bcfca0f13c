"""Finds what is wrong with shapes before any engine sees them: both engines pass over a misspelt term in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from pyoxigraph import Literal, NamedNode

from kg.errors import Problem
from kg.schema import terms
from kg.schema.knowledge import Knowledge, as_number, local_name
from kg.schema.lint_axioms import lint_axioms
from kg.schema.lint_fields import lint_fields
from kg.schema.lint_sparql import lint_patterns, lint_sparql
from kg.schema.sources import Node, Term
from kg.vocab import EDTF_NS, NF, RDF, SH, XSD, nf, owl, rdf, rdfs, sh

_PROPERTIES = (rdf.Property, owl.ObjectProperty, owl.DatatypeProperty)
_SHAPE_MARKS = (sh.path, sh.property, sh.targetClass, sh.targetNode, sh.targetSubjectsOf, sh.targetObjectsOf)


def lint(known: Knowledge) -> tuple[Problem, ...]:
    """Every finding, in the order of files and lines."""
    found = [*known.shapes.problems, *known.ontology.problems]
    if found:  # what a half-read file lacks would be reported as missing
        return tuple(found)
    for check in (_terms, _structure, _values, _classes, _cycles, lint_fields, lint_axioms, lint_patterns, lint_sparql):
        found += check(known)
    ordered = sorted(dict.fromkeys(found), key=lambda each: _order(each))
    return tuple(ordered)


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.position
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def _terms(known: Knowledge) -> Iterator[Problem]:
    """Terms of sh: that SHACL does not have, and JavaScript."""
    for subject, facts in known.shapes.index.items():
        for predicate, values in facts.items():
            for term in (predicate, *values):
                if type(term) is NamedNode and term.value.startswith(SH) and term.value[len(SH) :] not in terms.KNOWN:
                    yield _term_problem(known, subject, term.value[len(SH) :])


def _term_problem(known: Knowledge, subject: Node, name: str) -> Problem:
    from difflib import get_close_matches

    place = known.shapes.position(subject, f"sh:{name}")
    if name in terms.JAVASCRIPT:
        cure = "Say it with core constraints, or with sh:sparql."
        return Problem("shape-javascript", f"sh:{name}: kg runs no JavaScript from shapes.", cure, place)
    close = get_close_matches(name, terms.KNOWN, 1)
    cure = f"Did you mean sh:{close[0]}?" if close else "Use the terms of SHACL Core and of sh:sparql only."
    return Problem("shape-unknown-term", f"SHACL has no term sh:{name}.", cure, place)


def shapes_in(known: Knowledge) -> dict[Node, bool]:
    """Every shape, and whether it is a property shape; in file order."""
    shapes = known.shapes
    found: dict[Node, bool] = {}
    for subject, facts in shapes.index.items():
        kinds = facts.get(rdf.type, ())
        is_property = sh.PropertyShape in kinds or sh.path in facts
        if is_property or sh.NodeShape in kinds or any(mark in facts for mark in _SHAPE_MARKS):
            found[subject] = found.get(subject, False) or is_property
        for value in facts.get(sh.property, ()):
            if not isinstance(value, Literal):
                found[value] = True
    return found


def _structure(known: Knowledge) -> Iterator[Problem]:
    """Property shapes without one path, links to shapes that are nowhere, values given twice."""
    shapes = known.shapes
    for shape, is_property in shapes_in(known).items():
        facts = shapes.index.get(shape, {})
        if is_property and facts and len(facts.get(sh.path, ())) == 0:
            cure = "Say which property it is about: sh:path ."
            yield Problem("shape-without-path", "This property shape has no sh:path.", cure, shapes.position(shape))
        for predicate, values in facts.items():
            name = predicate.value[len(SH) :] if predicate.value.startswith(SH) else ""
            if name in terms.ONLY_ONCE and len(values) > 1:
                message = f"sh:{name} stands here {len(values)} times; SHACL allows it once."
                cure = "Keep one, or make several property shapes."
                yield Problem("shape-repeated-value", message, cure, shapes.position(shape, predicate))
    for subject, facts in shapes.index.items():
        for name in sorted(terms.LINKS):
            for value in facts.get(NamedNode(SH + name), ()):
                if isinstance(value, Literal) or value not in shapes.index:
                    message = f"sh:{name} points to a shape that is nowhere: {value.value}"
                    cure = "Write that shape, or mend its name."
                    yield Problem("shape-missing", message, cure, shapes.position(subject, value))


def _values(known: Knowledge) -> Iterator[Problem]:
    """Counts that are no whole numbers, broken lists, datatypes and booleans that do not exist."""
    shapes = known.shapes
    for subject, facts in shapes.index.items():
        for predicate, values in facts.items():
            if not predicate.value.startswith(SH):
                continue
            name = predicate.value[len(SH) :]
            for value in values:
                problem = _value_problem(known, name, value)
                if problem:
                    code, message, cure = problem
                    yield Problem(code, message, cure, shapes.position(subject, predicate))
        lowest, highest = (as_number(next(iter(facts.get(each, ())), None)) for each in (sh.minCount, sh.maxCount))
        if lowest is not None and highest is not None and lowest > highest:
            message = f"sh:minCount {lowest:g} is more than sh:maxCount {highest:g}: nothing can conform."
            cure = "Raise the one or lower the other."
            yield Problem("shape-bad-number", message, cure, shapes.position(subject, sh.minCount))


def _value_problem(known: Knowledge, name: str, value: Term) -> tuple[str, str, str] | None:
    if name in terms.COUNTS and not (
        isinstance(value, Literal) and value.datatype.value == XSD + "integer" and re.fullmatch(r"\+?\d+", value.value)
    ):
        message = f"sh:{name} takes a whole number from 0 up, not {value.value}."
        return "shape-bad-number", message, f"For instance sh:{name} 1"
    if name == "order" and as_number(value) is None:
        return "shape-bad-number", f"sh:order takes a number, not {value.value}.", "For instance sh:order 1"
    if name in terms.BOOLEANS and not (isinstance(value, Literal) and value.value in ("true", "false")):
        return "shape-bad-value", f"sh:{name} takes true or false, not {value.value}.", f"Write sh:{name} true"
    if name in terms.LIMITS and not (
        isinstance(value, Literal) and value.datatype.value.removeprefix(XSD) in terms.ORDERED
    ):
        message = f"sh:{name} takes a number, a date or a time, not {value.value}."
        return "shape-bad-limit", message, f"For instance sh:{name} 0"
    if name in terms.LISTS and known.shapes.items(value) is None:
        return "shape-bad-list", f"sh:{name} takes a list in round brackets.", f"For instance sh:{name} ( ex:a ex:b )"
    if name == "datatype" and not _is_datatype(known, value):
        from difflib import get_close_matches

        close = get_close_matches(local_name(value.value), terms.DATATYPES, 1)
        cure = f"Did you mean xsd:{close[0]}?" if close else "Use one of XML Schema's, or edtf:EDTF."
        return "shape-unknown-datatype", f"There is no datatype {value.value}", cure
    return None


def _is_datatype(known: Knowledge, value: Term) -> bool:
    if not isinstance(value, NamedNode):
        return False
    if value.value.startswith(XSD):
        return value.value[len(XSD) :] in terms.DATATYPES
    if value.value.startswith((RDF, EDTF_NS)):
        return value.value in {RDF + "langString", RDF + "HTML", RDF + "JSON", EDTF_NS + "EDTF"}
    kinds = known.ontology.values(value, rdf.type) + known.shapes.values(value, rdf.type)
    return rdfs.Datatype in kinds


def _classes(known: Knowledge) -> Iterator[Problem]:
    """Classes, and properties in a namespace of the ontology, that it does not know."""
    shapes = known.shapes
    properties = {each.value for each in known.ontology.index if isinstance(each, NamedNode)} | _declared(known)
    namespaces = {NF, *_own_namespaces(known)}
    for predicate in (sh.targetClass, sh.class_):
        for subject, value in shapes.subjects(predicate):
            if value.value not in known.above:
                message = f"The ontology has no class {value.value}"
                cure = _did_you_mean(value.value, known.above) or "Declare it: a owl:Class ; rdfs:subClassOf ..."
                yield Problem("shape-unknown-class", message, cure, shapes.position(subject, value))
    for subject, value in shapes.subjects(sh.path):
        if isinstance(value, NamedNode) and _namespace(value.value) in namespaces and value.value not in properties:
            message = f"The ontology has no property {value.value}"
            cure = _did_you_mean(value.value, properties) or "Declare it: a owl:ObjectProperty or owl:DatatypeProperty."
            yield Problem("shape-unknown-property", message, cure, shapes.position(subject, value))
    for subject, value in shapes.subjects(nf.scheme):
        if value.value not in known.schemes:
            message = f"The ontology has no concepts in the scheme {value.value}"
            cure = _did_you_mean(value.value, known.schemes) or "Give its concepts skos:inScheme and skos:notation."
            yield Problem("shape-unknown-scheme", message, cure, shapes.position(subject, value))


def _own_namespaces(known: Knowledge) -> Iterator[str]:
    """The namespaces in which the ontology declares properties: one that is missing there is misspelt."""
    for subject, kind in known.ontology.subjects(rdf.type):
        if kind in _PROPERTIES and isinstance(subject, NamedNode):
            yield _namespace(subject.value)


def _namespace(iri: str) -> str:
    return iri.removesuffix(local_name(iri))


def _declared(known: Knowledge) -> set[str]:
    index = known.shapes.index
    return {each.value for each, facts in index.items() if isinstance(each, NamedNode) and rdf.type in facts}


def _did_you_mean(iri: str, choices: object) -> str:
    from difflib import get_close_matches

    by_name = {local_name(each): each for each in choices} if isinstance(choices, (dict, set)) else {}
    close = get_close_matches(local_name(iri), by_name, 1, 0.7)
    return f"Did you mean {by_name[close[0]]}?" if close else ""


def _cycles(known: Knowledge) -> Iterator[Problem]:
    """A shape that comes back to itself: SHACL leaves its meaning open, and an engine may never end."""
    graph = {shape: _followers(known, shape) for shape in shapes_in(known)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [each for each in error.args[1] if isinstance(each, NamedNode)]
        names = [local_name(each.value) for each in circle] or ["a shape in brackets"]
        message = f"{names[0]} comes back to itself (by way of {', '.join(sorted(set(names)))})."
        cure = "Break the circle, for instance with sh:class instead of sh:node."
        yield Problem("shape-cycle", message, cure, known.shapes.position(error.args[1][0]))


def _followers(known: Knowledge, shape: Node) -> list[Node]:
    shapes = known.shapes
    found = [each for name in sorted(terms.LINKS) for each in shapes.nodes(shape, NamedNode(SH + name))]
    for name in sorted(terms.LIST_LINKS):
        for head in shapes.values(shape, NamedNode(SH + name)):
            found += [each for each in shapes.items(head) or () if not isinstance(each, Literal)]
    return found
