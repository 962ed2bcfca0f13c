"""The stages as functions for scripts and notebooks, with the bundled schema unless another is given.

What is no path, article or facts where one is wanted is a TypeError that says what to call; what cannot be used is a
KgError.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg.errors import KgError, Problem, UnreadableInputError
from kg.iris import DEFAULT_BASE, Iris
from kg.linking import Linker, read_authority
from kg.mapping import Policy
from kg.mapping import to_quads as map_to_quads
from kg.model import Article, ArticleFacts
from kg.publishing import Gate, Item, Review, Rules, Summary, Texts, find_files
from kg.publishing import publish as publish_items
from kg.publishing.values import refuse_html
from kg.schema import Schema, bundled_schema
from kg.serialization import FORMATS
from kg.store import Answer, Limits, Store, open_store
from kg.store.interface import AnySnapshot, AnyStore
from kg.store.values import Published, Retracted
from kg.validation import Report, Validator

AnyPath = str | Path
Given = AnyPath | Article | ArticleFacts
_FACTS = "kg.extract(article) finds them in an article, kg.load_facts(path) reads a fact file"


def read_article(path: AnyPath) -> Article:
    """The one article in a page, a plain text or schema.org JSON.

    Raises UnreadableInputError for what cannot be read, and (`several-articles`) where there are more.
    """
    found = read_articles(path)
    first = next(found, None)
    if first is None:
        raise UnreadableInputError(f"{path}: there is no article in it")
    if next(found, None) is not None:
        cure = "Read such a file or folder with kg.read_articles."
        raise UnreadableInputError(Problem("several-articles", f"{path}: there is more than one article here.", cure))
    return first


def read_articles(path: AnyPath) -> Iterator[Article]:
    """Each article of a file, or of the files of a folder in sorted order. Raises UnreadableInputError."""
    from kg.reading import read_articles as read

    return read(_path(path, "kg.read_articles"))


def parse_article(content: str | bytes | Mapping[str, Any], *, kind: str | None = None) -> Article:
    """The article that a content says: schema.org as a mapping, plain text as a str, or bytes known by their beginning.

    `kind` (txt, html, json) says what a str or bytes are. Raises UnreadableInputError.
    """
    from kg.reading import read_article as read

    if isinstance(content, str | bytes):
        return read(content, kind=kind)
    if not isinstance(content, Mapping):
        raise TypeError(f"kg.parse_article takes a mapping, a str or bytes, not {_called(content)}")
    try:
        said = json.dumps(dict(content), ensure_ascii=False, default=_said)
    except (TypeError, ValueError) as error:
        raise UnreadableInputError(f"<content>: not as JSON: {error}") from error
    return read(said.encode("utf-8", "surrogatepass"), kind="json")


def _said(value: Any) -> str:
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    raise TypeError(f"{_called(value)} cannot be written")


def extract(article: Article) -> ArticleFacts:
    """The facts that the rules find in an article, with the words that show each.

    Raises UnreadableInputError where its text is HTML.
    """
    from kg.extraction import extract as find

    cure = "kg.read_article reads one from a file, kg.parse_article from a content"
    _expect(article, Article, "kg.extract", cure)
    refuse_html(article)
    return find(article)


def load_facts(path: AnyPath, *, texts: Iterable[AnyPath] = (), schema: Schema | None = None) -> ArticleFacts:
    """The facts of a fact file of one article; raises FactFileError with every reason that it cannot be used.

    The text that the file quotes is looked for beside it and under `texts`.
    """
    from kg.factfile import read_facts

    found = Texts(_paths(texts))

    def find_text(digest: str) -> str | None:
        article = found.article(digest, beside=Path(path)) if digest else found.by_name(Path(path))
        return article.text if article else None

    return read_facts(_path(path, "kg.load_facts"), schema or bundled_schema(), find_text=find_text)


def to_quads(facts: ArticleFacts, *, base: str = DEFAULT_BASE, schema: Schema | None = None) -> Iterator[Quad]:
    """The quads of one article: its own graph, then what it says in the graph of entities."""
    types = schema or bundled_schema()
    _expect(facts, ArticleFacts, "kg.to_quads", _FACTS)
    return map_to_quads(facts, types, Iris(base), link=lambda named: Linker().link(named, types))


def validate(facts: ArticleFacts, *, schema: Schema | None = None, engine: str = "auto") -> Report:
    """What the shapes say of one article's facts."""
    types = schema or bundled_schema()
    _expect(facts, ArticleFacts, "kg.validate", _FACTS)
    quads = to_quads(facts, schema=types)
    return Validator(types, engine).validate(quad.triple for quad in quads)


def publish(
    items: Given | Iterable[Given],
    store: AnyStore | AnyPath,
    *,
    texts: Iterable[AnyPath] = (),
    authority: Iterable[AnyPath] = (),
    with_text: bool = False,
    quote_limit: int = 300,
    drafts: bool = False,
    keep_going: bool = False,
    strict: bool = False,
    replace: bool = False,
    reviewed_by: str | None = None,
    reviewed_on: date | str | None = None,
    schema: Schema | None = None,
    engine: str = "auto",
    now: datetime | None = None,
) -> Summary:
    """Publish articles, facts, and those of files and folders, in one new generation of a store, or of one at a path.

    Each option is that of `kg publish`. What is refused raises nothing: `summary.clean` tells, and `outcomes` say why.
    Raises UnreadableInputError for a path without anything to read, StoreError where the store cannot be written.
    """
    types = schema or bundled_schema()
    given = list(_items(items))
    rules = Rules(drafts, keep_going, strict, replace, _review(reviewed_by, reviewed_on))
    linker = Linker(read_authority(_paths(authority), types))
    policy, found = Policy(quote_limit, with_text), Texts(_paths(texts))
    with _open(store, create=True) as target:
        gate = Gate(types, Validator(types, engine), Iris(target.base), rules, policy, linker)
        return publish_items(given, target, gate, found, now=now or datetime.now(UTC))


def query(
    store: AnyStore | AnyPath, sparql: str, *, as_of: str | None = None, seconds: float = 30.0, rows: int = 100_000
) -> Answer:
    """The answer of a store, or of the one at a path, to a query in SPARQL; the usual prefixes need no declaration.

    `as_of` is a day or a time. Raises QueryError for what is refused or takes more than so many seconds.
    """
    from kg.tables import in_the_order_of

    with _snapshot(store, as_of) as snapshot:
        return in_the_order_of(snapshot.query(sparql, Limits(seconds=seconds, rows=rows)), sparql)


def ask(
    store: AnyStore | AnyPath,
    question: str,
    values: Mapping[str, str] | None = None,
    *,
    questions: AnyPath | None = None,
    as_of: str | None = None,
    seconds: float = 30.0,
    rows: int = 100_000,
) -> Answer:
    """The answer to a saved question, with the values of its parameters; `questions` is a folder of one's own.

    Raises QueryError for an unknown question or parameter, KgError for an entity that the store does not have.
    """
    from kg.questions import bind, find_question
    from kg.tables import in_the_order_of

    saved = find_question(question, Path(questions) if questions else None)
    with _snapshot(store, as_of) as snapshot:
        sparql = bind(saved, values or {}, snapshot)
        return in_the_order_of(snapshot.query(sparql, Limits(seconds=seconds, rows=rows)), sparql)


def export(
    store: AnyStore | AnyPath,
    format: str = "turtle",
    *,
    article: str | None = None,
    entity: str | None = None,
    graph: str | None = None,
    as_of: str | None = None,
) -> bytes:
    """What is published, or of it one article, entity or graph, as RDF or (`csv`) as a table of statements.

    Raises KgError for what the store does not have and for an unknown format.
    """
    from kg.exports import Selection, export_rdf
    from kg.kept_types import types_of
    from kg.statements import statements_csv

    if sum(each is not None for each in (article, entity, graph)) > 1 or (graph and format == "csv"):
        raise ValueError("article, entity and graph exclude each other, and a table has no graph: give one of them")
    with _snapshot(store, as_of) as snapshot:
        if format == "csv":
            return b"".join(statements_csv(snapshot, types_of(snapshot), article=article, entity=entity))
        if format not in FORMATS:
            raise KgError(f"{format} is not a format: choose among {', '.join(FORMATS)} and csv")
        return b"".join(export_rdf(snapshot, Selection(article, entity, graph), format))


def retract(
    store: AnyStore | AnyPath, article: str, reason: str, *, purge: bool = False, now: datetime | None = None
) -> Retracted:
    """Take an article (its URL, IRI, id or headline) away, with the reason that readers are told; `purge` erases it.

    Raises KgError for an article that the store does not have or has retracted already, and for a reason of no words.
    """
    from kg.publishing import history

    with _open(store) as source:
        known = history.known_article(source, article)
        return history.retract(source, known, reason, now=now or datetime.now(UTC), purge=purge)


def reinstate(store: AnyStore | AnyPath, article: str, *, now: datetime | None = None) -> Published:
    """Let a retracted article come back as it was; after a purge it may only be published again.

    Raises KgError for one that was not retracted.
    """
    from kg.publishing import history

    with _open(store) as source:
        return history.reinstate(source, article, now=now or datetime.now(UTC))


def roll_back(store: AnyStore | AnyPath, generation: int | None = None, *, now: datetime | None = None) -> Published:
    """Publish anew what a generation held, or the one before the current; what was retracted stays away.

    Raises StoreError for a generation that there never was, ValueError for a store on a server, which keeps none.
    """
    from kg.publishing import history

    with _open(store) as source:
        if not isinstance(source, Store):
            raise ValueError("a rollback is for a store in a folder: a server knows only what it holds now")
        return history.roll_back(source, generation, now=now or datetime.now(UTC))


@contextmanager
def _open(store: AnyStore | AnyPath, *, create: bool = False) -> Iterator[AnyStore]:
    """The store that was given, left open; one at a path is closed again."""
    if isinstance(store, str | Path):
        with open_store(Path(store), create=create) as opened:
            yield opened
    else:
        yield store


@contextmanager
def _snapshot(store: AnyStore | AnyPath, as_of: str | None) -> Iterator[AnySnapshot]:
    from kg.publishing.history import snapshot_at

    with _open(store) as source:
        if as_of is not None and not isinstance(source, Store):
            raise ValueError("as_of is for a store in a folder: a server knows only what it holds now")
        snapshot = snapshot_at(source, as_of) if as_of is not None and isinstance(source, Store) else source.snapshot()
        with snapshot:
            yield snapshot


def _items(given: Given | Iterable[Given]) -> Iterator[Item]:
    """What was given, each folder as its files."""
    if isinstance(given, Mapping):
        raise TypeError(f"kg.publish takes no {type(given).__name__}; kg.parse_article makes an article of a mapping")
    for each in [given] if isinstance(given, str | Path | Article | ArticleFacts) else given:
        if isinstance(each, Article | ArticleFacts):
            yield each
        else:
            yield from find_files([_path(each, "kg.publish")], wanted=("article", "facts"))


def _review(by: str | None, on: date | str | None) -> Review | None:
    if (by is None) != (on is None):
        raise ValueError("reviewed_by and reviewed_on go together: who checked the facts, and on which day")
    if by is None or on is None:
        return None
    if not by.strip():
        raise ValueError("there is no name in reviewed_by")
    day = on.isoformat() if isinstance(on, date) else on
    return Review(by, date.fromisoformat(day[:10] if isinstance(on, datetime) else day).isoformat())


def _expect(given: object, kind: type, name: str, cure: str) -> None:
    if not isinstance(given, kind):
        raise TypeError(f"{name} takes {kind.__name__}, not {_called(given)}; {cure}")


def _path(given: object, name: str) -> Path:
    if not isinstance(given, str | Path):
        raise TypeError(f"{name} takes a path, not {_called(given)}")
    return Path(given)


def _paths(given: Iterable[AnyPath]) -> list[Path]:
    """The paths; a single one stands for itself."""
    return [Path(each) for each in ([given] if isinstance(given, str | Path) else given)]


def _called(value: object) -> str:
    """What an error calls a value by its type: `a str`, `an Article`."""
    name = type(value).__name__
    return f"{'an' if name[:1] in 'AEIOUaeiou' else 'a'} {name}"
