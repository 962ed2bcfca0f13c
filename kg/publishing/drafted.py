"""What kg drafted into a fact file, kept beside it, so that a person's edits can be told from it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from kg.model import ArticleFacts, Fact
from kg.publishing.texts import RECORD
from kg.schema import Schema


def records_of(path: Path) -> tuple[Path, Path]:
    """Where it is kept what was drafted into a fact file: the facts, and the text."""
    name = path.name[: path.name.rindex(".facts.")]
    return path.parent / RECORD / f"{name}.facts.json", path.parent / RECORD / f"{name}.txt"


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
    told = (fact if _content(fact) in ours else replace(fact, by=None, confidence=None) for fact in facts.facts)
    return replace(facts, facts=tuple(told))


def _content(fact: Fact) -> tuple[object, ...]:
    fields = {key: value for key, value in fact.fields.items() if key not in ("reviewed_by", "reviewed_on")}
    shown = tuple((each.start, each.end, each.quote, each.of) for each in fact.evidence)
    return fact.type, fields, shown, fact.by, fact.confidence


def _said(facts: ArticleFacts) -> tuple[object, ...]:
    """All that a fact file says, without what was read elsewhere."""
    return replace(facts.article, text=None, blocks=(), origin=None), facts.entities, facts.facts
