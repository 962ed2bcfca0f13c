"""Loads N-Quads into a database that is being made: pieces of a bounded size, several at a time.

The engine's loader sorts what it is given at once in one thread, and holds it meanwhile: a million quads take 1 GB.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from pyoxigraph import Quad, RdfFormat, Store, parse

PIECE = 125_000  # quads that one thread sorts, in about 130 MB
SMALL = PIECE // 8  # in a piece of what is loaded while nothing else is: so that several threads have some
_THREADS = min(4, os.cpu_count() or 1)
_SORTING = BoundedSemaphore(_THREADS)  # shared by all that load: articles and entities come side by side


@dataclass(frozen=True, slots=True)
class AddedLines:
    """Quads to be added, with True for each as `kg.store.Derive` yields them, which lie as lines (N-Quads) in a file.

    Whoever has the file need not read them: they can be loaded as they lie.
    """

    path: Path

    def __iter__(self) -> Iterator[tuple[Quad, bool]]:
        return ((quad, True) for quad in parse(path=self.path, format=RdfFormat.N_QUADS, lenient=True))


def load_files(store: Store, files: Iterable[Path], heard: Callable[[int], None] | None = None) -> None:
    """Load files of N-Quads, each of about a PIECE at most, and remove them; each is asked for when a thread is free.

    `heard` hears how many are loaded, in the order in which they were given.
    The loader lets go of the interpreter. IRIs are not checked again: that was done when they were minted.
    """
    waiting: deque[Future[None]] = deque()
    loaded = itertools.count(1)

    def wait_for_one() -> None:
        waiting.popleft().result()
        if heard:
            heard(next(loaded))

    with ThreadPoolExecutor(_THREADS) as threads:
        for file in files:
            waiting.append(threads.submit(_load, store, file))
            if len(waiting) == _THREADS:
                wait_for_one()
        while waiting:
            wait_for_one()


def load_lines(store: Store, lines: Iterable[str], scratch: Path, piece: int = PIECE) -> int:
    """Load lines (N-Quads), which stand in files beside `scratch` on the way, `piece` in each; gives their number."""
    count = 0

    def files() -> Iterator[Path]:
        nonlocal count
        given, number = iter(lines), 0
        while some := list(itertools.islice(given, piece)):
            file = scratch.with_suffix(f".{number}.nq")
            with file.open("w", encoding="utf-8") as out:
                out.writelines(some)
            count, number = count + len(some), number + 1
            yield file

    load_files(store, files())
    return count


def _load(store: Store, file: Path) -> None:
    with _SORTING:
        store.bulk_load(path=file, format=RdfFormat.N_QUADS, lenient=True)
    file.unlink()
