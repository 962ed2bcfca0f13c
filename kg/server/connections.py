"""Connections are closed whose clients take no end of time, or of words, to ask (slow-loris), or to take the answer.

The head of an answer leaves together with the beginning of its body: two writes wake the client twice.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_MOST = 64 << 10  # bytes of a request's address and headers
_WORDS = b"431 Request Header Fields Too Large: an address and headers may have 64 KB; post a long query\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Type: text/plain\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_WORDS), _WORDS)
)


class Connection(HttpToolsProtocol):
    """uvicorn's connection, which by itself waits for ever for the end of a request's headers."""

    header_deadline: float  # seconds from the start of a connection, or of a request, to the end of its headers
    write_deadline: float  # seconds in which a client must take what it was sent last
    _overdue: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _size = _pending = 0
    _only_headers = False  # in what came last

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_Joining(transport, self.loop))  # type: ignore[arg-type]
        self._begin()

    def data_received(self, data: bytes) -> None:
        self._only_headers = self._overdue is not None
        super().data_received(data)
        # What came together with a body, that of the request before, is not counted.
        self._pending = self._pending + len(data) if self._only_headers else 0
        if self._pending > _MOST:  # one header without end
            self._refuse()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Whether to stay open for writing: who sends no more (a half-closed connection) still waits for an answer."""
        if self.cycle is None or self.cycle.more_body or self.cycle.response_complete:
            return False
        self.cycle.keep_alive = False
        return True

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._size = 0
        self._begin()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._end()
        self._only_headers = False
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.write_deadline, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
        if self._stalled is not None:
            self._stalled.cancel()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._end()
        self._overdue = self.loop.call_later(self.header_deadline, self._close)

    def _end(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > _MOST:
            self._refuse()

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


class _Joining:
    """A transport that keeps the head of an answer until something follows, or the loop comes round."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._head: bytes = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send this, after the head that was kept; keep it where it is a head."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 "):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Close when all is sent."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._head:
            data, self._head = self._head, b""
            if not self._transport.is_closing():
                self._transport.write(data)


def connections(header_deadline: float, write_deadline: float) -> type[Connection]:
    """The kind of connections that wait so many seconds for headers, and for a client to take its answer."""
    return type("Connection", (Connection,), {"header_deadline": header_deadline, "write_deadline": write_deadline})
