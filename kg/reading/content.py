"""Opens files, unpacks them within bounds, and turns bytes into text."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import UnreadableInputError

MAX_BYTES = 64 << 20  # of a file that is read whole, when it is unpacked
MAX_LINE = 16 << 20  # bytes of one article in a file of lines or in an archive
MAX_TEXT = 4 << 20  # code points of an article; a long novel has one million
_FREE = 16 << 20  # bytes that may be unpacked from however little
_MAX_RATIO = 100  # of unpacked to packed bytes beyond that: text packs 3 to 20 times smaller
_CHUNK = 1 << 20
_MOST_LINES = 10_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Unpacked(io.RawIOBase):
    """The content of a gzip file, which refuses to grow without measure."""

    def __init__(self, packed: BinaryIO, name: str) -> None:
        super().__init__()
        self._packed = packed
        self._stream = gzip.GzipFile(fileobj=packed)
        self._name = name
        self._size = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, and never more than a chunk at a time; raises UnreadableInputError for a bomb."""
        data = self._stream.read(min(size, _CHUNK) if size >= 0 else _CHUNK)
        self._size += len(data)
        if self._size > _FREE and self._size > _MAX_RATIO * max(1, self._packed.tell()):
            raise UnreadableInputError(
                f"{self._name}: it unpacks to more than {_MAX_RATIO} times its size, as no text does; unpack it by "
                f"hand to see what it is"
            )
        return data

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_content(path: Path) -> Iterator[BinaryIO]:
    """A stream of a file's content, unpacked where it is gzip; what fails while it is read is told as unreadable."""
    try:
        with path.open("rb") as stream:
            yield unpacked(stream, str(path))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableInputError(f"{path}: its gzip data are damaged or cut off; fetch it again") from error
    except OSError as error:
        raise UnreadableInputError(f"{path}: cannot be read: {error.strerror or error}") from error


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream itself, or its content where that is gzip, whatever its name."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return io.BufferedReader(Unpacked(stream, name), _CHUNK) if packed else stream


def read_whole(stream: BinaryIO, name: str, most: int = MAX_BYTES) -> bytes:
    """All of a stream; raises UnreadableInputError past `most` bytes."""
    pieces, size = [], 0
    while piece := stream.read(min(_CHUNK, most + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise UnreadableInputError(f"{name}: larger than {most >> 20} MiB; split it")
    return b"".join(pieces)


def read_lines(stream: BinaryIO, most: int = MAX_LINE, first: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream that are not empty, with their numbers; None for one longer than `most` bytes."""
    number, rest, skipping = first, b"", False
    while chunk := stream.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line or skipping:
                yield number, None if skipping or len(line) > most else line
            number, skipping = number + 1, False
        if len(rest) > most:
            rest, skipping = b"", True
    if rest or skipping:
        yield number, None if skipping else rest


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8, or of UTF-16 that begins with its mark; without the mark. Line ends stay: offsets count them.

    Raises UnreadableInputError for other encodings, and for what is no text.
    """
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE)
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if is_binary(data[:100_000].decode("latin-1")):
            raise UnreadableInputError(f"{name}: holds control characters, so it is no text") from error
        raise UnreadableInputError(
            f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"
        ) from error
    if "\x00" in text:
        raise UnreadableInputError(f"{name}: holds NUL characters, so it is no text")
    if is_binary(text):
        raise UnreadableInputError(f"{name}: holds control characters, so it is no text")
    return text


def checked(text: str, name: str) -> str:
    """The text, where an article can be as long; raises UnreadableInputError where none is."""
    if len(text) > MAX_TEXT:
        raise UnreadableInputError(f"{name}: a text of more than {MAX_TEXT:,} characters is no article; split it")
    if text.count("\n") > _MOST_LINES:
        raise UnreadableInputError(f"{name}: a text of more than {_MOST_LINES:,} lines is no article; split it")
    return text


def is_binary(text: str) -> bool:
    """Whether a text is none: more than one in a hundred of its first code points are control characters."""
    start = text[:100_000]
    return len(_CONTROLS.findall(start)) * 100 > len(start)
