"""What an element of a page says of the lines in it, by its tag, its role and the words of its class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"html", "body", "main", "article"})
_BESIDE = frozenset({"figure", "aside"})
_TAGS = {
    **dict.fromkeys(("nav", "footer", "form", "dialog", "menu"), "furniture"),
    "aside": "related",
    **dict.fromkeys(("figcaption", "figure"), "caption"),
    "time": "date",
    "address": "byline",
}
_ROLES = {
    **dict.fromkeys(("navigation", "contentinfo", "search", "dialog", "menu", "alert"), "furniture"),
    "complementary": "related",
}
_NAMES = {  # words of classes and ids, by what they say; the first that is found counts
    "pull-quote": "pull-?quotes? quote-?box pq",
    "credit": "credits? (?:photo|image)-?credit photographer photo-?by image-?copyright",
    "caption": "captions? cutline (?:fig|image|media|photo)-?caption wp-caption-text",
    "appeal": "donate donations? appeal support-us reader-revenue contributions?-?(?:epic|banner) epic",
    "furniture": "nav navbar navigation menu footer share sharing share-?(?:tools|bar|buttons|links) social"
    " social-?\\w+ newsletters? newsletter-?\\w+ subscribe subscription sign-?up cookies? cookie-?\\w+ consent gdpr"
    " advert advertisement ads? ad-?(?:slot|unit|container|wrapper) sponsored? comments?"
    " comments?-?(?:section|list|area|container) disqus respond breadcrumbs? toolbar login modal popup skip-?link"
    " tags tag-?list topics author-?(?:bio|box|info|card) bio"
    " screen-reader-text visually-?hidden sr-only",
    "related": "related related-?\\w+ recommend\\w* read-?(?:more|next|also) more-?(?:on|from|stories|news|articles)"
    " also-?(?:read|like) trending teasers? most-?(?:read|popular|viewed) popular outbrain taboola promo"
    " in-article-link inline-?(?:link|related|article) sidebar see-also next-?up latest-?news",
    "standfirst": "standfirst dek sub-?title sub-?headline article-?(?:summary|excerpt|intro|description|subtitle)",
    "byline": "by-?line authors? author-?names? writer contributors? written-by posted-by",
    "date": "datelines? timestamp publish(?:ed)?-?(?:date|time|on) pub-?date posted-?on (?:entry|article)-?date",
}
_NAMED = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])")) for kind, words in _NAMES.items()
)
STRONG = frozenset({"furniture", "related", "appeal", "caption", "pull-quote", "credit"})  # what holds for all within
_REFINED = frozenset(
    {("caption", "credit"), ("related", "pull-quote"), ("related", "appeal"), ("related", "furniture")}
)
_SHARE = 0.4  # of the page's text: an element that holds more is a wrapper, whatever its class says
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def hint_of(element: HtmlElement, tag: str, above: str | None, share: float) -> str | None:
    """What an element's markup says of the lines in it; what holds for an outer element holds on."""
    if above in STRONG:
        inner = _named(element)
        return inner if (above, inner) in _REFINED else above
    if tag in _WRAPPERS:
        return None
    found = _tagged(element, tag) or _attributed(element) or _named(element)
    if found is None or tag in _HEADINGS:
        return above
    return found if share < _SHARE else None


def _tagged(element: HtmlElement, tag: str) -> str | None:
    """What a tag or a role says; a figure or an aside with a form in it asks for something, as newsletters do."""
    if tag in _BESIDE and element.find(".//form") is not None and element.find(".//figcaption") is None:
        return "furniture"
    if tag == "aside" and _signs(element):
        return None
    return _TAGS.get(tag) or _ROLES.get((element.get("role") or "").lower())


def _signs(element: HtmlElement) -> bool:
    """Whether an aside says who wrote the article: an `address` is that of the nearest article (HTML, 4.3.10)."""
    address = element.find(".//address")
    if address is None:
        return False
    return next((above.tag for above in address.iterancestors("article", "aside")), None) == "aside"


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
