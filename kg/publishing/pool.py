"""Makes parts in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from kg.errors import KgError
from kg.publishing.chunks import Chunk
from kg.publishing.parts import Job, make_part

_AHEAD = 4  # chunks a process that may be made before they are asked for


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def part_name(number: int) -> str:
    """The name of the part of chunk `number`."""
    return f"{number:06}"


def make_parts(job: Job, chunks: Sequence[Chunk], folder: Path, jobs: int) -> Iterator[str]:
    """Make the part of each chunk in `folder` and yield its name, in the order of the chunks.

    Raises KgError where a process was killed; the parts that were made stay.
    """
    if jobs <= 1 or len(chunks) <= 1:
        for number, chunk in enumerate(chunks):
            make_part(job, chunk, folder, part_name(number))
            yield part_name(number)
        return
    # New processes, not copies of this one: it may have threads of the store by now, which a copy would lack.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context, initializer=_end_with_parent)
    waiting: deque[tuple[str, Future[None]]] = deque()
    try:
        for number, chunk in enumerate(chunks):
            if len(waiting) == jobs * _AHEAD:
                yield _awaited(*waiting.popleft(), folder)
            waiting.append((part_name(number), pool.submit(make_part, job, chunk, folder, part_name(number))))
        while waiting:
            yield _awaited(*waiting.popleft(), folder)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """End this process, whatever it is doing, when the one that started it has ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # it was started by a pool

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _awaited(name: str, made: Future[None], folder: Path) -> str:
    try:
        made.result()
    except BrokenProcessPool as error:
        raise KgError(
            f"a process that prepared articles was killed, perhaps for want of memory; what was prepared is kept in "
            f"{folder}: run the same again, with a smaller --jobs where memory is short"
        ) from error
    return name
