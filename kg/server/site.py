"""What crawlers, catalogues and those who want all of it find: dumps, the site map, the data set's description."""

from __future__ import annotations

import asyncio
import contextlib
import re
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import TypeVar
from xml.sax.saxutils import escape

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.errors import StoreError
from kg.exports import Selection, export_rdf
from kg.search import newest
from kg.server.descriptions import DUMPS, dataset_description
from kg.server.generations import mark_of
from kg.server.negotiation import GRAPHS, SUFFIXES, content_type, negotiate
from kg.server.problems import Problem
from kg.server.resources import address_of
from kg.server.sparql import problem_of
from kg.store import Snapshot

_PER_MAP = 10_000  # addresses in one site map, of which 50,000 are allowed: more take the server's own time
_MAPPED = ("article", "entity")
_PATIENCE = 2.0  # seconds that a site map waits for the index of words
DUMPS_AT_ONCE = 2
T = TypeVar("T")


async def dataset(request: Request) -> Response:
    """The data set in VoID and DCAT."""
    format = negotiate(request.headers.get("accept", ""), GRAPHS) or "turtle"
    state = request.app.state
    with state.generations.current() as snapshot:
        data = dataset_description(state.addresses, state.settings, snapshot.manifest, format)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(data, headers=headers, media_type=content_type(format))


async def dump(request: Request) -> Response:
    """All that is published, of one generation, packed, as it is written."""
    suffix = request.path_params["suffix"]
    if suffix not in DUMPS:
        raise Problem(404, f"there are dumps as {', '.join(f'/dump.{each}.gz' for each in DUMPS)}")
    state = request.app.state
    with contextlib.ExitStack() as pinned:
        snapshot = pinned.enter_context(state.generations.current())
        mark = f'"{mark_of(snapshot).decode()}-{suffix}"'
        headers = {
            "ETag": mark,
            "Cache-Control": "no-cache",
            "Content-Disposition": f'attachment; filename="kg-{snapshot.generation:06d}.{suffix}.gz"',
        }
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return StreamingResponse(iter(()), headers=headers, media_type="application/gzip")  # of no known length
        if state.dumping.locked():
            raise Problem(503, "two dumps are being written already", {"Retry-After": "60"})
        return _Dump(_dumped(snapshot, SUFFIXES[suffix], state.dumping), headers, pinned.pop_all())


class _Dump(StreamingResponse):
    """A dump of a generation, which is `pinned` until the last byte is sent, or the client has left."""

    def __init__(self, pieces: AsyncIterator[bytes], headers: Mapping[str, str], pinned: contextlib.ExitStack) -> None:
        super().__init__(pieces, headers=headers, media_type="application/gzip")
        self._pinned = pinned

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._pinned:
            await super().__call__(scope, receive, send)


async def _dumped(snapshot: Snapshot, format: str, dumping: asyncio.Semaphore) -> AsyncIterator[bytes]:
    async with dumping:
        pieces = _packed(export_rdf(snapshot, Selection(), format))
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


async def sitemap_index(request: Request) -> Response:
    """The site maps: https://www.sitemaps.org/protocol.html."""
    indexer = request.app.state.asker.indexer
    total = sum(await _ask(request, lambda view: [indexer.count(view, kind) or 0 for kind in _MAPPED]))
    url = request.app.state.addresses.url
    numbers = range(1, -(-total // _PER_MAP) + 1)
    maps = "".join(f"<sitemap><loc>{escape(url(f'/sitemap-{n}.xml'))}</loc></sitemap>" for n in numbers)
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>')


async def sitemap(request: Request) -> Response:
    """One site map: articles, the newest first, then entities."""
    number = request.path_params["number"]
    if not re.fullmatch("[1-9][0-9]{0,5}", number):
        raise Problem(404, "there is no such site map")
    first = (int(number) - 1) * _PER_MAP
    addresses, indexer = request.app.state.addresses, request.app.state.asker.indexer

    def places(view: Snapshot) -> str:
        articles = indexer.count(view, "article") or 0
        found = newest(view, "article", _PER_MAP, first)
        found += newest(view, "entity", _PER_MAP - len(found), max(first - articles, 0))
        paths = (address_of(addresses, NamedNode(each)).removeprefix(addresses.root) for each in found)
        return "".join(f"<url><loc>{escape(addresses.url(path))}</loc></url>" for path in paths)

    written = await _ask(request, places)
    if not written:
        raise Problem(404, "there is no such site map")
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{written}</urlset>')


async def _ask(request: Request, question: Callable[[Snapshot], T]) -> T:
    """What the index of words answers. Raises Problem (503) while it is being made."""
    state = request.app.state

    def asked(view: Snapshot) -> T:
        state.asker.indexer.require(view, _PATIENCE)
        return question(view)

    with state.generations.current() as snapshot:
        try:
            return await asyncio.to_thread(asked, snapshot)
        except StoreError as error:
            raise problem_of(error) from error


def _xml(body: str) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', media_type="application/xml")


async def robots(request: Request) -> Response:
    """Crawlers are shown the site map, and kept from queries and dumps."""
    place = request.app.state.addresses.url("/sitemap.xml")
    kept = "".join(f"Disallow: /{each}\n" for each in ("sparql", "store", "update", "dump", "query", "search"))
    return Response(f"User-agent: *\n{kept}Sitemap: {place}\n", media_type="text/plain")
