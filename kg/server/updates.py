"""SPARQL 1.1 Update over the protocol, at /update: https://www.w3.org/TR/sparql11-protocol/#update-operation.

It takes a token, and what it changes passes the shapes before anybody sees it.
"""

from __future__ import annotations

import asyncio

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError, StoreError, StoreMovedError
from kg.server.problems import Problem
from kg.server.sparql import FORM, UPDATE, kind_of, pairs_of, problem_of, utf8
from kg.server.writing import authorize
from kg.store.updates import Update, changed_graphs, prepare_update

_TRIES = 5


async def update(request: Request) -> Response:
    """Apply an update, whole or not at all: 204."""
    if not request.app.state.settings.update:
        raise Problem(403, "this server takes no updates: it was started without --update")
    authorize(request)
    text, default, named = await _asked(request)
    try:
        prepared = prepare_update(text, default, named)
    except (QueryError, ValueError) as error:
        raise Problem(400, str(error)) from error
    for _ in range(_TRIES):
        if await _applied(request, prepared):
            return Response(status_code=204)
    raise Problem(503, "others publish all the time: try again", {"Retry-After": "5"})


async def _asked(request: Request) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    kind = kind_of(request.headers.get("content-type", ""))
    pairs = pairs_of(request.scope["query_string"])
    if any(name in ("update", "query") for name, _ in pairs):
        raise Problem(400, "an update is posted, not written into the address")
    if kind == FORM:
        pairs += pairs_of(await request.body())
    elif kind == UPDATE:
        pairs.append(("update", utf8(await request.body())))
    else:
        raise Problem(415, f"an update is posted as {FORM} or {UPDATE}, not as {kind or 'nothing'}")
    updates = [value for name, value in pairs if name == "update"]
    if len(updates) != 1 or any(name == "query" for name, _ in pairs):
        raise Problem(400, "give one `update`, and no `query`")
    default = tuple(value for name, value in pairs if name == "using-graph-uri")
    named = tuple(value for name, value in pairs if name == "using-named-graph-uri")
    return updates[0], default, named


async def _applied(request: Request, prepared: Update) -> bool:
    """Apply an update to the current generation; False where somebody else published meanwhile."""
    state = request.app.state
    state.generations.refresh()
    with state.generations.current() as snapshot:

        def changed() -> dict[NamedNode, tuple[Triple, ...]]:
            return changed_graphs(snapshot, prepared, state.settings.limits, base=state.addresses.url("/update"))

        try:
            graphs = await asyncio.to_thread(changed)
        except (QueryError, StoreError) as error:
            raise problem_of(error) from error
        since = snapshot.generation
    if not graphs:
        return True
    try:
        await state.writer.write(graphs, since=since)
    except StoreMovedError:
        return False
    return True
