"""Connections that take no end of time, or of words, to say what they want are closed (slow-loris)."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_MOST = 64 << 10  # bytes of a request's address and headers


class Connection(HttpToolsProtocol):
    """uvicorn's connection, which by itself waits for ever for the end of a request's headers."""

    header_deadline: float  # seconds from the start of a connection, or of a request, to the end of its headers
    _overdue: asyncio.TimerHandle | None = None
    _size = _pending = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._pending += len(data)
        if self._overdue is None:
            self._pending = 0
        elif self._pending > _MOST:  # one header without end
            self._close()

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
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()
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
            self._close()

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def connections(header_deadline: float) -> type[Connection]:
    """The kind of connections that wait so many seconds for a request's headers."""
    return type("Connection", (Connection,), {"header_deadline": header_deadline})
