"""Articles of web archives (WARC 0.17 to 1.1): the pages that were answered with, and texts made of pages.

A record that is broken costs itself alone: reading goes on at the next line that begins a record (ISO 28500, clause 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from kg.errors import UnreadableInputError
from kg.iris import is_web_address
from kg.model import Article
from kg.reading.answers import Answer, parse_answer
from kg.reading.content import MAX_LINE, checked, decoded

_HTML = ("text/html", "application/xhtml+xml")
_MAX_HEADERS = 1 << 16  # bytes of a record's own headers
_CHUNK = 1 << 20
_KINDS = ("response", "resource", "conversion")
_MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class _Record:
    """One record; `body` is None where it is not of a kind that holds a page, or is too large for one."""

    kind: str
    address: str
    media: str
    place: str
    body: bytes | None


def read_archive(stream: BinaryIO, name: str) -> Iterator[Article | UnreadableInputError]:
    """The articles of an archive, as they are read; an error stands for each page and record that holds none.

    Answers other than 200, and what is neither HTML nor text, are passed over. Raises UnreadableInputError for what is
    no WARC, and for one full of faults.
    """
    seen, faults = 0, 0
    for each in _records(stream, name):
        if isinstance(each, UnreadableInputError):
            faults += 1
            if faults > _MOST_FAULTS:
                raise UnreadableInputError(f"{name}: more than {_MOST_FAULTS:,} faults; the last: {each}")
            yield each
            continue
        seen += 1
        try:
            article = _article(each)
        except UnreadableInputError as error:
            yield error
        else:
            if article is not None:
                yield article
    if not seen and not faults:
        raise UnreadableInputError(f"{name}: there is no WARC record in it")


def _records(stream: BinaryIO, name: str) -> Iterator[_Record | UnreadableInputError]:
    """The records of an archive; what stands between two and is no record is told once."""
    lost = False
    while line := stream.readline(_MAX_HEADERS):
        if line.startswith(b"WARC/"):
            lost = False
            yield _read_record(stream, name)
        elif line.strip() and not lost:
            lost = True
            yield UnreadableInputError(
                f"{name}: a record does not begin where it should ({line[:40]!r}); reading on at the next"
            )


def _read_record(stream: BinaryIO, name: str) -> _Record | UnreadableInputError:
    headers = _read_headers(stream)
    address = headers.get("warc-target-uri", "").strip("<>")
    place = f"{name}, {address or headers.get('warc-record-id', 'a record')}"
    stated = headers.get("content-length", "")
    if not (stated.isdecimal() and len(stated) < 16):
        return UnreadableInputError(f"{place}: its headers do not say how long it is")
    length = int(stated)
    kind = headers.get("warc-type", "").lower()
    body = _read_exactly(stream, length) if kind in _KINDS and length <= 2 * MAX_LINE else None
    rest = length if body is None else length - len(body)
    if body is None:
        rest = _skip(stream, length)
    if rest:
        return UnreadableInputError(f"{place}: breaks off {rest:,} bytes before the end that it says")
    if body is None and kind in _KINDS:
        return UnreadableInputError(f"{place}: a page of more than {2 * MAX_LINE >> 20} MiB is no article")
    return _Record(kind, address, headers.get("content-type", ""), place, body)


def _read_headers(stream: BinaryIO) -> dict[str, str]:
    """The named fields up to the empty line; folded lines and what is past the bound are dropped."""
    headers: dict[str, str] = {}
    left = _MAX_HEADERS
    while left > 0 and (line := stream.readline(left)).strip():
        left -= len(line)
        key, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(key.strip().lower(), value.strip())
    return headers


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    """`length` bytes, or all there are."""
    pieces: list[bytes] = []
    while length and (piece := stream.read(min(length, _CHUNK))):
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _skip(stream: BinaryIO, length: int) -> int:
    """Passes over bytes; gives how many were missing."""
    while length and (piece := stream.read(min(length, _CHUNK))):
        length -= len(piece)
    return length


def _article(record: _Record) -> Article | None:
    """The article of a record; None for one that is not to be read."""
    if record.body is None:
        return None
    answer = Answer(200, record.media, record.body)
    if record.kind == "response" and record.media.lower().startswith("application/http"):
        answer = parse_answer(record.body, record.place)
    media = answer.media.split(";")[0].strip().lower()
    if answer.status != 200 or media not in (*_HTML, "text/plain"):
        return None
    article = _read_page(answer.body, record.place) if media in _HTML else _read_text(answer.body, record.place)
    known = article.url or not is_web_address(record.address)
    return article if known else replace(article, url=record.address)


def _read_page(body: bytes, place: str) -> Article:
    from kg.reading.pages import read_page

    return read_page(body, place)


def _read_text(body: bytes, place: str) -> Article:
    from kg.reading.plain import read_plain

    text = checked(decoded(body, place), place)
    if not text.strip():
        raise UnreadableInputError(f"{place}: it is empty")
    return read_plain(text)
