"""Articles from saved pages, plain texts and schema.org JSON: one exact text each, its blocks labelled."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import UnreadableInputError
from kg.model import Article, text_digest
from kg.reading.plain import read_plain
from kg.reading.structured import articles_in, metadata_of

__all__ = ["article_jsonld", "read_article", "read_articles"]

MAX_BYTES = 64 << 20  # of a file, when it is decompressed


def read_article(source: Path | str | bytes, *, kind: str | None = None) -> Article:
    """The one article of a file, or of its content; `kind` (txt, html, json) says what a content is.

    Raises UnreadableInputError for what cannot be read, and for a file without an article.
    """
    if isinstance(source, Path):
        for article in read_articles(source):
            return article
        raise UnreadableInputError(f"{source}: there is no article in it")
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return next(_read(data, kind or "txt", "<content>"))


def read_articles(path: Path) -> Iterator[Article]:
    """Each article of a file, or of the files of a folder in sorted order.

    Raises UnreadableInputError for what cannot be read: missing, too large, of an unknown kind, or broken.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and _kind_of(file):
                yield from read_articles(file)
        return
    kind = _kind_of(path)
    if kind is None:
        raise UnreadableInputError(f"{path}: an article comes as .txt, .html, .html.gz, .json or .jsonl")
    for article in _read(_content(path), kind, str(path)):
        yield replace(article, origin=str(path))


def article_jsonld(article: Article) -> dict[str, Any]:
    """The article as a schema.org NewsArticle, with its labelled blocks; what is not known is left out."""
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.description,
        "dateline": article.dateline,
        "datePublished": article.published,
        "dateModified": article.modified,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher} if article.publisher else None,
        "articleSection": article.section,
        "inLanguage": article.language,
        "url": article.url,
        "identifier": article.id,
        "correction": article.correction,
        "isBasedOn": article.based_on,
        "image": [
            {"@type": "ImageObject", "url": image.url, "caption": image.caption, "creditText": image.credit}
            for image in article.images
        ],
        "articleBody": article.text,
        "textDigest": article.text_digest,
        "blocks": [{"kind": block.kind, "start": block.start, "end": block.end} for block in article.blocks],
    }
    return {key: value for key, value in found.items() if value}


def _kind_of(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".facts.json", ".facts.jsonl", ".facts.yaml")):
        return None
    return {".txt": "txt", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json"}.get(Path(name).suffix)


def _content(path: Path) -> bytes:
    try:
        if path.name.lower().endswith(".gz"):
            with gzip.open(path) as stream:
                data = stream.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInputError(f"{path}: cannot be read: {error}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableInputError(f"{path}: larger than {MAX_BYTES >> 20} MiB; split it")
    return data


def _read(data: bytes, kind: str, name: str) -> Iterator[Article]:
    if kind == "html":
        from kg.reading.pages import read_page

        yield read_page(data, name)
    elif kind == "json":
        yield from _read_json(_decoded(data, name), name)
    else:
        text = _decoded(data, name)
        if not text.strip():
            raise UnreadableInputError(f"{name}: the file is empty")
        yield read_plain(text)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8, without a byte-order mark; line ends stay, because offsets count them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInputError(
            f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"
        ) from error
    if "\x00" in text:
        raise UnreadableInputError(f"{name}: holds NUL characters, so it is no text")
    return text


def _read_json(text: str, name: str) -> Iterator[Article]:
    for line, document in _documents(text, name):
        nodes = list(articles_in(document)) or [node for node in _plain_nodes(document) if _body_of(node)]
        if not nodes:
            raise UnreadableInputError(f"{name}:{line}: no article: an object needs `articleBody` or `text`")
        for node in nodes:
            yield _from_node(node)


def _documents(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """The JSON documents in a text with the line of each: one in all, or one a line."""
    try:
        yield 1, json.loads(text)
        return
    except (ValueError, RecursionError) as error:
        first = error
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) < 2:
        raise UnreadableInputError(f"{name}: not JSON: {first}") from first
    for number, line in lines:
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableInputError(f"{name}:{number}: this line is not JSON: {error}") from error


def _plain_nodes(document: Any) -> Iterator[dict[str, Any]]:
    for each in document if isinstance(document, list) else [document]:
        if isinstance(each, dict):
            yield each


def _body_of(node: dict[str, Any]) -> str | None:
    body = node.get("articleBody") or node.get("text")
    return body if isinstance(body, str) and body.strip() else None


def _from_node(node: dict[str, Any]) -> Article:
    """The article of one object; its text is exactly `articleBody` or `text`."""
    body = _body_of(node)
    known = metadata_of(node)
    if body is None:
        return Article(**known)
    plain = read_plain(body, has_head=False)
    return replace(plain, text=body, text_digest=text_digest(body), **known)
