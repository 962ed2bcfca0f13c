"""Edits a YAML fact file as a person would: a fact goes, or is no draft any more, and every other line stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import yaml

from kg.errors import KgError
from kg.factfile.read import loads
from kg.factfile.write import scalar

_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
_COMMENT = re.compile(r"[ \t]*#")
_EMPTY = re.compile(r"^([\"']?\w+[\"']?[ \t]*:)(?:[ \t]*(?:\[[ \t]*\]|\{[ \t]*\}|~|null\b))?", re.IGNORECASE)
_TRUE = re.compile(r"\bdraft:[ \t]+true\b", re.IGNORECASE)
_BY_HAND = "its facts do not stand on lines of their own: edit it by hand"


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a fact file, and where its facts and entities stand.

    `facts` are nodes. `spans` has the first line of each, from 0, and the one after its last; the comments right above
    a fact are its own. `entities` has the same of each entity that has lines of its own.
    """

    lines: tuple[str, ...]
    facts: tuple[yaml.MappingNode, ...]
    spans: tuple[tuple[int, int], ...]
    entities: Mapping[str, tuple[int, int]]


def without_fact(text: str, index: int) -> str:
    """The fact file without its fact of this number, from 0, without the comments above that, and whom it alone names.

    Raises KgError where its facts do not stand on lines of their own.
    """
    layout, document = layout_of(text), loads(text)
    gone = _named_alone(document, index) & layout.entities.keys()
    out = {*range(*layout.spans[index]), *(line for key in gone for line in range(*layout.entities[key]))}
    kept = [line for number, line in enumerate(layout.lines) if number not in out]
    after = "".join(kept)
    if len(layout.facts) == 1:
        after = re.sub(r"^facts:", "facts: []", after, count=1, flags=re.MULTILINE)
    if gone and gone == document["entities"].keys():
        after = re.sub(r"^entities:", "entities: {}", after, count=1, flags=re.MULTILINE)
    del document["facts"][index]
    for key in gone:
        del document["entities"][key]
    return checked(document, after)


def with_fact(text: str, index: int, fact: Sequence[str]) -> tuple[str, int]:
    """The fact file with the lines of one more fact, which gets this number, and the line on which they begin, from 1.

    They may have values to be filled in. Raises KgError where its facts do not stand on lines of their own.
    """
    text = _with_list(text)
    layout, document = layout_of(text), loads(text)
    lines, end = list(layout.lines), _line_end(text)
    if layout.facts:
        at = layout.spans[index][0] if index < len(layout.facts) else layout.spans[-1][1]
    else:
        at = _parts_of(text)["facts"][0].start_mark.line + 1
        lines[at - 1] = _EMPTY.sub(r"\1", lines[at - 1], count=1)
    lines[at:at] = [f"{line}{end}" for line in fact]
    document["facts"] = [*(document.get("facts") or ())]
    document["facts"].insert(index, loads("\n".join(fact))[0])
    return checked(document, "".join(lines)), at + 1


def margin_of(text: str) -> int:
    """How many spaces stand before the dash of each fact in a fact file. Raises KgError as `layout_of` does."""
    layout = layout_of(_with_list(text))
    return layout.lines[layout.facts[0].start_mark.line].index("-") if layout.facts else 2


def with_entities(text: str, entities: Mapping[str, Mapping[str, str]]) -> str:
    """The fact file with these entities too, each under its key. Raises KgError where it has to be edited by hand."""
    text = _ended(text)
    document, lines, end = loads(text), list(lines_of(text)), _line_end(text)
    written = [f"{scalar(key)}: {_flow(each)}" for key, each in entities.items()]
    parts = _parts_of(text)
    key, listed = parts.get("entities", (None, None))
    margin = "  "
    if key is None:
        at = parts["facts"][0].start_mark.line
        lines[at:at] = [f"entities:{end}"]
        at += 1
    elif isinstance(listed, yaml.MappingNode) and listed.value and listed.flow_style:
        at, column = listed.start_mark.line, listed.start_mark.column + 1
        lines[at] = f"{lines[at][:column]}{', '.join(written)}, {lines[at][column:].lstrip(' ')}"
        written = []
    elif isinstance(listed, yaml.MappingNode) and listed.value:
        margin = " " * listed.value[0][0].start_mark.column
        at = _end(lines, listed, min(listed.end_mark.line, len(lines)))
    else:
        at = key.start_mark.line + 1
        lines[at - 1] = _EMPTY.sub(r"\1", lines[at - 1], count=1)
    lines[at:at] = [f"{margin}{line}{end}" for line in written]
    document["entities"] = {**(document.get("entities") or {}), **entities}
    return checked(document, "".join(lines))


def _with_list(text: str) -> str:
    """The fact file with all its lines ended, and a list of facts, which may be empty."""
    text = _ended(text)
    parts, lines = _parts_of(text), list(lines_of(text))
    if "facts" not in parts:
        return f"{text}facts: []{_line_end(text)}"
    key, listed = parts["facts"]
    if isinstance(listed, yaml.ScalarNode) and listed.tag == "tag:yaml.org,2002:null":
        at = key.start_mark.line
        lines[at] = _EMPTY.sub(r"\1 []", lines[at], count=1)
    return "".join(lines)


def _flow(value: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {scalar(each)}' for key, each in value.items())}}}"


def _named_alone(document: Any, index: int) -> set[str]:
    """The entities that this fact of a document names, and nothing else does."""
    entities = document.get("entities") or {}
    facts = [*document["facts"]]
    fact = facts.pop(index)
    others = {each for entity in entities.values() for each in entity.get("possibly_same_as", ())}
    return (_texts(fact) & entities.keys()) - _texts(facts) - others


def _texts(value: Any) -> set[str]:
    """All plain texts in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {text for each in value for text in _texts(each)}
    return {value} if isinstance(value, str) else set()


def accepted(text: str, index: int, fields: Mapping[str, str] | None = None) -> str:
    """The fact file in which the fact of this number, from 0, is no draft, and has these fields, whatever it had there.

    Raises KgError where its facts do not stand on lines of their own.
    """
    layout = layout_of(text)
    fact = layout.facts[index]
    first, lines = fact.start_mark.line, list(layout.lines)
    at = {key.value: key.start_mark.line for key, _ in fact.value}
    given = fields or {}
    later = [line for line in at.values() if line > first]
    before = at["evidence"] if at.get("evidence", first) > first else min(later, default=first + 1)
    if at.get("draft") == first:
        lines[first] = _TRUE.sub("draft: false", lines[first], count=1)
    for key in at.keys() & {"draft", "doubt", *given}:
        if at[key] != first:
            lines[at[key]] = ""
    column, end = fact.start_mark.column, "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines[before:before] = [f"{' ' * column}{key}: {scalar(value)}{end}" for key, value in given.items()]

    document = loads(text)
    known = document["facts"][index]
    known.update(given)
    if at.get("doubt") != first:
        known.pop("doubt", None)
    if known.pop("draft", None) is not None and at["draft"] == first:
        known["draft"] = False
    return checked(document, "".join(lines))


def checked(document: Any, after: str) -> str:
    """A text after an edit, which has to read as this document. Raises KgError where it does not."""
    try:
        if loads(after) == document:
            return after
    except ValueError:
        pass
    raise KgError(_BY_HAND)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a fact file with their ends, as YAML counts them."""
    return tuple(line for line in _LINE.findall(text) if line)


def _ended(text: str) -> str:
    """The text with its last line ended as the first is."""
    return text if text.endswith(("\r", "\n", "\x85", "\u2028", "\u2029")) else f"{text}{_line_end(text)}"


def _line_end(text: str) -> str:
    return "\r\n" if _LINE.findall(text)[0].endswith("\r\n") else "\n"


def _parts_of(text: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The keys and values at the top of a fact file, by their names. Raises KgError where it is no YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise KgError(f"this is no YAML: {error}") from error
    return {key.value: (key, value) for key, value in getattr(root, "value", ())}


@lru_cache(maxsize=2)  # who edits a file looks at it first
def layout_of(text: str) -> Layout:
    """Where the facts of a fact file stand. Raises KgError where they do not stand on lines of their own."""
    lines = lines_of(text)
    parts = {key: value for key, (_, value) in _parts_of(text).items()}
    listed = parts.get("facts")
    if not isinstance(listed, yaml.SequenceNode) or (listed.flow_style and listed.value):
        raise KgError(_BY_HAND)
    facts = tuple(each for each in listed.value if isinstance(each, yaml.MappingNode) and not each.flow_style)
    if len(facts) < len(listed.value):
        raise KgError(_BY_HAND)
    starts = [_above(lines, fact.start_mark.line) for fact in facts]
    ends = map(partial(_end, lines), facts, [*starts[1:], min(listed.end_mark.line, len(lines))])
    return Layout(lines, facts, tuple(zip(starts, ends, strict=True)), _entities(parts.get("entities")))


def _entities(listed: yaml.Node | None) -> dict[str, tuple[int, int]]:
    """The lines of each entity that has lines of its own."""
    if not isinstance(listed, yaml.MappingNode) or listed.flow_style:
        return {}
    return {
        key.value: (key.start_mark.line, value.end_mark.line + 1) for key, value in listed.value if value.flow_style
    }


def _above(lines: Sequence[str], line: int) -> int:
    """The first of the comments that stand right above a line, as far in as it, or that line."""
    margin = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    while line > 0 and lines[line - 1].startswith(f"{margin}#"):
        line -= 1
    return line


def _end(lines: Sequence[str], fact: yaml.Node, end: int) -> int:
    """The line after a fact that ends before this one; comments and empty lines below it are not its own."""
    last: Any = fact
    while isinstance(last, (yaml.MappingNode, yaml.SequenceNode)) and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    in_lines = isinstance(last, yaml.ScalarNode) and last.style in ("|", ">")
    while not lines[end - 1].strip() or (not in_lines and _COMMENT.match(lines[end - 1])):
        end -= 1
    return end
