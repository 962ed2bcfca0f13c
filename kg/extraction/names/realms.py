"""Learns which names that no list knows are countries or towns: by a demonym, by who holds office there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extraction.names.countries import capitals, country_names, demonyms
from kg.extraction.names.given_names import is_given
from kg.extraction.names.places import BODIES, CITIES, REGIONS

_NAME = r"[A-Z][^\W\d_]{3,}(?:land)?"
# what a state has, or whoever rules one: 'Rosso's prime minister'
_RULERS_OWN = (
    r"(?:(?:deputy |former |new |acting )?(?:foreign|defence|defense|interior|prime) minister"
    r"|ambassador|parliament|army|navy|air force|armed forces|head of state)"
)
_STATES_OWN = (
    r"(?:(?:foreign|defence|defense|interior|health|finance|justice|education|trade|energy|transport) ministry"
    r"|ministry of [a-z]+|embassy|central bank|border guards?|capital(?=,| city\b))"
)
_RULED = re.compile(rf"\b({_NAME})(?:['’]s|(?<=s)['’]) (?i:{_RULERS_OWN})\b")
_POSSESSIVE = re.compile(rf"\b({_NAME})(?:['’]s|(?<=s)['’]) (?i:{_STATES_OWN})\b")
_OFFICE_OF = re.compile(
    rf"\b(?:(?:foreign|defence|defense|interior|prime) minister|ambassador|king|queen|army|republic|kingdom) of ({_NAME})\b"
)
_OFFICE_BY_NAME = re.compile(
    rf"\b(?:(?:Foreign|Defence|Defense|Interior|Prime) Minister|King|Queen) [A-Z][\w-]+(?: [A-Z][\w-]+)? of ({_NAME})\b(?! [A-Z])"
)
_BORDER = re.compile(rf"\b(?:its|the|their) borders? with ({_NAME})\b(?! [A-Z])")
_OFFICES_OF = re.compile(
    rf"\b(?:presidents|premiers|kings|queens|leaders|governments|armies|ministers|ambassadors) of ({_NAME}) and ({_NAME})\b(?! [A-Z])"
)
# what two states do with each other, where nothing stands before the two
_BOTH = re.compile(
    rf"^({_NAME}) and ({_NAME}) (?:(?:have |will |to )?(?:agree|sign|exchange|restore|resume|sever|reopen|strike|reach)"
    r"(?:e?d)?|struck|signed)\b",
    re.MULTILINE,
)
_DEMONYM = re.compile(
    r"\b([A-Z][^\W\d_]{2,}(?:ian|ean|an|ese|ic|ish|i))(?= (?:[a-z]+ )?(?:"
    + r"president|government|troops|soldiers|forces|border|officials|authorities|territory|capital|foreign|defence|defense"
    + r"|prime|interior|ambassador|embassy|parliament|army|navy|opposition|citizens?|people|counterpart|delegation"
    + r"|head of state|leaders?|lawmakers|diplomats?|currency|exports|imports|airspace|waters|elections?|voters"
    + r"|Foreign|Defence|Defense|Prime|Interior|President|Ambassador|Army|Navy|Embassy|Parliament)\b)"
)
_SUFFIX = re.compile(r"(?:ian|ean|an|ese|ic|ish|i)$")
_ENDINGS = ("", "a", "ia", "e", "o", "y", "ea", "ya", "land", "nia", "n")
_LAND = re.compile(rf"\b(?i:island|peninsula|valley|province|district|region|archipelago) of ({_NAME})\b(?! [A-Z])")
_TOWN = re.compile(
    rf"\b(?:[Mm]ayor|[Cc]ity|[Tt]own|[Vv]illage|[Pp]ort|[Ss]uburb|[Cc]ouncil) (?:of |council of )({_NAME})\b(?! [A-Z])"
)


@dataclass(frozen=True, slots=True)
class Realm:
    """A place that the article itself makes known: its type and its demonyms."""

    name: str
    type: str
    demonyms: tuple[str, ...] = ()


def find_realms(text: str, surnames: Iterable[str] = (), alone: Iterable[str] = ()) -> Mapping[str, Realm]:
    """The countries and towns by name, without those that a list has and the surnames of people.

    `alone` are single words that may be surnames: that they have a prime minister makes no country of them.

    >>> list(find_realms("Korvia said no. The Korvian president left.").values())
    [Realm(name='Korvia', type='Country', demonyms=('Korvian',))]
    """
    known = {*country_names(), *demonyms(), *capitals(), *REGIONS, *CITIES, *BODIES}
    single = {name.casefold() for name in alone}
    taken = {*(name.casefold() for name in surnames), *re.findall(r"\b[a-z]{4,}\b", text)}
    found: dict[str, Realm] = {}
    own = [*_by_demonym(text), *_by_office(text), *_by_ground(text)]
    own += [realm for realm in _by_ruler(text) if realm.name.casefold() not in single]
    for realm in (*own, *_beside(text, {realm.name for realm in own if realm.type == "Country"})):
        if realm.name in known or realm.name.casefold() in taken or is_given(realm.name):
            continue
        before = found.get(realm.name)
        if before is None:
            found[realm.name] = realm
        elif before.type == realm.type:
            names = tuple(dict.fromkeys((*before.demonyms, *realm.demonyms)))
            found[realm.name] = Realm(realm.name, realm.type, names)
    return found


def surnames_in(votes: Mapping[tuple[str, ...], Mapping[str, int]]) -> tuple[set[str], set[str]]:
    """The last words of people's full names, and the single words that may name somebody, as nothing happens in them."""
    people = {name: counted for name, counted in votes.items() if counted.get("Titled") or counted.get("Person")}
    full = {name[-1] for name in people if len(name) > 1}
    return full, {name[0] for name, counted in people.items() if len(name) == 1 and not counted.get("In")}


def _by_demonym(text: str) -> Iterator[Realm]:
    """'Korvia' beside 'the Korvian government'."""
    words = set(re.findall(rf"\b{_NAME}\b", text))
    for adjective in sorted(set(_DEMONYM.findall(text))):
        if adjective in demonyms():
            continue
        stem = _SUFFIX.sub("", adjective)
        names = [stem + ending for ending in _ENDINGS if len(stem) > 2 and stem + ending in words]
        if names:
            yield Realm(names[0], "Country", (adjective,))


def _by_office(text: str) -> Iterator[Realm]:
    """'Veltland's health ministry', 'the ambassador of Veltland', 'its border with Veltland'."""
    for pattern in (_POSSESSIVE, _OFFICE_OF, _OFFICE_BY_NAME, _BORDER):
        yield from (Realm(name, "Country") for name in pattern.findall(text) if name[0].isupper())


def _by_ruler(text: str) -> Iterator[Realm]:
    """'Veltland's foreign minister'."""
    yield from (Realm(name, "Country") for name in _RULED.findall(text))


def _beside(text: str, countries: Collection[str]) -> Iterator[Realm]:
    """'the presidents of Korvia and Veltland', 'Korvia and Veltland agree': of two, one known for a country, the other."""
    for pair in (*_OFFICES_OF.findall(text), *_BOTH.findall(text)):
        if any(name in countries or name in country_names() for name in pair):
            yield from (Realm(name, "Country") for name in pair)


def _by_ground(text: str) -> Iterator[Realm]:
    """'the mayor of Ostra', 'the island of Ostra'."""
    for pattern, type in ((_TOWN, "City"), (_LAND, "Place")):
        yield from (Realm(name, type) for name in pattern.findall(text))
