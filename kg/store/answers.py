"""Answers to queries, and how they are written: the W3C's four result formats, or RDF for graphs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.serialization import FORMATS, serialize
from kg.views import Term
from kg.vocab import xsd

_MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
RESULT_FORMATS = tuple(_MEDIA)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query; `kind` says which of the others it has.

    bindings: `variables` and `rows` (None where a variable is unbound). boolean: `boolean`. graph: `triples`, each
    once, in the order of their N-Triples. `truncated` says which limit cut the answer, and is None where it is whole.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    truncated: str | None = None


def result_media_type(format: str) -> str:
    """The media type of a result format.

    >>> result_media_type("json")
    'application/sparql-results+json'
    """
    return _MEDIA[format]


def write_answer(answer: Answer, format: str, prefixes: Mapping[str, str] | None = None) -> Iterator[bytes]:
    """Yield the answer's bytes: bindings and booleans as json, xml, csv or tsv; a graph in any RDF format.

    Raises QueryError where the format does not fit the answer.
    """
    if answer.kind == "graph":
        if format not in FORMATS:
            raise QueryError(f"a graph cannot be written as {format}: choose among {', '.join(FORMATS)}")
        yield from serialize(answer.triples, format, prefixes or {})
        return
    if format not in _MEDIA or (answer.kind == "boolean" and format in ("csv", "tsv")):
        fitting = RESULT_FORMATS if answer.kind == "bindings" else ("json", "xml")
        raise QueryError(f"{answer.kind} cannot be written as {format}: choose among {', '.join(fitting)}")
    lines = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[format](answer)
    yield from (line.encode() for line in lines)


def _json(answer: Answer) -> Iterator[str]:
    extra = {"truncated": answer.truncated} if answer.truncated else {}
    if answer.kind == "boolean":
        yield json.dumps({"head": {}, "boolean": answer.boolean, **extra}) + "\n"
        return
    head = json.dumps({"head": {"vars": answer.variables}, **extra}, ensure_ascii=False)
    yield head[:-1] + ', "results": {"bindings": ['
    for number, row in enumerate(answer.rows):
        bound = {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        yield ("\n" if number == 0 else ",\n") + json.dumps(bound, ensure_ascii=False)
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype == xsd.string:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _xml(answer: Answer) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if answer.truncated:
        yield f"<!-- truncated: {answer.truncated} -->\n"
    if answer.kind == "boolean":
        yield f"<head/>\n<boolean>{'true' if answer.boolean else 'false'}</boolean>\n</sparql>\n"
        return
    yield (
        "<head>" + "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables) + "</head>\n<results>\n"
    )
    for row in answer.rows:
        bound = ((name, term) for name, term in zip(answer.variables, row, strict=True) if term is not None)
        cells = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts.items()) + "</triple>"
    if _NOT_XML.search(term.value):
        raise QueryError(f"XML cannot hold the control character in {term.value[:60]!r}: ask for json")
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype != xsd.string:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    value = escape(term.value, {"\r": "&#13;"})
    return f"<literal{kind}>{value}</literal>"


def _csv(answer: Answer) -> Iterator[str]:
    """Section 3 of SPARQL 1.1 CSV/TSV: bare values, and CRLF."""
    yield _csv_line(answer.variables)
    for row in answer.rows:
        yield _csv_line(tuple("" if term is None else _bare(term) for term in row))


def _csv_line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _bare(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv(answer: Answer) -> Iterator[str]:
    """Section 4 of SPARQL 1.1 CSV/TSV: terms as SPARQL writes them."""
    yield "\t".join(f"?{name}" for name in answer.variables) + "\n"
    for row in answer.rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"
