"""A SHACL engine in a process of its own, which is ended where it takes too long: for shapes that kg does not know.

A query in a shape, or shapes within shapes, may go on for ever, and inside an engine nothing else can stop them.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import resource
import selectors
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError
from kg.validation.engines import Validate, engine_of
from kg.validation.findings import Finding

SECONDS = 60.0  # that validating one graph may take
A_SECOND = 1_000  # triples that give a second more; the slower engine takes an eighth of it
_MEMORY = 2 << 30  # bytes, and so many more for each byte of the data:
_A_BYTE = 32
_NAMED = 3  # shapes that the message names
_PROGRAM = "import sys; sys.path.append(sys.argv[1]); from kg.validation.bounded import main; main()"


def bounded_engine(
    name: str, shapes: str, messages: Mapping[str, str], own: Sequence[str], seconds: float = SECONDS
) -> Validate:
    """What `engine_of` gives, run in another process; `own` names the shapes that may be at fault.

    Raises KgError as that does. The engine raises it also where a graph takes more than `seconds` and a thousandth
    more for each triple, or more than 2 GiB and 32 times the size of the data.
    """
    engine_of(name, shapes, messages)
    return _Engine(pickle.dumps((name, shapes, dict(messages))), own, seconds).validate


class _Engine:
    """The process, begun again after it was ended; it validates one graph at a time."""

    def __init__(self, shapes: bytes, own: Sequence[str], seconds: float) -> None:
        self._shapes, self._seconds = shapes, seconds
        more = f" and {len(own) - _NAMED} more" if len(own) > _NAMED else ""
        self._own = ", ".join(own[:_NAMED]) + more
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def validate(self, ntriples: str) -> list[Finding]:
        """The findings about a graph (N-Triples)."""
        seconds = self._seconds + ntriples.count("\n") / A_SECOND
        with self._turn:
            try:
                kind, answer = _answer(self._begun(), pickle.dumps(ntriples), seconds)
            except TimeoutError as error:
                raise KgError(
                    f"the shapes were stopped after {seconds:.0f} seconds. Look at {self._own}: "
                    "queries must begin at $this and go on from there"
                ) from error
            except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
                raise KgError(
                    f"the shapes broke their process, most likely {self._why()}. Look at {self._own}"
                ) from error
        if kind == "wrong":
            raise KgError(answer)
        findings: list[Finding] = answer
        return findings

    def _why(self) -> str:
        """Why the process died: an engine whose stack is full is ended by the system with a signal of its own."""
        deep = self._process is not None and self._process.returncode == -signal.SIGSEGV
        return "because they or their queries are nested too deep" if deep else "by taking too much memory"

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            words = [sys.executable, "-P", "-c", _PROGRAM, str(Path(__file__).parents[2])]
            environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
            pipe, null = subprocess.PIPE, subprocess.DEVNULL
            self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=null, env=environment)
            weakref.finalize(self, _end, self._process)
            assert self._process.stdin is not None
            self._process.stdin.write(self._shapes)
        return self._process


def _answer(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> tuple[str, Any]:
    """What the process answers to a request; it is ended where it does not.

    Raises TimeoutError, and EOFError and its like where the process died.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if not waiting.select(seconds):
                raise TimeoutError
        kind, answer = pickle.load(process.stdout)
    except BaseException:  # Ctrl-C too: what it would answer later would be taken for the next answer
        _end(process)
        raise
    return kind, answer


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        with contextlib.suppress(BrokenPipeError):  # by a request that the dead process never read
            pipe.close()


def main() -> None:
    """Validate what comes on stdin, after the engine, the shapes and their messages; until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a terminal sends to all; who began this ends it
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
    validate = engine_of(*requests.get())
    while True:
        text = requests.get()
        _limit_memory(_MEMORY + _A_BYTE * len(text))
        try:
            _send("findings", validate(text))
        except KgError as error:
            _send("wrong", str(error))
        except MemoryError:
            os._exit(1)


def _limit_memory(size: int) -> None:
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (size if most == resource.RLIM_INFINITY else min(size, most), most))


def _receive(stream: IO[bytes], requests: queue.SimpleQueue[Any]) -> None:
    # In a thread of its own, so that the end of the parent ends the process whatever the engine is doing.
    while True:
        try:
            requests.put(pickle.load(stream))
        except (EOFError, OSError):
            os._exit(0)


def _send(kind: str, answer: Any) -> None:
    pickle.dump((kind, answer), sys.stdout.buffer)
    sys.stdout.buffer.flush()
