"""The lines that a browser shows of an HTML page, and what its markup says of each.

Elements are walked, never recursed into: pages nested a hundred thousand deep are read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset(
    "script style noscript template head svg iframe select textarea button title object audio video canvas map math".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small span strike strong sub sup time tt u var wbr img picture source input label bdo".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_TAGS = {"nav": "furniture", "footer": "furniture", "form": "furniture", "dialog": "furniture", "menu": "furniture",
         "aside": "related", "figcaption": "caption", "figure": "caption", "time": "date", "address": "byline"}  # fmt: skip
_ROLES = {"navigation": "furniture", "contentinfo": "furniture", "search": "furniture", "dialog": "furniture",
          "complementary": "related", "menu": "furniture", "alert": "furniture"}  # fmt: skip
_NAMED = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])"))
    for kind, words in (
        ("pull-quote", r"pull-?quotes?|quote-?box|pq"),
        ("credit", r"credits?|photo-?credit|image-?credit|photographer|photo-?by|image-?copyright"),
        ("caption", r"captions?|cutline|fig-?caption|wp-caption-text|image-?caption|media-?caption|photo-?caption"),
        ("appeal", r"donate|donations?|appeal|support-us|reader-revenue|contributions?-?(?:epic|banner)|epic"),
        ("furniture", r"nav|navbar|navigation|menu|footer|share|sharing|share-?(?:tools|bar|buttons|links)|social|social-?\w+|newsletters?|newsletter-?\w+"
         r"|subscribe|subscription|sign-?up|cookies?|cookie-?\w+|consent|gdpr|advert|advertisement|ads?|ad-?(?:slot|unit|container|wrapper)|sponsored?"
         r"|comments?|comments?-?(?:section|list|area|container)|disqus|respond|breadcrumbs?|toolbar|login|modal|popup|skip-?link|tags|tag-?list|topics"
         r"|author-?(?:bio|box|info|card)|bio|screen-reader-text|visually-?hidden|sr-only"),
        ("related", r"related|related-?\w+|recommend\w*|read-?(?:more|next|also)|more-?(?:on|from|stories|news|articles)|also-?(?:read|like)|trending|teasers?"
         r"|most-?(?:read|popular|viewed)|popular|outbrain|taboola|promo|in-article-link|inline-?(?:link|related|article)|sidebar|see-also|next-?up|latest-?news"),
        ("standfirst", r"standfirst|dek|sub-?title|sub-?headline|article-?(?:summary|excerpt|intro|description|subtitle)"),
        ("byline", r"by-?line|authors?|author-?names?|writer|contributors?|written-by|posted-by"),
        ("date", r"datelines?|timestamp|publish(?:ed)?-?(?:date|time|on)|pub-?date|posted-?on|entry-?date|article-?date"),
    )
)  # fmt: skip
_WRAPPERS = frozenset({"html", "body", "main", "article"})
_STRONG = frozenset({"furniture", "related", "appeal", "caption", "pull-quote", "credit"})  # what holds for all within
_REFINED = frozenset(
    {("caption", "credit"), ("related", "pull-quote"), ("related", "appeal"), ("related", "furniture")}
)
_SHARE = 0.4  # of the page's text: an element that holds more is a wrapper, whatever its class says
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `linked` is the share (0..1) of its code points that are links."""

    text: str
    tag: str
    hint: str | None  # a look of kg.reading.looks, or pull-quote, standfirst
    linked: float


@dataclass(slots=True)
class _Draft:
    """The line being gathered."""

    tag: str = "body"
    hint: str | None = None
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str, *, in_link: bool, hint: str | None) -> None:
        if text and not text.isspace():
            self.hint = hint if not any(piece.strip() for piece in self.pieces) else _common(self.hint, hint)
            self.linked += len(text.strip()) if in_link else 0
        self.pieces.append(text)

    def finish(self) -> Line | None:
        text = " ".join("".join(self.pieces).split())
        return Line(text, self.tag, self.hint, min(1.0, self.linked / len(text))) if text else None


def lines_of(tree: HtmlElement) -> Iterator[Line]:
    """The lines of a page in the order in which they stand in its markup."""
    from lxml import etree

    sizes = _sizes(tree)
    whole = max(1, sizes.get(tree, 1))
    draft, hints, links, unseen = _Draft(), [None], 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += unseen > 0 or _is_unseen(element, tag)
            links += tag == "a"
            hints.append(hints[-1] if unseen else _hint(element, tag, hints[-1], sizes.get(element, 0) / whole))
        block = bool(tag) and not unseen and tag not in _INLINE
        if block:
            line = draft.finish()
            if line:
                yield line
            draft = _Draft(tag if event == "start" else _block_above(element))
        if event == "start":
            if not unseen:
                draft.add(element.text or "", in_link=links > 0, hint=hints[-1])
            continue
        if event == "end":
            unseen -= unseen > 0
            links -= tag == "a"
            hints.pop()
        if not unseen and element is not tree:
            draft.add(element.tail or "", in_link=links > 0, hint=hints[-1])
    line = draft.finish()
    if line:
        yield line


def _block_above(element: HtmlElement) -> str:
    above = element.getparent()
    return above.tag if above is not None and isinstance(above.tag, str) else "body"


def _common(first: str | None, second: str | None) -> str | None:
    """What is true of a line with parts of two kinds: a time or a name within a sentence says nothing of the sentence."""
    if first == second:
        return first
    return first if first in _STRONG and second in _STRONG else None


def _is_unseen(element: HtmlElement, tag: str) -> bool:
    if tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.IGNORECASE))


def _hint(element: HtmlElement, tag: str, above: str | None, share: float) -> str | None:
    """What an element's markup says of the lines in it; what holds for an outer element holds on."""
    if above in _STRONG:
        inner = _named(element)
        return inner if (above, inner) in _REFINED else above
    if tag in _WRAPPERS:
        return None
    found = _TAGS.get(tag) or _ROLES.get((element.get("role") or "").lower()) or _attributed(element) or _named(element)
    if found is None or tag in _HEADINGS:
        return above
    return found if share < _SHARE else None


def _attributed(element: HtmlElement) -> str | None:
    if element.get("itemprop") in ("author", "creator") or element.get("rel") == "author":
        return "byline"
    return "date" if element.get("itemprop") == "datePublished" else None


def _named(element: HtmlElement) -> str | None:
    names = " ".join(element.get(key) or "" for key in ("class", "id", "data-component", "data-testid"))[:400]
    if not names.strip():
        return None
    names = _CAMEL.sub("-", names).lower()
    return next((kind for kind, pattern in _NAMED if pattern.search(names)), None)


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
