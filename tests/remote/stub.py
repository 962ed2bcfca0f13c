"""A SPARQL server of a few lines, with a real store inside, that misbehaves when it is told to."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

JSON = "application/sparql-results+json"


@dataclass(slots=True)
class Request:
    """What came in."""

    path: str
    text: str
    authorization: str


@dataclass(slots=True)
class Answer:
    """What goes out. `cut`: so many bytes of the body stay behind, of which Content-Length still speaks."""

    status: int = 200
    kind: str = JSON
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    drop: bool = False  # the connection is closed without a word


Misbehave = Callable[[Request], Answer | None]  # None: as it should be


@dataclass(slots=True)
class Stub:
    """The server: its URL, the store inside, what it was asked, and how it misbehaves."""

    url: str = ""
    store: Store = field(default_factory=Store)
    asked: list[Request] = field(default_factory=list)
    misbehave: Misbehave = lambda _: None

    def answer(self, request: Request) -> Answer:
        """What a well-behaved server answers."""
        if request.path.endswith("/update"):
            self.store.update(request.text)
            return Answer(204)
        found = self.store.query(request.text, use_default_graph_as_union=True)
        if isinstance(found, QueryTriples):
            return Answer(200, "application/n-triples", found.serialize(format=RdfFormat.N_TRIPLES) or b"")
        assert isinstance(found, QuerySolutions) or found is not None
        return Answer(200, JSON, found.serialize(format=QueryResultsFormat.JSON) or b"")


@contextmanager
def stub_server() -> Iterator[Stub]:
    """A stub on loopback, at a port that was free."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            words = parse_qs(body)
            text = (words.get("update") or words.get("query") or [""])[0]
            request = Request(urlsplit(self.path).path, text, self.headers.get("Authorization", ""))
            stub.asked.append(request)
            with contextlib.suppress(ConnectionError):  # who asked may have given up
                self._send(stub.misbehave(request) or stub.answer(request))

        def _send(self, answer: Answer) -> None:
            self.close_connection = True
            if answer.drop:
                return
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) - answer.cut])

        def log_message(self, format: str, *words: object) -> None:
            """Nothing: tests look at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # so that closing waits for them
    stub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
