"""What a person wrote into a fact file, made whole: names become keys, and words of a sentence get their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any, NamedTuple

import yaml

from kg.errors import KgError
from kg.factfile.edits import layout_of, lines_of, with_entities
from kg.factfile.read import loads
from kg.factfile.write import scalar
from kg.iris import slug
from kg.model import ARTICLE
from kg.schema import Field, Schema

_NEW = re.compile(r"(.*\S)\s*\((\w+)\)")


class Place(NamedTuple):
    """The text of an article, and where a sentence of it begins and ends."""

    text: str
    start: int
    end: int


class _Change(NamedTuple):
    """Words that take the place of others in a line of a file."""

    line: int
    start: int
    end: int
    words: str


def changed_lines(before: str, after: str) -> range:
    """The lines of a text, from 0, that are not those that it began and ended with before."""
    old, new = ([line.rstrip("\r\n") for line in lines_of(each)] for each in (before, after))
    same = zip(old, new, strict=False)
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], same))
    ends = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    return range(first, len(new) - sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends)))


def with_named(text: str, within: range, schema: Schema, place: Place) -> str:
    """The fact file with a key wherever a fact with some of these lines, from 0, names an entity by its name.

    `Ada Brook (Person)`, whom the file does not have, becomes an entity. Evidence without offsets, of which the words
    stand elsewhere in the article too, gets those that they have in the sentence. A file that cannot be read stays.
    """
    try:
        facts = [fact for fact in layout_of(text).facts if _touches(fact, within)]
        entities = loads(text).get("entities") or {}
    except (KgError, ValueError):
        return text  # who checks it says what is wrong
    if not isinstance(entities, dict) or not all(isinstance(each, dict) for each in entities.values()):
        return text
    known: dict[str, Mapping[str, Any]] = {str(key): each for key, each in entities.items()}
    old = frozenset(known)
    changes = []
    for fact in facts:
        for node in _entity_nodes(fact, schema):
            key = _key_of(node.value, known, schema)
            if key != node.value and node.start_mark.line == node.end_mark.line:
                changes.append(_Change(*_span(node), scalar(key)))
        changes += _offsets(fact, place)
    after = _changed(text, changes)
    new = {key: each for key, each in known.items() if key not in old}
    return with_entities(after, new) if new else after


def _touches(fact: yaml.MappingNode, lines: range) -> bool:
    """Whether a fact has some of these lines; one that begins like its neighbour may not seem to begin there."""
    return fact.start_mark.line < lines.stop and lines.start <= fact.end_mark.line


def _entity_nodes(fact: yaml.MappingNode, schema: Schema) -> Iterator[yaml.ScalarNode]:
    """The values of a fact that stand for entities."""
    parts = {key.value: value for key, value in fact.value}
    of = schema.types.get(str(getattr(parts.get("type"), "value", "")))
    if of is not None:
        yield from _named_in(parts, {field.key: field for field in schema.fields_of(of)})


def _named_in(parts: Mapping[str, yaml.Node], fields: Mapping[str, Field]) -> Iterator[yaml.ScalarNode]:
    for key, value in parts.items():
        field = fields.get(key)
        for each in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if field and field.kind == "entity" and isinstance(each, yaml.ScalarNode):
                yield each
            elif field and field.kind == "node" and isinstance(each, yaml.MappingNode):
                inner = {name.value: node for name, node in each.value}
                yield from _named_in(inner, {one.key: one for one in field.fields})


def _key_of(value: str, known: dict[str, Mapping[str, Any]], schema: Schema) -> str:
    """The key of the entity that a value names, which is known then; the value itself where it names none."""
    if value in known or value == ARTICLE:
        return value
    named = [key for key, each in known.items() if value in _names_of(each)]
    found = _NEW.fullmatch(value)
    if found and found[2] in schema.entity_types and not named:
        name, kind = found.groups()
        named = [key for key, each in known.items() if (each.get("name"), each.get("type")) == (name, kind)]
        if not named:
            named = [_free_key(name, known)]
            known[named[0]] = {"type": kind, "name": name}
    return named[0] if len(named) == 1 else value


def _names_of(entity: Mapping[str, Any]) -> list[Any]:
    also = entity.get("also") or []
    return [entity.get("name"), *(also if isinstance(also, list) else [also])]


def _free_key(name: str, known: Mapping[str, object]) -> str:
    stem = slug(name) or "x"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(known) + 3))
    return next(each for each in names if each not in known and each != ARTICLE)


def _offsets(fact: yaml.MappingNode, place: Place) -> Iterator[_Change]:
    """The offsets of evidence that has none, and whose words stand once in the sentence, but elsewhere too."""
    listed = next((value for key, value in fact.value if key.value == "evidence"), None)
    for each in listed.value if isinstance(listed, yaml.SequenceNode) else ():
        parts = {key.value: (key, value) for key, value in each.value} if isinstance(each, yaml.MappingNode) else {}
        if "quote" not in parts or parts.keys() & {"start", "end"} or not parts["quote"][1].value:
            continue
        quote, (line, column, _) = parts["quote"][1].value, _span(parts["quote"][0])
        start = place.text.find(quote, place.start, place.end)
        elsewhere = place.text.find(quote) != start or place.text.find(quote, start + 1) >= 0
        if start >= 0 and elsewhere and place.text.find(quote, start + 1, place.end) < 0:
            between = ", " if each.flow_style else f"\n{' ' * column}"
            words = f"start: {start}{between}end: {start + len(quote)}{between}"
            yield _Change(line, column, column, words)


def _span(node: yaml.Node) -> tuple[int, int, int]:
    return node.start_mark.line, node.start_mark.column, node.end_mark.column


def _changed(text: str, changes: list[_Change]) -> str:
    lines = list(lines_of(text))
    for line, start, end, words in sorted(changes, reverse=True):
        at = lines[line]
        ending = at[len(at.rstrip("\r\n")) :] or "\n"
        lines[line] = at[:start] + words.replace("\n", ending) + at[end:]
    return "".join(lines)
