"""The two SHACL engines behind one face: N-Triples in, findings out.

`shacl` (Rust) is the fast one, `pyshacl` the reference; tests hold their findings equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.validation.findings import Finding, code_of
from kg.vocab import SH

if TYPE_CHECKING:
    from rdflib import Graph

ENGINES = ("auto", "pyshacl", "shacl")
Validate = Callable[[str], list[Finding]]
_PATH_FORMS = {"inversePath": "^{}", "zeroOrMorePath": "({})*", "oneOrMorePath": "({})+", "zeroOrOnePath": "({})?"}


def engine_of(name: str, shapes: str, messages: Mapping[str, str]) -> Validate:
    """The engine of that name with the shapes (N-Triples) compiled; `auto` is the fast one where it is installed.

    `messages` has the words for shapes that bring none. Raises KgError for an engine that is not installed.
    """
    if name not in ENGINES:
        raise KgError(f"{name} is no SHACL engine: choose among {', '.join(ENGINES)}")
    chosen = ("shacl" if find_spec("shacl") else "pyshacl") if name == "auto" else name
    if not find_spec(chosen):
        raise KgError(f"the SHACL engine {chosen} is not installed: pip install {chosen}")
    return (_shacl if chosen == "shacl" else _pyshacl)(shapes, messages)


def _shacl(shapes: str, messages: Mapping[str, str]) -> Validate:
    import shacl

    try:
        compiled = shacl.Shapes.from_text(shapes, format="ntriples")
    except ValueError as error:
        raise KgError(f"the shapes cannot be compiled: {error}") from error

    def validate(ntriples: str) -> list[Finding]:
        try:
            report = compiled.validate_text(ntriples, format="ntriples", allow_warnings=True)
        except ValueError as error:
            raise KgError(f"the data cannot be validated: {error}") from error
        return [_finding_of(result, messages) for result in report.results]

    return validate


def _finding_of(result: Any, messages: Mapping[str, str]) -> Finding:
    shape = _bare(result.root_shape or result.source_shape or "")
    code = code_of(shape, result.component_iri)
    return Finding(
        code=code,
        severity=result.severity.lower(),
        message=messages.get(shape) or result.message or _without_message(code),
        focus=_bare(result.focus_node),
        path=_same_path(result.path),
        value=_same_ntriples(result.value),
        shape=shape,
        component=_bare(result.component_iri),
    )


def _pyshacl(shapes: str, messages: Mapping[str, str]) -> Validate:
    from rdflib import Graph

    shapes_graph = Graph().parse(data=shapes, format="nt")

    def validate(ntriples: str) -> list[Finding]:
        import pyshacl

        data = Graph().parse(data=ntriples, format="nt")
        _, report, text = pyshacl.validate(
            data, shacl_graph=shapes_graph, inference="none", advanced=False, js=False, meta_shacl=False
        )
        if not isinstance(report, Graph):
            raise KgError(f"the data cannot be validated: {text}")
        return _findings_in(report, shapes_graph, messages)

    return validate


def _findings_in(report: Graph, shapes: Graph, messages: Mapping[str, str]) -> list[Finding]:
    from rdflib import Namespace

    sh = Namespace(SH)
    found = []
    for result in report.objects(None, sh.result):
        shape = _named_shape(report.value(result, sh.sourceShape), shapes)
        component = str(report.value(result, sh.sourceConstraintComponent))
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        words = min((str(message) for message in report.objects(result, sh.resultMessage)), default="")
        focus: Any = report.value(result, sh.focusNode)
        code = code_of(shape, component)
        found.append(
            Finding(
                code=code,
                severity=str(report.value(result, sh.resultSeverity)).removeprefix(SH).lower(),
                message=messages.get(shape) or words or _without_message(code),
                focus=_bare(focus.n3()),
                path=None if path is None else _path_text(path, report),
                value=None if value is None else _ntriples(value),
                shape=shape,
                component=component,
            )
        )
    return found


def _named_shape(shape: Any, shapes: Graph) -> str:
    """The IRI of the shape, or of the nearest shape with an IRI around it."""
    from rdflib import URIRef

    seen = set()
    while shape is not None and not isinstance(shape, URIRef) and shape not in seen:
        seen.add(shape)
        shape = shapes.value(None, URIRef(SH + "property"), shape)
    return str(shape or "")


def _path_text(path: Any, graph: Graph) -> str:
    """A property path of a report as SPARQL writes it."""
    from rdflib import RDF, URIRef
    from rdflib.collection import Collection

    if isinstance(path, URIRef):
        return f"<{path}>"
    if graph.value(path, RDF.first) is not None:
        return "/".join(_path_text(part, graph) for part in Collection(graph, path))
    for term, form in (
        ("inversePath", "^{}"),
        ("zeroOrMorePath", "({})*"),
        ("oneOrMorePath", "({})+"),
        ("zeroOrOnePath", "({})?"),
    ):
        inner = graph.value(path, URIRef(SH + term))
        if inner is not None:
            return form.format(_path_text(inner, graph))
    alternatives = graph.value(path, URIRef(SH + "alternativePath"))
    if alternatives is None:
        return ""
    return "|".join(_path_text(part, graph) for part in Collection(graph, alternatives))


def _ntriples(term: Any) -> str:
    """An rdflib term as the store writes it, whichever way the engine writes it."""
    from pyoxigraph import BlankNode, Literal, NamedNode
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

    if isinstance(term, URIRef):
        return str(NamedNode(str(term)))
    if not isinstance(term, RdflibLiteral):
        return str(BlankNode(str(term)))
    if term.language:
        return str(Literal(str(term), language=term.language))
    return str(Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None))


def _same_ntriples(value: str | None) -> str | None:
    """A term of the fast engine in the same spelling."""
    from pyoxigraph import RdfFormat, parse

    if value is None or value.startswith(("<", "_:")):
        return value
    return str(next(iter(parse(f"<a:a> <a:a> {value} .", RdfFormat.N_TRIPLES))).object)


def _same_path(path: str | None) -> str | None:
    """A path of the fast engine without the brackets that it puts around a sequence."""
    if path and path.startswith("(") and path.endswith(")"):
        return path[1:-1]
    return path


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term


def _without_message(code: str) -> str:
    return f"This breaks the rule {code}."
