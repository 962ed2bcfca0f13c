"""The beginning of a fact that a person writes: what it must have, what it may have, and what may stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.factfile.write import scalar
from kg.model import Entity
from kg.schema import FactType, Field, Schema

_USUAL = {"certainty": "certain", "polarity": "positive", "basis": "stated", "source": "article"}
_LEFT_OUT = frozenset({"editorial_state", "reviewed_by", "reviewed_on", "verdict", "review_url"})  # of a later review
_HELD = {"integer": "a number", "date": "a day", "anyURI": "an address", "EDTF": "2031-03-05, 2031-03 or 2031"}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The lines of a fact in a fact file, without their ends, and which of them is the first to be filled in.

    `hints` are for the person alone: each is the end of a line, or a line, that `without_hints` takes away.
    """

    lines: tuple[str, ...]
    first: int
    hints: tuple[str, ...]


def skeleton_of(
    fact_type: FactType, schema: Schema, entities: Mapping[str, Entity], sentence: str, indent: int = 2
) -> Skeleton:
    """A fact of a type, with a value wherever one is usual, and this sentence of the article as its evidence.

    `indent` is how many spaces stand before the dash of the file's facts.
    """
    margin = " " * indent
    known = ", ".join(f"{each.key} ({each.name})" for each in entities.values())
    given, hints = [], [f"{margin}  # entities: {known}. Anybody else goes under `entities:` first."]
    for field in schema.fields_of(fact_type):
        if field.key in _LEFT_OUT:
            continue
        hint, usual = f"  # {_values(field)}", _USUAL.get(field.key)
        if usual or schema.is_required(field, fact_type):
            given.append(f"{margin}  {field.key}:{f' {usual}' if usual else ''}{hint}")
            hints.append(hint)
        else:
            given.append(f"{margin}  # {field.key}:{hint}")
            hints += [given[-1], hint]
    cut = "  # cut it down to the words that show the fact"
    lines = [
        f"{margin}# {' '.join(sentence.split())}",
        f"{margin}- type: {scalar(fact_type.name)}",
        hints[0],
        *given,
        f"{margin}  evidence:",
        f"{margin}    - {{quote: {scalar(sentence)}}}{cut}",
    ]
    first = next((n for n, line in enumerate(lines) if line.split("#")[0].rstrip().endswith(":")), len(lines) - 1)
    return Skeleton(tuple(lines), first, (*hints, cut))


def without_hints(text: str, hints: Sequence[str]) -> str:
    """A fact file without the hints of a skeleton, as far as they stand there still."""
    waiting = sorted(hints, key=len, reverse=True)  # a line before its end
    kept = []
    for line in text.split("\n"):
        bare = line.removesuffix("\r")
        found = next((hint for hint in waiting if bare.endswith(hint)), None)
        if found is None:
            kept.append(line)
            continue
        waiting.remove(found)
        if bare != found:
            kept.append(bare.removesuffix(found) + line[len(bare) :])
    return "\n".join(kept)


def _values(field: Field) -> str:
    """What may stand in a field."""
    if field.kind == "concept":
        return ", ".join(field.concepts)
    if field.kind == "node":
        return f"[{{{', '.join(f'{each.key}: ...' for each in field.fields)}}}]"
    if field.kind == "literal":
        return _HELD.get((field.datatype or "").replace("#", "/").rpartition("/")[2], "text")
    return "an entity" if field.max_count == 1 else "an entity, or [one, another]"
