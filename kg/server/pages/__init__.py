"""The HTML pages of the server, for people."""

from __future__ import annotations

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.descriptions.names import spoken
from kg.server.pages import downloads, nodes, overviews, query, searching
from kg.server.pages.metadata import page_head, shortened
from kg.server.pages.site import data_links, page
from kg.server.problems import Problem
from kg.server.resources import Resource
from kg.server.retractions import Gone


def routes() -> list[BaseRoute]:
    """The routes of pages that are no node's own: home, search, the query page ..."""
    return [
        Route("/", overviews.home),
        Route("/articles", overviews.articles),
        Route("/statements", overviews.statements),
        Route("/search", searching.search),
        Route("/conflicts", overviews.conflicts),
        Route("/vocabulary", overviews.vocabulary),
        Route("/vocabulary/{name}", overviews.term),
        Route("/query", query.query, methods=["GET", "POST"]),
        Route("/sparql", query.query),  # for browsers, where there is no query
        Route("/query/terms.json", query.terms),
        Route("/query/answer.csv", downloads.spreadsheet),
    ]


def problem_page(request: Request, problem: Problem) -> Response:
    """The page that tells a reader what is wrong."""
    gone = problem if isinstance(problem, Gone) else None
    title = "Nothing is here" if problem.status == 404 else "This cannot be shown"
    head = page_head(gone.title if gone else title, shortened(problem.detail, 1_000))
    template = "gone.html" if gone else "missing.html"
    answer = page(request, template, head, status=problem.status, words=problem.detail, problem=problem)
    answer.headers.update({"Cache-Control": "no-store", "Vary": "Accept", **problem.headers})
    return answer


async def resource_page(request: Request, resource: Resource) -> Response | None:
    """The page of a node of the graph, or None where its kind has none (`plain_page`)."""
    return await nodes.node_page(request, resource.kind, resource.iri)


def plain_page(request: Request, node: NamedNode, turtle: str) -> Response:
    """The page of any other node: what the graph says of it, in Turtle."""
    head = page_head(shortened(spoken(node.value), 100), f"What the graph says of {node.value}.")
    return page(request, "plain.html", head, data=data_links(request, node.value), node=node.value, turtle=turtle)
