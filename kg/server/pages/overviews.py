"""The pages that lead to others: home, articles, statements, conflicts and the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.descriptions.conflicts import Clash, describe_conflicts, find_conflicts
from kg.descriptions.names import Source
from kg.descriptions.overviews import HomePage, Lists, describe_home, newest_articles
from kg.descriptions.statements import statements as described
from kg.descriptions.terms import describe_term, entries
from kg.descriptions.values import ArticleLine, Statement
from kg.errors import StoreError
from kg.search import articles_by_day, newest
from kg.server.asking import Asker
from kg.server.indexing import Indexer
from kg.server.pages.metadata import page_head
from kg.server.pages.results import short
from kg.server.pages.site import missing, no_such_page, once_a_generation, page, with_source
from kg.server.paging import page_number
from kg.server.sparql import problem_of
from kg.store import Snapshot
from kg.vocab import PREFIXES

_LINES = 50  # articles on a page
_CARDS = 30  # statements on a page
_PATIENCE = 2.0  # seconds that the list of statements waits for an index of words that is being made
_CONFLICTS = 20  # contradictions on a page


async def home(request: Request) -> Response:
    """The newest statements and articles; made once a generation."""
    state = request.app.state
    against = await once_a_generation(request, "conflicts", find_conflicts)
    found = await once_a_generation(
        request, "home", lambda source: _home(source, state.asker, against), lambda page: page.statements is not None
    )
    summary = "What the papers say: every statement with its words, its source and how sure."
    return page(request, "home.html", page_head(state.settings.title, summary), page=found)


def _home(source: Source, asker: Asker, against: Sequence[Clash]) -> HomePage:
    assert isinstance(source.view, Snapshot)
    manifest, indexer = source.view.manifest, asker.indexer
    articles, lists = asker.articles(source.view), _lists(source, indexer)
    lists = replace(lists, statements=indexer.count(source.view, "statement"))
    return describe_home(source, manifest.generation, manifest.created, articles, lists, against)


def _lists(source: Source, indexer: Indexer) -> Lists:
    return Lists(lambda most: indexer.ask(source.view, partial(articles_by_day, most=most)))


async def articles(request: Request) -> Response:
    """All articles, the newest first."""
    number = page_number(request)

    def lines(source: Source) -> tuple[list[ArticleLine], int]:
        assert isinstance(source.view, Snapshot)
        total = request.app.state.asker.articles(source.view)
        lists = _lists(source, request.app.state.asker.indexer)
        return newest_articles(source, _LINES, (number - 1) * _LINES, lists), total

    found, total = await with_source(request, lines)
    pages = max(1, -(-total // _LINES))
    if number > pages:
        return no_such_page(request, number, pages)
    head = page_head("Articles", f"{total} articles, the newest first.")
    return page(request, "articles.html", head, lines=found, total=total, number=number, pages=pages)


async def statements(request: Request) -> Response:
    """All statements, the newest first. Raises Problem (503) while there is no index to list them by."""
    number, indexer = page_number(request), request.app.state.asker.indexer

    def cards(source: Source) -> tuple[list[Statement], int]:
        assert isinstance(source.view, Snapshot)
        indexer.require(source.view, _PATIENCE)
        found = newest(source.view, "statement", _CARDS, (number - 1) * _CARDS)
        return list(described(source, map(NamedNode, found))), indexer.count(source.view, "statement") or 0

    try:
        found, total = await with_source(request, cards)
    except StoreError as error:
        raise problem_of(error) from error
    pages = max(1, -(-total // _CARDS))
    if number > pages:
        return no_such_page(request, number, pages)
    head = page_head("Statements", f"{total} statements, the newest first, each with its words and source.")
    return page(request, "statements.html", head, statements=found, total=total, number=number, pages=pages)


async def conflicts(request: Request) -> Response:
    """What articles contradict each other on, the newest first."""
    found = await once_a_generation(request, "conflicts", find_conflicts)
    number, pages = page_number(request), max(1, -(-len(found) // _CONFLICTS))
    if number > pages:
        return no_such_page(request, number, pages)
    several = "1 contradiction" if len(found) == 1 else f"{len(found):,} contradictions"
    head = page_head("Conflicts", f"{several} between articles, each side with its words.")
    wanted = found[(number - 1) * _CONFLICTS : number * _CONFLICTS]
    shown = await with_source(request, lambda source: list(describe_conflicts(source, wanted)))
    return page(request, "conflicts.html", head, conflicts=shown, total=len(found), number=number, pages=pages)


async def vocabulary(request: Request) -> Response:
    """Every term of the vocabulary."""
    found = await with_source(request, entries)
    head = page_head("Vocabulary", f"The {len(found)} terms of News Facts, each with its definition and an example.")
    return page(request, "vocabulary.html", head, entries=found, short=partial(short, prefixes=PREFIXES))


async def term(request: Request) -> Response:
    """One term of the vocabulary."""
    name = request.path_params["name"]
    found = await with_source(request, lambda source: describe_term(source, name))
    if found is None:
        return missing(request, "The vocabulary has no term of this name.")
    head = page_head(found.entry.ref.name, found.entry.definition or "A term of the vocabulary.")
    return page(request, "term.html", head, page=found)
