"""What the server counts, for Prometheus: requests, queries, processes, the generation that it serves."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from kg.server.asking import Asker

_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30)
_KINDS = ("article", "assertion", "entity", "graph", "occurrence", "sparql", "situation", "static", "store", "update")


class Metrics:
    """The server's counters, with a registry of their own."""

    def __init__(self, asker: Asker, log: bool) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("kg_requests", "Requests answered", ("to", "status"), registry=self.registry)
        self._seconds = Histogram(
            "kg_request_seconds", "Seconds a request took", ("to",), registry=self.registry, buckets=_BUCKETS
        )
        self.registry.register(_State(asker))
        self._log = _Log() if log else None
        self._kept: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def record(self, scope: Scope, client: str, status: int, size: int, seconds: float) -> None:
        """Count a request, and log it."""
        to = _kind_of(scope["path"])
        if (to, status) not in self._kept:
            self._kept[to, status] = self._requests.labels(to, str(status)), self._seconds.labels(to)
        counter, histogram = self._kept[to, status]
        counter.inc()
        histogram.observe(seconds)
        if self._log is not None:
            self._log.add(scope, client, status, size, seconds)

    async def write_regularly(self) -> None:
        """Write the log every half second, until cancelled."""
        while True:
            await asyncio.sleep(0.5)
            self.flush()

    def flush(self) -> None:
        """Write what of the log waits."""
        if self._log is not None:
            self._log.flush()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)


def _kind_of(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return first if first in _KINDS else ("home" if not first else "other")


class _State(Collector):
    """What is asked for when somebody looks, instead of being counted."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def collect(self) -> Iterable[Metric]:
        pool = self._asker.pool
        yield GaugeMetricFamily("kg_generation", "The generation that is served", self._asker.generations.generation)
        yield GaugeMetricFamily("kg_queries_waiting", "Queries that wait for a process", pool.waiting)
        yield CounterMetricFamily("kg_workers_replaced", "Query processes killed or dead", pool.replaced)
        yield CounterMetricFamily("kg_cache_hits", "Answers that were kept", self._asker.hits)
        yield CounterMetricFamily("kg_cache_misses", "Answers that were not", self._asker.misses)


class _Log:
    """A JSON object a line on stderr, several lines at once: a write costs as much as a small query."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, scope: Scope, client: str, status: int, size: int, seconds: float) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 1),
        }
        self._lines.append(json.dumps(line))
        if len(self._lines) >= 200:
            self.flush()

    def flush(self) -> None:
        if self._lines:
            lines, self._lines = self._lines, []
            sys.stderr.write("\n".join(lines) + "\n")
            sys.stderr.flush()


async def metrics(request: Request) -> Response:
    """The counters; for whoever runs the server, so a proxy need not pass this address on."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4")
