"""Articles of web archives (WARC): the pages that were answered with, and texts made of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading.content import MAX_LINE, decoded

_HTML = ("text/html", "application/xhtml+xml")
_MAX_HEADERS = 1 << 16  # bytes


def read_archive(stream: BinaryIO, name: str) -> Iterator[Article | UnreadableInputError]:
    """The articles of an archive, as they are read; an error stands for each page without one.

    Answers other than 200, and what is neither HTML nor text, are passed over. Raises UnreadableInputError for what is
    no WARC, and where it breaks off in a record.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    seen = False
    try:
        for record in ArchiveIterator(
            stream, parse_http=True, auto_decode="all", max_header_len=_MAX_HEADERS, stream_detect=False
        ):
            seen = True
            if record.record_type & kinds:
                yield from _read_record(record, name)
    except (OSError, ValueError, OverflowError) as error:
        raise UnreadableInputError(f"{name}: this archive is broken: {error}") from error
    if not seen:
        raise UnreadableInputError(f"{name}: there is no WARC record in it")


def _read_record(record: Any, name: str) -> Iterator[Article | UnreadableInputError]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    place = f"{name}, {address or record.record_id}"
    kind = _media_type(record)
    if kind not in (*_HTML, "text/plain"):
        return
    try:
        body = record.reader.read(MAX_LINE + 1)
        if len(body) > MAX_LINE:
            raise UnreadableInputError(f"{place}: a page of more than {MAX_LINE >> 20} MiB is no article")
        yield _with_address(_read_page(body, place) if kind in _HTML else _read_text(body, place), address)
    except (OSError, ValueError) as error:
        yield UnreadableInputError(f"{place}: this page is not packed as it says: {error}")
    except UnreadableInputError as error:
        yield error


def _media_type(record: Any) -> str:
    """The type of what a record holds; empty for an answer that is no page."""
    headers = record.http_headers if record.is_http else None
    if headers is None:
        kind = record.headers.get("Content-Type") or ""
    elif headers.status_code in (200, None):
        kind = record.http_content_type or ""
    else:
        kind = ""
    return str(kind).split(";")[0].strip().lower()


def _read_page(body: bytes, place: str) -> Article:
    from kg.reading.pages import read_page

    return read_page(body, place)


def _read_text(body: bytes, place: str) -> Article:
    from kg.reading.plain import read_plain

    text = decoded(body, place)
    if not text.strip():
        raise UnreadableInputError(f"{place}: it is empty")
    return read_plain(text)


def _with_address(article: Article, address: str) -> Article:
    known = article.url or not address.startswith(("http://", "https://"))
    return article if known else replace(article, url=address)
