"""Fact files for a person to edit, made from articles: each fact stands under its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.iris import slug
from kg.model import Article, ArticleFacts
from kg.publishing.sentences import sentence_around

Find = Callable[[Iterable[Article]], Iterator[ArticleFacts]]


def find_by_rules(articles: Iterable[Article]) -> Iterator[ArticleFacts]:
    """The facts that the rules find in each article."""
    from kg.extraction import extract_many

    return extract_many(articles)


def draft_files(paths: Iterable[Path], form: str, find: Find | None = None) -> Iterator[tuple[str, str, int]]:
    """For each article in the files: a file name, the fact file's text, and how many facts it has.

    `form` is yaml or json; `find` gives the facts of articles, by the rules unless it is given.
    Raises UnreadableInputError for a file that cannot be read.
    """
    from kg.factfile import write_facts
    from kg.reading import read_articles

    find = find or find_by_rules
    for path in paths:
        stem = path.name.split(".")[0]
        for index, facts in enumerate(find(read_articles(path))):
            name = stem if index == 0 else f"{stem}-{slug(facts.article.id or facts.article.headline or str(index))}"
            yield f"{name}.facts.{form}", write_facts(facts, form, comments=_sentences(facts)), len(facts.facts)


def _sentences(facts: ArticleFacts) -> dict[int, str]:
    text = facts.article.text or ""
    return {
        index: sentence_around(text, fact.evidence[0].start, fact.evidence[0].end)
        for index, fact in enumerate(facts.facts)
        if fact.evidence
    }
