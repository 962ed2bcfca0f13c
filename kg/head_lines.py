"""Finds the lines at the top of a plain text that name what they hold: `Headline: ...`, `URL: ...`, `Date: ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = {
    "headline": "headline title heading",
    "standfirst": "standfirst subtitle subheadline description summary",
    "address": "url link address permalink",
    "published": "date published posted publication_date date_published published_on",
    "modified": "updated modified last_updated last_modified date_modified",
    "publisher": "publisher publication newspaper paper outlet source",
    "author": "author authors by byline writer reporter",
    "other": "section category tags keywords topic topics language location id",
}
_KIND_OF = {key.replace("_", " "): kind for kind, keys in _KINDS.items() for key in keys.split()}
_LINE = re.compile(r"[ \t]*(?P<key>[A-Za-z][A-Za-z -]{1,17}?)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?:\r\n|[\r\n]|\Z)")
_EMPTY = re.compile(r"[ \t\ufeff]*(?:\r\n|[\r\n])")
_FEWEST = 2  # lines: one alone may be a headline with a colon in it


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a head: its kind, and where the line and its value stand in the text (code points)."""

    kind: str
    line: int
    start: int
    end: int


def head_lines(text: str) -> tuple[HeadLine, ...]:
    """The lines at the top, with empty ones between them or without, up to the first that is none; two at least.

    >>> head_lines("Title: Ferry fares to rise\\nDate: 2 May 2031\\n\\nFares will rise.")[-1]
    HeadLine(kind='published', line=27, start=33, end=43)
    >>> head_lines("Title: the long story of a ferry\\n\\nFares will rise."), head_lines("")
    ((), ())
    """
    found, at = list[HeadLine](), 0
    while at < len(text):
        if empty := _EMPTY.match(text, at):
            at = empty.end()
            continue
        line = _LINE.match(text, at)
        kind = _KIND_OF.get(line["key"].lower().replace("-", " ")) if line else None
        if line is None or kind is None:
            break
        found.append(HeadLine(kind, at, line.start("value"), line.end("value")))
        at = line.end()
    return tuple(found) if len(found) >= _FEWEST else ()


def after_head(text: str) -> str:
    """The text below such lines."""
    lines = head_lines(text)
    return text[lines[-1].end :].lstrip() if lines else text
