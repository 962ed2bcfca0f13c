"""The beginning of a fact that a person writes: what it must have, what it may have, and what may stand there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.factfile.edits import lines_of
from kg.factfile.write import comment, scalar
from kg.iris import slug
from kg.model import ARTICLE, Entity
from kg.schema import FactType, Field, Schema
from kg.vocab import prov

_USUAL = {"certainty": "certain", "polarity": "positive", "basis": "stated", "source": ARTICLE}
_LEFT_OUT = frozenset({"editorial_state", "reviewed_by", "reviewed_on", "verdict", "review_url"})  # of a later review
_HELD = {"integer": "a number", "date": "a day", "anyURI": "an address", "EDTF": "2031-03-05, 2031-03 or 2031"}
_FIRST_CLAUSE = re.compile(r"[:;]\s|\.(?:\s|$)")
_FIELD = re.compile(
    r"(?P<margin>[ \t]*)(?:#[ \t]*)?(?P<key>[\w-]+):[ \t]*(?P<value>[^#\s]?.*?)[ \t]*(?P<hint>#.*)", re.DOTALL
)
_WIDE = 110


class Hint(NamedTuple):
    """A comment for the person alone; `optional` is the key of the field beside it where that may be empty."""

    comment: str
    optional: str | None = None

    @property
    def pattern(self) -> str:
        """What it is known by: all its words, or the first of them where the others were changed."""
        start, colon, _ = self.comment.partition(": ")
        changed = f"|{re.escape(start + colon)}[^#\r\n]*(?<![ \t])" if colon else ""
        return f"(?:{re.escape(self.comment)}{changed})"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The lines of a fact in a fact file, without their ends, and which of them is the first to be filled in."""

    lines: tuple[str, ...]
    first: int
    hints: tuple[Hint, ...]


def skeleton_of(
    fact_type: FactType, schema: Schema, entities: Mapping[str, Entity], sentence: str, indent: int = 2
) -> Skeleton:
    """A fact of a type, with a value wherever one is usual, and this sentence of the article as its evidence.

    `indent` is how many spaces stand before the dash of the file's facts.
    """
    margin = " " * indent
    above = [Hint(line) for line in _whom(schema, entities)]
    given, hints = [], []
    for field in schema.fields_of(fact_type):
        if field.key not in _LEFT_OUT:
            usual = _USUAL.get(field.key)
            needed = usual or schema.is_required(field, fact_type)
            hints.append(Hint(f"# {_values(field)}") if needed else Hint(f"# {_values(field)} (or empty)", field.key))
            given.append(f"{margin}  {scalar(field.key)}:{f' {usual}' if usual else ''}  {hints[-1].comment}")
    cut = Hint("# cut it down to the words that show the fact")
    lines = [
        f"{margin}# {comment(sentence)}",
        f"{margin}- type: {scalar(fact_type.name)}",
        *(f"{margin}  {hint.comment}" for hint in above),
        *given,
        f"{margin}  evidence:",
        f"{margin}    - {{quote: {scalar(sentence)}}}  {cut.comment}",
    ]
    first = next((n for n, line in enumerate(lines) if line.split("#")[0].rstrip().endswith(":")), len(lines) - 1)
    return Skeleton(tuple(lines), first, (*above, *hints, cut))


def without_unused(text: str, within: range, hints: Iterable[Hint]) -> str:
    """A fact file in which fields that may be empty, and are, are comments; and those that are filled in are none.

    Only these lines are looked at, from 0.
    """
    lines = list(lines_of(text))
    optional = {hint.optional: re.compile(hint.pattern) for hint in hints if hint.optional}
    for at in within:
        found = _FIELD.fullmatch(lines[at])
        if not found or found["key"] not in optional or not optional[found["key"]].match(found["hint"]):
            continue
        margin, key, value, hint = found.group("margin", "key", "value", "hint")
        if value:
            lines[at] = f"{margin}{key}: {value}  {hint}"
        elif not _goes_on(lines[at + 1 :], margin):
            lines[at] = f"{margin}# {key}:  {hint}"
    return "".join(lines)


def without_hints(text: str, within: range, hints: Iterable[Hint]) -> str:
    """A fact file without the hints of a skeleton, as far as they stand in these lines, from 0, still."""
    lines = list(lines_of(text))
    for hint in sorted(hints, key=lambda each: len(each.comment), reverse=True):
        unused = f"(?:#[ \t]*{re.escape(hint.optional)}:[ \t]*)?" if hint.optional else ""
        pattern = re.compile(f"(?:^|[ \t])[ \t]*{unused}{hint.pattern}(?=[ \t]*(?:#|[\r\n]*$))")
        for at in within:
            bare = pattern.sub("", lines[at])
            if bare != lines[at]:
                ended = bare.rstrip()
                lines[at] = ended + bare[len(bare.rstrip("\r\n")) :] if ended else ""
    return "".join(lines)


def _goes_on(lines: Iterable[str], margin: str) -> bool:
    """Whether the value of a field at this margin stands on the lines below it."""
    line = next((line for line in lines if line.strip()), "")
    return line.startswith(f"{margin}-") or (line.startswith(margin) and line[len(margin) :][:1] in (" ", "\t"))


def _whom(schema: Schema, entities: Mapping[str, Entity]) -> list[str]:
    """What may stand for an entity, as comments."""
    known = ", ".join(
        each.key if slug(each.name) == each.key else comment(f"{each.key} ({each.name})") for each in entities.values()
    )
    said = [f"Entities: {known}"] if known else []
    said.append(f"Somebody new goes in with a type, as Ada Brook (Person). Types: {', '.join(schema.entity_types)}")
    wrap = textwrap.TextWrapper(_WIDE, initial_indent="# ", subsequent_indent="#   ", break_long_words=False)
    wrap.break_on_hyphens = False
    return [line for each in said for line in wrap.wrap(each)]


def _values(field: Field) -> str:
    """What a field means, and what may stand in it."""
    held = _held(field)
    if field.kind == "literal" and held == "text":
        return comment(field.description.rstrip(".")) or held
    means = comment(_FIRST_CLAUSE.split(field.description, maxsplit=1)[0])
    return comment(f"{means}: {held}" if means else held)


def _held(field: Field) -> str:
    if field.kind == "concept":
        return ", ".join(field.concepts)
    if field.kind == "node":
        return f"[{{{', '.join(f'{each.key}: ...' for each in field.fields)}}}]"
    if field.kind == "literal":
        return _HELD.get((field.datatype or "").replace("#", "/").rpartition("/")[2], "text")
    known = f"{ARTICLE}, an entity" if field.path == prov.wasAttributedTo.value else "an entity"
    return known if field.max_count == 1 else f"{known}, or [one, another]"
