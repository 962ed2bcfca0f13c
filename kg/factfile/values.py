"""Checks the values of a field by its kind, and gives them as the schema types them, not as YAML does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.factfile.findings import Findings, Path, did_you_mean, listed, shown
from kg.factfile.literals import LITERALS, RefusedError, read_text
from kg.model import ARTICLE, Entity, Scalar, Value
from kg.schema import Field, Schema
from kg.vocab import nf, prov


@dataclass(slots=True)
class Reading:
    """What the checks of one file share: the schema, the entities read so far, and the findings."""

    schema: Schema
    findings: Findings = field(default_factory=Findings)
    entities: dict[str, Entity] = field(default_factory=dict)
    named: frozenset[str] = frozenset()  # every key under `entities`, those with problems too

    def types_allowed(self, classes: tuple[str, ...]) -> frozenset[str]:
        """The entity types that are one of the classes."""
        return self.schema.once(("types allowed", classes), lambda: self._types_allowed(classes))

    def _types_allowed(self, classes: tuple[str, ...]) -> frozenset[str]:
        types = self.schema.entity_types.items()
        return frozenset(name for name, iri in types if any(self.schema.is_a(iri, each) for each in classes))


def read_values(reading: Reading, field: Field, raw: Any, path: Path) -> tuple[Value, ...]:
    """The values of a field, which the file gives as one or as a list; what is wrong becomes findings."""
    if type(raw) is str and raw in field.concepts:  # most values are these, so they go first
        return (raw,)
    if raw is not None and type(raw) is not list and field.min_count < 2:
        value = _READERS[field.kind](reading, field, raw, path)
        return () if value is None else (value,)
    if type(raw) is list:
        places = [(*path, index) for index in range(len(raw))]
        _check_count(reading, field, len(raw), path)
    elif raw is None:
        message = f"`{field.key}` has no value."
        cure = "Give it one." if _is_needed(field) else "Give it one, or take the line out."
        reading.findings.add("empty-value", path, message, cure, at_key=True)
        return ()
    else:
        raw, places = [raw], [path]
        _check_count(reading, field, 1, path)
    read = _READERS[field.kind]
    values = [read(reading, field, each, place) for each, place in zip(raw, places, strict=True)]
    return tuple(each for each in values if each is not None)


def _is_needed(field: Field) -> bool:
    """Whether whatever has the field must have a value of it; what has a status at all must say it."""
    return field.path == nf.status.value or (field.min_count > 0 and field.default is None)


def _check_count(reading: Reading, field: Field, count: int, path: Path) -> None:
    if field.max_count is not None and count > field.max_count:
        message = f"`{field.key}` has {count} values; it takes {_times(field.max_count)}."
        cure = "Keep the right one, or make a fact of each."
        reading.findings.add("too-many-values", path, message, cure, at_key=True)
    least = max(field.min_count, _is_needed(field))
    if count < least:
        message = f"`{field.key}` has {_times(count)}; it needs {_times(least)} or more."
        reading.findings.add("too-few-values", path, message, "Add those that are missing.", at_key=True)


def _times(count: int) -> str:
    return ("none", "one")[count] if count < 2 else str(count)


def _concept(reading: Reading, field: Field, raw: Any, path: Path) -> str | None:
    if type(raw) is str and raw in field.concepts:
        return raw
    if type(raw) is bool and shown(raw) in field.concepts:  # `verdict: false`, which YAML takes for no word
        return shown(raw)
    message = f"`{field.key}` cannot be {shown(raw)}."
    values = listed("It is one of", field.concepts)
    near = did_you_mean(raw, field.concepts, values)
    reading.findings.add("unknown-value", path, message, near if near == values else f"{near} {values}")
    return None


def _entity(reading: Reading, field: Field, raw: Any, path: Path) -> str | None:
    key = str(raw) if type(raw) is int else raw
    entity = reading.entities.get(key) if type(key) is str else None
    if entity is None:
        return _unknown_entity(reading, field, key, path)
    if field.classes and entity.type not in reading.types_allowed(field.classes):
        allowed = " or ".join(sorted(reading.types_allowed(field.classes))) or "something else"
        message = f"`{field.key}` cannot be {entity.name} ({entity.type}): it takes {allowed}."
        cure = f"Name another entity, or mend the type of `{entity.key}` under entities."
        reading.findings.add("wrong-kind-of-entity", path, message, cure)
    return entity.key


def _unknown_entity(reading: Reading, field: Field, key: Any, path: Path) -> str | None:
    if key == ARTICLE and field.path == prov.wasAttributedTo.value:
        return ARTICLE
    if type(key) is not str:
        cure = "Write the key of an entity; put its name under entities."
        reading.findings.add("not-an-entity", path, f"`{field.key}` takes an entity's key, not {shown(key)}.", cure)
    elif key == ARTICLE:
        cure = "Give the newspaper a key of its own under entities."
        message = f"`article` can only be a source; `{field.key}` takes an entity."
        reading.findings.add("reserved-key", path, message, cure)
    elif key not in reading.named:
        cure = _several(reading, key) or _by_name(reading, field, key) or _nearest(reading, field, key)
        reading.findings.add("unknown-entity", path, f"There is no entity with the key {shown(key)}.", cure)
    return None


def _several(reading: Reading, key: str) -> str | None:
    """How to write several keys that stand in one text."""
    parts = re.split(r"\s*(?:[,;&]|\band\b)\s*", key.strip())
    if len(parts) < 2 or not reading.named.issuperset(parts):
        return None
    return f"Write several as a list: [{', '.join(parts)}]"


def _nearest(reading: Reading, field: Field, key: str) -> str:
    """The key that is spelt so, else all of them, and how to add one."""
    is_source = field.path == prov.wasAttributedTo.value
    known = [*sorted(reading.named), *([ARTICLE] if is_source else [])]
    own = "For the paper's own word write article. " if is_source else ""
    add = "Add it under entities: KEY: {type: Person, name: ...}"
    return did_you_mean(key, known, f"{own}{listed('The entities are', sorted(reading.named))} {add}".strip())


def _by_name(reading: Reading, field: Field, key: str) -> str | None:
    """The entity that bears the words as its name, or most of them: the last, as `police`, before others."""
    words = key.casefold().split()
    allowed = reading.types_allowed(field.classes) if field.classes else None
    found: list[tuple[tuple[bool, bool, int], str]] = []
    for entity in reading.entities.values():
        for name in (entity.name, *entity.also):
            parts = name.casefold().split()
            if common := len(set(parts) & set(words)):
                fits = allowed is None or entity.type in allowed
                found.append(((fits, parts[-1:] == words[-1:], common), entity.key))
    best = max(found, key=lambda each: each[0], default=None)
    return f"Did you mean `{best[1]}`?" if best and best[0][1] else None


def _nested(reading: Reading, field: Field, raw: Any, path: Path) -> Mapping[str, tuple[Scalar, ...]] | None:
    if type(raw) is not dict:
        keys = ", ".join(f"{each.key}: ..." for each in field.fields)
        message = f"`{field.key}` takes {{{keys}}}, not {shown(raw)}."
        reading.findings.add("not-a-mapping", path, message, f"Write {{{keys}}}")
        return None
    fields = reading.schema.once(("nested", field.shape), lambda: {each.key: each for each in field.fields})
    return _read_fields(reading, fields, raw, path, f"`{field.key}`")


def _read_fields(
    reading: Reading, fields: Mapping[str, Field], raw: Mapping[Any, Any], path: Path, owner: str
) -> dict[str, tuple[Any, ...]]:
    """The fields of a nested node; `owner` names it in messages."""
    found: dict[str, tuple[Any, ...]] = {}
    for key, value in raw.items():
        if key not in fields:
            unknown_field(reading, key, fields, (*path, key), owner)
        else:
            found[key] = read_values(reading, fields[key], value, (*path, key))
    for key, each in fields.items():
        if each.min_count and key not in raw:
            message = f"{owner} needs `{key}`."
            reading.findings.add("missing-field", path, message, f"Add {key}: ...")
    return found


def unknown_field(reading: Reading, key: Any, fields: Iterable[str], path: Path, owner: str) -> None:
    """Say that there is no such field, and which one may have been meant."""
    cure = did_you_mean(key, fields, listed("It has", fields))
    reading.findings.add("unknown-field", path, f"{owner} has no field {shown(key)}.", cure, at_key=True)


def _literal(reading: Reading, field: Field, raw: Any, path: Path) -> Scalar | None:
    reader = LITERALS.get(field.datatype or "", read_text)
    try:
        value = reader(raw)
    except RefusedError as error:
        cure = "Write it." if error.code == "empty-value" and _is_needed(field) else error.cure
        reading.findings.add(error.code, path, f"`{field.key}`: {error}", cure)
        return None
    if type(value) in (int, float) and not _in_bounds(field, float(value)):
        least, most = _bound("at least", field.minimum), _bound("at most", field.maximum)
        cure = f"It is {' and '.join(filter(None, (least, most)))}."
        reading.findings.add("out-of-bounds", path, f"`{field.key}` cannot be {shown(raw)}.", cure)
    return value


def _bound(words: str, bound: float | None) -> str:
    return "" if bound is None else f"{words} {bound:g}"


def _in_bounds(field: Field, value: float) -> bool:
    return (field.minimum is None or value >= field.minimum) and (field.maximum is None or value <= field.maximum)


_READERS: dict[str, Callable[[Reading, Field, Any, Path], Value | None]] = {
    "concept": _concept,
    "entity": _entity,
    "node": _nested,
    "literal": _literal,
}
