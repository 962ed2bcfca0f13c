"""The values that travel between the stages: articles, entities, facts and their evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import Problem

ARTICLE = "article"  # the reserved entity key: the article's own word


def text_digest(text: str) -> str:
    """The digest that ties evidence to an exact text.

    >>> text_digest("Rain.")
    'sha256:389be6297686686ab318446cb68c4664e282de1e41a62e4e5b3b7c5f8ad9ce23'
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file with one article a line: bytes `begin` up to `end`.

    `line` is the number of its first line, from 1, and `number` that of its first article, from 0.
    """

    begin: int
    end: int
    line: int = 1
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch `text[start:end]` of an article, in code points.

    Kinds: headline, standfirst, byline, dateline, caption, credit, body, subhead, pull-quote,
    furniture, appeal, related.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that an article shows; `url` is absent where only its caption is known."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of one article.

    `text` is None where only a fact file is at hand; `text_digest` is then what its evidence is tied
    to. `published` and `modified` are ISO 8601 dates or date-times, with the zone where it is known.
    """

    text_digest: str | None = None
    text: str | None = None
    blocks: tuple[Block, ...] = ()
    id: str | None = None
    url: str | None = None
    headline: str | None = None
    description: str | None = None
    dateline: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    images: tuple[Image, ...] = ()
    correction: str | None = None
    based_on: str | None = None
    origin: str | None = None  # the file it was read from, as the user named it; never published
    cut_off: bool = False  # the page that it was read from ends in mid-document; never published
    remarks: tuple[Problem, ...] = ()  # what its reader could make nothing of; never published


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that takes part in facts; `key` is the file's own name for it.

    `type` is the local name of a class that the schema knows (Person, Country, UnnamedSource ...).
    `same_as` are IRIs of the same entity elsewhere; `possibly_same_as` are keys of other entities.
    """

    key: str
    type: str
    name: str
    also: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    possibly_same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that show a fact: `text[start:end] == quote`, in code points.

    `of` names the field that the words show, where that is known. `verified` is False where the
    text was not at hand, so that only the quote's length could be checked.
    """

    start: int
    end: int
    quote: str
    of: str | None = None
    verified: bool = True


Scalar = str | int | float | bool
Value = Scalar | Mapping[str, tuple[Scalar, ...]]  # the mapping is a nested node (a participant with its role)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, as a fact file says it.

    `fields` holds every field of the type and of the assertion (certainty, polarity, basis, source,
    status ...) as a tuple of values in the order of the file; entities stand as their keys.
    `confidence` (0..1) and `by` (rule or model and version, `visit-noun@1`) are the extractor's; `doubt` says in a few
    words what made it a draft.
    """

    type: str
    fields: Mapping[str, tuple[Value, ...]]
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    by: str | None = None
    draft: bool = False
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """One article with its entities and facts: what a fact file holds and what an extractor yields.

    `curated` is True where a person answers for the facts: all or nothing is published.
    """

    article: Article
    entities: Mapping[str, Entity] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    curated: bool = False
    origin: str | None = None  # the file that it was read from
