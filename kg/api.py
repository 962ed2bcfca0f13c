"""The stages as functions for scripts and notebooks, with the bundled schema unless another is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad

from kg.iris import DEFAULT_BASE, Iris
from kg.linking import Linker
from kg.mapping import to_quads as map_to_quads
from kg.model import Article, ArticleFacts
from kg.publishing import Gate, Summary, Texts, find_files
from kg.publishing import publish as publish_files
from kg.schema import Schema, bundled_schema
from kg.store.interface import AnyStore
from kg.validation import Report, Validator


def read_article(path: str | Path) -> Article:
    """The article in a page, a plain text or schema.org JSON. Raises UnreadableInputError."""
    from kg.reading import read_article as read

    return read(Path(path))


def extract(article: Article) -> ArticleFacts:
    """The facts that the rules find in an article, with the words that show each."""
    from kg.extraction import extract as find

    return find(article)


def load_facts(path: str | Path, *, texts: Iterable[str | Path] = (), schema: Schema | None = None) -> ArticleFacts:
    """The facts of a fact file of one article; raises FactFileError with every reason that it cannot be used.

    The text that the file quotes is looked for beside it and under `texts`.
    """
    from kg.factfile import read_facts

    found = Texts([Path(each) for each in texts])

    def find_text(digest: str) -> str | None:
        article = found.article(digest, beside=Path(path))
        return article.text if article else None

    return read_facts(Path(path), schema or bundled_schema(), find_text=find_text)


def to_quads(facts: ArticleFacts, *, base: str = DEFAULT_BASE, schema: Schema | None = None) -> Iterator[Quad]:
    """The quads of one article: its own graph, then what it says in the graph of entities."""
    types = schema or bundled_schema()
    return map_to_quads(facts, types, Iris(base), link=lambda entities: Linker().link(entities, types))


def validate(facts: ArticleFacts, *, schema: Schema | None = None, engine: str = "auto") -> Report:
    """What the shapes say of one article's facts."""
    types = schema or bundled_schema()
    return Validator(types, engine).validate(quad.triple for quad in to_quads(facts, schema=types))


def publish(
    paths: Iterable[str | Path],
    store: AnyStore,
    *,
    texts: Iterable[str | Path] = (),
    schema: Schema | None = None,
    now: datetime | None = None,
) -> Summary:
    """Publish articles and fact files into the store, in one generation, with the default rules."""
    types = schema or bundled_schema()
    files = list(find_files(Path(path) for path in paths))
    gate = Gate(types, Validator(types), Iris(store.base))
    found = Texts([Path(each) for each in texts])
    return publish_files(files, store, gate, found, now=now or datetime.now(UTC))
