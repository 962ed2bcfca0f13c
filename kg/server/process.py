"""One query process, as the server's event loop sees it: it is asked one question at a time, and can be killed."""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import QueryError
from kg.store.values import Limits
from kg.store.workers import command, environment

_HEAD = struct.Struct(">cI")  # of a frame: its letter, and how many bytes follow


class MalformedError(QueryError):
    """What the engine says of a query that it cannot parse."""


class DamagedError(QueryError):
    """The database's own files are damaged."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was checked, the database that it is asked of, and the format of the answer.

    `default` and `named` are the graphs that the protocol names, or None where it names none. `mark` tells the database
    from another that had the same `path`, as a store has that was put back.
    """

    path: str
    sparql: str
    prefixes: dict[str, str]
    union: bool
    format: str
    base: str | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    mark: bytes = b""

    def request(self, limits: Limits) -> dict[str, Any]:
        """The same as `kg.store.worker` reads it."""
        return {
            "database": (self.path, self.mark),
            "sparql": self.sparql,
            "prefixes": self.prefixes,
            "union": self.union,
            "format": self.format,
            "base": self.base,
            "default": None if self.default is None else list(self.default),
            "named": None if self.named is None else list(self.named),
            "rows": limits.rows,
            "bytes": limits.bytes,
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes of an answer; `truncated` says which limit cut it, and is empty where it is whole."""

    body: bytes
    truncated: str = ""

    def json(self) -> Any:
        """The answer as Python's values, where its format was json."""
        return json.loads(self.body)


class QueryProcess(asyncio.Protocol):
    """A process that was started with a cap on its memory; `lost` hears of it when it has ended."""

    def __init__(self, memory: int, lost: Callable[[QueryProcess], None]) -> None:
        self._lost = lost
        ours, theirs = socket.socketpair()
        with theirs:
            its = theirs.fileno()
            try:
                self._process = subprocess.Popen(
                    [*command(memory), "serve"],
                    stdin=its,
                    stdout=its,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                    start_new_session=True,
                )
            except OSError:
                ours.close()
                raise
        self._socket = ours
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._reply: asyncio.Future[Reply] | None = None
        self._greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.overdue = False

    async def start(self, seconds: float) -> None:
        """Wait until it can be asked. Raises OSError where it ended first, TimeoutError where that takes too long."""
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._socket)
        await asyncio.wait_for(self._greeted, seconds)

    @property
    def alive(self) -> bool:
        """Whether it can be asked: where it ends, its connection does."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, question: Question, limits: Limits, seconds: float) -> Reply:
        """The answer, within so many seconds; ConnectionResetError where the process ended instead."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError
        loop = asyncio.get_running_loop()
        self._reply = loop.create_future()
        timer = loop.call_later(seconds, self._expire)
        try:
            self._transport.write(pickle.dumps(question.request(limits)))
            return await self._reply
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        if self._transport is not None:
            self._transport.abort()
        else:
            self._socket.close()

    def reap(self) -> None:
        """Take note that the process has ended; waits for it."""
        self._process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one without saying so

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        start, end = 0, len(self._buffer)
        while end - start >= _HEAD.size:
            letter, size = _HEAD.unpack_from(self._buffer, start)
            if end - start < _HEAD.size + size:
                break
            start += _HEAD.size + size
            self._take(letter, bytes(self._buffer[start - size : start]))
        del self._buffer[:start]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        for future in (self._reply, self._greeted):
            if future is not None and not future.done():
                future.set_exception(ConnectionResetError())
        if self._greeted.done():
            self._greeted.exception()  # so that nobody complains that it was never looked at
        self._lost(self)

    def _expire(self) -> None:
        self.overdue = True
        self.kill()

    def _take(self, letter: bytes, frame: bytes) -> None:
        """Take in a frame: of Data, the End of an answer, what went wrong (X), or that it is Ready."""
        if letter == b"D":
            self._parts.append(frame)
        elif letter == b"R":
            self._greeted.set_result(None)
        else:
            reply, parts = self._reply, self._parts
            self._reply, self._parts = None, []
            if reply is None or reply.done():
                return
            if letter == b"E":
                reply.set_result(Reply(b"".join(parts), frame.decode()))
            else:
                reply.set_exception(_fault(frame))


def _fault(frame: bytes) -> QueryError:
    kind, _, message = frame.decode("utf-8", "replace").partition("\n")
    if kind == "damaged":
        return DamagedError(message)
    return MalformedError(message) if kind == "syntax" else QueryError(f"the query failed: {message}")
