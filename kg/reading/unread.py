"""What an article as JSON says and kg cannot make use of: one remark a field, with the value, and how to write it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import Problem

UNREAD_DATE = "unread-date"  # of publication
UNREAD_VALUE = "unread-value"
_DATE = "Write it as 2031-03-04, or with its time and zone: 2031-03-04T18:00:00+01:00."
_ADDRESS = "Write a whole web address: https://harbourpost.example/2031/03/04/okoye-options"
_TEXT = "Write the article's text as one string, plain or as HTML."
_PUBLISHED = ("datePublished", "published", "date")
_FIELDS = {  # of Article: the keys that say it, and the cure
    "modified": (("dateModified", "modified"), _DATE),
    "url": (("url",), _ADDRESS),
    "text": (("articleBody", "text"), _TEXT),
}
_LONGEST = 60  # of a value that is shown


def remarks_on(node: Mapping[str, Any], known: Mapping[str, Any], *, has_text: bool) -> Iterator[Problem]:
    """A warning for each date, address or text of a node of which nothing is known; an absent one or a null is none."""
    if "published" not in known and (key := _said(node, _PUBLISHED)):
        message = f"When the article was published cannot be read: `{key}` is {_shown(node[key])}."
        yield Problem(UNREAD_DATE, message, _DATE, severity="warning")
    for field, (keys, cure) in _FIELDS.items():
        if field == "text":
            read = has_text
        elif field == "url":
            read = _is_known(known, node.get("url"))
        else:
            read = field in known
        if not read and (key := _said(node, keys, empty=field == "text")):
            message = f"`{key}` cannot be read: it is {_shown(node[key])}."
            yield Problem(UNREAD_VALUE, message, cure, severity="warning")


def _is_known(known: Mapping[str, Any], url: Any) -> bool:
    """Whether a node's own address is the one that was read; an object has its address within."""
    return "url" in known and (not isinstance(url, str) or known["url"] == url)


def _said(node: Mapping[str, Any], keys: tuple[str, ...], *, empty: bool = False) -> str | None:
    """The first key with a value, where `empty` also one that is empty."""
    return next((key for key in keys if node.get(key) is not None and (empty or node[key] not in ("", [], {}))), None)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
