"""What machines that read pages are told: JSON-LD in schema.org terms, and the title and summary that others show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.descriptions.articles import ArticlePage
from kg.descriptions.dates import day_words
from kg.descriptions.entities import EntityPage
from kg.descriptions.values import Ref, Statement, plain
from kg.server.pages.links import outside
from kg.vocab import SCHEMA

_LENGTH = 200  # code points of a summary


@dataclass(frozen=True, slots=True)
class Head:
    """The title, the summary and the linked data of a page; `kind` is an OpenGraph type."""

    title: str
    summary: str
    linked_data: dict[str, Any] = field(default_factory=dict)
    kind: str = "website"


def shortened(text: str, limit: int = _LENGTH) -> str:
    """At most so many code points, cut between words.

    >>> shortened("She was looking at the options", 12)
    'She was …'
    """
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"


def entity_head(page: EntityPage) -> Head:
    """Of an entity: only what the guard lets through is said plainly."""
    kinds = ", ".join(kind.name for kind in page.kinds)
    summary = f"{page.name} ({kinds}): {page.total} statements, each with its words and source."
    types = _types(kind.iri for kind in page.kinds)
    data = _thing(types, page.iri, page.name)
    if page.other_names:
        data["alternateName"] = list(page.other_names)
    if page.same_as:
        data["sameAs"] = [each for each in page.same_as if outside(each)]
    return Head(page.name, shortened(summary), data, "profile" if types == ["Person"] else "website")


def article_head(page: ArticlePage) -> Head:
    """Of an article: what it says of itself."""
    publisher = page.line.publisher
    data = _thing(["NewsArticle"], page.line.iri, None) | {"headline": page.line.headline}
    data |= {
        key: value
        for key, value in {
            "url": outside(page.line.url),
            "datePublished": page.published,
            "dateModified": page.modified,
            "correction": page.correction,
            "author": [
                _thing(_types(kinds), each.iri, each.name)
                for each, kinds in zip(page.authors, page.author_types, strict=True)
            ],
            "publisher": _thing(["NewsMediaOrganization"], publisher.iri, publisher.name) if publisher else None,
        }.items()
        if value
    }
    paper = publisher.name if publisher else "an unknown paper"
    summary = f"{len(page.statements)} statements of an article in {paper}, {day_words(page.line.day)}."
    return Head(page.line.headline, shortened(summary), data, "article")


def statement_head(statement: Statement) -> Head:
    """Of a statement: a claim with its source; never the fact itself, which is for the guard to say."""
    words = shortened(plain(statement.sentence), 120)
    sources = ", ".join(ref.name for ref in statement.sources)
    status = statement.standing_words or statement.kind.name
    data = _thing(["Claim"], statement.iri, None) | {
        "text": plain(statement.sentence),
        "author": [{"@id": ref.iri, "name": ref.name} for ref in statement.sources],
        "appearance": {"@type": "NewsArticle", "@id": statement.article.iri, "headline": statement.article.headline},
    }
    return Head(words, shortened(f"{status}; on the word of {sources}. {statement.article.headline}"), data, "article")


def page_head(title: str, summary: str) -> Head:
    """Of any other page."""
    return Head(title, shortened(summary), {"@context": SCHEMA.rstrip("/"), "@type": "WebPage", "name": title})


def refs(found: tuple[Ref, ...]) -> str:
    """Names one after the other."""
    return ", ".join(each.name for each in found)


def _types(kinds: Iterable[str]) -> list[str]:
    """The classes of schema.org among them; what has none is a thing to its readers."""
    return [kind.removeprefix(SCHEMA) for kind in kinds if kind.startswith(SCHEMA)] or ["Thing"]


def _thing(types: list[str], iri: str, name: str | None) -> dict[str, Any]:
    data: dict[str, Any] = {"@context": SCHEMA.rstrip("/"), "@type": types[0] if len(types) == 1 else types, "@id": iri}
    return data | ({"name": name} if name else {})
