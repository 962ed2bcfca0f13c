"""Edits a YAML fact file as a person would: a fact goes, or is no draft any more, and every other line stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from kg.errors import KgError
from kg.factfile.read import loads
from kg.factfile.write import scalar

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
_COMMENT = re.compile(r"[ \t]*#")
_TRUE = re.compile(r"\bdraft:[ \t]+true\b", re.IGNORECASE)
_BY_HAND = "its facts do not stand on lines of their own: edit it by hand"


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a fact file, and the first line of each fact, from 0; the comments above a fact are its own.

    The last of `begins` is the line after the last fact.
    """

    lines: tuple[str, ...]
    begins: tuple[int, ...]
    facts: tuple[yaml.MappingNode, ...]


def without_fact(text: str, index: int) -> str:
    """The fact file without its fact of this number, from 0, and without the comments above that.

    Raises KgError where its facts do not stand on lines of their own.
    """
    layout = layout_of(text)
    begin, end = layout.begins[index : index + 2]
    lines = [*layout.lines[:begin], *layout.lines[end:]]
    if len(layout.facts) == 1:
        lines[begin - 1] = lines[begin - 1].replace("facts:", "facts: []", 1)

    def removed(document: Any) -> None:
        del document["facts"][index]

    return _checked(text, "".join(lines), removed)


def accepted(text: str, index: int, fields: Mapping[str, str] | None = None) -> str:
    """The fact file in which the fact of this number, from 0, is no draft, and has these fields besides its own.

    Raises KgError where its facts do not stand on lines of their own.
    """
    layout = layout_of(text)
    fact = layout.facts[index]
    first, lines = fact.start_mark.line, list(layout.lines)
    at = {key.value: key.start_mark.line for key, _ in fact.value}
    given = {key: value for key, value in (fields or {}).items() if key not in at}
    later = [line for line in at.values() if line > first]
    before = at["evidence"] if at.get("evidence", first) > first else min(later, default=first + 1)
    if at.get("draft") == first:
        lines[first] = _TRUE.sub("draft: false", lines[first], count=1)
    elif "draft" in at:
        lines[at["draft"]] = ""
    column, end = fact.start_mark.column, "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines[before:before] = [f"{' ' * column}{key}: {scalar(value)}{end}" for key, value in given.items()]

    def taken(document: Any) -> None:
        known = document["facts"][index]
        known.update(given)
        if known.pop("draft", None) is not None and at["draft"] == first:
            known["draft"] = False

    return _checked(text, "".join(lines), taken)


def _checked(before: str, after: str, change: Callable[[Any], None]) -> str:
    """The text after an edit, which reads as what the text before it says with that change, and nothing else."""
    document = loads(before)
    change(document)
    try:
        if loads(after) == document:
            return after
    except ValueError:
        pass
    raise KgError(_BY_HAND)


@lru_cache(maxsize=2)  # who edits a file looks at it first
def layout_of(text: str) -> Layout:
    """Where the facts of a fact file stand. Raises KgError where they do not stand on lines of their own."""
    lines = tuple(line for line in _LINE.findall(text) if line)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise KgError(f"this is no YAML: {error}") from error
    listed = next((value for key, value in getattr(root, "value", ()) if key.value == "facts"), None)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        raise KgError(_BY_HAND)
    facts = tuple(each for each in listed.value if isinstance(each, yaml.MappingNode) and not each.flow_style)
    if len(facts) < len(listed.value):
        raise KgError(_BY_HAND)
    begins = [_above(lines, fact.start_mark.line) for fact in facts]
    return Layout(lines, (*begins, _end(lines, listed.end_mark)), facts)


def _above(lines: Sequence[str], line: int) -> int:
    """The first of the comments that stand right above a line, or that line."""
    while line > 0 and _COMMENT.match(lines[line - 1]):
        line -= 1
    return line


def _end(lines: Sequence[str], mark: yaml.Mark) -> int:
    """The line after the last fact; comments and empty lines below it are not its own."""
    end = min(mark.line, len(lines))
    while _COMMENT.match(lines[end - 1]) or not lines[end - 1].strip():
        end -= 1
    return end
