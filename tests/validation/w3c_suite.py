"""Reads the W3C's SHACL test suite and asks an engine for its own report on each case, to be compared as graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.validation.reference import graph_of

SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
COMPARED = (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape)


@dataclass(frozen=True, slots=True)
class Case:
    """One test: N-Triples of data and shapes, and the report expected (None: the engine must refuse)."""

    name: str
    data: str
    shapes: str
    expected: Graph | None


def cases(folder: Path) -> Iterator[Case]:
    """All tests in the files of a folder: the manifests leave one out, component/nodeValidator-001."""
    for file in sorted(folder.rglob("*.ttl")):
        if "mf:entries" in file.read_text(encoding="utf-8"):
            graph = _parse(file)
            for entries in graph.objects(None, MF.entries):
                for entry in Collection(graph, entries):
                    yield _case(graph, entry, file)


def passes(case: Case, engine: str) -> bool:
    """Whether the engine reports what the suite expects, as graphs."""
    report = ENGINES[engine](case.data, case.shapes)
    if report is None or case.expected is None:
        return report is None and case.expected is None
    with_messages = any(case.expected.triples((None, SH.resultMessage, None)))
    return isomorphic(_comparable(report, with_messages), _comparable(case.expected, with_messages))


def report_of_pyshacl(data: str, shapes: str) -> Graph | None:
    """The report of pyshacl; None where it refuses."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, report, _ = pyshacl.validate(graph_of(data), shacl_graph=graph_of(shapes), inference="none")
    except (ReportableRuntimeError, NotImplementedError):
        return None
    return report if isinstance(report, Graph) else None


def report_of_shacl(data: str, shapes: str) -> Graph | None:
    """The report of the Rust engine; None where it refuses."""
    import shacl

    try:
        report = shacl.Shapes.from_text(shapes, format="ntriples").validate_text(data, format="ntriples")
    except ValueError:
        return None
    return graph_of(report.serialize("ntriples"))


ENGINES = {"pyshacl": report_of_pyshacl, "shacl": report_of_shacl}


def _case(graph: Graph, entry: Node, manifest: Path) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    data, shapes = (_path(graph.value(action, term)) for term in (SHT.dataGraph, SHT.shapesGraph))
    name = f"{manifest.parent.name}/{str(entry).rpartition('/')[2]}"
    expected = None if result == SHT.Failure else graph
    return Case(name, _ntriples(data), _ntriples(shapes), expected)


def _comparable(report: Graph, with_messages: bool) -> Graph:
    """Of a report, what section 3.6 of SHACL requires: blank shapes and values count as blank, paths by structure."""
    found = Graph()
    node = next(report.subjects(RDF.type, SH.ValidationReport))
    conforms = report.value(node, SH.conforms)
    assert isinstance(conforms, Literal)
    found.add((BNode("report"), SH.conforms, Literal(bool(conforms.value))))
    for result in report.objects(node, SH.result):
        copy = BNode()
        found.add((BNode("report"), SH.result, copy))
        for term in (*COMPARED, SH.resultMessage) if with_messages else COMPARED:
            for value in report.objects(result, term):
                found.add((copy, term, _copied(report, value, found, deep=term == SH.resultPath)))
    return found


def _copied(source: Graph, node: Node, target: Graph, *, deep: bool) -> Node:
    if not isinstance(node, BNode):
        return node
    copy = BNode()
    if deep:
        for predicate, value in source.predicate_objects(node):
            target.add((copy, predicate, _copied(source, value, target, deep=True)))
    return copy


def _ntriples(path: Path) -> str:
    triples = (quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri()))
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _parse(path: Path) -> Graph:
    return graph_of(_ntriples(path))


def _path(iri: Node | None) -> Path:
    assert isinstance(iri, URIRef)
    return Path(iri.removeprefix("file://"))
