"""What all pages share: the schema, the generation of the request, and the values that every template knows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.descriptions.dates import day_words
from kg.descriptions.links import words_link
from kg.descriptions.names import Source
from kg.descriptions.values import Ref, full_stop, plain
from kg.kept_types import types_of
from kg.server.pages.links import host, node_path, outside
from kg.server.pages.metadata import Head, page_head
from kg.server.rendering import render
from kg.store import Snapshot

DATA = (
    ("Turtle", "text/turtle", "ttl"),
    ("JSON-LD", "application/ld+json", "jsonld"),
    ("N-Triples", "application/n-triples", "nt"),
)
T = TypeVar("T")
DataLinks = Sequence[tuple[str, str, str]]  # name, media type, address


def source_of(request: Request, snapshot: Snapshot) -> Source:
    """Where descriptions come from; `app.state.schema` has the types where they are not those that the store keeps."""
    state = request.app.state
    if state.schema is not None:
        return Source(snapshot, state.schema)
    return Source(snapshot, state.generations.made(snapshot, types_of))


async def with_source(request: Request, describe: Callable[[Source], T]) -> T:
    """What `describe` makes of the current generation, in a thread, so that no other request waits for it."""
    with request.app.state.generations.current() as snapshot:
        return await run_in_threadpool(describe, source_of(request, snapshot))


async def once_a_generation(
    request: Request, name: str, describe: Callable[[Source], T], is_whole: Callable[[T], bool] = lambda _: True
) -> T:
    """The same, kept under a name until there is another generation; what is not whole yet is not kept."""
    kept: dict[str, tuple[bytes, Any]] = request.app.state.made
    mark = request.app.state.generations.mark
    if name in kept and kept[name][0] == mark:
        found: T = kept[name][1]
        return found
    found = await with_source(request, describe)
    if is_whole(found):
        kept[name] = mark, found
    return found


def data_links(request: Request, iri: str) -> DataLinks:
    """Where a node can be had as data."""
    addresses = request.app.state.addresses
    own, given = addresses.path(iri), "?" + urlencode({"iri": iri})
    path, query = (own, "") if own else (f"{addresses.root}/resource", given)
    return tuple((name, kind, f"{path}.{suffix}{query}") for name, kind, suffix in DATA)


def page(
    request: Request, template: str, head: Head, *, status: int = 200, data: DataLinks = (), **values: Any
) -> Response:
    """The page that a template makes, with an ETag; 304 for who has it already."""
    state = request.app.state
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    answer = render(
        request,
        template,
        status=status,
        head=head,
        site=state.settings.title,
        root=state.addresses.root,
        here=state.addresses.url(path),
        generation=state.generations.generation,
        published=state.generations.published,
        data_links=data,
        link=node_path(state.addresses),
        outside=outside,
        host=host,
        words_link=words_link,
        day_words=day_words,
        plain=plain,
        names=_names,
        full_stop=full_stop,
        **values,
    )
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "no-cache"
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, {"ETag": tag, "Cache-Control": "no-cache"})
    return answer


def missing(request: Request, words: str) -> Response:
    """The page of what is not there."""
    return page(request, "missing.html", page_head("Nothing is here", words), status=404, words=words)


def no_such_page(request: Request, number: int, pages: int) -> Response:
    """Says that a list has fewer pages than the address asks for, and leads to the last of them."""
    words = f"There is no page {number}: this list has {pages} {'page' if pages == 1 else 'pages'}."
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "page"]
    last = "?" + urlencode([*kept, ("page", pages)])
    return page(request, "missing.html", page_head("Nothing is here", words), status=404, words=words, last=last)


def _names(refs: Sequence[Ref]) -> str:
    return ", ".join(each.name for each in refs)
