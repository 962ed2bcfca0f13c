"""Entities that may be one, as a store or an authority knows them, and which of two IRIs is to stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from kg.iris import Iris
from kg.linking.records import Record, tells_one
from kg.names import personal_words, plain_name
from kg.schema import Schema

_CROWD = 12  # of more entities under one key each is compared only with the one that would stay


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity with what tells it from others.

    `type` is the local name of its class, `types` has all of them; `names` has the preferred name first. `ties` are its
    posts, organisations and groups, in words. `articles` are the IRIs of those that mention it; none where only an
    authority (`place`) knows it. `possibly` are IRIs that an article says it is possibly the same as.
    """

    iri: str
    type: str
    names: tuple[str, ...]
    same_as: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    possibly: frozenset[str] = frozenset()
    types: tuple[str, ...] = ()
    place: str = ""

    @property
    def name(self) -> str:
        """Its preferred name."""
        return self.names[0]

    @property
    def iris(self) -> frozenset[str]:
        """All IRIs that it is known by."""
        return self.same_as | {self.iri}


def candidate_of(record: Record) -> Candidate:
    """A record of an authority as a candidate."""
    names = tuple(dict.fromkeys((record.name, *record.also)))
    return Candidate(
        record.iri, record.type, names, frozenset(record.same_as), types=(record.type,), place=record.place
    )


def preferred(one: Candidate, other: Candidate, iris: Iris) -> tuple[Candidate, Candidate]:
    """The candidate whose IRI stays, and the one whose IRI gives way.

    An IRI from elsewhere stays before one of ours, and that before one of a single article's own; then the one that
    more articles use.
    """
    first, second = sorted((one, other), key=lambda each: _rank(each, (other if each is one else one), iris))
    return first, second


def _rank(each: Candidate, other: Candidate, iris: Iris) -> tuple[object, ...]:
    ours = each.iri.startswith(iris.base)
    shared = ours and each.iri in {iris.shared_entity(name).value for name in each.names}
    return ours, other.iri not in each.same_as, not shared, -len(each.articles), -len(each.name), each.iri


def pairs(candidates: Iterable[Candidate], types: Schema, iris: Iris) -> Iterator[tuple[Candidate, Candidate]]:
    """The pairs that are worth a comparison, each once: those with a name, an initial or an IRI in common."""
    by_iri: dict[str, Candidate] = {}
    for each in candidates:
        by_iri.setdefault(each.iri, each)
    blocks: dict[str, list[Candidate]] = {}
    for each in by_iri.values():
        for key in _keys(each, types):
            blocks.setdefault(key, []).append(each)
    seen = set[frozenset[str]]()
    for block in blocks.values():
        for one, other in _within(block, iris):
            both = frozenset((one.iri, other.iri))
            if both not in seen and (one.articles or other.articles):
                seen.add(both)
                yield one, other
    for one in by_iri.values():
        for iri in sorted(one.possibly & by_iri.keys()):
            if frozenset((one.iri, iri)) not in seen:
                seen.add(frozenset((one.iri, iri)))
                yield one, by_iri[iri]


def _within(block: list[Candidate], iris: Iris) -> Iterator[tuple[Candidate, Candidate]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    stays = block[0]
    for each in block[1:]:
        stays = preferred(stays, each, iris)[0]
    yield from ((stays, each) for each in block if each is not stays)


def _keys(each: Candidate, types: Schema) -> Iterator[str]:
    """The keys under which an entity meets those that it may be the same as, each once."""
    yield from {f"iri {iri}": None for iri in sorted(each.iris)}
    found: dict[str, None] = {}
    for name in each.names:
        if not tells_one(name, each.type, types):
            continue
        plain = plain_name(name)
        found[f"name {plain}"] = None
        if each.type == "Person" and (words := personal_words(plain)):  # of "St-Mr Dr-St" nothing is left
            found[f"initial {words[0][:1]} {words[-1]}"] = None
            if len(plain) >= 8:
                found |= {f"near {plain[:at]}{plain[at + 1 :]}": None for at in range(len(plain))}
                found[f"near {plain}"] = None
    yield from found


def site_of(iri: str) -> tuple[str, str]:
    """What two IRIs of one authority have in common: the host, and the path but for its last part.

    >>> site_of("https://authority.example/id/okoye")
    ('authority.example', '/id')
    """
    parts = urlsplit(iri)
    return parts.netloc, parts.path.rpartition("/")[0]
