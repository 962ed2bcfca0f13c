"""Every node of the graph at its own address: the page for people, RDF for programs, by Accept or by suffix.

The address of a thing answers with the document about it, at once (200, Content-Location), see decision 0050.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from urllib.parse import quote, urlencode

from pyoxigraph import Literal, NamedNode, Quad, Triple
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import StoreLockedError
from kg.exports import article_quads, entity_quads, node_quads, shape_triples
from kg.iris import KINDS
from kg.kept_types import types_of
from kg.serialization import media_type, serialize
from kg.server.addresses import Addresses
from kg.server.negotiation import GRAPHS, HTML, SUFFIXES, content_type, negotiate
from kg.server.paging import Part, links, page_number, part_of, way
from kg.server.problems import Problem
from kg.server.retractions import retracted, taken_along
from kg.store import Snapshot
from kg.uris import uri_of
from kg.vocab import HYDRA, SHAPES, dcterms, nf, rdf, xsd

MOST = 2_000  # situations, or nodes that refer to one, in the description of a node; SPARQL has them all
_OFFERS = (*GRAPHS, HTML)
_TIMES = {"day": (nf.Day, xsd.date), "month": (nf.Month, xsd.gYearMonth)}
_OF_KIND: dict[str, Callable[[Snapshot, NamedNode], Iterable[Quad]]] = {
    "article": article_quads,
    "entity": lambda snapshot, iri: entity_quads(snapshot, iri, MOST),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A node that somebody asked for: its kind (of `kg.iris.KINDS`), its IRI, and the generation it is read from."""

    kind: str
    iri: NamedNode
    snapshot: Snapshot
    quads: tuple[Quad, ...] = ()


async def minted(request: Request) -> Response:
    """Answer for an IRI that the store minted: /entity/NAME, /article/NAME ..., and these with a suffix."""
    kind, local = request.path_params["kind"], request.path_params["local"]
    if kind not in KINDS:
        raise Problem(404, "there is nothing at this address")
    name, suffix = _split(local)
    iri = request.app.state.addresses.iri(kind, name)
    if iri is None:
        raise Problem(404, "there is nothing at this address")
    return await _answer(request, kind, iri, suffix, f"/{kind}/{quote(name, safe='')}", "")


async def foreign(request: Request) -> Response:
    """Answer for an IRI that stands in the graph and was minted elsewhere: /resource?iri=..., and with a suffix."""
    given = request.query_params.get("iri", "")
    try:
        iri = NamedNode(given)
    except ValueError as error:
        raise Problem(400, "what follows `iri=` is no IRI") from error
    addresses: Addresses = request.app.state.addresses
    own = addresses.path(given)
    if own is not None:
        return RedirectResponse(own, 303)
    suffix = request.path_params.get("suffix")
    if suffix is not None and suffix != "html" and suffix not in SUFFIXES:
        raise Problem(404, "there is nothing at this address")
    return await _answer(request, "entity", iri, suffix, "/resource", "?" + urlencode({"iri": given}))


def _split(local: str) -> tuple[str, str | None]:
    name, dot, suffix = local.rpartition(".")
    return (name, suffix) if dot and (suffix in SUFFIXES or suffix == "html") else (local, None)


async def _answer(request: Request, kind: str, iri: NamedNode, suffix: str | None, path: str, query: str) -> Response:
    addresses: Addresses = request.app.state.addresses
    path = addresses.root + path
    with request.app.state.generations.current() as snapshot:
        gone = retracted(snapshot, iri)
        if gone is None and next(snapshot.match(iri), None) is None:  # then the history is read
            gone = await asyncio.to_thread(taken_along, snapshot, iri)
        if gone is not None:
            raise gone
        if (other := replaced_by(snapshot, iri)) is not None:
            return RedirectResponse(address_of(addresses, other, suffix), 301)
        format = "html" if suffix == "html" else SUFFIXES.get(suffix or "")
        format = format or negotiate(request.headers.get("accept", ""), _OFFERS)
        if format is None:
            raise Problem(406, f"this can be had as {', '.join(kinds[0] for _, kinds in _OFFERS)}")
        headers = _headers(snapshot, path, query, request.app.state.settings.license)
        if suffix is None:
            ending = next((each for each, name in SUFFIXES.items() if name == format), "html")
            headers["Content-Location"] = f"{path}.{ending}{query}"
        if format == "html":
            return await _page(request, Resource(kind, iri, snapshot), headers)
        document = f"{path}.{suffix}{query}" if suffix else f"{path}{query}"
        return await asyncio.to_thread(_document, request, Resource(kind, iri, snapshot), format, headers, document)


async def _page(request: Request, resource: Resource, headers: dict[str, str]) -> Response:
    from kg.server import pages  # which know what a Resource is

    response = await pages.resource_page(request, resource)
    if response is None:
        response = pages.plain_page(request, resource.iri, await asyncio.to_thread(_turtle, resource))
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response


def _turtle(resource: Resource) -> str:
    return b"".join(serialize(_known(resource), "turtle", resource.snapshot.prefixes)).decode()


def _document(request: Request, resource: Resource, format: str, headers: dict[str, str], document: str) -> Response:
    quads: list[Quad | Triple] = []
    part = _part(request, resource) if resource.kind == "entity" else None
    if part is not None:
        headers["Link"] += f", {links(part, document)}"
        address = request.app.state.addresses.url(document.removeprefix(request.app.state.addresses.root))
        quads += [*part.quads, *way(part, address)]
    else:
        quads += _known(resource)
    prefixes = {**resource.snapshot.prefixes, "hydra": HYDRA}
    body = b"".join(serialize(quads, format, prefixes))
    headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}-{format}"'
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=content_type(format))


def _part(request: Request, resource: Resource) -> Part | None:
    """A page of the description, where it is too long for one. Raises Problem (404; 503 where it cannot be had yet)."""
    try:
        return part_of(resource.snapshot, request.app.state.asker.indexer, resource.iri, page_number(request))
    except StoreLockedError as error:
        raise Problem(503, str(error), {"Retry-After": "10"}) from error


def _known(resource: Resource) -> tuple[Quad, ...]:
    quads = described(resource.kind, resource.iri, resource.snapshot)
    if not quads:
        words = "it was never published, or has been corrected or taken back since"
        raise Problem(404, f"the graph knows nothing of {resource.iri.value}: {words}")
    return quads


def described(kind: str, iri: NamedNode, snapshot: Snapshot) -> tuple[Quad, ...]:
    """What the graph says of a node; nothing where it does not know it."""
    held = tuple(islice(snapshot.quads(iri), 100_000))
    if kind == "graph":
        return held
    found = tuple(_OF_KIND[kind](snapshot, iri)) if kind in _OF_KIND else ()
    told = tuple(dict.fromkeys((*(found or node_quads(snapshot, iri, MOST)), *held)))
    if not told and iri.value.startswith(SHAPES.rstrip("#")):
        return tuple(Quad(*each) for each in shape_triples(types_of(snapshot), iri.value))
    return (*_time(kind, iri), *told) if told else ()


def _time(kind: str, iri: NamedNode) -> Iterator[Quad]:
    """What a day or month is, which its IRI alone says in the store."""
    if kind in _TIMES:
        of, datatype = _TIMES[kind]
        yield Quad(iri, rdf.type, of)
        yield Quad(iri, rdf.value, Literal(iri.value.rpartition("/")[2], datatype=datatype))


def replaced_by(snapshot: Snapshot, iri: NamedNode) -> NamedNode | None:
    """The entity with which this one was merged, or None."""
    others = (quad.object for quad in snapshot.match(iri, dcterms.isReplacedBy, None, snapshot.iris.entities_graph))
    return next((each for each in others if isinstance(each, NamedNode) and each != iri), None)


def address_of(addresses: Addresses, iri: NamedNode, suffix: str | None = None) -> str:
    """The path at which this server tells of an IRI, whoever minted it."""
    ending = f".{suffix}" if suffix else ""
    own = addresses.path(iri.value)
    return own + ending if own else f"{addresses.root}/resource{ending}?{urlencode({'iri': iri.value})}"


def _headers(snapshot: Snapshot, path: str, query: str, license: str) -> dict[str, str]:
    links = [f'<{path}.html{query}>; rel="alternate"; type="text/html"']
    links += [
        f'<{path}.{ending}{query}>; rel="alternate"; type="{media_type(format)}"' for ending, format in SUFFIXES.items()
    ]
    links += [f'<{uri_of(license)}>; rel="license"'] if license else []
    published = datetime.fromisoformat(snapshot.manifest.created)
    return {
        "Vary": "Accept",
        "Cache-Control": "public, no-cache",  # to be asked after each time: a correction shows at once
        "Last-Modified": format_datetime(published.replace(microsecond=0), usegmt=True),
        "Link": ", ".join(links),
        "X-KG-Generation": str(snapshot.generation),
    }
