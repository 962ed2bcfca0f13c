"""An endpoint on this machine that answers as a test tells it to, badly for the most part."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Stub:
    """What the endpoint answers, in order (the last for ever), and what it was asked."""

    replies: list[Reply]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def stub_endpoint(*replies: Reply) -> Iterator[Stub]:
    """An endpoint at a free port of 127.0.0.1 for as long as the body runs."""
    stub = Stub(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = stub.replies[min(len(stub.asked), len(stub.replies) - 1)]
            stub.asked.append(json.loads(body))
            stub.headers.append(dict(self.headers.items()))
            stub.paths.append(self.path)
            try:
                reply(self)
            except OSError:
                self.close_connection = True  # the asker has left

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: tests look at what was asked instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def raw(data: bytes, status: int = 200, **headers: str) -> Reply:
    """These bytes with this status; `_` in a header's name stands for `-`."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def as_json(document: Any, status: int = 200, **headers: str) -> Reply:
    """This document as JSON."""
    return raw(json.dumps(document).encode(), status, Content_Type="application/json", **headers)


def completion(content: Any, *, finish: str = "stop", tokens: int = 100, **message: Any) -> dict[str, Any]:
    """A chat completion in which the model wrote this."""
    said = {"role": "assistant", "content": content, **message}
    return {"choices": [{"index": 0, "message": said, "finish_reason": finish}], "usage": {"total_tokens": tokens}}


def writes(content: Any, **choices: Any) -> Reply:
    """The model writes this text, or this answer as JSON."""
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return as_json(completion(words, **choices))
