"""Answers as ASGI sends them, compressed where the client takes that."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterable, Mapping

from starlette.types import Scope, Send

Header = tuple[bytes, bytes]
SPARQL = ("/sparql", "/sparql/")
# Reads may be made from pages of any other site; writes never.
ANYONE: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Content-Location, Retry-After, X-KG-Generation, X-KG-Truncated"),
)
PREFLIGHT: tuple[Header, ...] = (
    (b"allow", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type"),
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
)
_SMALL = 1_400  # bytes that one packet holds: not worth packing
_CHUNK = 1 << 18  # bytes that are handed over at once
_QUICK = 1 << 17  # bytes that are packed in less time than handing them to a thread and back takes


def is_read(scope: Scope) -> bool:
    """Whether a request can change nothing: that of a query may be posted."""
    return scope["method"] in ("GET", "HEAD") or scope["path"] in SPARQL


async def respond(send: Send, status: int, headers: Iterable[Header], body: bytes = b"", *, head: bool = False) -> None:
    """Send a whole answer; for a HEAD request only what would come before its body."""
    length = [] if status in (204, 304) else [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    if head:
        body = b""
    for start in range(0, len(body) - _CHUNK, _CHUNK):  # so that it shows whether a client takes what it asked for
        await send({"type": "http.response.body", "body": body[start : start + _CHUNK], "more_body": True})
    await send({"type": "http.response.body", "body": body[-(len(body) % _CHUNK or _CHUNK) :]})


async def body_of(body: bytes, headers: Mapping[bytes, bytes]) -> tuple[bytes, bool]:
    """The body as the client takes it, and whether it is packed."""
    if len(body) < _SMALL or b"gzip" not in headers.get(b"accept-encoding", b""):
        return body, False
    if len(body) < _QUICK:
        return gzip.compress(body, 1, mtime=0), True
    return await asyncio.to_thread(gzip.compress, body, 4, mtime=0), True
