"""The triples of the article itself: its metadata, images and where its text stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.iris import Iris, canonical_url, digest
from kg.mapping.literals import DAY, time_literal
from kg.mapping.values import Policy
from kg.model import Article
from kg.terms import Statement, iri, literal, nf, rdf, schema, value_of

_TEXTS = (
    (schema.headline, "headline"),
    (schema.description, "description"),
    (schema.dateline, "dateline"),
    (schema.articleSection, "section"),
    (schema.correction, "correction"),
    (schema.identifier, "id"),
)


def day_of(article: Article) -> str:
    """The ISO day on which the article was published, in its own zone; empty where it is not known."""
    stamp = article.published or ""
    return stamp[:10] if DAY.fullmatch(stamp[:10]) else ""


def article_triples(
    article: Article, node: str, publisher: str, authors: Sequence[str], policy: Policy
) -> Iterator[Statement]:
    """What the article says of itself; its body only where the policy asks for it."""
    yield (node, rdf.type, schema.NewsArticle)
    for term, attribute in _TEXTS:
        value = getattr(article, attribute)
        if value:
            yield (node, term, literal(value))
    if article.url:
        yield (node, schema.url, iri(canonical_url(article.url)))
    if article.published:
        yield (node, schema.datePublished, time_literal(article.published))
    if article.modified:
        yield (node, schema.dateModified, time_literal(article.modified))
    if article.language:
        yield (node, schema.inLanguage, literal(article.language.lower()))
    if article.based_on:
        yield (node, schema.isBasedOn, iri(canonical_url(article.based_on)))
    if article.text_digest:
        yield (node, nf.textDigest, literal(article.text_digest))
    yield (node, schema.publisher, publisher)
    for author in authors:
        yield (node, schema.author, author)
    if policy.with_text and article.text is not None:
        yield (node, schema.articleBody, literal(article.text))


def image_triples(article: Article, node: str, iris: Iris) -> Iterator[Statement]:
    """One `schema:ImageObject` for each picture, with its caption and credit."""
    for image in article.images:
        if not (image.url or image.caption):
            continue
        picture = iris.written("image", digest(value_of(node), image.url or "", image.caption or ""))
        yield (node, schema.image, picture)
        yield (picture, rdf.type, schema.ImageObject)
        if image.url:
            yield (picture, schema.contentUrl, iri(image.url))
        if image.caption:
            yield (picture, schema.caption, literal(image.caption))
        if image.credit:
            yield (picture, schema.creditText, literal(image.credit))
