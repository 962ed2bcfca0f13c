"""Checks the entities of a fact file: keys, types, names and their IRIs elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.factfile.findings import LINE, Path, did_you_mean, listed, shown, torn_text
from kg.factfile.literals import attempt, read_text, read_url
from kg.factfile.values import Reading
from kg.model import ARTICLE, Entity

_KEYS = ("type", "name", "also", "same_as", "possibly_same_as")


def read_entities(reading: Reading, raw: Any) -> None:
    """Fill the reading's entities; what is wrong becomes findings."""
    if raw is None:
        return
    if type(raw) is not dict:
        cure = "Write a key for each, and {type: ..., name: ...} after it."
        reading.findings.add("not-a-mapping", ("entities",), f"`entities` takes keys, not {shown(raw)}.", cure)
        return
    reading.named = frozenset(str(key) for key in raw)
    for key, value in raw.items():
        _entity(reading, key, value)
    _warn_of_one_under_two_keys(reading)


def _warn_of_one_under_two_keys(reading: Reading) -> None:
    """Warn of entities that have one first address in `same_as`, which both are published under."""
    bearers: dict[str, str] = {}
    for key, entity in reading.entities.items():
        first = bearers.setdefault(entity.same_as[0], key) if entity.same_as else key
        if first != key:
            message = f"`{key}` has the same_as of `{first}` (line {LINE}), so both are published as one."
            cure = "Where they are two, mend one; where they are one, keep one key, with the other name in also:."
            reading.findings.warn("same-entity", ("entities", key), message, cure, other=("entities", first))


def _entity(reading: Reading, key: Any, raw: Any) -> None:
    path: Path = ("entities", key)
    findings = reading.findings
    if not _is_key(reading, key, path):
        return
    if type(raw) is not dict:
        cure = "Write {type: Person, name: ...}"
        findings.add("not-a-mapping", path, f"The entity `{key}` takes a type and a name, not {shown(raw)}.", cure)
        return
    for each in raw:
        if each not in _KEYS:
            cure = torn_text(raw, each) or did_you_mean(each, _KEYS)
            findings.add("unknown-field", (*path, each), f"An entity has no field {shown(each)}.", cure, at_key=True)
    entity_type = _type(reading, raw, path)
    if not raw.get("name"):
        cure = "Add name: and the fullest name that the text gives."
        findings.add("nameless-entity", path, f"The entity `{key}` has no name.", cure, at_key=True)
        return
    name = attempt(findings, read_text, raw["name"], (*path, "name"))
    if entity_type is not None and name is not None:
        lists = (_texts(reading, raw, path), _addresses(reading, raw, path), _keys(reading, raw, path))
        reading.entities[str(key)] = Entity(str(key), entity_type, name, *lists)


def _is_key(reading: Reading, key: Any, path: Path) -> bool:
    if key == ARTICLE:
        cure = "Take another key; as a source, `article` means the article's own word."
        reading.findings.add("reserved-key", path, "`article` cannot be an entity's key.", cure, at_key=True)
        return False
    if type(key) not in (str, int) or not str(key).strip():
        cure = "Take a short word of your own, in quotation marks if need be."
        reading.findings.add("bad-key", path, f"{shown(key)} cannot be an entity's key.", cure, at_key=True)
        return False
    if str(key) in reading.entities:
        cure = "Take another key: 1 and '1' are the same."
        reading.findings.add("duplicate-key", path, f"The key `{key}` stands here twice.", cure, at_key=True)
        return False
    return True


def _type(reading: Reading, raw: dict[Any, Any], path: Path) -> str | None:
    types = reading.schema.entity_types
    found = raw.get("type")
    if type(found) is str and found in types:
        return found
    if found is None:
        cure = listed("Add type:, which is one of", types)
        reading.findings.add("missing-type", path, f"The entity `{path[-1]}` has no type.", cure, at_key=True)
    else:
        cure = did_you_mean(found, types, listed("The types are", types))
        message = f"There is no entity type {shown(found)}."
        reading.findings.add("unknown-entity-type", (*path, "type"), message, cure)
    return None


def _texts(reading: Reading, raw: dict[Any, Any], path: Path) -> tuple[str, ...]:
    read = (attempt(reading.findings, read_text, each, place) for each, place in _items(raw, "also", path))
    return tuple(each for each in read if each is not None)


def _addresses(reading: Reading, raw: dict[Any, Any], path: Path) -> tuple[str, ...]:
    read = (attempt(reading.findings, read_url, each, place) for each, place in _items(raw, "same_as", path))
    return tuple(each for each in read if each is not None)


def _keys(reading: Reading, raw: dict[Any, Any], path: Path) -> tuple[str, ...]:
    found = []
    for each, place in _items(raw, "possibly_same_as", path):
        if str(each) in reading.named:
            found.append(str(each))
        else:
            cure = did_you_mean(each, reading.named, listed("The entities are", sorted(reading.named)))
            message = f"There is no entity with the key {shown(each)}."
            reading.findings.add("unknown-entity", place, message, cure)
    return tuple(found)


def _items(raw: dict[Any, Any], key: str, path: Path) -> Iterable[tuple[Any, Path]]:
    value = raw.get(key)
    if type(value) is list:
        return [(each, (*path, key, index)) for index, each in enumerate(value)]
    return [] if value is None else [(value, (*path, key))]
