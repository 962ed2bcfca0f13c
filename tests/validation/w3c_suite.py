"""Reads the W3C's SHACL test suite, and compares what an engine of kg finds with what each case expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KgError
from kg.validation.engines import engine_of
from kg.validation.graphs import graph_of

SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
FORMS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "({})*", SH.oneOrMorePath: "({})+", SH.zeroOrOnePath: "({})?"}
BLANK = "_:"


@dataclass(frozen=True, slots=True)
class Result:
    """One result: terms as N-Triples with every blank node as `_:`, the path as SPARQL writes it."""

    focus: str
    path: str | None
    value: str | None
    severity: str
    component: str
    shape: str


@dataclass(frozen=True, slots=True)
class Case:
    """One test: N-Triples of data and shapes, and the results expected (None: the engine must refuse)."""

    name: str
    data: str
    shapes: str
    expected: tuple[Result, ...] | None


def cases(folder: Path) -> Iterator[Case]:
    """All tests in the files of a folder: the manifests leave one out, component/nodeValidator-001."""
    for file in sorted(folder.rglob("*.ttl")):
        if "mf:entries" in file.read_text(encoding="utf-8"):
            graph = graph_of(_ntriples(file))
            for entries in graph.objects(None, MF.entries):
                for entry in Collection(graph, entries):
                    yield _case(graph, entry, file)


def passes(case: Case, engine: str) -> bool:
    """Whether kg's face of the engine finds what the suite expects, each result as often."""
    found = _found(case, engine)
    if found is None or case.expected is None:
        return found is case.expected
    named = Counter(each for each in case.expected if each.shape != BLANK)
    return _unshaped(found) == _unshaped(case.expected) and named <= Counter(found)


def _found(case: Case, engine: str) -> tuple[Result, ...] | None:
    try:
        findings = engine_of(engine, case.shapes, {})(case.data)
    except KgError:
        return None
    except Exception as error:
        if type(error) is not Exception:  # what rdflib raises for a prefix that it does not know
            raise
        return None
    return tuple(
        Result(
            _anonymous(each.focus),
            each.path,
            each.value and _anonymous(each.value),
            each.severity,
            each.component,
            each.shape,
        )
        for each in findings
    )


def _unshaped(results: tuple[Result, ...]) -> Counter[Result]:
    """The results, counted, without shapes: for a shape in brackets, kg names the one around and W3C has `_:`."""
    return Counter(replace(each, shape=BLANK) for each in results)


def _case(graph: Graph, entry: Node, manifest: Path) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    data, shapes = (_path_of_file(graph.value(action, term)) for term in (SHT.dataGraph, SHT.shapesGraph))
    name = f"{manifest.parent.name}/{str(entry).rpartition('/')[2]}"
    expected = None if result == SHT.Failure else tuple(_results(graph, result))
    return Case(name, _ntriples(data), _ntriples(shapes), expected)


def _results(graph: Graph, report: Node | None) -> Iterator[Result]:
    assert (report, RDF.type, SH.ValidationReport) in graph
    for result in graph.objects(report, SH.result):
        path, value = graph.value(result, SH.resultPath), graph.value(result, SH.value)
        yield Result(
            focus=_plain(graph.value(result, SH.focusNode)),
            path=None if path is None else _path(path, graph),
            value=None if value is None else _text(value),
            severity=_severity(graph.value(result, SH.resultSeverity)),
            component=str(graph.value(result, SH.sourceConstraintComponent)),
            shape=_plain(graph.value(result, SH.sourceShape)),
        )


def _path(path: Node, graph: Graph) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_path(part, graph) for part in Collection(graph, path))
    for term, form in FORMS.items():
        if inner := graph.value(path, term):
            return form.format(_path(inner, graph))
    alternatives = graph.value(path, SH.alternativePath)
    assert alternatives is not None
    return "|".join(_path(part, graph) for part in Collection(graph, alternatives))


def _severity(iri: Node | None) -> str:
    return str(iri).removeprefix(SH).lower() if str(iri).startswith(SH) else str(iri)


def _plain(term: Node | None) -> str:
    return str(term) if isinstance(term, URIRef) else _text(term)


def _text(term: Node | None) -> str:
    if isinstance(term, BNode):
        return BLANK
    graph = Graph()
    assert term is not None
    graph.add((URIRef("a:a"), URIRef("a:a"), term))
    return str(next(iter(parse(graph.serialize(format="nt"), RdfFormat.N_TRIPLES))).object)


def _anonymous(term: str) -> str:
    return BLANK if term.startswith(BLANK) else term


def _ntriples(path: Path) -> str:
    triples = (quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri()))
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def _path_of_file(iri: Node | None) -> Path:
    assert isinstance(iri, URIRef)
    return Path(iri.removeprefix("file://"))
