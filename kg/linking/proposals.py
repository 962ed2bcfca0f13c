"""Proposals to merge entities, and namesakes pointed out, each with its reasons and a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from math import prod

from kg.iris import Iris, digest
from kg.linking.candidates import Candidate, pairs, preferred, site_of
from kg.linking.records import key_of, may_be_one, tells_one
from kg.names import personal_words, plain_name
from kg.schema import Schema
from kg.vocab import schema

MERGE, NAMESAKES = "merge", "namesakes"
_TIE = 0.3  # how much each post, organisation or group in common adds
OF_TYPES = "articles say that it is of the types"  # how the reason begins where types exclude each other


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one (`merge`), or that bear one name and are most likely two (`namesakes`).

    `keep` is the IRI that would stay, `replace` the one that would give way; `score` is from 0 to 1. `code` stands for
    the pair, whatever else is proposed.
    """

    kind: str
    code: str
    keep: str
    replace: str
    keep_name: str
    replace_name: str
    type: str
    score: float
    reasons: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The same, for JSON."""
        return asdict(self)


def code_of(one: str, other: str) -> str:
    """The six letters and digits that stand for a pair of IRIs.

    >>> code_of("https://a.example/1", "https://a.example/2") == code_of("https://a.example/2", "https://a.example/1")
    True
    """
    return digest("link", *sorted((one, other)))[:6]


def propose(candidates: Iterable[Candidate], types: Schema, iris: Iris, least: float = 0.4) -> list[Proposal]:
    """The proposals of pairs that score at least `least`: merges first, and of them the surest first."""
    found = list(candidates)
    proposals = (_compared(one, other, types, iris) for one, other in pairs(found, types, iris))
    kept = [each for each in proposals if each and each.score >= least]
    kept += (each for candidate in found for each in _mixed(candidate, types, iris))
    return _without_roundabout(sorted(_doubted(kept, iris), key=_rank))


def _rank(each: Proposal) -> tuple[object, ...]:
    return each.kind, -each.score, each.keep_name, each.keep, each.replace


def _doubted(proposals: list[Proposal], iris: Iris) -> Iterator[Proposal]:
    """The proposals; those that would merge one entity with either of two namesakes count half."""
    namesakes: dict[str, set[str]] = {}
    partners: dict[str, set[str]] = {}
    of_site: dict[tuple[str, object], set[str]] = {}
    for each in proposals:
        for one, other in ((each.keep, each.replace), (each.replace, each.keep)):
            (namesakes if each.kind == NAMESAKES else partners).setdefault(one, set()).add(other)
            if each.kind == MERGE and not other.startswith(iris.base):
                of_site.setdefault((one, site_of(other)), set()).add(other)
    for each in proposals:
        rivals = set[str]()
        for one, other in ((each.keep, each.replace), (each.replace, each.keep)):
            rivals |= partners.get(one, set()) & namesakes.get(other, set())
            rivals |= set() if other.startswith(iris.base) else of_site.get((one, site_of(other)), set()) - {other}
        if each.kind == MERGE and rivals:
            reason = f"but it may as well be {min(rivals)}"
            yield replace(each, score=round(each.score / 2, 2), reasons=(*each.reasons, reason))
        else:
            yield each


def _without_roundabout(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals without merges that follow from others before them."""
    group: dict[str, str] = {}

    def root(iri: str) -> str:
        while iri in group:
            iri = group[iri]
        return iri

    kept = []
    for each in proposals:
        ends = root(each.keep), root(each.replace)
        if each.kind == MERGE and ends[0] == ends[1]:
            continue
        if each.kind == MERGE:
            group[ends[1]] = ends[0]
        kept.append(each)
    return kept


def _compared(one: Candidate, other: Candidate, types: Schema, iris: Iris) -> Proposal | None:
    keep, give = preferred(one, other, iris)
    possible = one.iri in other.possibly or other.iri in one.possibly
    if not possible and not may_be_one(one.type, other.type, types):
        return None
    grounds = list(_grounds(keep, give, types))
    if possible:
        grounds.append((0.5, "an article says that they are possibly the same"))
    if not grounds:
        return None
    against = list(_against(keep, give, iris))
    if against:
        alike = any(key_of(a) == key_of(b) for a in one.names for b in other.names)
        return _proposal(NAMESAKES, keep, give, max(each for each, _ in against), against) if alike else None
    grounds += [(_TIE, f"both: {tie}") for tie in sorted(keep.ties & give.ties)]
    return _proposal(MERGE, keep, give, 1 - prod(1 - each for each, _ in grounds), grounds)


def _proposal(kind: str, keep: Candidate, give: Candidate, score: float, why: list[tuple[float, str]]) -> Proposal:
    reasons = tuple(reason for _, reason in why)
    place = next((f"authority {each.place}" for each in (keep, give) if each.place), "")
    reasons += (place,) if place else ()
    code = code_of(keep.iri, give.iri)
    return Proposal(kind, code, keep.iri, give.iri, keep.name, give.name, give.type, round(score, 2), reasons)


def _grounds(one: Candidate, other: Candidate, types: Schema) -> Iterator[tuple[float, str]]:
    """What speaks for two being one: weights from 0 to 1 with reasons; of the names only the best."""
    common = sorted(one.iris & other.iris)
    if common:
        yield 0.9, f"both are the same as {common[0]}"
    first, second = ([name for name in each.names if tells_one(name, each.type, types)] for each in (one, other))
    alike = [ground for a in first for b in second if (ground := _alike(a, b, one.type))]
    if alike:
        yield max(alike)


def _alike(one: str, other: str, type: str) -> tuple[float, str] | None:
    if key_of(one) == key_of(other):
        return 0.7, f"the same name, {one}"
    first, second = plain_name(one), plain_name(other)
    if first and first == second:
        return 0.65, f"the same name but for accents, hyphens or full stops, {one} and {other}"
    if type != "Person":
        return None
    words, others = personal_words(first), personal_words(second)
    if not words or not others:
        return None
    if words == others:
        return 0.6, f"the same name but for a title, {one} and {other}"
    if words[-1] == others[-1] and _given_names_fit(words[:-1], others[:-1]):
        whole = words[0] == others[0] and len(words[0]) > 1
        reason = "one has a middle name or initial more" if whole else "an initial may stand for a given name"
        return (0.5 if whole else 0.4), f"{reason}, {one} and {other}"
    if len(first) >= 8 and _one_letter_apart(first, second):
        return 0.3, f"one letter apart, {one} and {other}"
    return None


def _given_names_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names may be of one person: as far as both go each is the other, or its initial."""
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest, more = short[start:], long[start:]
    if len(short) < len(long):
        return rest == more[1:]
    return rest[1:] == more[1:] or (rest[:2] == more[:2][::-1] and rest[2:] == more[2:])


def _against(one: Candidate, other: Candidate, iris: Iris) -> Iterator[tuple[float, str]]:
    """What speaks for two bearers of one name."""
    if not one.iris & other.iris and (clash := _clash(one.iris, other.iris, iris)):
        yield 0.9, f"one authority has both, {clash[0]} and {clash[1]}"
    together = sorted(one.articles & other.articles)
    if together:
        yield 0.8, f"one article speaks of both, {together[0]}"


def _clash(some: frozenset[str], others: frozenset[str], iris: Iris) -> tuple[str, str] | None:
    """Two different IRIs of one authority, which gives each entity one."""
    outside = [sorted(iri for iri in each if not iri.startswith(iris.base)) for each in (some, others)]
    return next(((a, b) for a in outside[0] for b in outside[1] if a != b and site_of(a) == site_of(b)), None)


def _mixed(each: Candidate, types: Schema, iris: Iris) -> Iterator[Proposal]:
    """One IRI under which there are most likely two, because articles say what cannot be said of one."""
    reasons = []
    people = [name for name in each.types if types.is_a(types.entity_types[name], schema.Person.value)]
    others = sorted(set(each.types) - set(people))
    if people and others:
        reasons.append(f"{OF_TYPES} {' and '.join((people[0], *others))}")
    if clash := _clash(each.iris, each.iris, iris):
        reasons.append(f"articles say that it is the same as {clash[0]} and as {clash[1]}")
    if reasons and each.articles:
        yield _proposal(NAMESAKES, each, each, 0.9, [(0.9, reason) for reason in reasons])
