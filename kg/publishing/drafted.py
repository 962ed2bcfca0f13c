"""What kg drafted into a fact file, kept beside it, so that a person's edits can be told from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.iris import Iris
from kg.model import Article, ArticleFacts, Fact
from kg.publishing.texts import RECORD
from kg.schema import Schema

_IDENTITY = ("url", "publisher", "id", "text_digest", "headline", "published")


def records_of(path: Path) -> tuple[Path, Path]:
    """Where it is kept what was drafted into a fact file: the facts, and the text."""
    name = path.name[: path.name.rindex(".facts.")]
    return path.parent / RECORD / f"{name}.facts.json", path.parent / RECORD / f"{name}.txt"


class Drafted:
    """The articles of which a folder has drafts that kg made; they are looked up when the first is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, list[str]] | None = None

    def earlier(self, article: Article, name: str) -> str | None:
        """The file in which the article was drafted before, if that is another than `name`.

        Raises UnreadableInputError where what kg kept of a draft is damaged.
        """
        if self._names is None:
            self._names = {}
            for iri, file in _drafts_in(self._folder):
                self._names.setdefault(iri, []).append(file)
        names = self._names.setdefault(_iri_of(article), [])
        first = next((each for each in names if each != name), None)
        names.append(name)
        return first


def _drafts_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each article with the fact file of its draft, by the names of the files."""
    files = {file.name.rpartition(".facts.")[0]: file.name for file in folder.glob("*.facts.*")}
    for record in sorted((folder / RECORD).glob("*.facts.json")):
        file = files.get(record.name.removesuffix(".facts.json"))
        if file:
            yield _recorded(record), file


def _recorded(record: Path) -> str:
    try:
        known = json.loads(record.read_bytes())["article"]
        return _iri_of(Article(**{key: known.get(key) for key in _IDENTITY}))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableInputError(
            f"{record}: what kg kept of a draft is damaged: delete it, and the draft counts as yours"
        ) from error


def _iri_of(article: Article) -> str:
    """What an article is known by in any folder of drafts."""
    return Iris().article_of(article).value


def what_was_drafted(path: Path, schema: Schema) -> ArticleFacts | None:
    """What kg drafted into this fact file, with the text; None where it did not."""
    from kg.factfile import read_facts

    if not os.path.isdir(os.path.join(os.path.dirname(path), RECORD)):  # of most folders; asked of every fact file
        return None
    record, text = records_of(path)
    if not record.is_file() or not text.is_file():
        return None
    old = text.read_bytes().decode("utf-8")
    return read_facts(record, schema, lambda _: old)


def says_the_same(facts: ArticleFacts, drafted: ArticleFacts) -> bool:
    """Whether a fact file says what kg drafted there, and nobody has changed anything."""
    return _said(drafted) == _said(facts)


def with_edits(facts: ArticleFacts, drafted: ArticleFacts) -> ArticleFacts:
    """The facts, of which those that a person has changed are no rule's any more, with no rule's confidence."""
    ours = [_content(fact) for fact in drafted.facts]
    told = (
        fact if _content(fact) in ours else replace(fact, by=None, confidence=None, doubt=None) for fact in facts.facts
    )
    return replace(facts, facts=tuple(told))


def _content(fact: Fact) -> tuple[object, ...]:
    fields = {key: value for key, value in fact.fields.items() if key not in ("reviewed_by", "reviewed_on")}
    shown = tuple((each.start, each.end, each.quote, each.of) for each in fact.evidence)
    return fact.type, fields, shown, fact.by, fact.confidence


def _said(facts: ArticleFacts) -> tuple[object, ...]:
    """All that a fact file says, without what was read elsewhere."""
    return replace(facts.article, text=None, blocks=(), origin=None), facts.entities, facts.facts
