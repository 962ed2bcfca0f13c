"""How many small queries a second `kg serve` answers, beside `oxigraph serve` and, where it is given, rdflib-endpoint.

    python -m benchmarks.serve [--seconds 5] [--clients 16] [--publishes 10]
        [--rdflib-endpoint [/path/to/its/venv/bin/python]]

`--rdflib-endpoint` without a path makes a virtual environment for it, with pip, and throws it away. The three serve the
same quads (the curated sample articles) and are asked the same queries, by the same program, one after the other, over
HTTP/1.1 on 127.0.0.1. kg is measured as it is, and once more keeping no answers; then all with queries of which none is
asked twice. At last kg is asked for pages and queries, mixed, while `--publishes` articles are published one by one: an
answer that is not whole and 200 ends the run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import uvloop
from pyoxigraph import NamedNode, RdfFormat, serialize

from benchmarks.archive import facts_of
from kg.factfile import write_facts
from kg.store import Snapshot, open_store
from kg.vocab import nf, rdf, schema

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PREFIXES = (
    "PREFIX nf: <https://w3id.org/news-facts/ns#> PREFIX schema: <https://schema.org/> "
    "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one server: answers a second, and milliseconds an answer.

    `cost` is what an answer takes of the processors, in microseconds: it can be compared on a busy machine too.
    """

    name: str
    rate: float
    median: float
    p99: float
    cost: float

    def line(self, best: Figures | None = None) -> str:
        """The figures in words, beside those of the best."""
        best = best or self
        return (
            f"{self.name:<27}{self.rate:>8,.0f}/s ({self.rate / best.rate:5.2f})  median {self.median:6.2f} ms"
            f"  p99 {self.p99:7.2f} ms  cost {self.cost:6.0f} us ({best.cost / self.cost:5.2f})"
        )


def main() -> None:
    """Measure each server and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument(
        "--publishes", type=int, default=10, help="Articles that are published while pages and queries are asked for."
    )
    parser.add_argument(
        "--rdflib-endpoint",
        type=Path,
        nargs="?",
        const=MAKE,
        help="A Python that has rdflib-endpoint and uvicorn; without a path one is made.",
    )
    given = parser.parse_args(namespace=argparse.Namespace(differing=False))
    with tempfile.TemporaryDirectory() as folder:
        if given.rdflib_endpoint == MAKE:
            given.rdflib_endpoint = with_endpoint(Path(folder, "venv"))
        store = Path(folder, "store")
        files = sorted(str(file) for file in (ROOT / "data").glob("*.facts.yaml"))
        subprocess.run([BIN / "kg", "publish", "-q", *files, "--store", store], capture_output=True, check=False)
        with open_store(store) as opened, opened.snapshot() as snapshot:
            queries = small_queries(snapshot)
            copy = Path(folder, "oxigraph")
            shutil.copytree(snapshot.path / "oxigraph", copy)
            dump = Path(folder, "all.nt")
            dump.write_bytes(serialize({quad.triple for quad in snapshot.quads()}, format=RdfFormat.N_TRIPLES) or b"")
            print(f"{snapshot.manifest.quads:,} quads, {len(queries)} queries, {given.clients} clients")
        for kind, chosen in queries_by_kind(queries).items():
            print(f"\n{kind}, {len(chosen)} different ones")
            compare(store, copy, dump, chosen, given)
        given.differing = True
        for kind, chosen in queries_by_kind(queries).items():
            print(f"\n{kind}, none asked twice")
            compare(store, copy, dump, chosen, given)
        if given.publishes:
            print(f"\npages and queries, while {given.publishes} articles are published")
            while_published(store, queries, given)


def while_published(store: Path, queries: list[tuple[str, str]], given: argparse.Namespace) -> None:
    """Measure kg with a page for each two queries, and publish meanwhile, evenly over the time."""
    given.differing = False
    with open_store(store) as opened, opened.snapshot() as snapshot:
        before = snapshot.generation
        paths = pages(snapshot)
    asked = [
        words
        for (_, one), (_, two), path in zip(queries[::2], queries[1::2], itertools.cycle(paths))
        for words in (one, two, path)
    ]
    port = free_port()
    with running([BIN / "kg", "serve", "--store", store, "--port", str(port), "--no-log"], port) as pid:
        publishing = threading.Thread(target=publish, args=(store, given.publishes, given.seconds))
        publishing.start()
        figures = measured("kg serve", pid, port, "/sparql", asked, given)
        publishing.join()
    with open_store(store) as opened, opened.snapshot() as snapshot:
        print(f"{figures.line()}\n{snapshot.generation - before} generations were published meanwhile", flush=True)


def pages(snapshot: Snapshot) -> list[str]:
    """The addresses of pages: the home, a search, and those of articles and entities."""
    nodes = [quad.subject for quad in snapshot.match(None, schema.headline)]
    nodes += [quad.subject for quad in snapshot.match(None, schema.name, None, snapshot.iris.entities_graph)][:200]
    found = [urlsplit(each.value).path + ".html" for each in nodes if isinstance(each, NamedNode)]
    return ["/", "/search?q=cable", *(each for each in found if each.startswith(("/article/", "/entity/")))]


def publish(store: Path, articles: int, seconds: float) -> None:
    """Publish so many articles, each with a command of its own, evenly over so many seconds."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(articles):
            time.sleep(max(0.0, start + seconds * number / articles - time.monotonic()))
            facts = facts_of(number)
            Path(folder, f"{number}.txt").write_text(facts.article.text or "", encoding="utf-8")
            file = Path(folder, f"{number}.facts.yaml")
            file.write_text(write_facts(facts), encoding="utf-8")
            subprocess.run([BIN / "kg", "publish", "-q", file, "--store", store], check=True)


def with_endpoint(venv: Path) -> Path:
    """The Python of a new virtual environment that has rdflib-endpoint."""
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    python = venv / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *ENDPOINT_NEEDS], check=True)
    return python


def small_queries(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Questions as pages and programs ask them, of every entity, article and assertion: their kind and SPARQL."""
    graph = snapshot.iris.entities_graph
    entities = sorted({str(quad.subject) for quad in snapshot.match(None, schema.name, None, graph)})
    articles = sorted({str(quad.subject) for quad in snapshot.match(None, rdf.type, schema.NewsArticle)})
    assertions = sorted({str(quad.subject) for quad in snapshot.match(None, rdf.type, nf.Assertion)})[:100]
    found = [("look-ups", f"{PREFIXES}SELECT ?name {{ {each} schema:name ?name }} LIMIT 10") for each in entities]
    found += [("look-ups", f"{PREFIXES}SELECT ?p ?o {{ {each} ?p ?o }} LIMIT 50") for each in assertions]
    found += [
        (
            "questions",
            f"{PREFIXES}SELECT ?type ?status ?source {{ ?said nf:reportedIn {each} ; nf:asserts/a ?type ; "
            "prov:wasAttributedTo/schema:name ?source . OPTIONAL { ?said nf:status/skos:notation ?status } } LIMIT 20",
        )
        for each in articles
    ]
    found += [
        (
            "questions",
            f"{PREFIXES}SELECT ?said ?day ?words {{ ?situation nf:involves {each} . ?said nf:asserts ?situation ; "
            "nf:attestedOn ?day ; nf:evidence/oa:hasSelector/oa:exact ?words } ORDER BY ?day LIMIT 20",
        )
        for each in entities
    ]
    return found


def queries_by_kind(queries: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The queries, grouped."""
    kinds: dict[str, list[str]] = {}
    for kind, query in queries:
        kinds.setdefault(kind, []).append(query)
    return kinds


def compare(store: Path, copy: Path, dump: Path, queries: list[str], given: argparse.Namespace) -> None:
    """Measure the servers with some queries and print the figures."""
    port = free_port()
    oxigraph = [BIN / "oxigraph", "serve-read-only", "--location", copy, "--bind", f"127.0.0.1:{port}"]
    with running([*oxigraph, "--union-default-graph"], port) as pid:
        best = measured("oxigraph serve", pid, port, "/query", queries, given)
    print(best.line(), flush=True)
    own: list[Figures] = []
    ways = {"kg serve": [], "kg serve, keeping nothing": ["--cache", "0"]}
    for name, more in list(ways.items())[: 1 if given.differing else 2]:
        port = free_port()
        with running([BIN / "kg", "serve", "--store", store, "--port", str(port), "--no-log", *more], port) as pid:
            own.append(measured(name, pid, port, "/sparql", queries, given))
        print(own[-1].line(best), flush=True)
    if given.rdflib_endpoint:
        port = free_port()
        with running([given.rdflib_endpoint, "-c", ENDPOINT, dump, str(port)], port) as pid:
            other = measured("rdflib-endpoint", pid, port, "/", queries, given)
        times = ", ".join(f"{each.name} answers {each.rate / other.rate:.1f} times as many" for each in own)
        print(f"{other.line(best)}\n{times} as rdflib-endpoint", flush=True)


MAKE = Path("a new one")
ENDPOINT_NEEDS = ("rdflib-endpoint==0.6.3", "uvicorn")
ENDPOINT = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
app = SparqlEndpoint(graph=Graph().parse(sys.argv[1]))
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextlib.contextmanager
def running(command: list[object], port: int) -> Iterator[int]:
    """A server, from when it listens until the context ends; gives its process id."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


class Client(asyncio.Protocol):
    """Asks one query after the other on one connection, until its time is over; `differing` makes none like another."""

    def __init__(
        self, requests: list[bytes], first: int, end: float, times: list[float], differing: Iterator[int] | None
    ) -> None:
        self.requests, self.next, self.end, self.times, self.differing = requests, first, end, times, differing
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = bytearray()
        self.began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        self.began = time.perf_counter()
        request = self.requests[self.next % len(self.requests)]
        if self.differing is not None:
            request = request.replace(b"query=", b"query=PREFIX+n%d%%3A+%%3Curn%%3An%%3E+" % next(self.differing), 1)
        self.transport.write(request)  # type: ignore[attr-defined]
        self.next += 1

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self._whole():
            return
        assert self.buffer.startswith(b"HTTP/1.1 200"), bytes(self.buffer[:500])
        self.times.append(time.perf_counter() - self.began)
        self.buffer.clear()
        if time.perf_counter() < self.end:
            self._ask()
        else:
            self.done.set_result(None)

    def _whole(self) -> bool:
        head, between, body = self.buffer.partition(b"\r\n\r\n")
        if not between:
            return False
        lower = bytes(head).lower()
        if b"transfer-encoding: chunked" in lower:
            return body.endswith(b"0\r\n\r\n")
        length = lower.partition(b"content-length:")[2].partition(b"\r\n")[0]
        return len(body) >= int(length)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed the connection"))


def spent(pid: int) -> float:
    """The seconds that a process and its children have had of the processors."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = stat.read_text().rpartition(")")[2].split()
            if pid in (int(stat.parent.name), int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def request(target: str, port: int) -> bytes:
    """A request for a page, or for the answer to a query."""
    wanted = "application/sparql-results+json" if "query=" in target else "text/html"
    return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {wanted}\r\n\r\n".encode()


def measured(name: str, pid: int, port: int, path: str, queries: list[str], given: argparse.Namespace) -> Figures:
    """Ask for a second to warm up, then for as long as was asked for."""
    requests = [
        request(query if query.startswith("/") else f"{path}?{urlencode({'query': query})}", port) for query in queries
    ]

    numbers = itertools.count() if given.differing else None

    async def ask(seconds: float) -> list[float]:
        times: list[float] = []
        loop, end = asyncio.get_running_loop(), time.perf_counter() + seconds
        clients = [Client(requests, n * 7, end, times, numbers) for n in range(given.clients)]
        for client in clients:
            await loop.create_connection(lambda client=client: client, "127.0.0.1", port)  # type: ignore[misc]
        await asyncio.gather(*(client.done for client in clients))
        return times

    uvloop.run(ask(1))
    before = spent(pid)
    times = sorted(uvloop.run(ask(given.seconds)))
    rate = len(times) / given.seconds
    cost = 1e6 * (spent(pid) - before) / len(times)
    return Figures(name, rate, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)], cost)


if __name__ == "__main__":
    main()
