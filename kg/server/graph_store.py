"""The SPARQL 1.1 Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/.

At /store: `?graph=IRI`, `?default`, or an address below it, which is the graph's own name. Everybody may read every
graph; a write takes a token and passes the shapes. What is written to the default graph is a graph of its own here,
because the default graph of queries is the union of all.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import parse_qsl, unquote

from pyoxigraph import NamedNode, Quad, Triple
from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import StoreMovedError, UnreadableInputError
from kg.iris import Iris, digest
from kg.publishing.graphs import named_triples, verify_writable
from kg.publishing.sayable import OwnGraphError
from kg.publishing.tangles import TangledError
from kg.serialization import format_of, parse, serialize
from kg.server.generations import mark_of
from kg.server.negotiation import GRAPHS, content_type, negotiate
from kg.server.problems import Problem
from kg.server.settings import Settings
from kg.server.sparql import kind_of
from kg.server.writing import Writer, authorize, too_many_triples
from kg.views import with_blank_nodes

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")
_ELSEWHERE = re.compile(r"(?:^|/)\.\.?(?:/|$)|[\x00-\x1f\x7f]")  # `..` leads out of the store; no name has a NUL
_TRIES = 5  # to add to a graph, while others publish


async def graph_store(request: Request) -> Response:
    """Read or write a graph."""
    if request.method in ("GET", "HEAD"):
        return await _read(request, _graph_of(request))
    authorize(request)
    if request.method == "POST" and not _names_graph(request):
        return await _create(request)
    graph = _graph_of(request)
    try:
        verify_writable(graph, _iris(request))
    except OwnGraphError as error:
        raise Problem(403, str(error)) from error
    since = _held_conditions(request, graph)
    try:
        if request.method == "DELETE":
            return await _delete(request, graph, since)
        triples = await _triples(request, graph)
        return await (_put if request.method == "PUT" else _add)(request, graph, triples, since)
    except StoreMovedError as error:
        raise _failed() from error


def _held_conditions(request: Request, graph: NamedNode) -> int | None:
    """The generation for which If-Match and If-None-Match of a write hold; None where there is no condition.

    Raises Problem (412). An ETag is of a generation, so that any publish since makes a condition fail.
    """
    wanted, unwanted = (request.headers.get(name) for name in ("if-match", "if-none-match"))
    if wanted is None and unwanted is None:
        return None
    with request.app.state.generations.current() as snapshot:
        exists = any(True for _ in snapshot.quads(graph))
        mark = mark_of(snapshot).decode()
        since: int = snapshot.generation
    known = {f'"{mark}-{format}"' for format, _ in GRAPHS} if exists else set()

    def matches(condition: str) -> bool:
        given = {tag.strip() for tag in condition.split(",")}
        return exists if given == {"*"} else not known.isdisjoint(given)

    if (wanted is not None and not matches(wanted)) or (unwanted is not None and matches(unwanted)):
        raise _failed()
    return since


def _failed() -> Problem:
    return Problem(412, "the graph is not as the request expects it: read it again, then write")


def _iris(request: Request) -> Iris:
    with request.app.state.generations.current() as snapshot:
        iris: Iris = snapshot.iris
    return iris


def _names_graph(request: Request) -> bool:
    return bool(request.path_params.get("path")) or bool(request.scope["query_string"])


def _graph_of(request: Request) -> NamedNode:
    """The graph that the request names. Raises Problem (400)."""
    iris = _iris(request)
    addresses = request.app.state.addresses
    if request.path_params.get("path"):
        if request.scope["query_string"]:
            raise Problem(400, "an address below /store names its graph itself, without parameters")
        _, store, local = (*request.scope["raw_path"].decode("ascii", "replace").split("/", 2), "")[:3]
        if unquote(store) != "store" or _ELSEWHERE.search(unquote(local)):  # an escaped slash is none of the address
            raise Problem(404, "there is nothing at this address")
        try:
            return iris.written_graph(local)
        except ValueError as error:
            raise Problem(400, f"this address is no IRI: {error}") from error
    try:
        pairs = parse_qsl(request.scope["query_string"].decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(400, "the name of the graph is not in UTF-8") from error
    match pairs:
        case [("default", _)]:
            return iris.default_graph
        case [("graph", name)]:
            if name.startswith(addresses.public):
                name = iris.base + name.removeprefix(addresses.public)
            if "://" not in name and not name.startswith("urn:"):
                raise Problem(400, f"{name!r} names no graph: give an absolute IRI")
            try:
                return NamedNode(name)
            except ValueError as error:
                raise Problem(400, f"{name!r} is no IRI: {error}") from error
    raise Problem(400, "name one graph: ?graph=IRI, or ?default")


async def _read(request: Request, graph: NamedNode) -> Response:
    format = negotiate(request.headers.get("accept", ""), GRAPHS)
    if format is None:
        raise Problem(406, f"a graph can be had as {', '.join(kinds[0] for _, kinds in GRAPHS)}")
    with request.app.state.generations.current() as snapshot:
        known = graph == snapshot.iris.default_graph or any(True for _ in snapshot.quads(graph))
        if not known:
            raise Problem(404, f"there is no graph {graph.value}")
        mark = f'"{mark_of(snapshot).decode()}-{format}"'
        headers = {"ETag": mark, "Vary": "Accept"}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)

        def written() -> bytes:
            triples = with_blank_nodes(snapshot.quads(graph), snapshot.iris)
            return b"".join(serialize(triples, format, snapshot.prefixes))

        return Response(await asyncio.to_thread(written), headers=headers, media_type=content_type(format))


async def _create(request: Request) -> Response:
    iris = _iris(request)
    body = await request.body()
    graph = iris.written_graph(digest("posted", body.decode("utf-8", "replace")))
    triples = await _triples(request, graph)
    if not triples:
        raise Problem(422, "there are no triples in it, and a graph without any is none")
    await _writer(request).write({graph: triples})
    where = request.app.state.addresses.url("/" + graph.value.removeprefix(iris.base))
    return Response(status_code=201, headers={"Location": where})


async def _put(request: Request, graph: NamedNode, triples: list[Triple], since: int | None) -> Response:
    if not triples:
        raise Problem(422, "there are no triples in it, and a graph without any is none; DELETE removes a graph")
    existed = _exists(request, graph)
    await _writer(request).write({graph: triples}, since=since)
    return Response(status_code=204 if existed else 201)


async def _add(request: Request, graph: NamedNode, triples: list[Triple], since: int | None) -> Response:
    if not triples and not _exists(request, graph):
        raise Problem(422, "there are no triples in it, and a graph without any is none")
    for _ in range(_TRIES):
        with request.app.state.generations.current() as snapshot:
            known: list[Triple] = [quad.triple for quad in snapshot.quads(graph)]
            newest = snapshot.generation
        try:
            merged = await asyncio.to_thread(_merged, known, triples, request)
            await _writer(request).write({graph: merged}, since=newest if since is None else since)
        except TangledError as error:
            raise Problem(422, str(error)) from error
        except StoreMovedError:
            if since is not None:
                raise
            request.app.state.generations.refresh()
            continue
        return Response(status_code=204 if known else 201)
    raise Problem(503, "others publish all the time: try again", {"Retry-After": "5"})


def _merged(known: list[Triple], added: Iterable[Triple], request: Request) -> list[Triple]:
    return [*known, *named_triples(added, _iris(request))]


async def _delete(request: Request, graph: NamedNode, since: int | None) -> Response:
    if not _exists(request, graph):
        raise Problem(404, f"there is no graph {graph.value}")
    await _writer(request).write({graph: ()}, since=since)
    return Response(status_code=204)


def _exists(request: Request, graph: NamedNode) -> bool:
    with request.app.state.generations.current() as snapshot:
        return any(True for _ in snapshot.quads(graph))


def _writer(request: Request) -> Writer:
    writer: Writer = request.app.state.writer
    return writer


async def _triples(request: Request, graph: NamedNode) -> list[Triple]:
    """The triples of the request's body, or of all parts of a form. Raises Problem (400, 415)."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(415, "a body is sent as it is, not compressed")
    kind = request.headers.get("content-type", "")
    if kind.lower().startswith("multipart/form-data"):
        _verify_whole(await request.body(), kind)
        async with request.form(max_files=100, max_fields=100) as form:
            parts = [
                (each.content_type or "", await each.read()) for each in form.values() if isinstance(each, UploadFile)
            ]
    else:
        parts = [(kind, await request.body())]
    settings: Settings = request.app.state.settings
    found = list[Triple]()
    for kind, data in parts:
        found += await asyncio.to_thread(_parsed, kind, data, graph.value, settings.max_triples + 1)
        if len(found) > settings.max_triples:
            raise too_many_triples(settings)
    return found


def _verify_whole(body: bytes, kind: str) -> None:
    """Raise Problem (400) for a form that breaks off, whose last part the parser would leave out."""
    boundary = parse_options_header(kind)[1].get(b"boundary", b"")
    if b"--" + boundary + b"--" not in body[-len(boundary) - 1024 :]:
        raise Problem(400, "the form breaks off: its closing boundary is missing")


def _parsed(kind: str, data: bytes, base: str, most: int) -> list[Triple]:
    """The first triples of a document, so many at most."""
    format = format_of(kind_of(kind))
    if format is None:
        offered = ", ".join(kinds[0] for _, kinds in GRAPHS)
        raise Problem(415, f"a graph is written as {offered}, not as {kind or 'nothing'}")
    try:
        return [_triple(quad) for quad in islice(parse(data, format, name="the graph", base=base), most)]
    except UnreadableInputError as error:
        raise Problem(400, error.problem.message) from error


def _triple(quad: Quad) -> Triple:
    return quad.triple
