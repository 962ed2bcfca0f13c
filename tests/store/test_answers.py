"""Answers are written as the W3C's result formats say."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store, Triple

from kg.errors import QueryError
from kg.serialization import FORMATS, media_type
from kg.store import Answer, result_media_type, write_answer
from kg.store.answers import RESULT_FORMATS
from kg.store.worker import serialized
from kg.vocab import rdf, schema, xsd

PLACE = NamedNode("https://kg.example/entity/valdoria?a=1&b=2")
ROWS = (
    (PLACE, Literal('Rain, "heavy"\r\n<b>\tin Valdoria')),
    (None, Literal("pluie", language="fr")),
    (BlankNode("x"), Literal("5", datatype=xsd.integer)),
)
BINDINGS = Answer("bindings", variables=("place", "note"), rows=ROWS)


def written(answer: Answer, format: str) -> str:
    """The answer as text."""
    return b"".join(write_answer(answer, format)).decode()


@pytest.mark.parametrize(
    ("name", "format"),
    [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)],
)
def test_bindings_are_read_back_as_they_were(name: str, format: QueryResultsFormat) -> None:
    read = pyoxigraph.parse_query_results(written(BINDINGS, name), format=format)
    assert isinstance(read, QuerySolutions)
    assert [variable.value for variable in read.variables] == ["place", "note"]
    assert tuple(tuple(solution) for solution in read) == ROWS


def test_csv_has_bare_values() -> None:
    text = written(BINDINGS, "csv")
    assert text.startswith("place,note\r\nhttps://kg.example/entity/valdoria?a=1&b=2,")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["place", "note"],
        [PLACE.value, 'Rain, "heavy"\r\n<b>\tin Valdoria'],
        ["", "pluie"],
        ["_:x", "5"],
    ]


@pytest.mark.parametrize(("name", "format"), [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)])
@pytest.mark.parametrize("value", [True, False])
def test_booleans_are_read_back(name: str, format: QueryResultsFormat, value: bool) -> None:
    assert bool(pyoxigraph.parse_query_results(written(Answer("boolean", boolean=value), name), format=format)) is value


def test_a_cut_answer_says_so_where_the_format_can() -> None:
    cut = Answer("bindings", variables=("n",), truncated="100 rows")
    assert written(cut, "json") == '{"head": {"vars": ["n"]}, "truncated": "100 rows", "results": {"bindings": [\n]}}\n'
    assert "<!-- truncated: 100 rows -->" in written(cut, "xml")
    cut = Answer("bindings", variables=("n",), truncated='5,000 matches of "a-->b"')
    assert '<!-- truncated: 5,000 matches of "a- ->b" -->' in written(cut, "xml")


def test_a_graph_is_written_as_rdf() -> None:
    graph = Answer("graph", triples=(Triple(PLACE, rdf.type, schema.Country),))
    text = b"".join(write_answer(graph, "turtle", {"schema": "https://schema.org/"})).decode()
    assert text == f"@prefix schema: <https://schema.org/> .\n\n{PLACE} a schema:Country .\n"


@pytest.mark.parametrize(
    ("kind", "format"), [("graph", "csv"), ("bindings", "turtle"), ("boolean", "csv"), ("boolean", "tsv")]
)
def test_a_format_that_does_not_fit_is_refused(kind: str, format: str) -> None:
    with pytest.raises(QueryError, match=f"cannot be written as {format}"):
        written(Answer(kind), format)


def test_a_control_character_is_refused_in_xml_only() -> None:
    bell = Answer("bindings", variables=("n",), rows=((Literal("\a"),),))
    assert '"\\u0007"' in written(bell, "json")
    with pytest.raises(QueryError, match="XML cannot hold the control character"):
        written(bell, "xml")


def test_media_types_are_those_of_the_w3c() -> None:
    assert result_media_type("tsv") == "text/tab-separated-values"


NAMES = "".join(f"<urn:n:{n}> <urn:p> '{'ä' * (n % 90)}' , <urn:o:{n}> ." for n in range(300))


def cut_at(limit: int, format: str, query: str, rows: int = 1_000) -> tuple[bytes, str | None]:
    store = Store()
    store.load(NAMES, RdfFormat.TURTLE)
    asked: dict[str, Any] = {
        "sparql": query,
        "prefixes": {},
        "base": None,
        "union": True,
        "default": None,
        "named": None,
    }
    return serialized(store, {**asked, "format": format, "rows": rows, "bytes": limit})


@pytest.mark.parametrize("format", RESULT_FORMATS)
@pytest.mark.parametrize("limit", [2_000, 10_000, 30_000])
def test_an_answer_has_as_many_bytes_as_are_allowed_and_as_many_rows_as_go_into_them(format: str, limit: int) -> None:
    query = "SELECT ?s ?o { ?s <urn:p> ?o }"
    longest = 420  # bytes of a row
    data, truncated = cut_at(limit, format, query)
    whole, said = cut_at(1 << 20, format, query)
    assert (truncated, said) == (f"{limit} bytes" if len(whole) > limit else None, None)
    assert min(len(whole), limit) - longest < len(data) <= limit
    few, told = cut_at(1 << 20, format, query, rows=7)
    assert (len(parsed_rows(few, format)), told) == (7, "7 rows")
    assert parsed_rows(data, format) == parsed_rows(whole, format)[: len(parsed_rows(data, format))]


def parsed_rows(data: bytes, format: str) -> list[tuple[str, ...]]:
    if format == "csv":
        return [tuple(row) for row in csv.reader(io.StringIO(data.decode(), newline=""))][1:]
    kinds = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
    read = pyoxigraph.parse_query_results(data, format=kinds[format])
    assert isinstance(read, QuerySolutions)
    return [tuple(map(str, solution)) for solution in read]


@pytest.mark.parametrize("format", FORMATS)
def test_a_graph_has_no_more_bytes_than_are_allowed(format: str) -> None:
    data, truncated = cut_at(20_000, format, "CONSTRUCT { ?s <urn:v#p> ?o } { ?s <urn:p> ?o }")
    assert (truncated, 12_000 < len(data) <= 20_000) == ("20000 bytes", True)
    kind = RdfFormat.from_media_type(media_type(format))
    assert kind is not None
    assert len(list(pyoxigraph.parse(data, kind))) > 50
