"""Under which keys a situation is found by those that it may be one with, or contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from kg.iris import digest
from kg.occurrences.posts import is_single
from kg.occurrences.values import Situation
from kg.occurrences.windows import iso, months_of

RELATIONS = ("OfficeHolding", "Membership")
TOLERANCE = {"Visit": 2, "Appointment": 1, "Event": 1}  # days by which two reports of one happening may differ
VAGUE, HELD, TELLS, TOLD = "~", "=", ">", "<"  # what stands before the month or day of a key
_OPPOSITE = {TELLS: TOLD, TOLD: TELLS}
_CROWD = 12  # of more participants only the first are looked up in pairs


def keys_of(situation: Situation) -> Situation:
    """The situation with its keys: what it shares with others, and when.

    A key is a digest of the kind and of who is in it, and a time: `2031-03-25` for a known day, `2031-03` for the month
    of one, `~2031-03` for a month in which something vaguer may lie, `=2031-03-25` for who held a post on a day. A
    paper's own story of a day has `<2031-03-25`, whoever tells a story on its word `>2031-03-25`.
    """
    digested = ((digest(situation.type, *parts), times) for parts, times in _keys(situation))
    return replace(situation, keys=frozenset(f"{shared} {time}" for shared, times in digested for time in times))


def _keys(each: Situation) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """What the situation shares with others, each with the times of its keys."""
    if each.type in RELATIONS:
        yield from ((parts, [f"{HELD}{each.source.day}"]) for parts in _relation(each))
        return
    if times := _times(each):
        yield from ((parts, times) for parts in _SHARED[each.type](each))
    if each.type == "Event" and each.window and each.window.exact:
        day = iso(each.window.first)
        yield (event_kind(each), "told by", each.source.publisher), [f"{TOLD}{day}"]
        for source in {word.source for word in each.said if not word.own}:
            yield (event_kind(each), "told by", source), [f"{TELLS}{day}"]


def _times(each: Situation) -> list[str]:
    if not each.window:
        return []
    months = months_of(each.window)
    if not each.window.exact:
        return [f"{VAGUE}{month}" for month in months]
    day = each.window.first
    return [*months, *(iso(day + more) for more in range(TOLERANCE.get(each.type, 0) + 1))]


def look_ups(keys: Iterable[str]) -> tuple[set[str], set[str]]:
    """Where those stand that may be one with what stands under some keys: by the day, and by the month.

    >>> look_ups(["x 2031-03-25", "x 2031-03"]) == ({"x 2031-03-25"}, {"x ~2031-03"})
    True
    >>> sorted(look_ups(["x ~2031-03"])[1])
    ['x 2031-03', 'x ~2031-03']
    """
    days, months = set[str](), set[str]()
    for key in keys:
        shared, _, time = key.partition(" ")
        if time.startswith(VAGUE):
            months |= {key, f"{shared} {time[1:]}"}
        elif len(time) == len("2031-03"):
            months.add(f"{shared} {VAGUE}{time}")
        elif time[0] in _OPPOSITE:
            days.add(f"{shared} {_OPPOSITE[time[0]]}{time[1:]}")
        else:
            days.add(key)
            if not time.startswith(HELD):
                months.add(f"{shared} {VAGUE}{time[:7]}")
    return days, months


def vague_of(key: str) -> str:
    """For the key of the month of a known day that under which vaguer situations of the month stand; else nothing.

    >>> vague_of("x 2031-03"), vague_of("x ~2031-03"), vague_of("x 2031-03-25")
    ('x ~2031-03', '', '')
    """
    shared, _, time = key.partition(" ")
    return f"{shared} {VAGUE}{time}" if len(time) == len("2031-03") and time[0].isdigit() else ""


def days_of(key: str) -> tuple[str, ...]:
    """The keys of all days of the month of a key."""
    shared, _, month = key.partition(" ")
    return tuple(f"{shared} {month.removeprefix(VAGUE)}-{day:02}" for day in range(1, 32))


def event_kind(situation: Situation) -> str:
    """The broad kind of an event where it is known, else the article's words for it."""
    return situation.words.get("broadKind") or situation.words.get("kind", "")


def _relation(each: Situation) -> Iterator[tuple[str, ...]]:
    """Standing relations contradict each other only on one day: posts change hands."""
    if each.words.get("tenure") not in ("tenure-current", "tenure-former") or not each.source.day:
        return
    for member in each.part("member"):
        yield from (("member", member, group) for group in each.part("group"))
    post = each.words.get("post", "")
    for person in each.part("person"):
        yield "held by", person, post
    if is_single(post) and each.words["tenure"] == "tenure-current":
        yield from (("held at", post, body) for body in each.part("organization"))


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


_SHARED = {
    "Agreement": _agreement,
    "Appointment": _appointment,
    "Event": _event,
    "Meeting": _meeting,
    "Restriction": _restriction,
    "Visit": _visit,
}
