"""kg.server.sparql: what clients get, in every format, and what they are told when it cannot be."""

from __future__ import annotations

import gzip
import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import KgError, QueryError, StoreError, StoreLockedError
from kg.server.pool import BusyError, OverrunError
from kg.server.process import DamagedError
from kg.server.sparql import problem_of
from kg.vocab import schema
from tests.server.running import Answer, Server

OKOYE = "https://authority.example/id/ana-okoye"
NAME = f"SELECT ?name {{ <{OKOYE}> schema:name ?name . ?g a schema:NewsArticle }} LIMIT 1"
GRAPH = f"CONSTRUCT {{ <{OKOYE}> schema:name ?name }} {{ <{OKOYE}> schema:name ?name }}"
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def ask(server: Server, query: str, accept: str = "*/*", **more: str) -> Answer:
    return server.get("/sparql?" + urlencode({"query": query, **more}), Accept=accept)


@pytest.mark.parametrize("media", RESULTS)
def test_bindings_come_in_every_format_of_results(server: Server, media: str) -> None:
    answer = ask(server, NAME, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    solutions = parse_query_results(answer.body, format=RESULTS[media])
    assert isinstance(solutions, QuerySolutions)
    found = [solution["name"] for solution in solutions]
    assert (answer.status, found) == (200, [Literal("Ana Okoye")])


@pytest.mark.parametrize("media", RESULTS)
@pytest.mark.parametrize("where", ["{{ ?s ?z {node} ; ?a ?b }}", "{{ {node} ?z ?a }}"])  # the second: no process asked
def test_the_variables_of_select_all_stand_as_the_query_names_them(server: Server, media: str, where: str) -> None:
    pattern = where.format(node=f"<{OKOYE}>")
    answer = ask(server, f"SELECT * {pattern} LIMIT 3", media)
    solutions = parse_query_results(answer.body, format=RESULTS[media])
    assert isinstance(solutions, QuerySolutions)
    names = [name for name in ("s", "z", "a", "b") if f"?{name} " in pattern]
    assert (answer.status, [each.value for each in solutions.variables]) == (200, names)
    terms = [tuple(solution[name] for name in names) for solution in solutions]
    named = ask(server, f"SELECT ?{' ?'.join(names)} {pattern} LIMIT 3", media)
    expected = parse_query_results(named.body, format=RESULTS[media])
    assert isinstance(expected, QuerySolutions)
    assert terms == [tuple(solution[name] for name in names) for solution in expected]


def test_an_ask_over_a_select_all_is_answered(server: Server) -> None:
    assert json.loads(ask(server, "ASK { { SELECT * { ?s ?p ?o } LIMIT 1 } }", "application/json").body)["boolean"]


def test_bindings_come_as_csv(server: Server) -> None:
    answer = ask(server, NAME, "text/csv")
    assert (answer.headers["content-type"], answer.text) == ("text/csv; charset=utf-8", "name\r\nAna Okoye\r\n")


@pytest.mark.parametrize("media", GRAPHS)
def test_graphs_come_in_every_format_of_rdf(server: Server, media: str) -> None:
    answer = ask(server, GRAPH, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    found = [quad.triple for quad in parse(answer.body, format=GRAPHS[media])]
    assert (answer.status, found) == (200, [Triple(NamedNode(OKOYE), schema.name, Literal("Ana Okoye"))])


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("application/*", "application/sparql-results+json"),
        ("text/*, application/json;q=0.9", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml", "application/sparql-results+json"),
    ],
)
def test_weights_choose_the_format(server: Server, accept: str, chosen: str) -> None:
    assert ask(server, NAME, accept).headers["content-type"] == chosen


def test_a_format_that_there_is_not_is_406(server: Server) -> None:
    assert (ask(server, NAME, "image/png").status, ask(server, GRAPH, "text/csv").status) == (406, 406)


def test_a_parameter_chooses_the_format_before_the_header(server: Server) -> None:
    answer = ask(server, NAME, "application/sparql-results+xml", format="tsv")
    assert answer.text == '?name\n"Ana Okoye"\n'
    assert ask(server, NAME, format="cvs").text == (
        "400 Bad Request: there is no format 'cvs' for this query: choose among json, xml, csv, tsv\n"
    )


@pytest.mark.parametrize(
    ("query", "format", "accept", "chosen"),
    [
        (GRAPH, "xml", "*/*", "application/rdf+xml"),
        (GRAPH, "json", "*/*", "application/ld+json"),
        (GRAPH, "application/sparql-results+json", "text/turtle", "application/ld+json"),
        (GRAPH, "csv", "*/*", "text/turtle; charset=utf-8"),
        (NAME, "turtle", "application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_a_format_of_the_other_kind_of_answer_has_its_likeness_or_leaves_it_to_the_header(
    server: Server, query: str, format: str, accept: str, chosen: str
) -> None:
    assert ask(server, query, accept, format=format).headers["content-type"] == chosen


def test_a_query_is_posted_as_a_form_or_by_itself(server: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/csv"}
    direct = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    answers = [
        server.request("POST", "/sparql", "query=" + quote(NAME), form),
        server.request("POST", "/sparql", NAME, direct),
    ]
    assert [(each.status, each.text) for each in answers] == [(200, "name\r\nAna Okoye\r\n")] * 2


def test_the_protocol_may_choose_the_graphs(server: Server) -> None:
    graph = "https://kg.example/graph/entities"
    both = "SELECT (COUNT(*) AS ?n) { ?s a schema:NewsArticle }"
    assert ask(server, both, "text/csv").text != "n\r\n0\r\n"
    chosen = server.get("/sparql?" + urlencode({"query": both, "default-graph-uri": graph}), Accept="text/csv")
    assert chosen.text == "n\r\n0\r\n"
    named = f"ASK {{ GRAPH ?g {{ ?s schema:name 'Ana Okoye' }} FILTER (?g != <{graph}>) }}"
    pairs = {"query": named, "named-graph-uri": graph}
    assert json.loads(server.get("/sparql?" + urlencode(pairs)).body)["boolean"] is False


def test_words_and_spans_of_time_are_looked_up_first(server: Server) -> None:
    words = 'SELECT DISTINCT ?a { ?a nf:matches "travel Kesmark" . ?a a schema:NewsArticle }'
    assert ask(server, words, "text/csv").text == "a\r\nhttps://kg.example/article/tfmf2oyjqmhulbcridv2\r\n"
    spans = 'ASK { ?s nf:attestedWithin "2031-03-01/2031-03-31" . ?s a nf:Visit }'
    assert json.loads(ask(server, spans).body)["boolean"] is True
    assert ask(server, 'ASK { ?s nf:attestedWithin "some day" }').status == 400


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("PREFIX schema: <https://schema.org/> ASK { ?s schema:name 'Ana Okoye' }", True),
        ("PREFIX schema: <https://other.example/> ASK { ?s schema:name 'Ana Okoye' }", False),
        ("PREFIX s: <https://schema.org/> ASK { ?s s:name 'Ana Okoye' ; a schema:Person }", True),
        ("# PREFIX schema: <https://other.example/>\nASK { ?s schema:name 'Ana Okoye' }", True),
        ("ASK { ?s schema:name 'Ana Okoye' FILTER('PREFIX schema: <urn:x>' != '') }", True),
    ],
)
def test_a_query_may_declare_prefixes_or_leave_it(server: Server, query: str, answer: bool) -> None:
    assert json.loads(ask(server, query).body)["boolean"] is answer


def test_who_has_the_answer_already_is_told_so(server: Server) -> None:
    answer = ask(server, NAME)
    again = server.get("/sparql?" + urlencode({"query": NAME}), Accept="*/*", If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    other = server.get("/sparql?" + urlencode({"query": NAME}), Accept="text/csv", If_None_Match=answer.headers["etag"])
    assert other.status == 200


def test_what_changes_by_itself_is_never_kept(server: Server) -> None:
    query = "SELECT (STRUUID() AS ?id) {}"
    answers = [ask(server, query) for _ in range(2)]
    assert answers[0].body != answers[1].body
    assert ["etag" in each.headers for each in answers] == [False, False]
    assert answers[0].headers["cache-control"] == "no-store"


def test_head_gives_what_get_gives_without_the_body(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": NAME})
    head, get = server.request("HEAD", path), server.get(path)
    kept = ("content-type", "content-length", "etag")
    assert [head.headers[each] for each in kept] == [get.headers[each] for each in kept]
    assert (head.status, head.body) == (200, b"")


def test_large_answers_are_packed_for_who_takes_that(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 200"
    packed = server.get("/sparql?" + urlencode({"query": query}), Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(server, query).body


def test_pages_of_other_sites_may_post_a_query(server: Server) -> None:
    kind = {"Content-Type": "application/sparql-query"}
    preflight = server.request("OPTIONS", "/sparql", headers={"Origin": "https://other.example"})
    answers = [server.request("POST", "/sparql", body, kind) for body in (NAME, "SELEC")]
    assert [(each.status, each.headers["access-control-allow-origin"]) for each in (preflight, *answers)] == [
        (204, "*"),
        (200, "*"),
        (400, "*"),
    ]


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("GET", "/sparql?query=SELEC", None, None, 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400),
        ("GET", "/sparql?format=json", None, None, 400),
        ("GET", "/sparql?query=%FF", None, None, 400),
        ("GET", "/sparql?update=CLEAR+ALL", None, None, 400),
        ("GET", "/sparql?query=CLEAR+ALL", None, None, 400),
        ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR+ALL", None, None, 400),
        ("GET", "/sparql?query=ASK%7B%3Fs+foo%3Abar+1%7D", None, None, 400),
        ("POST", "/sparql", "text/plain", "ASK {}", 415),
        ("POST", "/sparql", "application/sparql-query", "ASK {\xff}".encode("latin-1"), 400),
        ("POST", "/sparql", "application/sparql-update", "CLEAR ALL", 400),
        ("PUT", "/sparql", "application/sparql-query", "ASK {}", 405),
    ],
)
def test_a_request_that_is_wrong_is_told_what_is_wrong(
    server: Server, method: str, path: str, kind: str | None, body: str | bytes | None, status: int
) -> None:
    answer = server.request(method, path, body, {"Content-Type": kind} if kind else {})
    assert answer.status == status
    assert answer.text.startswith(f"{status} ")


def test_an_error_is_json_for_who_asks_for_json(server: Server) -> None:
    answer = ask(server, "SELECT * { ?s foo:bar ?o }", "application/json")
    assert answer.headers["content-type"] == "application/problem+json"
    told = json.loads(answer.body)
    assert (told["status"], told["title"]) == (400, "Bad Request")
    assert told["detail"].startswith("there is no prefix `foo:`; declare it with PREFIX, or use one of activity, ")


def test_without_a_query_the_service_describes_itself(server: Server) -> None:
    answer = server.get("/sparql", Accept="application/ld+json")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/ld+json")
    assert f"{server.url}sparql" in answer.text
    browser = server.get("/sparql", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (browser.status, browser.headers["location"]) == (303, "/query")


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (QueryError("there is no such prefix"), 400, {}),
        (OverrunError("the query was stopped"), 503, {"Retry-After": "5"}),
        (BusyError("too many queries are waiting"), 503, {"Retry-After": "5"}),
        (StoreLockedError("the index is being made"), 503, {"Retry-After": "5"}),
        (StoreError("the store cannot be read"), 500, {}),
        (DamagedError("Corruption: block checksum mismatch"), 500, {}),
    ],
)
def test_whose_fault_it_is_that_there_is_no_answer_is_told(
    error: KgError, status: int, headers: dict[str, str]
) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.headers, str(error) in problem.detail) == (status, headers, True)
