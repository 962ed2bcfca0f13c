"""A small SPARQL endpoint on this machine with Wikidata's properties, which can also misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

DATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
wd:Q900001 rdfs:label "Ana Okoye"@en ; skos:altLabel "Ana Maria Okoye"@en , "A. Okoye"@en ; wdt:P31 wd:Q5 .
wd:Q900002 rdfs:label "Ivo Marten"@en ; wdt:P31 wd:Q5 .
wd:Q900003 rdfs:label "Ivo Marten"@mul ; wdt:P31 wd:Q5 .
wd:Q900004 rdfs:label "Tide Party"@en ; wdt:P31 wd:Q7278 .
wd:Q900005 rdfs:label "Ana Okoye"@en ; wdt:P31 wd:Q4167410 .
wd:Q900006 rdfs:label "Tomas Rehn"@en ; wdt:P31 wd:Q11424 .
<urn:okoye> rdfs:label "Ana Okoye"@en ; wdt:P31 wd:Q5 .
wd:Q900007 rdfs:label "Okoye"@en ; wdt:P31 wd:Q5 .
"""
RESULTS = "application/sparql-results+json"
Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


def answer(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Answer as an endpoint does."""
    send(handler, 200, RESULTS, results)


def send(handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes, **headers: str) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    others = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **others}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def fail(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Fail inside."""
    send(handler, 500, "text/plain", b"java.lang.NullPointerException")


def be_busy(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Ask for another time."""
    send(handler, 429, "text/plain", b"", Retry_After="7")


def be_a_page(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Answer as a page for people."""
    send(handler, 200, "text/html; charset=utf-8", b"<html>Welcome</html>")


def cut_json(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send half of the answer as if it were whole."""
    send(handler, 200, RESULTS, results[: len(results) // 2])


def break_off(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Promise more than is sent."""
    send(handler, 200, RESULTS, results, Content_Length=str(len(results) + 10))


def send_other_json(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send JSON that is no SPARQL result."""
    send(handler, 200, "application/json", b'{"results": [1]}')


def send_numbers(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send a result whose values are no texts."""
    send(handler, 200, RESULTS, results.replace(b'"http://www.wikidata.org/entity/Q5"', b"5"))


def send_lists(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send a result in which a list stands for a value."""
    send(handler, 200, RESULTS, b'{"results": {"bindings": [{"item": {"value": "http://a.example/1"}, "name": []}]}}')


def send_half_characters(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send a label that nobody can write."""
    send(handler, 200, RESULTS, results.replace(b"Ana", b"\\ud800"))


def be_silent(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Say nothing for longer than anybody waits here."""
    time.sleep(1.5)


def drip(handler: BaseHTTPRequestHandler, results: bytes) -> None:
    """Send a byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.end_headers()
    try:
        for _ in range(30):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return  # whoever asked has gone


@contextmanager
def serving(*replies: Reply) -> Iterator[tuple[str, list[str]]]:
    """The address of an endpoint, and the queries that it gets; it replies so one after another, then as the last."""
    store, queries = Store(), list[str]()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            queries.append(form["query"][0])
            solutions = store.query(queries[-1])
            assert isinstance(solutions, QuerySolutions)
            results = solutions.serialize(format=QueryResultsFormat.JSON)
            assert results is not None
            (replies or (answer,))[min(len(queries), max(len(replies), 1)) - 1](self, results)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", queries
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
