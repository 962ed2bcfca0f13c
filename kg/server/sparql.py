"""The SPARQL 1.1 protocol, its query operation: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.server.asking import Answered, Asker
from kg.server.negotiation import GRAPHS, RESULTS, content_type, negotiate
from kg.server.pool import BusyError, DamagedError, OverrunError
from kg.server.problems import Problem

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_RETRY = {"Retry-After": "5"}
_NAMES = {  # formats as `format=` names them
    **{name: name for name, _ in (*RESULTS, *GRAPHS)},
    **{kind: name for name, kinds in (*GRAPHS, *RESULTS) for kind in kinds},
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "rdf": "rdfxml",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks."""

    query: str | None
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    format: str | None  # where a parameter names one


async def sparql(request: Request) -> Response:
    """Answer a query."""
    asked = await read_request(request)
    if asked.query is None:
        raise Problem(400, "there is no `query`")
    asker: Asker = request.app.state.asker
    try:
        form = asker.prepare(asked.query).form
        format = format_of(request, form, asked.format)
        answered = await asker.ask(
            asked.query,
            format,
            base=request.app.state.addresses.url("/sparql"),
            default=asked.default,
            named=asked.named,
        )
    except QueryError as error:
        raise problem_of(error) from error
    return answer_response(request, answered, format)


async def read_request(request: Request) -> Asked:
    """The query and its dataset, from the address, a form or a direct POST. Raises Problem."""
    pairs = _pairs(request.url.query.encode("latin-1"))
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if kind == FORM:
            pairs += _pairs(body)
        elif kind == DIRECT:
            pairs.append(("query", _text(body)))
        elif kind == UPDATE:
            raise Problem(400, "this is an update, and this address only answers queries")
        else:
            raise Problem(415, f"a query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing'}")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Problem(400, "there is more than one `query`")
    if any(name == "update" for name, _ in pairs):
        raise Problem(400, "this is an update, and this address only answers queries")
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    wanted = next((value for name, value in pairs if name == "format"), None)
    return Asked(queries[0] if queries else None, default or None, named or None, wanted)


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError as error:
        raise Problem(400, "the request is not in UTF-8") from error
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"the query is not in UTF-8: byte {error.start}") from error


def format_of(request: Request, form: str, wanted: str | None) -> str:
    """The format of the answer, by `format=` or by Accept. Raises Problem where there is none that fits (406)."""
    offers = RESULTS if form in ("SELECT", "ASK") else GRAPHS
    known = [name for name, _ in offers]
    if wanted:
        format = _NAMES.get(wanted.lower())
        if format not in known:
            raise Problem(400, f"there is no format {wanted!r} for this query: choose among {', '.join(known)}")
        return format
    chosen = negotiate(request.headers.get("accept", ""), offers)
    if chosen is None:
        kinds = ", ".join(kinds[0] for _, kinds in offers)
        raise Problem(406, f"the answer to this query can be had as {kinds}")
    return chosen


def problem_of(error: QueryError) -> Problem:
    """The answer to a client whose query was refused, failed or overran."""
    if isinstance(error, OverrunError | BusyError):
        return Problem(503, str(error), _RETRY)
    if isinstance(error, DamagedError):
        return Problem(500, f"the store is damaged: {error}")
    return Problem(400, str(error))


def answer_response(request: Request, answered: Answered, format: str) -> Response:
    """The answer; a client that has it already (If-None-Match) is told so."""
    headers = {"Vary": "Accept", "X-KG-Generation": str(answered.generation)}
    if answered.truncated:
        headers["X-KG-Truncated"] = answered.truncated
        headers["Link"] = '<urn:kg:truncated>; rel="describedby"; title="the answer was cut"'
    return Response(answered.body, headers=headers, media_type=content_type(format))
