"""The query processes of a server: a few that wait for questions, each killed and replaced when it overruns."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque

from kg.errors import QueryError
from kg.server.process import QueryProcess, Question, Reply
from kg.store.values import Limits

_START = 30.0  # seconds that a process may take to start
_AGAIN = 1.0  # seconds until one that did not start is tried again


class OverrunError(QueryError):
    """A query was stopped at its deadline, broke its process, or found no process in time: the server goes on."""


class BusyError(QueryError):
    """Too many queries wait already."""


class Pool:
    """So many query processes with one set of limits. `start` it within an event loop, and `close` it at the end."""

    def __init__(self, size: int, limits: Limits, queue: int = 64) -> None:
        self.size, self.limits, self.queue = size, limits, queue
        self.replaced = 0  # processes that were killed or died
        self._idle: deque[QueryProcess] = deque()
        self._waiting: deque[asyncio.Future[QueryProcess | None]] = deque()
        self._all: set[QueryProcess] = set()
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
        process = self._free() or await self._next(max(allowed - spent, 0.0))
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

    def _free(self) -> QueryProcess | None:
        """A process that waits for a question, where there is one."""
        while self._idle:
            process = self._idle.popleft()
            if process.alive:
                return process
            self._replace(process)
        return None

    async def _next(self, seconds: float) -> QueryProcess:
        """The next process that comes free, within so many seconds. Raises BusyError."""
        if len(self._waiting) >= self.queue:
            raise BusyError("too many queries are waiting already: ask again in a moment")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[QueryProcess | None] = loop.create_future()
        self._waiting.append(future)
        end = loop.time() + seconds
        timer = loop.call_later(seconds, _give_up, future)
        try:
            process = await future
        except asyncio.CancelledError:
            self._leave(future)
            raise
        finally:
            timer.cancel()
        if process is None or loop.time() >= end:  # one may come free in the turn of the loop in which time is up
            self._leave(future)
            raise BusyError(f"no query process was free within {seconds:.3g} seconds: ask again in a moment")
        return process

    def _leave(self, future: asyncio.Future[QueryProcess | None]) -> None:
        """Wait no more: a process that was given meanwhile is for the next."""
        process = None if future.cancelled() else future.result()
        if process is not None:
            self._release(process)
        else:
            with contextlib.suppress(ValueError):  # whoever gives processes away has passed over it already
                self._waiting.remove(future)

    def _release(self, process: QueryProcess) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(process)
                return
        self._idle.append(process)

    def _replace(self, process: QueryProcess) -> None:
        self._all.discard(process)
        self.replaced += 1
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._renew(process))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _lost(self, process: QueryProcess) -> None:
        """Replace a process that ended while it waited; of one that was asked, whoever asked takes care."""
        if process in self._idle:
            self._idle.remove(process)
            self._replace(process)

    async def _renew(self, ended: QueryProcess) -> None:
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
        process = QueryProcess(self.limits.memory, self._lost)
        self._all.add(process)
        try:
            await process.start(_START)
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


def _give_up(future: asyncio.Future[QueryProcess | None]) -> None:
    if not future.done():
        future.set_result(None)
