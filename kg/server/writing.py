"""Writes: who may make them, and how they become a generation."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request

from kg.errors import KgError, StoreError, StoreLockedError, StoreMovedError
from kg.publishing.graphs import NotConformingError, RetractedGraphError, write_graphs
from kg.publishing.sayable import OwnGraphError
from kg.publishing.tangles import TangledError
from kg.schema import Schema, load_schema
from kg.server.generations import Generations
from kg.server.problems import Problem
from kg.server.settings import Settings
from kg.server.tokens import holder, read_tokens
from kg.store import Published, open_store
from kg.validation import Validator, finding_dict

_LOG = logging.getLogger(__name__)
_URL_TOKENS = ("token", "access_token", "api_key", "apikey")


def authorize(request: Request) -> str:
    """Whose token the request has.

    Raises Problem: 401 without one, 403 for the page of another site and where nobody may write.
    """
    settings: Settings = request.app.state.settings
    if settings.token_file is None:
        raise Problem(403, "this server takes no writes: it was started without --token-file")
    if any(name in request.query_params for name in _URL_TOKENS):
        raise Problem(401, "a token does not belong into an address, which is logged: send it as Authorization: Bearer")
    origin = request.headers.get("origin")
    own = urlsplit(settings.address)
    if origin is not None and origin != f"{own.scheme}://{own.netloc}":
        raise Problem(403, "a page of another site may not write here")
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Problem(403, "a page of another site may not write here")
    try:
        tokens = read_tokens(settings.token_file)
    except KgError as error:
        _LOG.error("nobody can write: %s", error)
        raise Problem(503, "the server cannot tell who may write; its log says why") from error
    name = holder(request.headers.get("authorization", ""), tokens)
    if name is None:
        raise Problem(401, "this needs a token: Authorization: Bearer ...", {"WWW-Authenticate": 'Bearer realm="kg"'})
    return name


def too_many_triples(settings: Settings) -> Problem:
    """What who writes too much at once is told."""
    return Problem(
        413, f"a write may have {settings.max_triples:,} triples: write several graphs, or publish fact files"
    )


class Writer:
    """Writes graphs, one write after the other; what they say has passed the shapes."""

    def __init__(self, settings: Settings, generations: Generations) -> None:
        self.settings, self.generations = settings, generations
        self._lock = asyncio.Lock()
        self._gate: tuple[Schema, Validator] | None = None

    async def write(self, graphs: Mapping[NamedNode, Sequence[Triple]], *, since: int | None = None) -> Published:
        """Give graphs their new content; readers see it on return. Raises Problem, and StoreMovedError with `since`.

        One that is too large is refused (413), and one that waits too long for those before it (503).
        """
        if sum(map(len, graphs.values())) > self.settings.max_triples:
            raise too_many_triples(self.settings)
        async with self._turn():
            return await self._published(graphs, since)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait for the writes before this one, as long as a query may take."""
        try:
            async with asyncio.timeout(self.settings.deadline):
                await self._lock.acquire()
        except TimeoutError as error:
            raise Problem(503, "others are writing: try again in a moment", {"Retry-After": "10"}) from error
        try:
            yield
        finally:
            self._lock.release()

    async def _published(self, graphs: Mapping[NamedNode, Sequence[Triple]], since: int | None) -> Published:
        try:
            published = await asyncio.to_thread(self._write, graphs, since)
        except OwnGraphError as error:
            raise Problem(403, str(error)) from error
        except RetractedGraphError as error:
            raise Problem(410, str(error)) from error
        except TangledError as error:
            raise Problem(422, str(error)) from error
        except NotConformingError as error:
            raise Problem(422, str(error), findings=[finding_dict(each) for each in error.report.findings]) from error
        except StoreLockedError as error:
            raise Problem(503, str(error), {"Retry-After": "10"}) from error
        except StoreMovedError:
            raise
        except StoreError as error:
            raise Problem(507 if "No space" in str(error) else 500, str(error)) from error
        return published

    def _write(self, graphs: Mapping[NamedNode, Sequence[Triple]], since: int | None) -> Published:
        with open_store(self.settings.store) as store:
            published = write_graphs(store, graphs, *self._shapes(), now=datetime.now(UTC), since=since)
        self.generations.refresh()
        return published

    def _shapes(self) -> tuple[Schema, Validator]:
        if self._gate is None:
            types = load_schema(self.settings.shapes, self.settings.ontology)
            self._gate = types, Validator(types)
        return self._gate
