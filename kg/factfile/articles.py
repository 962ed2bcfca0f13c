"""Checks the head of a fact file: what it says of its article."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from kg.factfile.findings import Findings, did_you_mean, listed, shown
from kg.factfile.literals import attempt, read_moment, read_text, read_url
from kg.languages import TAG
from kg.model import Article, Image

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_DAY_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d\d?)[/-](\d\d?)(?![\d])")
_DAYS_APART = 7
_READERS: dict[str, Callable[[Any], str]] = {
    "text_digest": read_text,
    "id": read_text,
    "url": read_url,
    "headline": read_text,
    "description": read_text,
    "dateline": read_text,
    "published": read_moment,
    "modified": read_moment,
    "publisher": read_text,
    "section": read_text,
    "language": read_text,
    "correction": read_text,
    "based_on": read_url,
}
_FORMS = {
    "text_digest": (_DIGEST, "bad-digest", "no digest", "It is sha256: and 64 digits and letters a-f."),
    "language": (TAG, "bad-language", "no language tag", "Write for instance en or en-GB."),
}
_IMAGE_READERS: dict[str, Callable[[Any], str]] = {"url": read_url, "caption": read_text, "credit": read_text}
ARTICLE_KEYS = (
    "id",
    "url",
    "headline",
    "description",
    "dateline",
    "published",
    "modified",
    "publisher",
    "authors",
    "section",
    "language",
    "images",
    "correction",
    "based_on",
    "text_digest",
)


def read_head(findings: Findings, raw: Any) -> Article:
    """The article; what is wrong becomes findings."""
    if type(raw) is not dict:
        cure = "Write article: and under it url:, id: or text_digest:."
        findings.add("not-a-mapping", ("article",), f"`article` takes keys and values, not {shown(raw)}.", cure)
        return Article()
    known: dict[str, Any] = {}
    for key, value in raw.items():
        path = ("article", key)
        if value is None and key in ARTICLE_KEYS:
            continue
        if key in _READERS:
            known[key] = _checked(findings, key, attempt(findings, _READERS[key], value, path))
        elif key == "authors":
            known[key] = _authors(findings, value)
        elif key == "images":
            known[key] = _images(findings, value)
        else:
            cure = did_you_mean(key, ARTICLE_KEYS, listed("It has", ARTICLE_KEYS))
            findings.add("unknown-field", path, f"An article has no field {shown(key)}.", cure, at_key=True)
    if not any(raw.get(key) for key in ("url", "id", "text_digest")):
        cure = "Add its url, or the publisher's id for it, or the text_digest."
        findings.add("article-unnamed", ("article",), "Nothing says which article this is.", cure, at_key=True)
    _compare_dates(findings, known.get("url"), known.get("published"))
    return Article(**known)


def _compare_dates(findings: Findings, url: str | None, published: str | None) -> None:
    """Warn where the address has a day that is far from the one on which the article is said to be published."""
    found = _DAY_IN_ADDRESS.search(url or "")
    if found and published:
        try:
            apart = date(*map(int, found.groups())) - date.fromisoformat(published[:10])
        except ValueError:  # the digits are no day
            return
        if abs(apart.days) > _DAYS_APART:
            message = f"The article is said to be of {published[:10]}, and its address has {'-'.join(found.groups())}."
            findings.warn("other-day", ("article", "published"), message, "Mend the one that is wrong.")


def _checked(findings: Findings, key: str, text: str | None) -> str | None:
    if text is not None and key in _FORMS:
        form, code, message, cure = _FORMS[key]
        if not form.fullmatch(text):
            findings.add(code, ("article", key), f"`{key}`: {shown(text)} is {message}.", cure)
            return None
    return text


def _authors(findings: Findings, raw: Any) -> tuple[str, ...]:
    names = raw if type(raw) is list else [raw]
    read = (attempt(findings, read_text, each, ("article", "authors", index)) for index, each in enumerate(names))
    return tuple(each for each in read if each is not None)


def _images(findings: Findings, raw: Any) -> tuple[Image, ...]:
    images = raw if type(raw) is list else [raw]
    return tuple(_image(findings, each, index) for index, each in enumerate(images))


def _image(findings: Findings, raw: Any, index: int) -> Image:
    path = ("article", "images", index)
    if type(raw) is not dict:
        cure = "Write {url: ..., caption: ..., credit: ...}"
        findings.add("not-a-mapping", path, f"An image takes keys and values, not {shown(raw)}.", cure)
        return Image()
    known: dict[str, str | None] = {}
    for key, value in raw.items():
        if key not in _IMAGE_READERS:
            cure = did_you_mean(key, _IMAGE_READERS)
            findings.add("unknown-field", (*path, key), f"An image has no field {shown(key)}.", cure, at_key=True)
        elif value is not None:
            known[key] = attempt(findings, _IMAGE_READERS[key], value, (*path, key))
    return Image(**known)
