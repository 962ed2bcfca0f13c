"""Saved HTML pages: metadata from JSON-LD, then OpenGraph and meta tags; the body by trafilatura.

The article's text is built here, and always alike: headline, standfirst and paragraphs, one empty line between two.
Nothing is fetched, and no entity or DTD of the page is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableInputError
from kg.model import Article, Block, Image, text_digest
from kg.reading.structured import articles_in, loads_leniently, metadata_of
from kg.reading.times import published_time

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = {
    "headline": ("og:title", "twitter:title"),
    "description": ("og:description", "description", "twitter:description"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate",
                  "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    "modified": ("article:modified_time", "og:updated_time", "last-modified"),
    "publisher": ("og:site_name", "application-name", "publisher"),
    "section": ("article:section", "section"),
    "language": ("og:locale", "language"),
    "url": ("og:url", "twitter:url"),
}  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator")
_ARTICLE_FIELDS = {field.name for field in fields(Article)}
_MAX_DEPTH = 2_000


def read_page(data: bytes, name: str) -> Article:
    """The article in an HTML page; raises UnreadableInputError where the page holds no text."""
    tree = _parse(data, name)
    known = _metadata(tree)
    body = _body(tree, known)
    if not body and not known.get("headline"):
        raise UnreadableInputError(f"{name}: this page holds no article: neither headline nor text was found")
    text, blocks = _text(known.get("headline"), known.get("description"), body)
    return Article(text=text, text_digest=text_digest(text), blocks=blocks, **known)


def _parse(data: bytes, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding=_encoding(data), no_network=True, remove_comments=False, huge_tree=False)
    try:
        tree = html.document_fromstring(data.replace(b"\x00", b""), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInputError(f"{name}: this is not a page that can be read: {error}") from error
    return tree


def _encoding(data: bytes) -> str:
    declared = re.search(rb"charset=[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    for name in ("utf-8", declared.group(1).decode("ascii") if declared else "cp1252", "cp1252"):
        try:
            data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return name
    return "utf-8"


def _metadata(tree: HtmlElement) -> dict[str, Any]:
    """What the page says of its article: of several sources the first that says it."""
    known: dict[str, Any] = {}
    for source in (_from_jsonld(tree), _from_meta(tree), _from_elements(tree)):
        for key, value in source.items():
            if value and not known.get(key):
                known[key] = value
    publisher = known.get("publisher")
    if publisher and known.get("headline"):
        known["headline"] = re.sub(rf"\s+[|–—-]\s+{re.escape(publisher)}\s*$", "", known["headline"])
    if known.get("language"):
        known["language"] = known["language"].replace("_", "-").lower()
    return {key: value for key, value in known.items() if key in _ARTICLE_FIELDS}


def _from_jsonld(tree: HtmlElement) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for node in articles_in(loads_leniently(script.text)):
                for key, value in metadata_of(node).items():
                    known.setdefault(key, value)
    return known


def _from_meta(tree: HtmlElement) -> dict[str, Any]:
    content: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and (meta.get("content") or "").strip():
            content.setdefault(key, []).append(" ".join(meta.get("content").split()))
    known: dict[str, Any] = {
        field: next((content[name][0] for name in names if name in content), None) for field, names in _META.items()
    }
    for key in ("published", "modified"):
        known[key] = published_time(known[key]) if known[key] else None
    authors = (name for key in _AUTHORS for name in content.get(key, ()) if not name.startswith("http"))
    known["authors"] = tuple(dict.fromkeys(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in authors))
    image = content.get("og:image", [None])[0]
    known["images"] = (Image(image),) if image and re.match(r"https?://\S+$", image) else ()
    if known["url"] and not re.match(r"https?://\S+$", known["url"]):
        known["url"] = None
    return known


def _from_elements(tree: HtmlElement) -> dict[str, Any]:
    known: dict[str, Any] = {"language": tree.get("lang")}
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and re.match(r"https?://\S+$", link.get("href") or ""):
            known["url"] = link.get("href")
    for heading in tree.iter("h1"):
        known["headline"] = " ".join(heading.text_content().split()) or None
        break
    for time in tree.iter("time"):
        known.setdefault("published", published_time(time.get("datetime") or time.text_content()))
    title = tree.find(".//title")
    if title is not None and title.text:
        known.setdefault("headline", " ".join(title.text.split()))
    return known


def _body(tree: HtmlElement, known: dict[str, Any]) -> list[str]:
    """The paragraphs of the body; fills in what only the page's text says of authors."""
    import trafilatura

    if _depth(tree) > _MAX_DEPTH:
        return [" ".join(text.split()) for text in tree.itertext() if len(text.split()) > 5]
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, favor_precision=True, with_metadata=not known.get("authors")
    )
    if document is None or isinstance(document, dict):
        return []
    if document.author and not known.get("authors"):
        known["authors"] = tuple(dict.fromkeys(name.strip() for name in document.author.split(";") if name.strip()))
    return [" ".join(line.split()) for line in (document.text or "").split("\n") if line.strip()]


def _depth(tree: HtmlElement) -> int:
    deepest, depth = 0, 0
    from lxml import etree

    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _text(headline: str | None, description: str | None, body: list[str]) -> tuple[str, tuple[Block, ...]]:
    parts = [("headline", headline), ("standfirst", description)]
    first = body[0] if body else ""
    # A page often repeats its headline or standfirst as the first paragraphs of the body.
    labelled = [
        (kind, part) for kind, part in parts if part and not (kind == "standfirst" and first.startswith(part[:60]))
    ]
    labelled += [(_kind(paragraph), paragraph) for paragraph in body if paragraph != headline]
    blocks: list[Block] = []
    position = 0
    for kind, part in labelled:
        blocks.append(Block(kind, position, position + len(part)))
        position += len(part) + 2
    return "\n\n".join(part for _, part in labelled), tuple(blocks)


def _kind(paragraph: str) -> str:
    from kg.reading.lines import units

    unit = next(iter(units(paragraph)))
    if unit.look in ("appeal", "related", "caption", "credit") and unit.words <= 45:
        return unit.look
    return "subhead" if unit.words <= 12 and not unit.sentence and paragraph[-1:] not in '.!?”"’:' else "body"


def paragraphs_of(article: Article) -> Iterator[str]:
    """The body's paragraphs."""
    for block in article.blocks:
        if block.kind in ("body", "subhead", "pull-quote"):
            yield (article.text or "")[block.start : block.end]
