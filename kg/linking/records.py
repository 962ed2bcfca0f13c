"""What authorities say of entities, and where a name or an IRI is looked up among it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode

from kg.iris import normal_name
from kg.names import is_full_personal_name, is_named_body
from kg.schema import Schema
from kg.vocab import schema


@dataclass(frozen=True, slots=True)
class Record:
    """One entity of an authority: its IRI there, its type as in a fact file, its names and its IRIs elsewhere.

    `place` says where it stands: the file and the line.
    """

    iri: str
    type: str
    name: str
    also: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The records of one or more authority files, by the names and the IRIs that lead to them."""

    by_name: Mapping[str, tuple[Record, ...]]
    by_other_name: Mapping[str, tuple[Record, ...]]
    by_iri: Mapping[str, tuple[Record, ...]]

    @classmethod
    def of(cls, records: Iterable[Record]) -> Register:
        """The register of some records, in their order."""
        names: dict[str, list[Record]] = {}
        others: dict[str, list[Record]] = {}
        iris: dict[str, list[Record]] = {}
        for record in records:
            names.setdefault(key_of(record.name), []).append(record)
            for name in dict.fromkeys(key_of(name) for name in record.also):
                others.setdefault(name, []).append(record)
            for iri in dict.fromkeys((record.iri, *record.same_as)):
                iris.setdefault(iri, []).append(record)
        return cls(*(MappingProxyType({k: tuple(v) for k, v in each.items()}) for each in (names, others, iris)))

    @property
    def empty(self) -> bool:
        """Whether there are no records, so that nothing need be looked up."""
        return not self.by_iri

    def named(self, name: str, type: str, types: Schema) -> tuple[Record, ...]:
        """The records that bear a name and may be of a type: by their own name, and only failing that by another.

        Nothing for a name that many may bear, such as a bare surname or 'the committee'.
        """
        if not self.by_name or not tells_one(name, type, types):
            return ()
        for index in (self.by_name, self.by_other_name):
            found = [record for record in index.get(key_of(name), ()) if kinds_agree(record.type, type, types)]
            if found:
                return tuple({record.iri: record for record in found}.values())
        return ()

    def identified(self, iris: Iterable[str], types: Schema, type: str) -> tuple[Record, ...]:
        """The records that have one of these IRIs, as their own or elsewhere, and may be of a type."""
        found = [record for iri in iris for record in self.by_iri.get(iri, ()) if kinds_agree(record.type, type, types)]
        return tuple({record.iri: record for record in found}.values())


def key_of(name: str) -> str:
    """The form by which names are looked up: as normal_name has it, without `the` at the beginning.

    >>> key_of("The  Harbour Post")
    'harbour post'
    """
    return normal_name(name).removeprefix("the ")


def tells_one(name: str, type: str, types: Schema) -> bool:
    """Whether an entity of a type can be known by a name alone."""
    above = types.subclasses[types.entity_types[type]]
    if schema.Person.value in above:
        return is_full_personal_name(name)
    if schema.Organization.value in above:
        return is_named_body(name)
    return type != "UnnamedSource"


def kinds_agree(one: str, other: str, types: Schema) -> bool:
    """Whether two types can be said of one entity: they are equal, or both are organisations, one of them broader."""
    return one == other or (_is_broader(one, other, types) and _are(schema.Organization, one, other, types))


def may_be_one(one: str, other: str, types: Schema) -> bool:
    """Whether a person may say that they are one entity: also a town or land of which an article knows only the place.

    A country is no town and no region of its name: Georgia is two.
    """
    if kinds_agree(one, other, types):
        return True
    if schema.Place.value in (types.entity_types[one], types.entity_types[other]):
        return _are(schema.Place, one, other, types)
    countries = any(types.is_a(types.entity_types[each], schema.Country.value) for each in (one, other))
    return _is_broader(one, other, types) and _are(schema.Place, one, other, types) and not countries


def _is_broader(one: str, other: str, types: Schema) -> bool:
    first, second = types.entity_types[one], types.entity_types[other]
    return types.is_a(first, second) or types.is_a(second, first)


def _are(kind: NamedNode, one: str, other: str, types: Schema) -> bool:
    return all(types.is_a(types.entity_types[each], kind.value) for each in (one, other))
