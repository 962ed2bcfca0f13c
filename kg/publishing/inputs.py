"""What a path holds: articles to extract from, fact files, or RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import KgError, Problem, UnreadableInputError
from kg.factfile import iterate_facts_with_problems
from kg.model import Article, ArticleFacts
from kg.publishing.texts import FACTS, Texts
from kg.schema import Schema

ARTICLES = (".txt", ".html", ".htm", ".html.gz", ".htm.gz", ".json", ".jsonl")
RDF = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld")


@dataclass(frozen=True, slots=True)
class Unusable:
    """An input that yields nothing, and every reason."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """The facts of one article, with the file they are from and what its reader had to remark."""

    name: str
    facts: ArticleFacts
    problems: tuple[Problem, ...] = ()


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that kg can read among `paths`; folders are walked in sorted order.

    A text or page beside a fact file of the same name is left out: the curated facts win over extraction.
    Raises UnreadableInputError for a path that does not exist or is of an unknown kind.
    """
    for path in paths:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.is_file() and kind_of(file)]
            curated = {_stem(file) for file in files if kind_of(file) == "facts"}
            yield from (file for file in files if kind_of(file) == "facts" or _stem(file) not in curated)
        elif not path.exists():
            raise UnreadableInputError(f"{path}: no such file or folder")
        elif not kind_of(path):
            kinds = " ".join((*ARTICLES, *FACTS, *RDF))
            raise UnreadableInputError(f"{path}: kg cannot tell what this is by its name; it reads {kinds}")
        else:
            yield path


def kind_of(path: Path) -> str | None:
    """`facts`, `article`, `rdf`, or None where the file's name says none of them."""
    name = path.name.lower()
    if name.endswith(FACTS):
        return "facts"
    if name.endswith(ARTICLES):
        return "article"
    return "rdf" if name.endswith(RDF) else None


def read_inputs(path: Path, types: Schema, texts: Texts) -> Iterator[Input | Unusable]:
    """The facts of each article in one file; what cannot be used comes as `Unusable`, never as an exception."""
    try:
        if kind_of(path) == "facts":
            yield from _read_fact_file(path, types, texts)
        else:
            yield from _extract(path)
    except KgError as error:
        yield Unusable(str(path), (Problem("unreadable", str(error)),))


def _read_fact_file(path: Path, types: Schema, texts: Texts) -> Iterator[Input | Unusable]:
    found: dict[str, Article] = {}

    def find_text(digest: str) -> str | None:
        article = texts.article(digest, beside=path)
        if article is None:
            return None
        found[digest] = article
        return article.text

    for facts, problems in iterate_facts_with_problems(path, types, find_text):
        if facts is None:
            yield Unusable(str(path), problems)
            continue
        article = found.get(facts.article.text_digest or "")
        if article is not None:
            facts = replace(facts, article=replace(facts.article, text=article.text, blocks=article.blocks))
        yield Input(str(path), replace(facts, curated=True, origin=str(path)), problems)


def _extract(path: Path) -> Iterator[Input]:
    from kg.extraction import extract_many
    from kg.reading import read_articles

    for facts in extract_many(read_articles(path)):
        yield Input(str(path), replace(facts, origin=str(path)))


def _stem(path: Path) -> Path:
    return path.parent / path.name.split(".")[0]
