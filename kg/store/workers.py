"""Where queries run: a process that can be killed at a deadline and may die without harm."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.store.answers import Answer
from kg.store.queries import Query, explained
from kg.store.values import Limits

_PROGRAM, _CONFINED = (Path(__file__).with_name(name) for name in ("worker.py", "confined.py"))
_START = 30.0  # seconds that a worker may take to start


def command(memory: int) -> list[str]:
    """The command of a query process that may take so many bytes of memory."""
    return confined(_PROGRAM, memory, str(_PROGRAM.parents[2]))


def confined(program: Path, memory: int, *arguments: str) -> list[str]:
    """The command that runs a program with so many bytes of memory, and without a way to other machines."""
    # Run by their paths and with -P: they import nothing of kg, so that they start as quickly as Python does.
    return [sys.executable, "-P", str(_CONFINED), str(memory), str(program), *arguments]


def environment() -> dict[str, str]:
    """The environment of a process with a cap of memory, against which each thread's own reserve would count."""
    return {**os.environ, "MALLOC_ARENA_MAX": "1"}


class WorkerDiedError(QueryError):
    """The process ended by itself in the middle of a query."""


class Worker:
    """A query process and the pipes to it. It answers one question at a time."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self._process = subprocess.Popen(
            command(memory),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        with _Deadline(self._process, _START) as overdue:
            if next(self._frames(), None) != ("ready",):
                self.close()
                raise QueryError("the query process did not start" + (" in time" if overdue.is_set() else ""))

    def usable(self, limits: Limits) -> bool:
        """Whether it is alive and was started with these limits."""
        return self._process.poll() is None and self.memory == limits.memory

    def ask(self, database: Path, query: Query, limits: Limits) -> Answer:
        """The answer of the database in a folder. Raises QueryError; after a deadline or a crash it is not usable.

        What the database says of damaged files is raised as it stands, a RuntimeError.
        """
        request = (str(database), query.sparql, query.prefixes, query.union, limits.rows, limits.bytes)
        try:
            with _Deadline(self._process, limits.seconds) as overdue:
                pickle.dump(request, self._pipe_in)
                self._pipe_in.flush()
                return self._answer(query)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            self.close()
            if overdue.is_set():
                message = f"the query was stopped after {limits.seconds:g} seconds: narrow it, or allow it more time"
                raise QueryError(message) from error
            memory = f"{limits.memory >> 20} MB"
            raise WorkerDiedError(
                f"the query broke its process, most likely by taking more than {memory} of memory: narrow it"
            ) from error
        except (QueryError, RuntimeError):
            raise
        except BaseException:  # an interrupt: what is still to come would be taken for the next answer
            self.close()
            raise

    def _answer(self, query: Query) -> Answer:
        parts: list[Any] = []
        kind, head = "", None
        for frame in self._frames():
            match frame:
                case ("malformed", message):
                    raise QueryError(explained(query, message))
                case ("error", message):
                    raise QueryError(message)
                case ("damaged", message):
                    raise RuntimeError(message)
                case ("head", kind, head):
                    pass
                case ("part", part):
                    parts += part
                case ("end", truncated):
                    return _assembled(kind, head, parts, truncated)
        raise EOFError

    def _frames(self) -> Iterator[Any]:
        while True:
            try:
                yield pickle.load(self._pipe_out)
            except EOFError:
                return

    @property
    def _pipe_in(self) -> Any:
        return self._process.stdin

    @property
    def _pipe_out(self) -> Any:
        return self._process.stdout

    def close(self) -> None:
        """Kill the process."""
        self._process.kill()
        self._process.wait()
        self._pipe_out.close()
        with contextlib.suppress(BrokenPipeError):  # by a request that the dead process never read
            self._pipe_in.close()


class _Deadline:
    """Kills a process that is still at it after so many seconds; as a context, gives the event that says it did."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._event = threading.Event()
        self._process = process
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True

    def _kill(self) -> None:
        self._event.set()
        self._process.kill()

    def __enter__(self) -> threading.Event:
        self._timer.start()
        return self._event

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _assembled(kind: str, head: Any, parts: list[Any], truncated: str | None) -> Answer:
    if kind == "bindings":
        return Answer(kind, variables=tuple(head), rows=tuple(parts), truncated=truncated)
    if kind == "boolean":
        return Answer(kind, boolean=bool(head), truncated=truncated)
    return Answer(kind, triples=tuple(sorted(set(parts), key=str)), truncated=truncated)
