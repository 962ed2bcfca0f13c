"""What kg drafted into a fact file, kept beside it, so that a person's edits can be told from it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from kg.model import ArticleFacts
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


def is_untouched(path: Path, facts: ArticleFacts, schema: Schema) -> bool:
    """Whether a fact file, whose facts these are, says what kg drafted there, and nobody has changed anything."""
    drafted = what_was_drafted(path, schema)
    return drafted is not None and _said(drafted) == _said(facts)


def _said(facts: ArticleFacts) -> tuple[object, ...]:
    """All that a fact file says, without what was read elsewhere."""
    return replace(facts.article, text=None, blocks=(), origin=None), facts.entities, facts.facts
