"""The description of the server for programs that read OpenAPI 3.1; a test holds it to the routes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.server.negotiation import GRAPHS, RESULTS


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `parameters` are `name in: what`, a required one with `!`; `answers` are media types."""

    method: str
    path: str
    summary: str
    answers: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    token: bool = False


_RESULT_TYPES = tuple(kinds[0] for _, kinds in RESULTS)
_GRAPH_TYPES = tuple(kinds[0] for _, kinds in GRAPHS)
_QUERY = (
    "query! query: The query",
    "default-graph-uri query: A graph of the query's default graph; may be repeated",
    "named-graph-uri query: A graph that the query may name; may be repeated",
    "format query: The format, before Accept",
    "partial query: With true, an answer over the limits is cut and X-KG-Truncated says by which; else it is 400",
)
_ATOM, _XML, _JSON = ("application/atom+xml",), ("application/xml",), ("application/json",)
_PAGE = ("text/html", *_GRAPH_TYPES)
_GRAPH = ("graph query: The graph's IRI", "default query: The default graph")
_NODE = (
    "kind! path: article, entity, situation, assertion ...",
    "local! path: The IRI's last part, with or without suffix",
)

OPERATIONS = (
    Operation(
        "get", "/sparql", "Answer a SPARQL query", (*_RESULT_TYPES, *_GRAPH_TYPES), _QUERY, (), (304, 400, 406, 503)
    ),
    Operation(
        "post",
        "/sparql",
        "Answer a SPARQL query",
        (*_RESULT_TYPES, *_GRAPH_TYPES),
        _QUERY[1:],
        ("application/x-www-form-urlencoded", "application/sparql-query"),
        (400, 406, 413, 415, 503),
    ),
    Operation(
        "post",
        "/update",
        "Apply a SPARQL update, if what it changes conforms",
        (),
        ("using-graph-uri query: A graph of the default graph of WHERE", "using-named-graph-uri query: A named graph"),
        ("application/x-www-form-urlencoded", "application/sparql-update"),
        (204, 400, 401, 403, 413, 415, 422, 503),
        token=True,
    ),
    Operation("get", "/store", "Read a graph", _GRAPH_TYPES, _GRAPH, (), (304, 400, 404, 406)),
    Operation(
        "put",
        "/store",
        "Replace a graph",
        (),
        _GRAPH,
        _GRAPH_TYPES,
        (201, 204, 400, 401, 403, 413, 415, 422),
        token=True,
    ),
    Operation(
        "post",
        "/store",
        "Add to a graph",
        (),
        _GRAPH,
        _GRAPH_TYPES,
        (201, 204, 400, 401, 403, 413, 415, 422),
        token=True,
    ),
    Operation("delete", "/store", "Take a graph away", (), _GRAPH, (), (204, 400, 401, 403, 404), token=True),
    Operation(
        "get", "/store/{path}", "Read a graph by its own address", _GRAPH_TYPES, ("path! path: Any",), (), (404, 406)
    ),
    Operation(
        "put", "/store/{path}", "Replace a graph", (), ("path! path: Any",), _GRAPH_TYPES, (201, 204, 422), token=True
    ),
    Operation(
        "post", "/store/{path}", "Add to a graph", (), ("path! path: Any",), _GRAPH_TYPES, (201, 204, 422), token=True
    ),
    Operation("delete", "/store/{path}", "Take a graph away", (), ("path! path: Any",), (), (204, 404), token=True),
    Operation(
        "get",
        "/{kind}/{local}",
        "A node of the graph",
        _PAGE,
        _NODE,
        (),
        (301, 304, 404, 406, 410),
    ),
    Operation(
        "get",
        "/resource",
        "A node that another authority minted",
        _PAGE,
        ("iri! query: Its IRI",),
    ),
    Operation(
        "get",
        "/resource.{suffix}",
        "The same in one format",
        _PAGE,
        ("suffix! path: ttl, jsonld, nt, nq, trig, rdf or html", "iri! query: Its IRI"),
    ),
    Operation("get", "/dataset", "What is published, in VoID and DCAT", _GRAPH_TYPES),
    Operation("get", "/.well-known/void", "The same", _GRAPH_TYPES),
    Operation(
        "get",
        "/dump.{suffix}.gz",
        "All of it",
        ("application/gzip",),
        ("suffix! path: nq, ttl, nt or trig",),
        (),
        (304, 503),
    ),
    Operation("get", "/feed.atom", "The newest articles", _ATOM),
    Operation("get", "/feed/entity.atom", "What is new of an entity", _ATOM, ("iri! query: Its IRI",)),
    Operation(
        "get",
        "/feed/question/{name}.atom",
        "The answer to a saved question",
        ("application/atom+xml",),
        ("name! path: Its name",),
    ),
    Operation("get", "/search/names.json", "Names that begin so", _JSON, ("q! query: The beginning of a name",)),
    Operation("get", "/sitemap.xml", "The site maps", _XML),
    Operation("get", "/sitemap-{number}.xml", "One of them", _XML, ("number! path: From 1",)),
    Operation("get", "/robots.txt", "What crawlers may read", ("text/plain",)),
    Operation("get", "/health", "Whether the server answers, and what it serves", _JSON, (), (), (503,)),
    Operation("get", "/metrics", "Counters for Prometheus", ("text/plain",)),
    Operation("get", "/openapi.json", "This description", _JSON),
)


async def openapi(request: Request) -> Response:
    """The description, as JSON."""
    return JSONResponse(_document(request.app.state.addresses.public))


@lru_cache(maxsize=4)
def _document(server: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": metadata.version("kg-publisher")},
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(each: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {"summary": each.summary, "responses": _responses(each)}
    if each.parameters:
        described["parameters"] = [_parameter(words) for words in each.parameters]
    if each.body:
        described["requestBody"] = {"content": {kind: {} for kind in each.body}, "required": True}
    if each.token:
        described["security"] = [{"token": []}]
    return described


def _responses(each: Operation) -> dict[str, Any]:
    good = (
        {"200": {"description": "The answer", "content": {kind: {} for kind in each.answers}}} if each.answers else {}
    )
    return good | {
        str(status): {"description": "Done" if status < 300 else "Why not", **({} if status < 400 else _PROBLEM)}
        for status in each.statuses
    }


_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}, "text/plain": {}}}


def _parameter(words: str) -> dict[str, Any]:
    name, _, description = words.partition(": ")
    name, _, place = name.partition(" ")
    required = name.endswith("!")
    return {
        "name": name.removesuffix("!"),
        "in": place,
        "description": description,
        "required": required,
        "schema": {"type": "string"},
    }
