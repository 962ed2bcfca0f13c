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
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Source:
    """One article's facts as text: `line` is where it begins in the file `name`, `json` its format."""

    name: str
    text: str
    json: bool
    line: int = 1

    def position(self, line: int, column: int) -> Position:
        """The place, with its line for people to look at (absent where it is too long to look at)."""
        return self.positions([(line, column)])[0]

    def positions(self, places: Iterable[tuple[int, int]]) -> list[Position]:
        """Many places at once: the lines are counted once."""
        lines = dict(enumerate(split_lines(self.text), start=self.line))
        shown = [(line, column, lines.get(line, "")) for line, column in places]
        return [
            Position(self.name, line, column, printable(text) if len(text) <= 300 else "")
            for line, column, text in shown
        ]


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
                yield Source(name, _decoded(name, file.read(max_bytes + 1), max_bytes), json=False)
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
        raise UnreadableInputError(f"{name}: more than {max_bytes:,} bytes for one article; split it, or raise the cap")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _refuse(name, "wrong-encoding", "This file is UTF-16.", line, 1)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        message = f"The byte 0x{data[error.start]:02X} here is not UTF-8."
        _refuse(name, "wrong-encoding", message, *_place(before, line))
    if "\x00" in text:
        _refuse(name, "nul-character", "There is a NUL character here.", *_place(text[: text.index("\x00")], line))
    return text


def _place(before: str, line: int) -> tuple[int, int]:
    lines = split_lines(before.removeprefix("\ufeff"))
    return line + len(lines) - 1, len(lines[-1]) + 1


def _refuse(name: str, code: str, message: str, line: int, column: int) -> None:
    cure = "Save the file as UTF-8." if code == "wrong-encoding" else "Take it out: no text has one."
    raise FactFileError((Problem(code, message, cure, Position(name, line, column)),))


def printable(text: str) -> str:
    """The text without what could move a terminal's cursor or turn its writing round."""
    return "".join(each if each.isprintable() else (" " if each == "\t" else "\ufffd") for each in text)
