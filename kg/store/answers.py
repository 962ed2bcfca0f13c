"""Answers to queries, and how they are written: the W3C's four result formats, or RDF for graphs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
Row = tuple[Term | None, ...]
Head = Callable[[tuple[str, ...], str | None], str]
RowOf = Callable[[tuple[str, ...], Row, int], str]
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query; `kind` says which of the others it has.

    bindings: `variables` and `rows` (None where a variable is unbound). boolean: `boolean`. graph: `triples`, each
    once, in the order of their N-Triples. `truncated` says which limit cut the answer, and is None where it is whole.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
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
    if answer.kind == "boolean":
        yield _boolean(answer, format).encode()
        return
    head, row_of, tail = _WRITERS[format]
    yield head(answer.variables, answer.truncated).encode()
    for number, row in enumerate(answer.rows):
        yield row_of(answer.variables, row, number).encode()
    yield tail.encode()


def write_bounded(
    variables: tuple[str, ...], rows: Iterable[Row], format: str, most_rows: int, most_bytes: int
) -> tuple[bytes, str | None]:
    """The bytes of bindings, so many at most, and which limit cut the answer, or None."""
    head, row_of, tail = _WRITERS[format]
    too_many, too_long = f"{most_rows} rows", f"{most_bytes} bytes"
    longest = max(len(head(variables, each)) for each in (too_many, too_long))
    written, room, truncated = list[bytes](), most_bytes - longest - len(tail), None
    for number, row in enumerate(rows):
        line = row_of(variables, row, number).encode() if number < most_rows else b""
        room -= len(line)
        if room < 0 or number == most_rows:
            truncated = too_long if room < 0 else too_many
            break
        written.append(line)
    return b"".join((head(variables, truncated).encode(), *written, tail.encode())), truncated


def _boolean(answer: Answer, format: str) -> str:
    if format == "json":
        extra = {"truncated": answer.truncated} if answer.truncated else {}
        return json.dumps({"head": {}, "boolean": answer.boolean, **extra}) + "\n"
    said = "true" if answer.boolean else "false"
    return f"{_xml_beginning(answer.truncated)}<head/>\n<boolean>{said}</boolean>\n</sparql>\n"


def _json_head(variables: tuple[str, ...], truncated: str | None) -> str:
    extra = {"truncated": truncated} if truncated else {}
    head = json.dumps({"head": {"vars": variables}, **extra}, ensure_ascii=False)
    return head[:-1] + ', "results": {"bindings": ['


def _json_row(variables: tuple[str, ...], row: Row, number: int) -> str:
    bound = {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}
    return ("\n" if number == 0 else ",\n") + json.dumps(bound, ensure_ascii=False)


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


def _xml_beginning(truncated: str | None) -> str:
    note = f"<!-- truncated: {truncated.replace('--', '- -')} -->\n" if truncated else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n{note}'


def _xml_head(variables: tuple[str, ...], truncated: str | None) -> str:
    named = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    return f"{_xml_beginning(truncated)}<head>{named}</head>\n<results>\n"


def _xml_row(variables: tuple[str, ...], row: Row, number: int) -> str:  # noqa: ARG001
    bound = ((name, term) for name, term in zip(variables, row, strict=True) if term is not None)
    cells = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
    return f"<result>{''.join(cells)}</result>\n"


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


def _csv_head(variables: tuple[str, ...], truncated: str | None) -> str:  # noqa: ARG001  # CSV has no place for it
    return _csv_line(variables)


def _csv_row(variables: tuple[str, ...], row: Row, number: int) -> str:  # noqa: ARG001
    """Section 3 of SPARQL 1.1 CSV/TSV: bare values, and CRLF."""
    return _csv_line(tuple("" if term is None else _bare(term) for term in row))


def _csv_line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _bare(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _tsv_head(variables: tuple[str, ...], truncated: str | None) -> str:  # noqa: ARG001
    return "\t".join(f"?{name}" for name in variables) + "\n"


def _tsv_row(variables: tuple[str, ...], row: Row, number: int) -> str:  # noqa: ARG001
    """Section 4 of SPARQL 1.1 CSV/TSV: terms as SPARQL writes them."""
    return "\t".join("" if term is None else str(term) for term in row) + "\n"


# How each format begins (with what cut the answer), writes a row (with its number), and ends.
_WRITERS: Mapping[str, tuple[Head, RowOf, str]] = {
    "json": (_json_head, _json_row, "\n]}}\n"),
    "xml": (_xml_head, _xml_row, "</results>\n</sparql>\n"),
    "csv": (_csv_head, _csv_row, ""),
    "tsv": (_tsv_head, _tsv_row, ""),
}
