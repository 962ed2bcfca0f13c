"""Fact files for a person to edit, made from articles: each fact stands under its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.iris import slug
from kg.mapping import Link
from kg.model import Article, ArticleFacts
from kg.publishing.sentences import sentence_around

Find = Callable[[Iterable[Article]], Iterator[ArticleFacts]]
Refuse = Callable[[UnreadableInputError], None]


def find_by_rules(articles: Iterable[Article]) -> Iterator[ArticleFacts]:
    """The facts that the rules find in each article."""
    from kg.extraction import extract_many

    return extract_many(articles)


def draft_files(
    paths: Iterable[Path],
    form: str,
    find: Find | None = None,
    refuse: Refuse | None = None,
    link: Link | None = None,
) -> Iterator[tuple[str, str, int]]:
    """For each article in the files: a file name, no two the same, the fact file's text, and how many facts it has.

    `form` is yaml or json; `find` gives the facts of articles, by the rules unless it is given. `refuse` hears of each
    file or line that cannot be read; without it, the first such raises UnreadableInputError. `link` says what entities
    are the same as.
    """
    from kg.factfile import write_facts

    find, names = find or find_by_rules, set[str]()
    for path in paths:
        for index, facts in enumerate(find(_readable(path, refuse))):
            facts = replace(facts, entities=link(facts.entities)) if link else facts
            name = _name_of(path, index, facts, names)
            yield f"{name}.facts.{form}", write_facts(facts, form, comments=_sentences(facts)), len(facts.facts)


def _readable(path: Path, refuse: Refuse | None) -> Iterator[Article]:
    from kg.reading import read_articles_with_problems

    for each in read_articles_with_problems(path):
        if not isinstance(each, UnreadableInputError):
            yield each
        elif refuse:
            refuse(each)
        else:
            raise each


def _name_of(path: Path, index: int, facts: ArticleFacts, names: set[str]) -> str:
    """The file's own name for its first article, so that they stand side by side; that and the article's for others."""
    stem = path.name.split(".")[0]
    own = slug(facts.article.id or facts.article.headline or "") or str(index + 1)
    wanted = stem if index == 0 else f"{stem}-{own}"
    name = next(name for number in count(1) if (name := wanted if number == 1 else f"{wanted}-{number}") not in names)
    names.add(name)
    return name


def _sentences(facts: ArticleFacts) -> dict[int, str]:
    text = facts.article.text or ""
    return {
        index: sentence_around(text, fact.evidence[0].start, fact.evidence[0].end)
        for index, fact in enumerate(facts.facts)
        if fact.evidence
    }
