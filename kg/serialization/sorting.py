"""Lines in order, also when they do not fit into memory."""

from __future__ import annotations

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

LINES_IN_MEMORY = 200_000


def sorted_lines(lines: Iterable[str], files: ExitStack) -> Iterator[str]:
    """The distinct lines in code-point order; all but the first LINES_IN_MEMORY wait in temporary files."""
    lines = iter(lines)
    parts: list[Iterable[str]] = [sorted(set(itertools.islice(lines, LINES_IN_MEMORY)))]
    while part := sorted(set(itertools.islice(lines, LINES_IN_MEMORY))):
        temporary = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 (`files` closes it)
        file = files.enter_context(temporary)
        file.writelines(line + "\n" for line in part)
        file.seek(0)
        parts.append(line[:-1] for line in file)
    return (line for line, _ in itertools.groupby(heapq.merge(*parts)))
