"""An article: what it says of itself, and its statements in the order of its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import article_line, statements
from kg.descriptions.values import ArticleLine, Ref, Statement
from kg.head_lines import head_lines
from kg.line_breaks import paragraphs
from kg.vocab import nf, rdf, schema


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a kept text; `pieces` are its words with the number of the statement that they show, if any.

    `notes` are the numbers of the statements whose evidence begins here, in the order of the words.
    """

    pieces: tuple[tuple[str, tuple[int, ...]], ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the graph knows of an article. `paragraphs` is empty where the text is not kept.

    `author_types` has the classes of each author; `published` and `modified` are ISO times with their zone, `copies`
    the addresses or articles that it copies (`based_on`) or that copy it.
    """

    line: ArticleLine
    description: str
    published: str
    modified: str
    authors: tuple[Ref, ...]
    author_types: tuple[tuple[str, ...], ...]
    section: str
    correction: str
    based_on: str
    copies: tuple[ArticleLine, ...]
    mentions: tuple[Ref, ...]
    statements: tuple[Statement, ...]
    paragraphs: tuple[Paragraph, ...]
    curated: bool


def describe_article(source: Source, article: NamedNode) -> ArticlePage | None:
    """What the graph knows of an article; None where it has none of this IRI."""
    if schema.NewsArticle not in source.values(article, rdf.type):
        return None
    found = in_order(source, article)
    body = source.text(article, schema.articleBody)
    authors = source.iris(article, schema.author)
    based_on, url = source.iri(article, schema.isBasedOn), source.iri(article, schema.url)
    return ArticlePage(
        line=article_line(source, article),
        description=source.text(article, schema.description),
        published=source.text(article, schema.datePublished),
        modified=source.text(article, schema.dateModified),
        authors=tuple(map(source.ref, authors)),
        author_types=tuple(tuple(kind.value for kind in source.iris(each, rdf.type)) for each in authors),
        section=source.text(article, schema.articleSection),
        correction=source.text(article, schema.correction),
        based_on=based_on.value if based_on else "",
        copies=tuple(article_line(source, each) for each in _copies(source, url)) if url else (),
        mentions=tuple(sorted(map(source.ref, source.iris(article, schema.mentions)), key=lambda ref: ref.name)),
        statements=found,
        paragraphs=tuple(_paragraphs(body, found)),
        curated=source.text(article, nf.curated) == "true",
    )


def _copies(source: Source, url: NamedNode) -> list[NamedNode]:
    return sorted(set(source.subjects(schema.isBasedOn, url)), key=str)


def in_order(source: Source, article: NamedNode) -> tuple[Statement, ...]:
    """The statements of an article in the order in which its words show them."""
    found = statements(source, source.subjects(nf.reportedIn, article))
    return tuple(sorted(found, key=lambda each: (each.passage.start if each.passage else 0, each.iri)))


def _paragraphs(body: str, found: tuple[Statement, ...]) -> Iterator[Paragraph]:
    """The text cut into paragraphs, and these wherever the evidence of a statement begins or ends."""
    spans = [
        (number, (quote.start, quote.start + len(quote.kept)))
        for number, each in enumerate(found, 1)
        for quote in (each.passage.quotes if each.passage else ())
    ]
    starts = [(number, each.passage.start) for number, each in enumerate(found, 1) if each.passage]
    head = head_lines(body)
    for first, last in paragraphs(body):
        if head and last <= head[-1].end and not any(first < end and start < last for _, (start, end) in spans):
            continue  # the page says it already: headline, address, day
        here = [(number, span) for number, span in spans if span[0] < last and first < span[1]]
        cuts = sorted({first, last, *(cut for _, span in here for cut in span if first < cut < last)})
        pieces = tuple(
            (body[start:end], tuple(number for number, span in here if span[0] <= start and end <= span[1]))
            for start, end in pairwise(cuts)
        )
        yield Paragraph(pieces, tuple(number for number, start in starts if first <= start < last))
