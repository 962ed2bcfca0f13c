"""The application: routes, what every request passes, and what lives as long as the server does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import KgError
from kg.schema import load_schema
from kg.server import feeds, pages, site
from kg.server.addresses import Addresses
from kg.server.asking import Asker
from kg.server.generations import Generations
from kg.server.graph_store import METHODS, graph_store
from kg.server.guards import Gate
from kg.server.metrics import Metrics, metrics
from kg.server.openapi import openapi
from kg.server.pages.searching import suggest
from kg.server.pool import Pool
from kg.server.problems import Problem, problem_response
from kg.server.resources import foreign, minted
from kg.server.settings import Settings
from kg.server.sparql import Sparql
from kg.server.static_files import static_file
from kg.server.updates import update
from kg.server.writing import Writer
from kg.store.snapshot import ErasedError


def create_app(settings: Settings) -> Starlette:
    """The server as an ASGI application. Raises StoreError where the store cannot be opened.

    Its `state` has `settings`, `addresses`, `generations` and `asker`, which routes use.
    """
    generations = Generations(settings.store)
    with generations.current() as snapshot:
        base = snapshot.iris.base
    pool = Pool(settings.workers, settings.limits, settings.queue)
    asker = Asker(generations, pool, settings.cache)
    counted = Metrics(asker, settings.log)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001
        await pool.start()
        tasks = [asyncio.create_task(each) for each in (generations.watch(), counted.write_regularly())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await pool.close()
            counted.flush()
            generations.close()

    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(Gate, settings=settings, record=counted.record),
            Middleware(Sparql),
            Middleware(GZipMiddleware, minimum_size=1_400, compresslevel=4),
        ],
        exception_handlers={Problem: _problem, KgError: _error, 404: _missing, 405: _not_allowed, 500: _fault},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.addresses = Addresses(base, settings.address)
    app.state.generations = generations
    app.state.asker = asker
    app.state.metrics = counted
    app.state.schema = load_schema(settings.shapes, settings.ontology) if settings.shapes or settings.ontology else None
    app.state.writer = Writer(settings, generations)
    app.state.made = {}  # what pages keep until the next generation
    app.state.dumping = asyncio.Semaphore(site.DUMPS_AT_ONCE)
    return app


def routes() -> list[BaseRoute]:
    """All routes; those of pages come first."""
    return [
        Route("/resource", foreign),
        Route("/resource.{suffix}", foreign),
        *pages.routes(),
        Route("/update", update, methods=["POST"]),
        Route("/store", graph_store, methods=METHODS),
        Route("/store/{path:path}", graph_store, methods=METHODS),
        Route("/dataset", site.dataset),
        Route("/.well-known/void", site.dataset),
        Route("/dump.{suffix}.gz", site.dump),
        Route("/sitemap.xml", site.sitemap_index),
        Route("/sitemap-{number}.xml", site.sitemap),
        Route("/robots.txt", site.robots),
        Route("/feed.atom", feeds.publications),
        Route("/feed/entity.atom", feeds.of_entity),
        Route("/feed/question/{name}.atom", feeds.of_question),
        Route("/search/names.json", suggest),
        Route("/openapi.json", openapi),
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/static/{name:path}", static_file),
        Route("/{kind}/{local}", minted),
    ]


async def health(request: Request) -> Response:
    """Whether the server answers, and what it serves."""
    generations = request.app.state.generations
    with generations.current() as snapshot:
        manifest, fault = snapshot.manifest, generations.fault
        articles = await asyncio.to_thread(request.app.state.asker.articles, snapshot)
    told = {
        "status": "behind" if fault else "ok",
        **({"fault": fault} if fault else {}),
        "generation": manifest.generation,
        "published": manifest.created,
        "articles": articles,
        "quads": manifest.quads,
    }
    return JSONResponse(told, 503 if fault else 200, headers={"Cache-Control": "no-store"})


def _told(request: Request, problem: Problem) -> Response:
    """The problem as a page for a browser, else as it is for programs."""
    accept = request.headers.get("accept", "")
    if "text/html" in accept and "json" not in accept and problem.status < 500:
        return pages.problem_page(request, problem)
    return problem_response(request, problem)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _told(request, error)


async def _error(request: Request, error: Exception) -> Response:
    if isinstance(error, ErasedError):
        return _told(request, Problem(503, str(error), {"Retry-After": "1"}))
    return _told(request, Problem(500, str(error)))


async def _missing(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return _told(request, Problem(404, "there is nothing at this address"))


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = dict(getattr(error, "headers", None) or {})
    if request.method == "OPTIONS":
        methods = {each for each in allowed.get("Allow", "").split(", ") if each} | {"OPTIONS"}
        return Response(status_code=204, headers={"Allow": ", ".join(sorted(methods))})
    return _told(request, Problem(405, f"{request.method} is not possible here", allowed))


async def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return _told(request, Problem(500, "the server failed; its log says why"))
