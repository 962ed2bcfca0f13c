"""The search page: full text over articles, statements and entities; by name alone where there is no index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.descriptions.names import Source
from kg.descriptions.overviews import Hit, SearchPage, find, search_page
from kg.descriptions.statements import statement
from kg.descriptions.values import Ref, plain
from kg.errors import QueryError, StoreError
from kg.search import pieces
from kg.search import search as search_words
from kg.server.indexing import Indexer
from kg.server.pages.metadata import page_head
from kg.server.pages.site import page, with_source
from kg.store import Snapshot

MOST = 200  # hits of a kind
_GROUPS = ("entity", "article", "statement")
_SENTENCES = 40  # statements that are told in a sentence of their own


async def search(request: Request) -> Response:
    """What has these words."""
    indexer: Indexer = request.app.state.asker.indexer
    asked = {name: request.query_params.get(name, "").strip()[:200] for name in ("q", "kind", "year")}
    wrong = ""
    try:
        found = await with_source(
            request, lambda source: hits(source, indexer, asked["q"], asked["kind"], asked["year"])
        )
    except QueryError as error:
        found, wrong = SearchPage(asked["q"], asked["kind"], asked["year"]), str(error)

    def narrowed(**changed: str) -> str:
        return "?" + urlencode({name: value for name, value in {**asked, **changed}.items() if value})

    title = f"Search: {found.words}" if found.words else "Search"
    head = page_head(title, f"{found.total} found.")
    values: dict[str, Any] = {"page": found, "narrowed": narrowed, "wrong": wrong}
    return page(request, "search.html", head, **values)


def hits(source: Source, indexer: Indexer, words: str, kind: str, year: str) -> SearchPage:
    """The hits of the full-text index, entities first, then articles, then statements.

    The last word may be only begun. Raises QueryError where there is no word to search for.
    """
    if not words:
        return SearchPage(words, kind, year)
    assert isinstance(source.view, Snapshot)
    try:
        indexer.require(source.view)
        found = search_words(source.view, _begun(words), limit=MOST)
    except StoreError:  # there is no index of this generation yet, or none can be made
        return find(source, words, kind, year)
    told = sorted(_told(source, found.hits), key=lambda hit: _GROUPS.index(hit.group))
    if not any(hit.group == "entity" for hit in told):  # the index knows stems: of a name that is only begun, no stem
        told = [*(hit for hit in find(source, words).hits if hit.group == "entity"), *told]
    return search_page(words, kind, year, told, more=bool(found.more))


def _begun(words: str) -> str:
    return words if words.endswith(('"', "*")) or not words[-1:].isalnum() else words + "*"


def _told(source: Source, found: Any) -> Iterator[Hit]:
    sentences = Counter[str]()
    for hit in found:
        snippet = tuple(pieces(hit.snippet))
        if hit.kind == "statement":
            sentences["told"] += 1
            told = statement(source, NamedNode(hit.node)) if sentences["told"] <= _SENTENCES else None
            name = plain(told.sentence) if told else "".join(text for text, _ in snippet)
            kind = told.kind.name if told else hit.label
            yield Hit(Ref(hit.node, name), "statement", f"{kind} · {hit.title}", hit.day[:4], snippet, "statement")
        elif hit.kind == "article":
            yield Hit(Ref(hit.node, hit.title), "article", hit.day, hit.day[:4], snippet, "article")
        else:
            yield Hit(Ref(hit.node, hit.title), hit.label, "", "", (), "entity")
