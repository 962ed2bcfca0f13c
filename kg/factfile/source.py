"""Takes the bytes of a fact file to text: size, encoding and control characters are checked before any parser."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import FactFileError, Position, Problem, UnreadableInputError
from kg.model import Span

MAX_BYTES = 64 * 1024 * 1024  # of one article's facts
_START = 1 << 16  # bytes that are asked for at first: a reader makes room for all that it is asked for
_LONG, _AROUND = 300, 60  # code points of a line that are shown, and of those before the place in a longer one
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Source:
    """One article's facts as text: `line` is where it begins in the file `name`, `json` its format."""

    name: str
    text: str
    json: bool
    line: int = 1

    def position(self, line: int, column: int) -> Position:
        """The place, with its line for people to look at; of a long one what is around the place."""
        return self.positions([(line, column)])[0]

    def positions(self, places: Iterable[tuple[int, int]]) -> list[Position]:
        """Many places at once: the lines are counted once."""
        lines = dict(enumerate(split_lines(self.text), start=self.line))
        return [self._shown(line, column, lines.get(line, "")) for line, column in places]

    def _shown(self, line: int, column: int, text: str) -> Position:
        begin = 1 if len(text) <= _LONG else max(1, column - _AROUND)
        return Position(self.name, line, column, printable(text[begin - 1 :][:_LONG]), begin)


def sources(given: Path | bytes, max_bytes: int = MAX_BYTES, span: Span | None = None) -> Iterator[Source]:
    """One Source an article: a YAML file has one, a JSON file one a line. Bytes that begin with `{` are JSON.

    Of a JSON file `span` takes a stretch.
    Raises UnreadableInputError for what cannot be opened, and for more than `max_bytes` for one article;
    FactFileError for what is not text.
    """
    if isinstance(given, bytes):
        start = given.removeprefix(codecs.BOM_UTF8).lstrip()
        name = "<bytes>"
        yield from _split(name, iter(given.splitlines(keepends=True)), given, start.startswith(b"{"), max_bytes)
        return
    name = str(given)
    try:
        with given.open("rb") as file:
            if given.suffix.lower() in (".json", ".jsonl"):
                yield from _json_lines(name, _lines(file, max_bytes, span), max_bytes, span.line if span else 1)
            else:
                yield Source(name, _decoded(name, _whole(file, max_bytes), max_bytes), json=False)
    except OSError as error:
        raise UnreadableInputError(f"{name}: {error.strerror or error}") from error


def split_lines(text: str) -> list[str]:
    """The lines as YAML counts them: after CR, LF, CRLF, NEL, and the Unicode separators."""
    for separator in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(separator, "\n")
    return text.split("\n")


def _split(name: str, lines: Iterator[bytes], whole: bytes, is_json: bool, max_bytes: int) -> Iterator[Source]:
    if is_json:
        yield from _json_lines(name, lines, max_bytes)
    else:
        yield Source(name, _decoded(name, whole, max_bytes), json=False)


def _whole(file: BinaryIO, max_bytes: int) -> bytes:
    """The bytes of a file; of one that has more than `max_bytes`, one more than these."""
    start = file.read(min(_START, max_bytes + 1))
    return start if len(start) < _START else start + file.read(max_bytes + 1 - len(start))


def _lines(file: BinaryIO, max_bytes: int, span: Span | None) -> Iterator[bytes]:
    if span is None:
        return iter(lambda: file.readline(max_bytes + 1), b"")
    file.seek(span.begin)
    return iter(lambda: file.readline(max_bytes + 1) if file.tell() < span.end else b"", b"")


def _json_lines(name: str, lines: Iterator[bytes], max_bytes: int, first: int = 1) -> Iterator[Source]:
    """An object a line; one that is spread over lines is taken together, up to where its brackets close."""
    held: list[bytes] = []
    size = begins = depth = 0
    for number, line in enumerate(lines, start=first):
        if not held and not line.strip():
            continue
        if held and line.startswith(b'{"'):  # an article begins here, so the one before was cut short
            yield _json_source(name, held, max_bytes, begins)
            held, size, depth = [], 0, 0
        begins = begins if held else number
        held.append(line)
        size += len(line)
        depth += _depth(line)
        if depth <= 0 or size > max_bytes:
            yield _json_source(name, held, max_bytes, begins)
            held, size, depth = [], 0, 0
    if held:
        yield _json_source(name, held, max_bytes, begins)


def _json_source(name: str, lines: list[bytes], max_bytes: int, begins: int) -> Source:
    return Source(name, _decoded(name, b"".join(lines).rstrip(b"\r\n"), max_bytes, begins), json=True, line=begins)


def _depth(line: bytes) -> int:
    """How many brackets the line leaves open; exact where it matters, for a line that is one whole object."""
    stripped = line.strip()
    if stripped.startswith(b"{") and stripped.endswith(b"}"):
        return 0
    bare = _STRING.sub(b"", line)
    return bare.count(b"{") - bare.count(b"}") + bare.count(b"[") - bare.count(b"]")


def _decoded(name: str, data: bytes, max_bytes: int, line: int = 1) -> str:
    if len(data) > max_bytes:
        message = f"{name}: more than {max_bytes:,} bytes for the facts of one article"
        cure = "Leave out what is not of this article; several articles go into a .facts.jsonl, one a line."
        raise UnreadableInputError(Problem("unreadable", message, cure))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        cure = "Save the file as UTF-8 (iconv -f UTF-16 -t UTF-8)."
        source = Source(name, data.decode("utf-16", "replace"), json=False, line=line)
        _refuse("wrong-encoding", "This file is UTF-16.", cure, source, 0)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The byte 0x{data[error.start]:02X} here is not UTF-8."
        cure = "Save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)."
        source = Source(name, data.decode("utf-8", "replace"), json=False, line=line)
        _refuse("wrong-encoding", message, cure, source, len(data[: error.start].decode("utf-8")))
    if "\x00" in text:
        source = Source(name, text, json=False, line=line)
        _refuse("nul-character", "There is a NUL character here.", "Take it out.", source, text.index("\x00"))
    return text


def _refuse(code: str, message: str, cure: str, source: Source, at: int) -> None:
    lines = split_lines(source.text[:at])
    place = source.position(source.line + len(lines) - 1, len(lines[-1]) + 1)
    raise FactFileError((Problem(code, message, cure, place),))


def printable(text: str) -> str:
    """The text without what could move a terminal's cursor or turn its writing round."""
    return "".join(each if each.isprintable() else (" " if each == "\t" else "\ufffd") for each in text)
