"""The reference engine: pySHACL, with its report read into findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyshacl
from pyoxigraph import Literal, NamedNode
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KgError
from kg.validation.findings import BLANK, Finding, finding_of
from kg.validation.graphs import graph_of
from kg.vocab import SH as SH_NS

SH = Namespace(SH_NS)
_PATH_FORMS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "({})*", SH.oneOrMorePath: "({})+", SH.zeroOrOnePath: "({})?"}
_COMPARING = (SH.lessThan, SH.lessThanOrEquals)
_NAMELESS = URIRef("urn:kg:nameless")


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes as pySHACL gets them, with the messages that it does not get: by shape and by query."""

    graph: Graph
    messages: Mapping[str, str]
    query_messages: Mapping[Node | None, str]


def reference_engine(shapes: str, messages: Mapping[str, str]) -> Callable[[str], list[Finding]]:
    """pySHACL with these shapes (N-Triples); `messages` as for `engine_of`."""
    graph = graph_of(shapes)
    compiled = _Shapes(graph, messages, _without_messages(graph))
    compared = _compared(graph)

    def validate(ntriples: str) -> list[Finding]:
        try:
            data = _named(graph_of(ntriples), compared)
            _, report, text = pyshacl.validate(data, shacl_graph=graph, inference="none", inplace=True)
        except (ReportableRuntimeError, NotImplementedError, SyntaxError, re.error) as error:
            raise KgError(f"the data cannot be validated: {error}") from error
        if not isinstance(report, Graph):  # the failure itself comes in place of a report
            raise KgError(f"the data cannot be validated: {text}")
        return [_finding(report, result, compiled) for result in report.objects(None, SH.result)]

    return validate


def _without_messages(shapes: Graph) -> dict[Node | None, str]:
    """Take the messages of queries out of the shapes: pySHACL takes a backslash in a value for a pattern, and fails.

    Those with placeholders stay.
    """
    queries = {*shapes.subjects(SH.select), *shapes.subjects(SH.ask)}
    found: dict[Node | None, str] = {}
    for query in queries:
        words = [message for message in shapes.objects(query, SH.message) if "{" not in str(message)]
        if words:
            found[query] = min(map(str, words))
            shapes.remove((query, SH.message, None))
    return found


def _compared(shapes: Graph) -> set[Node]:
    """The properties that some shape compares."""
    pairs = [pair for term in _COMPARING for pair in shapes.subject_objects(term)]
    return {other for _, other in pairs} | {path for shape, _ in pairs for path in shapes.objects(shape, SH.path)}


def _named(data: Graph, compared: set[Node]) -> Graph:
    """The data with an IRI for each blank node that would be compared: pySHACL refuses to find it wanting."""
    for prop in compared:
        for subject, value in list(data.subject_objects(prop)):
            if isinstance(value, BNode):
                data.remove((subject, prop, value))
                data.add((subject, prop, _NAMELESS))
    return data


def _finding(report: Graph, result: Node, shapes: _Shapes) -> Finding:
    shape = _named_shape(report.value(result, SH.sourceShape), shapes.graph)
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    return finding_of(
        shape=shape,
        component=str(report.value(result, SH.sourceConstraintComponent)),
        severity=str(report.value(result, SH.resultSeverity)),
        message=shapes.messages.get(shape) or _message(report, result, shapes),
        focus=_term(report.value(result, SH.focusNode)),
        path=None if path is None else _path(path, report),
        value=None if value is None else _term(value),
    )


def _message(report: Graph, result: Node, shapes: _Shapes) -> str | None:
    """What the shape says, or its query; not what pySHACL makes up for a shape that says nothing."""
    of_query = shapes.query_messages.get(report.value(result, SH.sourceConstraint))
    if of_query:
        return of_query
    silent = (report.value(result, SH.sourceShape), SH.message, None) not in shapes.graph
    core = str(report.value(result, SH.sourceConstraintComponent)).startswith(SH_NS)
    if silent and core and (result, SH.sourceConstraint, None) not in report:
        return None
    return min((str(message) for message in report.objects(result, SH.resultMessage)), default=None)


def _named_shape(shape: Any, shapes: Graph) -> str:
    """The IRI of the shape, or of the nearest shape with an IRI around it."""
    seen = set()
    while shape is not None and not isinstance(shape, URIRef) and shape not in seen:
        seen.add(shape)
        shape = shapes.value(None, SH.property, shape)
    return str(shape or "")


def _path(path: Node, graph: Graph) -> str:
    """A property path of a report as SPARQL writes it."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_path(part, graph) for part in Collection(graph, path))
    for term, form in _PATH_FORMS.items():
        inner = graph.value(path, term)
        if inner is not None:
            return form.format(_path(inner, graph))
    alternatives = graph.value(path, SH.alternativePath)
    return "" if alternatives is None else "|".join(_path(part, graph) for part in Collection(graph, alternatives))


def _term(term: Any) -> str:
    """A term as the store writes it."""
    if isinstance(term, BNode) or term == _NAMELESS:
        return BLANK
    if not isinstance(term, RdflibLiteral):
        return str(NamedNode(str(term)))
    if term.language:
        return str(Literal(str(term), language=term.language))
    return str(Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None))
