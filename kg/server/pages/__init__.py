"""The HTML pages of the server, for people."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from kg.server.resources import Resource


def routes() -> list[BaseRoute]:
    """The routes of pages that are no node's own: home, search, the query page ..."""
    return []


async def resource_page(request: Request, resource: Resource) -> Response | None:  # noqa: ARG001
    """The page of a node of the graph, or None where there is none yet and the server shows a plain table."""
    return None
