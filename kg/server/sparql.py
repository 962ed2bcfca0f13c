"""The SPARQL 1.1 protocol, its query operation: https://www.w3.org/TR/sparql11-protocol/#query-operation.

An ASGI application of its own, in front of the others: of a small query's time, most would go into routing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError, StoreError, StoreLockedError
from kg.server.answering import PREFLIGHT, SPARQL, body_of, respond
from kg.server.asking import LONGEST, LONGEST_FORM, Answered, Asker
from kg.server.descriptions import service_description
from kg.server.negotiation import GRAPHS, HTML, RESULTS, content_type, negotiate
from kg.server.pool import BusyError, OverrunError
from kg.server.problems import Problem, problem_response
from kg.server.process import DamagedError
from kg.store.fulltext import SearchOverrunError
from kg.store.updates import UpdateOverrunError

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_SHORT = 8_000  # bytes of a request that is remembered with what it asks
_RETRY = {"Retry-After": "5"}
_OVER = (
    "the answer goes over the limit of {}, and a part of it would look whole: page with ORDER BY, LIMIT and OFFSET, "
    "take everything from /dump.nq.gz, or add partial=true for what fits"
)
_NAMES = {  # formats as `format=` names them
    **{kind: name for name, kinds in (*GRAPHS, *RESULTS) for kind in kinds},
    **{name: name for name, _ in (*RESULTS, *GRAPHS)},
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "rdf": "rdfxml",
    "n3": "turtle",  # and as SPARQLWrapper names them
    "json-ld": "jsonld",
    "rdf+xml": "rdfxml",
}
_ALIKE = {"xml": "rdfxml", "json": "jsonld"}  # of a graph: clients name what they read rows in, whatever they ask


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks; `format` where a parameter names one, `partial` where a part will do."""

    query: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str | None = None
    partial: bool = False


class Sparql:
    """Answers queries; other addresses are for `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in SPARQL:
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        try:
            await self._answer(scope, receive, send, headers)
        except Problem as problem:
            await problem_response(HTTPConnection(scope), problem)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[bytes, bytes]) -> None:
        method, accept = scope["method"], headers.get(b"accept", b"").decode("latin-1")
        state = scope["app"].state
        if method == "OPTIONS":
            await respond(send, 204, PREFLIGHT)
            return
        if method not in ("GET", "HEAD", "POST"):
            raise Problem(405, f"{method} is not possible here", {"Allow": "GET, HEAD, POST, OPTIONS"})
        asked = asked_by(scope["query_string"])
        if method == "POST":
            asked = await _posted(scope, receive, headers)
        if asked.query is None:
            if method == "POST" or scope["query_string"]:
                raise Problem(400, "there is no `query`")
            format = negotiate(accept, (HTML, *GRAPHS)) if accept else "turtle"
            if format is None:
                raise Problem(406, "the description of this service is RDF, or a page")
            if format == "html":
                where = f"{state.addresses.root}/query".encode()  # the page for people
                await respond(send, 303, ((b"location", where), (b"vary", b"Accept")))
                return
            data = service_description(state.addresses, state.settings, format)
            await respond(send, 200, ((b"content-type", content_type(format).encode()), (b"vary", b"Accept")), data)
            return
        try:
            await _reply(state.asker, asked, scope, send, headers, accept, state.addresses.url("/sparql"))
        except KgError as error:
            raise problem_of(error) from error


async def _reply(
    asker: Asker, asked: Asked, scope: Scope, send: Send, headers: Mapping[bytes, bytes], accept: str, base: str
) -> None:
    assert asked.query is not None
    prepared = await asker.prepare(asked.query)
    format = format_of(prepared.form, accept, asked.format)
    mark = b'W/"%s-%s"' % (asker.generations.mark, format.encode()) if prepared.stable else None
    if mark is not None and mark in headers.get(b"if-none-match", b"") and scope["method"] != "POST":
        await respond(send, 304, ((b"etag", mark), (b"vary", b"Accept, Accept-Encoding")))
        return
    answered = await asker.ask(asked.query, format, base=base, default=asked.default, named=asked.named)
    if answered.truncated and not asked.partial:
        raise Problem(400, _OVER.format(answered.truncated))
    body, packed = await body_of(answered.body, headers)
    await respond(send, 200, _headers(answered, format, mark, packed), body, head=scope["method"] == "HEAD")


def _headers(answered: Answered, format: str, mark: bytes | None, packed: bool) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-type", content_type(format).encode()),
        (b"vary", b"Accept, Accept-Encoding"),
        (b"cache-control", b"no-cache" if mark else b"no-store"),
        (b"x-kg-generation", b"%d" % answered.generation),
    ]
    if mark and not answered.truncated:
        headers.append((b"etag", mark))
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    if answered.truncated:
        headers.append((b"x-kg-truncated", answered.truncated.encode()))
    return headers


def asked_by(query_string: bytes, body: bytes = b"") -> Asked:
    """What an address, or an address and a form, ask; of short ones it is remembered. Raises Problem (400)."""
    return (_asked_by if len(query_string) + len(body) <= _SHORT else _asked_by.__wrapped__)(query_string, body)


@lru_cache(maxsize=2_048)
def _asked_by(query_string: bytes, body: bytes) -> Asked:
    pairs = pairs_of(query_string) + pairs_of(body)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Problem(400, "there is more than one `query`")
    if any(name == "update" for name, _ in pairs):
        raise Problem(400, "this is an update, and this address only answers queries; updates go to /update")
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    wanted = next((value for name, value in pairs if name == "format"), None)
    partial = ("partial", "true") in pairs
    return Asked(queries[0] if queries else None, default or None, named or None, wanted, partial)


async def _posted(scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Asked:
    kind = kind_of(headers.get(b"content-type", b"").decode("latin-1"))
    if kind not in (FORM, DIRECT):
        if kind == UPDATE:
            raise Problem(400, "this is an update, and this address only answers queries; updates go to /update")
        raise Problem(415, f"a query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing'}")
    body = verify_form(await read_body(receive))
    if kind == FORM and len(body) > _SHORT:
        return await asyncio.to_thread(asked_by, scope["query_string"], body)
    if kind == FORM:
        return asked_by(scope["query_string"], body)
    asked = asked_by(scope["query_string"])
    if asked.query is not None:
        raise Problem(400, "there is more than one `query`")
    return replace(asked, query=utf8(body))


def verify_form(body: bytes) -> bytes:
    """The body; raises Problem (413) where no query can be so long: reading it takes the server's own time."""
    if len(body) > LONGEST_FORM:
        raise Problem(413, f"the request has {len(body):,} bytes, and a query {LONGEST:,} characters at most")
    return body


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request; the gate bounds it."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem(400, "the client left")
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def pairs_of(data: bytes) -> list[tuple[str, str]]:
    """The parameters of an address or a form, in their order. Raises Problem (400)."""
    if not data:
        return []
    try:
        return parse_qsl(data.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError as error:
        raise Problem(400, "the request is not in UTF-8") from error
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read: {error}") from error


def kind_of(content_type: str) -> str:
    """The media type of a body that is text. Raises Problem (415) where its `charset` is not UTF-8."""
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    named = (part.partition("=")[2].strip("\"' ") for part in parameters if part.partition("=")[0].strip() == "charset")
    charset = next(named, "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"what is sent here is in UTF-8, not in {charset}")
    return kind


def utf8(body: bytes) -> str:
    """A body as text. Raises Problem (400) where it is not in UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"the request is not in UTF-8: byte {error.start}") from error


def format_of(form: str, accept: str, wanted: str | None) -> str:
    """The format of the answer, by `format=` or by Accept. Raises Problem where none fits (400, 406).

    A `format=` of the other kind of answer, of rows or of a graph, has its likeness, or leaves it to Accept.
    """
    offers = RESULTS if form in ("SELECT", "ASK") else GRAPHS
    if wanted:
        named = _NAMES.get(wanted.lower())
        if named is None:
            names = ", ".join(name for name, _ in offers)
            raise Problem(400, f"there is no format {wanted!r} for this query: choose among {names}")
        for each in (named, _ALIKE.get(named)):
            if each in dict(offers):
                return each
    chosen = negotiate(accept, offers)
    if chosen is None and negotiate(accept, (HTML,)):
        chosen = offers[0][0]  # a browser that was given the address of a query
    if chosen is None:
        raise Problem(406, f"the answer to this query can be had as {', '.join(kinds[0] for _, kinds in offers)}")
    return chosen


def problem_of(error: KgError) -> Problem:
    """The answer to a client whose query was refused, failed or overran, or whom the store cannot answer now."""
    if isinstance(error, OverrunError | BusyError | SearchOverrunError | UpdateOverrunError | StoreLockedError):
        return Problem(503, str(error), _RETRY)
    if isinstance(error, DamagedError):
        return Problem(500, f"the store is damaged: {error}")
    return Problem(500 if isinstance(error, StoreError) else 400, str(error))
