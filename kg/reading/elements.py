"""The lines that a browser shows of an HTML page, and what its markup says of each.

Elements are walked, never recursed into: pages nested two thousand deep are read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

from kg.reading.markup import STRONG, hint_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset(
    "script style noscript template head svg iframe select textarea button title object audio video canvas map"
    " math del s strike".split()  # the last three: what is true no longer
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q ruby samp small span"
    " strong sub sup time tt u var wbr img picture source input".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `linked` is the share (0..1) of its code points that are links.

    `broken_off` tells that one `<br>`, and nothing else, parts it from the line before.
    """

    text: str
    tag: str
    hint: str | None  # a look of kg.reading.looks, or pull-quote, standfirst
    linked: float
    broken_off: bool = False


@dataclass(slots=True)
class _Draft:
    """The line being gathered."""

    tag: str = "body"
    hint: str | None = None
    broken_off: bool = False
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str, *, in_link: bool, hint: str | None) -> None:
        if text and not text.isspace():
            self.hint = hint if not any(piece.strip() for piece in self.pieces) else _common(self.hint, hint)
            self.linked += len(text.strip()) if in_link else 0
        self.pieces.append(text)

    def finish(self) -> Line | None:
        text = " ".join("".join(self.pieces).split())
        linked = min(1.0, self.linked / max(1, len(text)))
        return Line(text, self.tag, self.hint, linked, self.broken_off) if text else None


def lines_of(tree: HtmlElement) -> Iterator[Line]:
    """The lines of a page in the order in which they stand in its markup."""
    from lxml import etree

    sizes = _sizes(tree)
    whole = max(1, sizes.get(tree, 1))
    draft, links, unseen = _Draft(), 0, 0
    hints: list[str | None] = [None]
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += unseen > 0 or _is_unseen(element, tag)
            links += tag == "a"
            hints.append(hints[-1] if unseen else hint_of(element, tag, hints[-1], sizes.get(element, 0) / whole))
        block = bool(tag) and not unseen and tag not in _INLINE and (tag, event) != ("br", "end")
        if block:
            line = draft.finish()
            if line:
                yield line
            if tag == "br":
                draft = _Draft(_block_above(element), broken_off=line is not None)
            else:
                draft = _Draft(tag if event == "start" else _block_above(element))
        if event == "start":
            if not unseen:
                draft.add(("“" if tag == "q" else "") + (element.text or ""), in_link=links > 0, hint=hints[-1])
            continue
        if event == "end":
            unseen -= unseen > 0
            links -= tag == "a"
            hints.pop()
            if tag == "q" and not unseen:
                draft.pieces.append("”")
        if not unseen and element is not tree:
            draft.add(element.tail or "", in_link=links > 0, hint=hints[-1])
    line = draft.finish()
    if line:
        yield line


def _block_above(element: HtmlElement) -> str:
    above = element.getparent()
    return above.tag if above is not None and isinstance(above.tag, str) else "body"


def joined(lines: Sequence[Line]) -> Line:
    """Lines that are one, with a line break between two, and what is true of all of them."""
    text = "\n".join(line.text for line in lines)
    hint = reduce(_common, (line.hint for line in lines))
    linked = sum(line.linked * len(line.text) for line in lines) / len(text)
    return Line(text, lines[0].tag, hint, linked, lines[0].broken_off)


def _common(first: str | None, second: str | None) -> str | None:
    """What is true of a line with parts of two kinds: a name within a sentence says nothing of the sentence."""
    if first == second:
        return first
    return first if first in STRONG and second in STRONG else None


def _is_unseen(element: HtmlElement, tag: str) -> bool:
    if tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.IGNORECASE))


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """The code points of text in each element."""
    from lxml import etree

    sizes: dict[HtmlElement, int] = {}
    open_sizes = [0]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            open_sizes.append(0 if element.tag in _UNSEEN else len((element.text or "").strip()))
        else:
            size = open_sizes.pop() if element.tag not in _UNSEEN else open_sizes.pop() * 0
            sizes[element] = size
            open_sizes[-1] += size + len((element.tail or "").strip())
    return sizes
