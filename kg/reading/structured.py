"""Metadata from schema.org: the JSON-LD of a page, or an article as JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.iris import web_address
from kg.languages import tag_of
from kg.model import Image
from kg.names import signs_as_body
from kg.reading.bylines import byline_names, is_names
from kg.reading.times import epoch_time, published_time

_REFERRING = ("author", "creator", "publisher", "source")
_HOLDERS = ("item", "itemListElement", "mainEntityOfPage", "mainEntity", "@graph")  # the last is looked into first
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_TAGS = re.compile(r"<(em|i|strong|b|span|u|mark|sup|sub|small|q|cite|a|p|h\d)(?: [^<>]*)?>(.*?)</\1>", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")


def articles_in(document: Any) -> Iterator[dict[str, Any]]:
    """The nodes of a JSON-LD document that are articles, however deep in @graph and lists.

    An author or publisher that is only referred to by its @id is the node of the document that has it.
    """
    known = {node["@id"]: node for node in _nodes(document) if isinstance(node.get("@id"), str)}
    for node in _nodes(document):
        kinds = node.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield {**node, **{key: _referred(node[key], known) for key in _REFERRING if key in node}}


def _nodes(document: Any) -> Iterator[dict[str, Any]]:
    """The objects of a document that may be articles or hold some, in its order; walked, never recursed into."""
    waiting = [document]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            yield each
            waiting += [each[key] for key in _HOLDERS if key in each]


def _referred(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_referred(each, known) for each in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def body_of(node: dict[str, Any]) -> str | None:
    """The text of an article's node: `articleBody` or `text`, as it stands there."""
    body = _plain(node.get("articleBody") or node.get("text"))
    return body if isinstance(body, str) and body.strip() else None


def loads_leniently(text: str) -> Any:
    """JSON that a page's author may have written by hand: control characters and stray commas pass; else None."""
    text = (
        text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text), text.rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def metadata_of(node: dict[str, Any]) -> dict[str, Any]:
    """The fields of `kg.model.Article` that a schema.org article says; absent ones are left out."""
    found: dict[str, Any] = {
        "headline": _unmarked(node.get("headline") or node.get("name") or node.get("title")),
        "description": _unmarked(node.get("description")),
        "published": _time(node.get("datePublished") or node.get("published") or node.get("date")),
        "modified": _time(node.get("dateModified") or node.get("modified")),
        "publisher": _text(_name(node.get("publisher") or node.get("source"))),
        "authors": tuple(dict.fromkeys(_names(node.get("author") or node.get("authors") or node.get("creator")))),
        "section": _text(_first(node.get("articleSection"))),
        "language": tag_of(_text(_name(node.get("inLanguage"))) or ""),
        "url": _url(node.get("url")) or _url(node.get("mainEntityOfPage")) or _url(node.get("@id")),
        "id": _text(_name(node.get("identifier"), "value")) or _text(node.get("id")),
        "correction": _text(_name(node.get("correction"), "text")),
        "based_on": _url(node.get("isBasedOn")),
        "dateline": _text(node.get("dateline")),
        "images": tuple(_images(node.get("image"))),
    }
    return {key: value for key, value in found.items() if value}


def _plain(value: Any) -> Any:
    """The value itself, where JSON-LD has it in an object: with its language or datatype, or as a list."""
    if isinstance(value, dict):
        return next((value[key] for key in ("@value", "@list", "@set") if key in value), value)
    return value


def _text(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(html.unescape(str(value)).split()) or None


def _unmarked(value: Any) -> str | None:
    """A text without tags, such as a headline has for its italics.

    >>> _unmarked("Rise of <em>Salt</em> &amp; Fish"), _unmarked("Rain <b> fog")
    ('Rise of Salt & Fish', 'Rain <b> fog')
    """
    text = _text(value)
    return text and (_text(_TAGS.sub(r"\2", _BREAK.sub(" ", text))) or None)


def _first(value: Any) -> Any:
    value = _plain(value)
    return _plain(value[0]) if isinstance(value, list) and value else value


def _name(value: Any, key: str = "name") -> Any:
    value = _first(value)
    return (value.get(key) or value.get("alternateName")) if isinstance(value, dict) else value


def _names(value: Any) -> Iterator[str]:
    value = _plain(value)
    for each in value if isinstance(value, list) else [value]:
        name = _text(each.get("name") if isinstance(each, dict) else each)
        if name and not name.startswith("http"):
            plain = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
            yield from byline_names(name) if isinstance(each, str) and _several(plain) else (plain,)


def _several(byline: str) -> bool:
    """Whether a byline has nothing but names, and more than one: "Lena Marsh and Tom Ford", but no "Marsh and Sons"."""
    return is_names(byline) and bool(re.search(r"\sand\s|[,;&]", byline)) and not signs_as_body(byline)


def _url(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return web_address(value) if isinstance(value, str) else None


def _time(value: Any) -> str | None:
    value = _first(value)
    epoch = epoch_time(value)
    return epoch or (published_time(str(value)) if value else None)


def _images(value: Any) -> Iterator[Image]:
    for each in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(each, str) and (address := _url(each)):
            yield Image(address)
        elif isinstance(each, dict) and (_url(each.get("url")) or _text(each.get("caption"))):
            credit = (
                _text(each.get("creditText")) or _text(_name(each.get("creator"))) or _text(each.get("copyrightNotice"))
            )
            yield Image(_url(each.get("url")), _text(each.get("caption")), credit)
