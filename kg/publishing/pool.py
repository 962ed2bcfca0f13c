"""Shares work among processes of this machine: parts of a publish, or files in which facts are looked for."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KgError
from kg.publishing.chunks import Chunk
from kg.publishing.parts import Job, make_part

T = TypeVar("T")
R = TypeVar("R")
_COLLECTED = 50_000  # new containers after which garbage is looked for: these processes make much, and none in cycles
_AHEAD = 4  # chunks a process that may be made before they are asked for


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def part_name(number: int) -> str:
    """The name of the part of chunk `number`."""
    return f"{number:06}"


def make_parts(
    job: Job, chunks: Sequence[Chunk], folder: Path, jobs: int, pool: ProcessPoolExecutor | None = None
) -> Iterator[str]:
    """Make the part of each chunk in `folder` and yield its name, in the order of the chunks; `pool` as in `shared`.

    Raises KgError where a process was killed; the parts that were made stay.
    """
    if jobs <= 1 or len(chunks) <= 1:
        for number, chunk in enumerate(chunks):
            make_part(job, chunk, folder, part_name(number))
            yield part_name(number)
        return
    said = f"what was prepared is kept in {folder}: run the same again, with a smaller --jobs where memory is short"
    numbered = [(chunk, folder, part_name(number)) for number, chunk in enumerate(chunks)]
    made = shared(partial(_with, partial(make_part, job)), numbered, jobs, said, pool)
    yield from (name for (_, _, name), _ in zip(numbered, made, strict=True))


def _with(work: Callable[..., R], given: tuple[Any, ...]) -> R:
    return work(*given)


@contextmanager
def processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin at once: half a second later, when their work has been found, they are ready for it."""
    with _ended(_pool(jobs)) as pool:
        for _ in range(min(jobs, processors())):  # more of them would be in each other's way
            _submit(pool, os.getpid)  # each task begins a process, as long as none is idle
        yield pool


def _pool(jobs: int) -> ProcessPoolExecutor:
    # New processes, not copies of this one: it may have threads of the store by now, which a copy would lack.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def shared(
    work: Callable[[T], R], things: Sequence[T], jobs: int, remedy: str, pool: ProcessPoolExecutor | None = None
) -> Iterator[R]:
    """Yield what `work` makes of each thing, in the things' order; no more than a few are made ahead.

    `pool` is of so many `jobs`, where they were begun before; in the end it is shut down. Raises KgError, which ends
    with the remedy, where a process was killed.
    """
    waiting: deque[Future[R]] = deque()
    with _ended(pool or _pool(min(jobs, len(things)))) as several:
        try:
            for thing in things:
                if len(waiting) == jobs * _AHEAD:
                    yield waiting.popleft().result()
                waiting.append(_submit(several, work, thing))
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise KgError(f"a process was killed, perhaps for want of memory; {remedy}") from error


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Future[R]]:
    """What `work` comes to in a process of its own, while this one does something else."""
    with _ended(_pool(1)) as pool:
        yield _submit(pool, work)


@contextmanager
def _ended(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """A pool that ends with the context, and does not wait for what it is at where an interrupt ends that.

    An interrupt of who takes the results of `shared` is heard of here as a GeneratorExit.
    """
    try:
        yield pool
    except (KeyboardInterrupt, GeneratorExit):
        _kill(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _kill(pool: ProcessPoolExecutor) -> None:
    """Kill a pool's processes: what they are at is thrown away, and made again when it is wanted."""
    for process in list((pool._processes or {}).values()):  # Python 3.14 has kill_workers
        process.kill()


def _submit(pool: ProcessPoolExecutor, work: Callable[..., R], *given: Any) -> Future[R]:
    """Have a pool do some work; a process that begins for it never hears of Ctrl-C, which a terminal sends to all.

    No signal comes between its beginning and the pool's knowing of it, or the pool would wait for it for ever.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        return pool.submit(work, *given)
    except BlockingIOError as error:
        raise KgError("no more processes may begin here; raise the limit, or give a smaller --jobs") from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Make a process ready for work."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # which `_submit` blocked, and which a pool may send
    gc.set_threshold(_COLLECTED)
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process, whatever it is doing, when the one that started it has ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # it was started by a pool

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
