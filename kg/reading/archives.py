"""Articles of web archives (WARC 0.17 to 1.1): the pages that were answered with, and texts made of pages.

A record that is broken costs itself alone: reading goes on at the next line that begins a record (ISO 28500, clause 4),
also where that stands within what a broken record says is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from kg.errors import UnreadableInputError
from kg.iris import is_web_address
from kg.model import Article
from kg.reading.answers import Answer, parse_answer
from kg.reading.content import MAX_LINE, checked, decoded
from kg.reading.lookahead import Lookahead

_HTML = ("text/html", "application/xhtml+xml")
_MAX_HEADERS = 1 << 16  # bytes of a record's own headers
_MAX_BODY = 2 * MAX_LINE
_CHUNK = 1 << 20
_NEXT = re.compile(rb"\r?\n\r?\nWARC/[01]\.[0-9]{1,3}\r?\n")  # where a record ends and another begins
_END = re.compile(rb"\r?\n\r?\n|WARC/|\Z")
_REACH = 32  # bytes that a match of either may take
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
    for each in _records(Lookahead(stream), name):
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


def _records(stream: Lookahead, name: str) -> Iterator[_Record | UnreadableInputError]:
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


def _read_record(stream: Lookahead, name: str) -> _Record | UnreadableInputError:
    headers = _read_headers(stream)
    address = headers.get("warc-target-uri", "").strip("<>")
    place = f"{name}, {address or headers.get('warc-record-id', 'a record')}"
    stated = headers.get("content-length", "")
    if not (stated.isdecimal() and len(stated) < 16):
        return UnreadableInputError(f"{place}: its headers do not say how long it is")
    length = int(stated)
    kind = headers.get("warc-type", "").lower()
    if length > _MAX_BODY:
        body, size = None, _pass_over(stream, length)
    else:
        body = stream.take(_size(stream, length))
        size = len(body)
    if size < length and stream.fill(1):
        return UnreadableInputError(f"{place}: says that it has {length:,} bytes, but after {size:,} another begins")
    if size < length:
        return UnreadableInputError(f"{place}: breaks off {length - size:,} bytes before the end that it says")
    if body is None and kind in _KINDS:
        return UnreadableInputError(f"{place}: a page of more than {_MAX_BODY >> 20} MiB is no article")
    return _Record(kind, address, headers.get("content-type", ""), place, body if kind in _KINDS else None)


def _size(stream: Lookahead, length: int) -> int:
    """How long a record is that says it has `length` bytes: less where the stream or the record ends before that."""
    held = stream.fill(length + _REACH)
    if held >= length and stream.matches(_END, length):
        return length
    found = stream.find(_NEXT, length + _REACH)
    return found if 0 <= found < length else min(held, length)


def _pass_over(stream: Lookahead, length: int) -> int:
    """Pass over a record too large to be held; gives how long it is, by the first beginning of another within it."""
    left = length
    while left and (held := stream.fill(_CHUNK + _REACH)):
        found = stream.find(_NEXT, left + _REACH)
        step = min(left, found if found >= 0 else held - _REACH if held > _CHUNK else held)
        stream.skip(step)
        left -= step
        if found >= 0:
            break
    return length - left


def _read_headers(stream: Lookahead) -> dict[str, str]:
    """The named fields up to the empty line; folded lines and what is past the bound are dropped."""
    headers: dict[str, str] = {}
    left = _MAX_HEADERS
    while left > 0 and (line := stream.readline(left)).strip():
        left -= len(line)
        key, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(key.strip().lower(), value.strip())
    return headers


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
