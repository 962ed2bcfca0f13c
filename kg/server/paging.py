"""The description of an entity of which very much is said: page by page, the newest statements first.

Who takes all pages has all of it. The way to the others stands in the RDF (Hydra's PartialCollectionView) and in the
header Link (RFC 8288).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Triple
from starlette.requests import Request

from kg.exports import entity_part
from kg.search import statements_about
from kg.server.indexing import Indexer
from kg.server.problems import Problem
from kg.store import Snapshot
from kg.vocab import hydra, nf, rdf, xsd

STATEMENTS = 100  # on a page; who is in no more situations is described whole
_ALL = 10_000_000
_DIGITS = 8  # of the number of a page, at most
_STEPS = {"first": hydra.first, "prev": hydra.previous, "next": hydra.next, "last": hydra.last}


def page_number(request: Request) -> int:
    """The page that the address names, from 1."""
    written = request.query_params.get("page", "1")
    return max(int(written), 1) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else 1


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a description: these of the `total` statements about an entity, and what is known of it anyway."""

    number: int
    total: int
    assertions: tuple[NamedNode, ...]
    quads: tuple[Quad, ...]

    def steps(self) -> dict[str, int]:
        """The numbers of the other pages, by how they stand to this one."""
        last = -(-self.total // STATEMENTS)
        found = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": last}
        return {name: number for name, number in found.items() if 1 <= number <= last}


def part_of(snapshot: Snapshot, indexer: Indexer, entity: NamedNode, number: int) -> Part | None:
    """Page `number` (from 1) of a description; None where it is short enough to be whole.

    Raises Problem (404) where it has fewer pages, and StoreError where there is no index to list the statements by.
    """
    if len(list(islice(snapshot.match(None, nf.involves, entity), STATEMENTS + 1))) <= STATEMENTS:
        return None
    indexer.require(snapshot)
    found = statements_about(snapshot, entity.value, _ALL)
    shown = tuple(map(NamedNode, found[(number - 1) * STATEMENTS : number * STATEMENTS]))
    if not shown:
        raise Problem(
            404, f"there is no page {number}: {len(found)} statements are {-(-len(found) // STATEMENTS)} pages"
        )
    return Part(number, len(found), shown, tuple(entity_part(snapshot, entity, shown)))


def way(part: Part, document: str) -> Iterator[Triple]:
    """Where the others are, in RDF; `document` is the address of the description without a page."""
    whole, view = NamedNode(document), NamedNode(page_address(document, part.number))
    yield Triple(whole, rdf.type, hydra.Collection)
    yield Triple(whole, hydra.totalItems, Literal(str(part.total), datatype=xsd.integer))
    yield Triple(whole, hydra.view, view)
    yield Triple(view, rdf.type, hydra.PartialCollectionView)
    yield from (Triple(view, hydra.member, each) for each in part.assertions)
    for name, number in part.steps().items():
        yield Triple(view, _STEPS[name], NamedNode(page_address(document, number)))


def links(part: Part, document: str) -> str:
    """The same for the header Link."""
    return ", ".join(f'<{page_address(document, number)}>; rel="{name}"' for name, number in part.steps().items())


def page_address(document: str, number: int) -> str:
    """The address of a page of a document.

    >>> page_address("/resource.ttl?iri=urn:x:1", 2), page_address("/entity/a", 1)
    ('/resource.ttl?iri=urn:x:1&page=2', '/entity/a?page=1')
    """
    return f"{document}{'&' if '?' in document else '?'}page={number}"
