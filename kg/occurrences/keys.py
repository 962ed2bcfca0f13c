"""Under which keys a situation is found by those that it may be one with, or contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kg.iris import digest
from kg.occurrences.posts import is_single
from kg.occurrences.values import Situation
from kg.occurrences.windows import iso, months_of

RELATIONS = ("OfficeHolding", "Membership")
RELATION = "holds-"  # how the keys of standing relations begin: these contradict each other, and are never joined
_CROWD = 12  # of more participants only the first are looked up in pairs


def keys_of(situation: Situation) -> Situation:
    """The situation with its keys."""
    mark = RELATION if situation.type in RELATIONS else ""
    return replace(situation, keys=frozenset(mark + digest(situation.type, *parts) for parts in _keys(situation)))


def event_kind(situation: Situation) -> str:
    """The broad kind of an event where it is known, else the article's words for it."""
    return situation.words.get("broadKind") or situation.words.get("kind", "")


def _keys(each: Situation) -> Iterator[tuple[str, ...]]:
    if each.type in RELATIONS:
        yield from _relation_keys(each)
        return
    months = months_of(each.window) if each.window else ()
    for parts in _KEYS[each.type](each):
        yield from ((*parts, month) for month in months)
    if each.type == "Event" and each.window and each.window.exact:
        day = iso(each.window.first)
        for paper in sorted({each.source.publisher, *(word.source for word in each.said)}):
            yield event_kind(each), "told by", paper, day


def _relation_keys(each: Situation) -> Iterator[tuple[str, ...]]:
    """Standing relations contradict each other only on one day: posts change hands."""
    if each.words.get("tenure") not in ("tenure-current", "tenure-former") or not each.source.day:
        return
    for member in sorted(each.part("member")):
        yield from (("member", member, group, each.source.day) for group in sorted(each.part("group")))
    post = each.words.get("post", "")
    for person in sorted(each.part("person")):
        yield "held by", person, post, each.source.day
    if is_single(post) and each.words["tenure"] == "tenure-current":
        yield from (("held at", post, body, each.source.day) for body in sorted(each.part("organization")))


def _visit(each: Situation) -> Iterator[tuple[str, ...]]:
    for visitor in sorted(each.part("visitor")):
        yield from ((visitor, destination) for destination in sorted(each.part("destination")))


def _meeting(each: Situation) -> Iterator[tuple[str, ...]]:
    yield from combinations(sorted(each.part("participant"))[:_CROWD], 2)


def _agreement(each: Situation) -> Iterator[tuple[str, ...]]:
    parties = sorted(each.part("party"))[:_CROWD]
    yield from combinations(parties, 2) if len(parties) > 1 else [tuple(parties)]


def _appointment(each: Situation) -> Iterator[tuple[str, ...]]:
    yield from ((person, each.words.get("action", "")) for person in sorted(each.part("person")))


def _restriction(each: Situation) -> Iterator[tuple[str, ...]]:
    yield from ((target, each.words.get("restrictionKind", "")) for target in sorted(each.part("target")))


def _event(each: Situation) -> Iterator[tuple[str, ...]]:
    kind = event_kind(each)
    for name in ("place", "participant"):
        yield from ((kind, name, token) for token in sorted(each.part(name)))
    for name, number in sorted(each.numbers.items()):
        if number:
            yield kind, name, str(number), each.source.publisher


_KEYS = {
    "Agreement": _agreement,
    "Appointment": _appointment,
    "Event": _event,
    "Meeting": _meeting,
    "Restriction": _restriction,
    "Visit": _visit,
}
