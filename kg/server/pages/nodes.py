"""The pages of nodes of the graph: entities, articles, situations, assertions and occurrences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.descriptions.articles import ArticlePage, describe_article
from kg.descriptions.entities import EntityPage, describe_entity
from kg.descriptions.names import Source
from kg.descriptions.revisions import Revision, describe_revisions
from kg.descriptions.situations import (
    AssertionPage,
    OccurrencePage,
    SituationPage,
    describe_assertion,
    describe_occurrence,
    describe_situation,
)
from kg.descriptions.values import plain
from kg.search import statements_about
from kg.server.indexing import Indexer
from kg.server.pages.drawings import star, timeline
from kg.server.pages.metadata import Head, article_head, entity_head, page_head, shortened, statement_head
from kg.server.pages.site import data_links, no_such_page, page, with_source
from kg.server.paging import page_number
from kg.store import Snapshot

Described = EntityPage | ArticlePage | SituationPage | AssertionPage | OccurrencePage


def describe(source: Source, indexer: Indexer, kind: str, iri: NamedNode, number: int = 1) -> Described | None:
    """What the graph knows of a node of this kind (of `kg.iris.KINDS`); None where it has no page or is not there."""

    def newest(entity: NamedNode, most: int) -> list[NamedNode] | None:
        found = indexer.ask(source.view, lambda snapshot: statements_about(snapshot, entity.value, most))
        return None if found is None else [NamedNode(each) for each in found]

    describers: dict[str, Callable[[Source, NamedNode], Described | None]] = {
        "article": describe_article,
        "assertion": describe_assertion,
        "situation": describe_situation,
        "occurrence": describe_occurrence,
        "entity": lambda source, iri: describe_entity(source, iri, number, newest=newest),
    }
    return describers[kind](source, iri) if kind in describers else None


async def node_page(request: Request, kind: str, iri: NamedNode) -> Response | None:
    """The page of a node, or None where there is none."""
    number, indexer = page_number(request), request.app.state.asker.indexer
    found = await with_source(request, lambda source: describe(source, indexer, kind, iri, number))
    if found is None:
        return None
    if isinstance(found, EntityPage) and number > found.pages:
        return no_such_page(request, number, found.pages)
    revisions = await with_source(request, lambda source: _revisions(source, iri)) if kind == "article" else ()
    template, head, values = _shown(request, found, revisions)
    return page(request, template, head, data=data_links(request, iri.value), page=found, **values)


def _revisions(source: Source, article: NamedNode) -> tuple[Revision, ...]:
    """The revisions of an article, where there are several."""
    assert isinstance(source.view, Snapshot)
    return describe_revisions(source.view, source.types, article)


def _shown(request: Request, found: Described, revisions: tuple[Revision, ...]) -> tuple[str, Head, dict[str, Any]]:
    """The template of a description, the head of its page, and what the template needs besides."""
    match found:
        case EntityPage():
            return "entity.html", entity_head(found), _of_entity(request, found)
        case ArticlePage():
            return "article.html", article_head(found), {"revisions": revisions}
        case AssertionPage():
            return "assertion.html", statement_head(found.statement), {}
        case SituationPage():
            title = shortened(plain(found.statements[0].sentence), 140)
            head = page_head(title, f"A {found.kind.name}, with everybody’s word for it.")
            return "situation.html", head, {}
        case OccurrencePage():
            title = shortened(plain(found.newest.sentence), 140)
            articles = len({each.article.iri for each in found.statements})
            head = page_head(title, f"One {found.kind.name}, as {articles} articles tell of it.")
            return "occurrence.html", head, {"articles": articles}


def _of_entity(request: Request, found: EntityPage) -> dict[str, Any]:
    def paged(number: int) -> str:
        kept = {key: value for key, value in request.query_params.items() if key == "iri"}
        return "?" + urlencode({**kept, "page": number})

    return {
        "groups": found.groups,
        "timeline": timeline(found.timeline),
        "star": star(found.ties),
        "paged": paged,
    }
