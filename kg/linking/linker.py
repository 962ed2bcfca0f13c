"""Says of the entities of one article what they are the same as, where an authority makes that safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import Problem
from kg.iris import normal_name
from kg.linking.countries import countries
from kg.linking.records import Record, Register
from kg.model import Entity
from kg.schema import Schema

_CURE = "Write the right one into the fact file: same_as: [IRI]."


@dataclass(frozen=True, slots=True)
class Linker:
    """Links by an authority, which may be empty, and then by the register of countries."""

    authority: Register = field(default_factory=lambda: Register.of(()))
    countries: Register = field(default_factory=countries)

    def link(self, entities: Mapping[str, Entity], types: Schema) -> dict[str, Entity]:
        """The entities with the IRIs of those that were found put before, or for countries after, their `same_as`."""
        names = _bearers(entities)
        return {key: self._linked(entity, names, types) for key, entity in entities.items()}

    def remarks(self, entities: Mapping[str, Entity], types: Schema) -> Iterator[Problem]:
        """Say why entities that an authority names were not linked to it."""
        if self.authority.empty:
            return
        names = _bearers(entities)
        for key, entity in entities.items():
            found, reason = _found(entity, names, self.authority, types)
            if reason:
                records = ", ".join(f"{record.iri} ({record.place})" for record in found)
                yield Problem(
                    reason, _MESSAGES[reason].format(key=key, name=entity.name, records=records), _CURE, None, "warning"
                )

    def _linked(self, entity: Entity, names: Counter[str], types: Schema) -> Entity:
        found, reason = ((), "") if self.authority.empty else _found(entity, names, self.authority, types)
        if found and not reason:
            known = (found[0].iri, *found[0].same_as, *entity.same_as)
            entity = replace(entity, same_as=tuple(dict.fromkeys(known)))
        country, reason = _found(entity, names, self.countries, types) if entity.type == "Country" else ((), "")
        if country and not reason:
            entity = replace(entity, same_as=tuple(dict.fromkeys((*entity.same_as, country[0].iri))))
        return entity


_MESSAGES = {
    "authority-namesakes": "`{key}` ({name}) was not linked: more than one record has this name: {records}.",
    "authority-two-bearers": "`{key}` ({name}) was not linked to {records}: the article has two of this name.",
    "authority-disagrees": "`{key}` ({name}) is the same as another IRI here than in the authority, {records}.",
}


def _bearers(entities: Mapping[str, Entity]) -> Counter[str]:
    return Counter(f"{entity.type} {normal_name(entity.name)}" for entity in entities.values())


def _found(entity: Entity, names: Counter[str], register: Register, types: Schema) -> tuple[tuple[Record, ...], str]:
    """The records that an entity may be, and the code of the reason why it is none of them; empty where it is."""
    if entity.same_as:
        found = register.identified(entity.same_as, types, entity.type)
        if found:
            return found, "" if len(found) == 1 else "authority-namesakes"
    found = register.named(entity.name, entity.type, types)
    if not found:
        others = (register.named(name, entity.type, types) for name in entity.also)
        found = tuple({record.iri: record for records in others for record in records}.values())
    if not found:
        return (), ""
    if len(found) > 1:
        return found, "authority-namesakes"
    if entity.same_as:
        return found, "authority-disagrees"
    if names[f"{entity.type} {normal_name(entity.name)}"] > 1:
        return found, "authority-two-bearers"
    return found, ""
