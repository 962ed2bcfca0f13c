"""The triples of the article itself: its metadata, images and where its text stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import Iris, canonical_url, digest
from kg.mapping.values import Policy
from kg.model import Article
from kg.vocab import nf, rdf, schema, xsd

_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
_DATE_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$")
_TEXTS = (
    (schema.headline, "headline"),
    (schema.description, "description"),
    (schema.dateline, "dateline"),
    (schema.articleSection, "section"),
    (schema.correction, "correction"),
    (schema.identifier, "id"),
)


def time_literal(value: str) -> Literal:
    """A date or date-time in the canonical form in which a store keeps it; other text as it is.

    >>> time_literal("2031-03-04T15:38+00:00").value
    '2031-03-04T15:38:00Z'
    """
    if _DATE.match(value):
        return Literal(value, datatype=xsd.date)
    match = _DATE_TIME.match(value)
    if not match:
        return Literal(value)
    day, minutes, seconds, fraction, zone = match.groups()
    if zone and zone != "Z":
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        zone = "Z" if zone[1:] == "00:00" else zone
    fraction = (fraction or "").rstrip("0").rstrip(".")
    return Literal(f"{day}T{minutes}{seconds or ':00'}{fraction}{zone or ''}", datatype=xsd.dateTime)


def day_of(article: Article) -> str:
    """The ISO day on which the article was published, in its own zone; empty where it is not known."""
    stamp = article.published or ""
    return stamp[:10] if _DATE.match(stamp[:10]) else ""


def article_triples(
    article: Article, node: NamedNode, publisher: NamedNode, authors: Sequence[NamedNode], policy: Policy
) -> Iterator[Triple]:
    """What the article says of itself; its body only where the policy asks for it."""
    yield Triple(node, rdf.type, schema.NewsArticle)
    for term, attribute in _TEXTS:
        value = getattr(article, attribute)
        if value:
            yield Triple(node, term, Literal(value))
    if article.url:
        yield Triple(node, schema.url, NamedNode(canonical_url(article.url)))
    if article.published:
        yield Triple(node, schema.datePublished, time_literal(article.published))
    if article.modified:
        yield Triple(node, schema.dateModified, time_literal(article.modified))
    if article.language:
        yield Triple(node, schema.inLanguage, Literal(article.language.lower()))
    if article.based_on:
        yield Triple(node, schema.isBasedOn, NamedNode(canonical_url(article.based_on)))
    if article.text_digest:
        yield Triple(node, nf.textDigest, Literal(article.text_digest))
    yield Triple(node, schema.publisher, publisher)
    for author in authors:
        yield Triple(node, schema.author, author)
    if policy.with_text and article.text is not None:
        yield Triple(node, schema.articleBody, Literal(article.text))


def image_triples(article: Article, node: NamedNode, iris: Iris) -> Iterator[Triple]:
    """One `schema:ImageObject` for each picture, with its caption and credit."""
    for image in article.images:
        if not (image.url or image.caption):
            continue
        picture = iris.mint("image", digest(node.value, image.url or "", image.caption or ""))
        yield Triple(node, schema.image, picture)
        yield Triple(picture, rdf.type, schema.ImageObject)
        if image.url:
            yield Triple(picture, schema.contentUrl, NamedNode(image.url))
        if image.caption:
            yield Triple(picture, schema.caption, Literal(image.caption))
        if image.credit:
            yield Triple(picture, schema.creditText, Literal(image.credit))
