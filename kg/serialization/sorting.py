"""Lines in order, also when they do not fit into memory."""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

LINES_IN_MEMORY = 100_000
_PIECE = 1 << 14  # bytes of a run that are read at once; one of a million articles has a thousand runs


def sorted_lines(lines: Iterable[str], files: ExitStack) -> Iterator[str]:
    """The distinct lines in code-point order; where there are more than LINES_IN_MEMORY, they wait in a temporary file.

    All runs of sorted lines lie in one file, so that their number is not bounded by how many files may be open.
    """
    lines = iter(lines)
    run = _next_run(lines)
    first = next(lines, None)
    if first is None:
        return iter(run)
    lines = itertools.chain([first], lines)
    file = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (`files` closes it)
    places: list[tuple[int, int]] = []
    while run:
        places.append(_written(run, file))
        run.clear()  # before the next one is gathered
        run = _next_run(lines)
    runs = [_read(file, *place) for place in places]
    return (line for line, _ in itertools.groupby(heapq.merge(*runs)))


def _next_run(lines: Iterator[str]) -> list[str]:
    return sorted(set(itertools.islice(lines, LINES_IN_MEMORY)))


def _written(run: list[str], file: IO[bytes]) -> tuple[int, int]:
    """Where a run stands once it is written: from which byte to which."""
    begin = file.tell()
    file.writelines(f"{line}\n".encode() for line in run)
    return begin, file.tell()


def _read(file: IO[bytes], begin: int, end: int) -> Iterator[str]:
    rest = b""
    while begin < end:
        file.seek(begin)
        piece = file.read(min(_PIECE, end - begin))
        begin += len(piece)
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode()
