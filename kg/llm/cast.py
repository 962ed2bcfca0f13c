"""The entities that a model names: only those whose names stand in the text, each once for the whole article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from kg.iris import normal_name, slug
from kg.llm.alignment import ShownText
from kg.model import ARTICLE, Entity

_IGNORED = ("same_as", "possibly_same_as")  # who somebody is elsewhere is not a model's to say


class Cast:
    """Collects the entities of an article from the answers to its parts, and gives them keys of its own."""

    def __init__(self, form: type[BaseModel], dropped: Counter[str]) -> None:
        self.entities: dict[str, Entity] = {}
        self._form, self._dropped = form, dropped
        self._known: dict[tuple[str, str], str] = {}
        self._others: dict[tuple[str, str], set[str]] = {}

    def take(self, given: list[Any], shown: ShownText, most: int) -> dict[str, str]:
        """Of one answer's entities those that hold: our key for each of the model's."""
        if len(given) > most:
            self._dropped["entity:too-many"] += len(given) - most
        keys: dict[str, str] = {}
        for raw in given[:most]:
            entity = self._read(raw, shown)
            if isinstance(entity, str):
                self._dropped[f"entity:{entity}"] += 1
            elif entity.key in keys:
                self._dropped["entity:duplicate-key"] += 1
            else:
                keys[entity.key] = self._place(entity)
        return keys

    def used(self, keys: Iterable[str]) -> dict[str, Entity]:
        """The entities with these keys, in the order in which they were met; the others count as dropped."""
        wanted = set(keys)
        self._dropped["entity:unused"] += len(self.entities.keys() - wanted)
        return {key: entity for key, entity in self.entities.items() if key in wanted}

    def _read(self, raw: Any, shown: ShownText) -> Entity | str:
        """The entity as the text names it, under the model's key; or why it is none."""
        if type(raw) is not dict:
            return "not-an-entity"
        ignored = [key for key in _IGNORED if key in raw]
        self._dropped["same-as:ignored"] += len(ignored)
        try:
            said = self._form.model_validate({key: raw[key] for key in raw if key not in _IGNORED}).model_dump()
        except ValidationError as error:
            return reason_of(error)
        if said["key"] == ARTICLE:
            return "reserved-key"
        name = written(said["name"], shown)
        if name is None:
            return "not-in-text"
        found = [written(each, shown) for each in said["also"]]
        self._dropped["name:not-in-text"] += found.count(None)
        also = tuple(dict.fromkeys(each for each in found if each is not None and each != name))
        return Entity(said["key"], said["type"], name, also)

    def _place(self, entity: Entity) -> str:
        """The key of an entity of this type and name, or of the only one that has it among its other names."""
        names = (entity.type, normal_name(entity.name))
        others = self._others.get(names, set())
        key = self._known.get(names) or (next(iter(others)) if len(others) == 1 else None)
        if key is None:
            key = self._free_key(entity.name)
            self.entities[key] = Entity(key, entity.type, entity.name)
            self._known[names] = key
        before = self.entities[key]
        also = tuple(dict.fromkeys((*before.also, *entity.also)))
        self.entities[key] = Entity(key, before.type, before.name, also)
        for each in entity.also:
            self._others.setdefault((entity.type, normal_name(each)), set()).add(key)
        return key

    def _free_key(self, name: str) -> str:
        base = slug(name) or "x"
        number = 1
        key = base
        while key in self.entities or key == ARTICLE:
            number += 1
            key = f"{base}-{number}"
        return key


def written(name: str, shown: ShownText) -> str | None:
    """The name on one line as the text writes it, or None; its first letter may be large or small there."""
    for form in (name, name[:1].swapcase() + name[1:]):
        found = shown.find(form.strip())
        if found.places:
            start, end = found.places[0]
            words = " ".join(shown.text[start:end].split())
            return words if form is name else name.strip()[:1] + words[1:]
    return None


def reason_of(error: ValidationError) -> str:
    """The one reason by which a refusal is counted, the plainest first."""
    kinds = {each["type"] for each in error.errors(include_url=False, include_context=False, include_input=False)}
    if "extra_forbidden" in kinds:
        return "unknown-field"
    return "missing-field" if "missing" in kinds else "bad-value"
