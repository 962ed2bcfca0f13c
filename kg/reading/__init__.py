"""Articles of pages, plain texts, schema.org JSON, feeds and archives: one exact text each, its blocks labelled."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.errors import UnreadableInputError
from kg.model import Article, Span, text_digest
from kg.reading.jsonld import article_jsonld
from kg.reading.kinds import ENDINGS, kind_of, kind_of_content

__all__ = [
    "ENDINGS",
    "article_jsonld",
    "kind_of_content",
    "read_article",
    "read_articles",
    "read_articles_with_problems",
    "read_text",
]


def read_article(source: Path | str | bytes, *, kind: str | None = None) -> Article:
    """The one article of a file, or of its content; `kind` (txt, html, json, jsonl, feed, warc) says what a content is.

    Without `kind` a content that is a str is plain text, and one of bytes is known by how it begins. Raises
    UnreadableInputError for what cannot be read, and for a file without an article.
    """
    from kg.reading.content import unpacked

    if isinstance(source, Path):
        found, name = read_articles_with_problems(source), str(source)
    else:
        data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
        kind = kind or ("txt" if isinstance(source, str) else kind_of_content(source))
        found, name = _read(unpacked(io.BytesIO(data), "<content>"), kind, "<content>"), "<content>"
    for each in found:
        if isinstance(each, UnreadableInputError):
            raise each
        return each
    raise UnreadableInputError(f"{name}: there is no article in it")


def read_articles(path: Path) -> Iterator[Article]:
    """Each article of a file, or of the files of a folder in sorted order, as it is read.

    Raises UnreadableInputError for what cannot be read: missing, too large, of an unknown kind, or broken.
    """
    for each in read_articles_with_problems(path):
        if isinstance(each, UnreadableInputError):
            raise each
        yield each


def read_articles_with_problems(path: Path, span: Span | None = None) -> Iterator[Article | UnreadableInputError]:
    """As read_articles, but nothing stops the rest: an error stands for each line, page or file that cannot be read.

    `span` takes a stretch of a file with one article a line.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and kind_of(file):
                yield from read_articles_with_problems(file)
        return
    from kg.reading.content import open_content

    try:
        kind = kind_of(path)
        if kind is None:
            raise UnreadableInputError(f"{path}: an article comes as {', '.join(ENDINGS[::2])}, each also with .gz")
        with open_content(path) as stream:
            found = _read(stream, kind, str(path)) if span is None else _read_span(stream, span, str(path))
            for each in found:
                yield each if isinstance(each, UnreadableInputError) else replace(each, origin=str(path))
    except UnreadableInputError as error:
        yield error


def _read(stream: BinaryIO, kind: str, name: str) -> Iterator[Article | UnreadableInputError]:
    """The articles of a content of a known kind; what only one kind needs is imported for it."""
    if kind == "warc":
        from kg.reading.archives import read_archive

        yield from read_archive(stream, name)
    elif kind == "feed":
        from kg.reading.feeds import read_feed

        yield from read_feed(stream, name)
    elif kind in ("json", "jsonl"):
        from kg.reading.records import read_json, read_json_lines

        yield from (read_json if kind == "json" else read_json_lines)(stream, name)
    else:
        yield _read_one(stream, kind, name)


def read_text(path: Path) -> Article | UnreadableInputError:
    """The text of a plain text alone, with its digest: neither blocks nor metadata are looked for."""
    from kg.reading.content import checked, decoded, open_content, read_whole

    try:
        with open_content(path) as stream:
            text = checked(decoded(read_whole(stream, str(path)), str(path)), str(path))
    except UnreadableInputError as error:
        return error
    return Article(text=text, text_digest=text_digest(text), origin=str(path))


def _read_span(stream: BinaryIO, span: Span, name: str) -> Iterator[Article | UnreadableInputError]:
    from kg.reading.records import read_json_lines

    stream.seek(span.begin)
    yield from read_json_lines(io.BytesIO(stream.read(span.end - span.begin)), name, span.line)


def _read_one(stream: BinaryIO, kind: str, name: str) -> Article:
    from kg.reading.content import checked, decoded, read_whole

    data = read_whole(stream, name)
    if kind == "html":
        from kg.reading.pages import read_page

        return read_page(data, name)
    from kg.reading.plain import read_plain

    text = checked(decoded(data, name), name)
    if not text.strip():
        raise UnreadableInputError(f"{name}: the file is empty")
    return read_plain(text)
