"""The query processes of a server: a few that wait for questions, each killed and replaced when it overruns."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
import socket
import struct
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import QueryError
from kg.store.values import Limits
from kg.store.workers import command, environment

_HEAD = struct.Struct(">cI")
_START = 30.0  # seconds that a process may take to start
_AGAIN = 1.0  # seconds until one that did not start is tried again


class OverrunError(QueryError):
    """A query was stopped at its deadline, broke its process, or found no process in time: the server goes on."""


class BusyError(QueryError):
    """Too many queries wait already."""


class MalformedError(QueryError):
    """What the engine says of a query that it cannot parse."""


class DamagedError(QueryError):
    """The database's own files are damaged."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was checked, the database that it is asked of, and the format of the answer.

    `default` and `named` are the graphs that the protocol names, or None where it names none.
    """

    path: str
    sparql: str
    prefixes: dict[str, str]
    union: bool
    format: str
    base: str | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None

    def request(self, limits: Limits) -> bytes:
        """The same as the process reads it."""
        return pickle.dumps(
            {
                "path": self.path,
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
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes of an answer; `truncated` says which limit cut it, and is empty where it is whole."""

    body: bytes
    truncated: str = ""

    def json(self) -> Any:
        """The answer as Python's values, where its format was json."""
        return json.loads(self.body)


class _Process(asyncio.Protocol):
    """One query process; it answers one question at a time."""

    def __init__(self, memory: int, lost: Callable[[_Process], None]) -> None:
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
        self.socket = ours
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._reply: asyncio.Future[Reply] | None = None
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.overdue = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one without saying so

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while len(self._buffer) >= _HEAD.size:
            letter, size = _HEAD.unpack_from(self._buffer)
            if len(self._buffer) < _HEAD.size + size:
                return
            frame = bytes(self._buffer[_HEAD.size : _HEAD.size + size])
            del self._buffer[: _HEAD.size + size]
            self._take(letter, frame)

    def _take(self, letter: bytes, frame: bytes) -> None:
        if letter == b"D":
            self._parts.append(frame)
            return
        if letter == b"R":
            self.greeted.set_result(None)
            return
        reply, parts = self._reply, self._parts
        self._reply, self._parts = None, []
        if reply is None or reply.done():
            return
        if letter == b"E":
            reply.set_result(Reply(b"".join(parts), frame.decode()))
            return
        kind, _, message = frame.decode("utf-8", "replace").partition("\n")
        if kind == "damaged":
            reply.set_exception(DamagedError(message))
        else:
            reply.set_exception(
                MalformedError(message) if kind == "syntax" else QueryError(f"the query failed: {message}")
            )

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        for future in (self._reply, self.greeted):
            if future is not None and not future.done():
                future.set_exception(ConnectionResetError())
        if self.greeted.done():
            self.greeted.exception()  # so that nobody complains that it was never looked at
        self._lost(self)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None and self._transport is not None and not self._transport.is_closing()

    async def ask(self, question: Question, limits: Limits, seconds: float) -> Reply:
        """The answer, within so many seconds; ConnectionResetError where the process ended instead."""
        loop = asyncio.get_running_loop()
        assert self._transport is not None
        if self._transport.is_closing():
            raise ConnectionResetError
        reply: asyncio.Future[Reply] = loop.create_future()
        self._reply = reply
        timer = loop.call_later(seconds, self._expire)
        try:
            self._transport.write(question.request(limits))
            return await reply
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self.overdue = True
        self.kill()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        if self._transport is not None:
            self._transport.abort()
        else:
            self.socket.close()

    def reap(self) -> None:
        """Take note that the process has ended; waits for it."""
        self._process.wait()


class Pool:
    """So many query processes with one set of limits. `start` it within an event loop, and `close` it at the end."""

    def __init__(self, size: int, limits: Limits, queue: int = 64) -> None:
        self.size, self.limits, self.queue = size, limits, queue
        self.replaced = 0  # processes that were killed or died
        self._idle: deque[_Process] = deque()
        self._waiting: deque[asyncio.Future[_Process]] = deque()
        self._all: set[_Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._waiting)

    async def start(self) -> None:
        """Start the processes. Raises QueryError where one does not start."""
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    async def ask(self, question: Question, *, seconds: float | None = None, spent: float = 0.0) -> Reply:
        """The answer of a process that is free. Raises QueryError, OverrunError and BusyError.

        The time that it waits for one counts against its deadline, as do the seconds that were `spent` before.
        """
        loop = asyncio.get_running_loop()
        allowed = self.limits.seconds if seconds is None else seconds
        end = loop.time() + allowed - spent
        process = await self._acquire(max(allowed - spent, 0.0))
        done = False
        try:
            reply = await process.ask(question, self.limits, max(end - loop.time(), 0.0))
            done = True
            return reply
        except ConnectionResetError as error:
            if process.overdue:
                raise OverrunError(f"the query was stopped after {allowed:g} seconds: narrow it") from error
            memory = f"{self.limits.memory >> 20} MB"
            raise OverrunError(
                f"the query broke its process, most likely by taking more than {memory} of memory: narrow it"
            ) from error
        except QueryError:
            done = True
            raise
        finally:
            if done and process.alive:
                self._release(process)
            else:
                process.kill()
                self._replace(process)

    async def _acquire(self, seconds: float) -> _Process:
        while self._idle:
            process = self._idle.popleft()
            if process.alive:
                return process
            self._replace(process)
        if len(self._waiting) >= self.queue:
            raise BusyError("too many queries are waiting already: ask again in a moment")
        future: asyncio.Future[_Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(seconds):
                return await future
        except BaseException as error:
            if future.done() and not future.cancelled():
                self._release(future.result())  # it came free in the turn of the loop in which this one stopped waiting
            if isinstance(error, TimeoutError):
                words = f"no query process was free within {seconds:g} seconds: ask again in a moment"
                raise BusyError(words) from error
            raise
        finally:
            with contextlib.suppress(ValueError):  # whoever is given a process stands there no more
                self._waiting.remove(future)

    def _release(self, process: _Process) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(process)
                return
        self._idle.append(process)

    def _replace(self, process: _Process) -> None:
        self._all.discard(process)
        self.replaced += 1
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._renew(process))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _lost(self, process: _Process) -> None:
        """Replace a process that ended while it waited; of one that was asked, whoever asked takes care."""
        if process in self._idle:
            self._idle.remove(process)
            self._replace(process)

    async def _renew(self, ended: _Process) -> None:
        """Put another process in the place of one that ended, however often it takes to start it."""
        await asyncio.to_thread(ended.reap)
        while not self._closed:
            try:
                await self._add()
            except (QueryError, OSError):  # a machine out of memory or of processes has them again by and by
                await asyncio.sleep(_AGAIN)
            else:
                return

    async def _add(self) -> None:
        process = _Process(self.limits.memory, self._lost)
        self._all.add(process)
        try:
            await asyncio.get_running_loop().create_unix_connection(lambda: process, sock=process.socket)
            await asyncio.wait_for(process.greeted, _START)
        except (OSError, TimeoutError) as error:
            process.kill()
            await asyncio.to_thread(process.reap)
            self._all.discard(process)
            raise QueryError("a query process did not start") from error
        self._release(process)

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        self._idle.clear()
        for task in list(self._tasks):
            task.cancel()
        processes = list(self._all)
        for process in processes:
            process.kill()
        for process in processes:
            await asyncio.to_thread(process.reap)
