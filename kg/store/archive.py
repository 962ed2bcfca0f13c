"""The history: what each article said in each of its revisions, as N-Quads, compressed, one file a generation.

A file is a chain of Zstandard frames (RFC 8878), one a revision, so that one can be read without the others, and
`zstd -d` shows them all. A frame is blanked by a skippable frame of its length: the others stay where they are.
"""

from __future__ import annotations

import itertools
import os
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

import zstandard
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import StoreError
from kg.store.values import ArticleChange

HISTORY = "history"
_ENDING = ".nq.zst"
_LEVEL = 3
_MINE = threading.local()
_SKIPPABLE = 0x184D2A50.to_bytes(4, "little")  # RFC 8878, 3.1.2: then four bytes of length, then what is skipped
_PARTS = ("# claims\n", "# refutations\n")
_SUBJECT = re.compile("^<([^>]*)>", re.MULTILINE)
_HEAD = ("# article ", "# graph ", "# day ", "# digest ")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the history something lies: the generation whose file it is, the first byte, the number of bytes."""

    segment: int
    start: int
    length: int

    @property
    def columns(self) -> tuple[int, int, int]:
        """The place as the ledger has it."""
        return self.segment, self.start, self.length


NOWHERE = None, None, None  # the columns where the history has nothing


class Segment:
    """The file of one generation in the making; there is none until something is added."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self._number = number
        self._file: IO[bytes] | None = None

    def add(self, text: str) -> Place:
        """Keep a text; gives its place."""
        return self.add_frame(frame_of(text))

    def add_frame(self, frame: bytes) -> Place:
        """Keep what `frame_of` made of a text; gives its place."""
        self._file = self._file or self.path.open("wb")
        start = self._file.tell()
        self._file.write(frame)
        return Place(self._number, start, len(frame))

    def close(self) -> bool:
        """Finish the file, which is not on the disk yet; False where there is none."""
        if self._file is None:
            return False
        self._file.close()
        return True


def frame_of(text: str) -> bytes:
    """A text as the history keeps it."""
    compressor = getattr(_MINE, "compressor", None)
    if compressor is None:  # each thread has one, which it uses again and again
        compressor = _MINE.compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    frame: bytes = compressor.compress(text.encode("utf-8", "surrogatepass"))
    return frame


def segment_path(root: Path, number: int) -> Path:
    """The file of a generation's revisions."""
    return root / HISTORY / f"{number:06d}{_ENDING}"


def segments(root: Path) -> dict[int, Path]:
    """Every file of the history by the number of its generation."""
    found = (root / HISTORY).glob(f"*{_ENDING}")
    return {int(path.name.removesuffix(_ENDING)): path for path in sorted(found)}


def clear_segments(root: Path, numbers: Iterable[int]) -> None:
    """Remove the files of generations that never became current."""
    for number in numbers:
        segment_path(root, number).unlink(missing_ok=True)


def read_texts(root: Path, places: Iterable[Place]) -> Iterator[str]:
    """The texts at some places, in the order of the places; empty where one was blanked.

    Raises StoreError where the history is damaged.
    """
    for number, group in itertools.groupby(sorted(places), key=lambda place: place.segment):
        path = segment_path(root, number)
        try:
            with path.open("rb") as file:
                for place in group:
                    yield _text_at(file, place)
        except (OSError, zstandard.ZstdError, UnicodeDecodeError) as error:
            raise StoreError(f"{path} is damaged ({error}): put it back from a backup") from error


def _text_at(file: IO[bytes], place: Place) -> str:
    file.seek(place.start)
    frame = file.read(place.length)
    if frame.startswith(_SKIPPABLE):
        return ""
    return zstandard.decompress(frame).decode("utf-8", "surrogatepass")


def blank(root: Path, places: Iterable[Place]) -> None:
    """Overwrite what lies at these places; on return this is on the disk, and doing it again does no harm."""
    for number, group in itertools.groupby(sorted(places), key=lambda place: place.segment):
        with segment_path(root, number).open("r+b") as file:
            for place in group:
                file.seek(place.start)
                size = place.length - 8
                file.write(_SKIPPABLE + size.to_bytes(4, "little") + bytes(size))
            file.flush()
            os.fsync(file.fileno())


def text_of(change: ArticleChange) -> str:
    """What an article says, as the history keeps it: N-Quads, with comments where its parts begin."""
    parts = (lines_of(part).encode() for part in (change.quads, change.claims, change.refutations))
    return text_of_parts(change.article, change.graph, change.day, change.digest, *parts)


def text_of_parts(
    article: NamedNode, graph: NamedNode, day: str, digest: str, quads: bytes, claims: bytes, refutations: bytes
) -> str:
    """The same, of what is N-Quads already."""
    values = (article.value, graph.value, day, digest)
    head = "".join(f"{name}{value}\n" for name, value in zip(_HEAD, values, strict=True))
    return f"{head}{quads.decode()}{_PARTS[0]}{claims.decode()}{_PARTS[1]}{refutations.decode()}"


def change_of(text: str) -> ArticleChange:
    """What an article said, of which the history has this text.

    A line break in a literal is written as backslash and n, so no line of N-Quads begins with `#`.
    """
    *head, rest = text.split("\n", len(_HEAD))
    article, graph, day, digest = (line.removeprefix(name) for name, line in zip(_HEAD, head, strict=True))
    quads, _, rest = rest.partition(_PARTS[0])
    claims, _, refutations = rest.partition(_PARTS[1])
    supported, refuted = (tuple(quad.triple for quad in quads_of(part)) for part in (claims, refutations))
    return ArticleChange(NamedNode(article), NamedNode(graph), tuple(quads_of(quads)), supported, refuted, day, digest)


def said_in(text: str) -> Iterator[Quad]:
    """The quads of the article of which the history has this text, without what it supports and refutes."""
    return quads_of(text.partition(_PARTS[0])[0])


@lru_cache(maxsize=4)
def subjects_at(root: Path, places: tuple[Place, ...]) -> dict[Place, frozenset[str]]:
    """The IRIs of what articles spoke of in their own graphs, by the places of their texts, which are in order.

    Raises StoreError where the history is damaged.
    """
    said = (text.partition(_PARTS[0])[0] for text in read_texts(root, places))
    return {place: frozenset(_SUBJECT.findall(text)) for place, text in zip(places, said, strict=True)}


def lines_of(statements: Iterable[Quad] | Iterable[Triple]) -> str:
    """Statements as N-Quads."""
    text = serialize(statements, format=RdfFormat.N_QUADS)
    assert text is not None  # no output was given, so the text is returned
    return text.decode()


def quads_of(text: str) -> Iterator[Quad]:
    """The quads of some N-Quads that the history has: IRIs are not checked again, which is half of the work."""
    return iter(parse(input=text, format=RdfFormat.N_QUADS, lenient=True))
