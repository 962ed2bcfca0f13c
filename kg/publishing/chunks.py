"""Cuts many inputs into pieces of work of about a second, the same pieces however many share them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Span
from kg.publishing.inputs import kind_of

WORK = 1 << 20  # in a chunk, counted in bytes of fact files
FILES = 512  # in a chunk
MANY = 4  # chunks from which on it is quicker to share the work
_TOGETHER = 8  # the extractor parses so many articles at a time, and a cut between them changes nothing
# What a byte costs beside one of a fact file: a page is mostly markup, and finding facts in words takes longest.
_COSTS = {".txt": 16.0, ".jsonl": 16.0, ".ndjson": 16.0, ".json": 16.0, ".gz": 4.0}
_COST_OF_PAGES = 1.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files that are read together, or a stretch of one; `work` is about how much that is, in bytes of fact files.

    `names` are the files' paths as strings, which take a fifth of the memory: an archive has very many.
    """

    names: tuple[str, ...]
    work: int
    span: Span | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files' paths."""
        return tuple(map(Path, self.names))


def chunks_of(files: Iterable[Path], most: int = WORK) -> Iterator[Chunk]:
    """The chunks of some files, in the files' order, each of `most` work at most where that can be."""
    held: list[str] = []
    work = 0
    for file in files:
        size = _work(file, _size(file))
        if held and (work + size > most or len(held) == FILES):
            yield Chunk(tuple(held), work)
            held, work = [], 0
        if size > 2 * most and file.suffix.lower() in (".jsonl", ".ndjson"):
            if held:
                yield Chunk(tuple(held), work)
                held, work = [], 0
            yield from _stretches(file, most)
        else:
            held.append(str(file))
            work += size
    if held:
        yield Chunk(tuple(held), work)


def _size(file: Path) -> int:
    try:
        return os.stat(file).st_size
    except OSError:  # whoever reads it will say so
        return 0


def _work(file: Path, size: int) -> int:
    if kind_of(file) == "facts":
        return size
    return int(size * _COSTS.get(file.suffix.lower(), _COST_OF_PAGES))


def _stretches(file: Path, most: int) -> Iterator[Chunk]:
    """A file of lines in stretches. From a line on that is not an object by itself, the rest is one stretch."""
    begin = end = number = first_number = 0
    first_line = 1
    cost = _work(file, 1000) / 1000
    with file.open("rb") as lines:
        for count, line in enumerate(lines, start=1):
            stripped = line.strip()
            if stripped and not (stripped.startswith(b'{"') and stripped.endswith(b"}")):
                break
            if (end - begin) * cost >= most and (number - first_number) % _TOGETHER == 0 and stripped:
                yield _stretch(file, cost, Span(begin, end, first_line, first_number))
                begin, first_line, first_number = end, count, number
            end += len(line)
            number += bool(stripped)
    size = file.stat().st_size
    yield _stretch(file, cost, Span(begin, size, first_line, first_number))


def _stretch(file: Path, cost: float, span: Span) -> Chunk:
    return Chunk((str(file),), int((span.end - span.begin) * cost), span)
