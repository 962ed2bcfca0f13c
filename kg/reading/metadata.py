"""What an HTML page says of its article: JSON-LD first, then OpenGraph and meta tags, then its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.iris import web_address
from kg.languages import tag_of
from kg.model import Article, Image
from kg.reading.bylines import byline_names
from kg.reading.structured import articles_in, body_of, loads_leniently, metadata_of
from kg.reading.times import published_time

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = {
    field: tuple(names.split())
    for field, names in {
        "headline": "og:title twitter:title dc.title parsely-title sailthru.title",
        "description": "og:description description twitter:description dc.description",
        "published": "article:published_time og:article:published_time article:published datepublished date dc.date"
        " dc.date.issued dcterms.created pubdate publishdate publish-date parsely-pub-date sailthru.date"
        " cxenseparse:recs:publishtime article.published originalpublicationdate date.issued",
        "modified": "article:modified_time article:modified og:updated_time datemodified last-modified"
        " dcterms.modified",
        "publisher": "og:site_name application-name publisher dc.publisher al:ios:app_name apple-mobile-web-app-title",
        "section": "article:section section parsely-section",
        "language": "og:locale language dc.language",
        "url": "og:url twitter:url",
    }.items()
}
_AUTHORS = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "cxenseparse:author",
)
_ARTICLE_FIELDS = {field.name for field in fields(Article)}
_MOST_NODES = 200  # of JSON-LD articles in one page


def metadata_in(tree: HtmlElement) -> dict[str, Any]:
    """The fields of `kg.model.Article` that the page gives: of several sources the first that says it."""
    known: dict[str, Any] = {}
    for source in (_from_jsonld(tree), _from_meta(tree), _from_elements(tree)):
        for key, value in source.items():
            if value and not known.get(key):
                known[key] = value
    known["authors"] = _personal(known.get("authors", ()), known.get("publisher"))
    if known.get("headline"):
        known["headline"] = _without_paper(known["headline"], known.get("publisher"))
    return {key: value for key, value in known.items() if value and key in _ARTICLE_FIELDS}


def article_bodies(tree: HtmlElement) -> Iterator[str]:
    """The bodies that the page's JSON-LD gives, whole or not."""
    for node in _article_nodes(tree):
        body = body_of(node)
        if body:
            yield body


def _article_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for node in articles_in(loads_leniently(script.text)):
                count += 1
                if count > _MOST_NODES:
                    return
                yield node


def _from_jsonld(tree: HtmlElement) -> dict[str, Any]:
    """The page's own article: the one with the page's address, else the first with a headline."""
    nodes = list(_article_nodes(tree))
    address = _canonical(tree)
    same = [node for node in nodes if address and metadata_of(node).get("url", "").rstrip("/") == address.rstrip("/")]
    chosen = same or [node for node in nodes if node.get("headline")][:1] or nodes[:1]
    known: dict[str, Any] = {}
    for node in chosen:
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
        dates = (published_time(value) for name in _META[key] for value in content.get(name, ()))
        known[key] = next((value for value in dates if value), None)
    said = (tag_of(value) for name in _META["language"] for value in content.get(name, ()))
    known["language"] = next(filter(None, said), None)
    known["authors"] = tuple(dict.fromkeys(_signed(name for key in _AUTHORS for name in content.get(key, ()))))
    image = web_address(content.get("og:image", [""])[0])
    known["images"] = (Image(image),) if image else ()
    known["url"] = web_address(known["url"] or "")
    return known


def _signed(names: Iterator[str]) -> Iterator[str]:
    """The names in meta tags; addresses of profiles are no names."""
    for name in names:
        if not re.match(r"(?:https?:)?//|@|www\.", name):
            yield re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)


def _from_elements(tree: HtmlElement) -> dict[str, Any]:
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    known: dict[str, Any] = {"language": tag_of(language or "")}
    known["url"] = _canonical(tree)
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    known["headline"] = next((heading for heading in headings if len(heading.split()) >= 3), next(iter(headings), None))
    times = (published_time(time.get("datetime") or time.text_content()) for time in tree.iter("time"))
    known["published"] = next((time for time in times if time), None)
    title = tree.find(".//title")
    if title is not None and title.text and not known["headline"]:
        known["headline"] = " ".join(title.text.split())
    known["authors"] = tuple(
        dict.fromkeys(name for element in _author_elements(tree) for name in byline_names(element))
    )
    known["publisher"] = _publisher_in_title(tree)
    return known


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and (address := web_address(link.get("href") or "")):
            return address
    return None


def _author_elements(tree: HtmlElement) -> Iterator[str]:
    """The texts of elements that are marked as the author's name."""
    for element in tree.iter("a", "span", "div", "p", "address"):
        if (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or element.get("class") in ("author", "byline", "author-name")
        ):
            text = " ".join(element.text_content().split())
            if text and len(text) < 120:
                yield text


def _publisher_in_title(tree: HtmlElement) -> str | None:
    """The paper after the bar of `<title>`, where the page's address has its name too."""
    title = tree.find(".//title")
    address = _canonical(tree)
    if title is None or not title.text or not address:
        return None
    host = urlsplit(address).netloc.lower()
    for part in reversed(re.split(r"\s+[|–—·-]\s+", " ".join(title.text.split()))[1:]):
        if re.sub(r"\W|^the ", "", part.lower()) and re.sub(r"\W|^the ", "", part.lower()) in re.sub(r"\W", "", host):
            return part
    return None


def _without_paper(headline: str, publisher: str | None) -> str:
    """A title without the paper's name after its bar."""
    if not publisher:
        return headline
    return re.sub(rf"\s+[|–—·-]\s+(?:the )?{re.escape(publisher)}\s*$", "", headline, flags=re.IGNORECASE) or headline


def _personal(authors: tuple[str, ...], publisher: str | None) -> tuple[str, ...]:
    """The authors without the paper itself where people sign beside it."""
    people = tuple(name for name in authors if name.casefold() != (publisher or "").casefold())
    return people or authors
