"""The search page: full text over articles, statements and entities; by name alone where there is no index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.descriptions.names import Source
from kg.descriptions.searches import Hit, SearchPage, find, fits, search_page
from kg.descriptions.statements import provisos, statement
from kg.descriptions.values import Ref, plain
from kg.errors import KgError, QueryError, StoreError
from kg.search import Found as SearchFound
from kg.search import Hit as SearchHit
from kg.search import names_near, pieces, verify_day
from kg.search import search as search_words
from kg.server.indexing import Indexer
from kg.server.pages.metadata import page_head
from kg.server.pages.site import page, with_source
from kg.server.sparql import problem_of
from kg.store import Snapshot
from kg.store.searching import NoWordError

MOST = 200  # hits of a kind
_NAMES: dict[str, Any] = {"kinds": ("entity",), "limit": 8, "seconds": 0.5}
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_GROUPS = ("entity", "article", "statement")
_SUFFIX = 4  # letters that a stem may lack
_SENTENCES = 40  # statements that are told in a sentence of their own


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search page is asked: words, a kind, a year (four digits), days (ISO); empty where nothing is."""

    words: str = ""
    kind: str = ""
    year: str = ""
    since: str = ""
    until: str = ""

    def page(self) -> SearchPage:
        """The page without a hit."""
        return SearchPage(self.words, self.kind, self.year)


async def search(request: Request) -> Response:
    """What has these words."""
    names = ("q", "kind", "year", "since", "until")
    asked = {name: _CONTROL.sub("\ufffd", request.query_params.get(name, "").strip()[:200]) for name in names}
    wanted, wrong, status, headers = Asked(*asked.values()), "", 200, dict[str, str]()
    state = request.app.state
    try:
        async with state.asker.searching(state.settings.deadline) as left:
            found = await with_source(request, lambda source: hits(source, state.asker.indexer, wanted, left))
    except NoWordError as error:
        found, wrong = wanted.page(), str(error)
    except KgError as error:
        problem = problem_of(error)
        found, wrong, status, headers = wanted.page(), problem.detail, problem.status, problem.headers

    def narrowed(**changed: str) -> str:
        return "?" + urlencode({name: value for name, value in {**asked, **changed}.items() if value})

    title = f"Search: {found.words}" if found.words else "Search"
    head = page_head(title, f"{found.total} found.")
    values: dict[str, Any] = {"page": found, "asked": asked, "narrowed": narrowed, "wrong": wrong}
    shown = page(request, "search.html", head, status=status, **values)
    shown.headers.update(headers)
    return shown


async def suggest(request: Request) -> Response:
    """The names of entities that begin as what was typed does, with their kinds, for the search field: best first."""
    words, indexer = request.query_params.get("q", "").strip()[:200], request.app.state.asker.indexer

    def names(source: Source) -> tuple[SearchHit, ...]:
        found: SearchFound | None = indexer.ask(source.view, partial(search_words, words=_begun(words), **_NAMES))
        if found is None:
            raise QueryError("the index of words is being made")
        return found.hits

    kept = "public, max-age=60"
    try:
        async with request.app.state.asker.searching(_NAMES["seconds"]):
            found = await with_source(request, names) if words else ()
    except NoWordError:
        found = ()
    except QueryError:  # it takes too long, or others do: there is nothing to suggest now
        found, kept = (), "no-store"
    told = {hit.title: hit.label for hit in found}
    offered = [{"name": name, "kind": kind} for name, kind in told.items()]
    return JSONResponse({"names": offered}, headers={"Cache-Control": kept})


def hits(source: Source, indexer: Indexer, asked: Asked, seconds: float) -> SearchPage:
    """The hits of the full-text index, entities first, then articles, then statements.

    The last word may be only begun. Raises QueryError where there is no word to search for, for a day or year that is
    none, and where it takes longer than so many seconds; StoreError where days are asked for and there is no index.
    """
    words, kind, year = asked.words, asked.kind, asked.year
    if year and not re.fullmatch("[0-9]{4}", year):
        raise QueryError(f"{year}: this is no year; write it as in 2031")
    dated = asked.since or asked.until
    for day in filter(None, (asked.since, asked.until)):
        verify_day(day)
    if not words:
        return asked.page()
    assert isinstance(source.view, Snapshot)
    try:
        indexer.require(source.view)
        found = search_words(
            source.view, _begun(words), since=asked.since, until=asked.until, limit=MOST, seconds=seconds
        )
    except StoreError:  # there is no index of this generation yet, or none can be made
        if dated:
            raise
        return find(source, words, kind, year)
    every = sorted(_found(found.hits), key=lambda hit: _GROUPS.index(hit.group))
    if not any(hit.group == "entity" for hit in every) and not dated:  # entities have no day
        every = [*_found(_begun_names(source.view, words, seconds)), *every]
    if not every and not dated:
        return replace(asked.page(), near=tuple(names_near(source.view, words, seconds)))
    page = search_page(words, kind, year, every, more=bool(found.more))
    return replace(page, hits=tuple(_told(source, page.hits)))


def _begun_names(snapshot: Snapshot, words: str, seconds: float) -> tuple[SearchHit, ...]:
    """The entities whose names begin with all these words, where the last one is the beginning of no stem.

    The index knows stems: of "nationa", the beginning of "national", it knows only "nation". So it is asked for what
    begins with ever fewer letters, and of that only names remain in which the words begin words as they stand.
    """
    last = re.split(r"\W", words)[-1]
    for length in range(len(last) - 1, max(2, len(last) - _SUFFIX) - 1, -1):
        shorter = words[: len(words) - len(last) + length]
        found = search_words(snapshot, f"{shorter}*", kinds=("entity",), limit=MOST, seconds=seconds)
        fitting = tuple(hit for hit in found.hits if fits("".join(text for text, _ in pieces(hit.snippet)), words))
        if fitting:
            return fitting
    return ()


def _begun(words: str) -> str:
    return words if words.endswith(('"', "*")) or not words[-1:].isalnum() else words + "*"


def _found(hits: Iterable[SearchHit]) -> Iterator[Hit]:
    for hit in hits:
        snippet = tuple(pieces(hit.snippet))
        if hit.kind == "statement":
            ref, detail = Ref(hit.node, "".join(text for text, _ in snippet)), f"{hit.label} · {hit.title}"
            yield Hit(ref, "statement", detail, hit.day[:4], snippet, "statement")
        elif hit.kind == "article":
            _, _, text = hit.snippet.partition("\n")  # the first line is the headline, which stands above it already
            yield Hit(
                Ref(hit.node, hit.title),
                "article",
                hit.day,
                hit.day[:4],
                tuple(pieces(text)) if text else (),
                "article",
            )
        else:
            yield Hit(Ref(hit.node, hit.title), hit.label, "", "", (), "entity")


def _told(source: Source, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits of a page, the first of its statements in a sentence, and all with whose word they are."""
    number = 0
    for hit in hits:
        if hit.group != "statement":
            yield hit
            continue
        number += 1
        node = NamedNode(hit.ref.iri)
        if number <= _SENTENCES and (told := statement(source, node)):
            detail = f"{told.kind.name} · {told.article.headline}"
            yield replace(hit, ref=Ref(told.iri, plain(told.sentence)), detail=detail, provisos=told.provisos)
        else:
            yield replace(hit, provisos=provisos(source, node))
