"""Why two situations are one happening, in words; nothing where that is not safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.occurrences.keys import TOLERANCE, event_kind
from kg.occurrences.values import NOBODY, Situation
from kg.occurrences.windows import iso

_SHORT = 4  # letters that a word must have to tell one subject from another
_MOOT = 92  # days between two articles that speak of one undated plan
_EVERYDAY = frozenset(
    "that this with from about between under over near their have been will into more than agree".split()
)


@dataclass(frozen=True, slots=True)
class Bond:
    """What makes two situations one. `firm` where both have their day, so that no third can come between."""

    firm: bool
    reason: str


def bond(one: Situation, other: Situation, copies: bool = False) -> Bond | None:
    """The bond of two situations that are one happening; `copies` where one article is a copy of the other."""
    if one.type != other.type or one.type not in _REASONS or one.denied or other.denied:
        return None
    if copies and _is_copied(one, other):
        firm = bool(one.window and other.window and one.window.exact and other.window.exact)
        return Bond(firm, "the one article is a copy of the other, and tells the same")
    if not one.window or not other.window:
        return None
    firm = one.window.exact and other.window.exact
    if not one.window.meets(other.window, TOLERANCE.get(one.type, 0) if firm else 0):
        return None
    if not one.window.dated and not other.window.dated and _apart(one, other) > _MOOT:
        return None
    reason = _REASONS[one.type](one, other)
    return Bond(firm, f"{reason}; {_when(one, other)}") if reason else None


def cannot_be_one(one: Situation, other: Situation) -> bool:
    """Whether the times of two situations keep them apart, whatever they share with a third."""
    if not one.window or not other.window:
        return False
    firm = one.window.exact and other.window.exact
    return not one.window.meets(other.window, TOLERANCE.get(one.type, 0) if firm else 0)


def have_nothing_in_common(one: Situation, other: Situation) -> bool:
    """Whether two situations of one type have nobody and nothing in common without which they cannot meet.

    Then they are not one, and neither contradicts the other, unless one article copies the other. Events may be one by
    their day, and agreements by their subject.
    """
    return one.type not in ("Agreement", "Event") and not any(one.parts[name] & other.part(name) for name in one.parts)


def _is_copied(one: Situation, other: Situation) -> bool:
    same_time = one.window is None or other.window is None or one.window.meets(other.window)
    words = all(one.words.get(name) == other.words.get(name) for name in ("kind", "action", "restrictionKind", "post"))
    return same_time and words and one.names == other.names


def _apart(one: Situation, other: Situation) -> int:
    first, second = (each.window.last if each.window else 0 for each in (one, other))
    return abs(first - second)


def _when(one: Situation, other: Situation) -> str:
    assert one.window
    assert other.window
    first, last = max(one.window.first, other.window.first), min(one.window.last, other.window.last)
    if first > last:
        return f"{iso(last)} and {iso(first)}"
    return f"both may be of {iso(first)}" + ("" if first == last else f" to {iso(last)}")


def _visit(one: Situation, other: Situation) -> str:
    shared = all(one.part(name) & other.part(name) for name in ("visitor", "destination"))
    return "the same visitor and destination" if shared else ""


def _meeting(one: Situation, other: Situation) -> str:
    first, second = one.part("participant"), other.part("participant")
    shared = first & second
    if len(shared) < 2:
        return ""
    if len(shared) < 3:
        one_of_other = first <= second or second <= first
        same_place = bool(one.part("place") & other.part("place"))
        if not (same_place or (one_of_other and not differ_in_place(one, other))):
            return ""
    return f"{len(shared)} participants are the same"


def _agreement(one: Situation, other: Situation) -> str:
    first, second = one.part("party"), other.part("party")
    if len(first & second) < 2 and first != second:
        return ""
    words = shared_words(one.words.get("subject", ""), other.words.get("subject", ""))
    return f"the same parties, and the subject shares {', '.join(words)}" if words else ""


def _appointment(one: Situation, other: Situation) -> str:
    bodies = one.part("organization"), other.part("organization")
    posts = [set(each.words.get("post", "").split()) for each in (one, other)]
    if bodies[0] and bodies[1] and not bodies[0] & bodies[1]:
        return ""
    same = one.words.get("action") == other.words.get("action") and one.part("person") & other.part("person")
    return "the same person, post and step" if same and (posts[0] <= posts[1] or posts[1] <= posts[0]) else ""


def _restriction(one: Situation, other: Situation) -> str:
    if not (one.window and other.window and one.window.dated and other.window.dated):
        return ""
    authorities = one.part("authority"), other.part("authority")
    if authorities[0] and authorities[1] and not authorities[0] & authorities[1]:
        return ""
    same = one.words.get("restrictionKind") == other.words.get("restrictionKind")
    return "the same target and kind" if same and one.part("target") & other.part("target") else ""


def _event(one: Situation, other: Situation) -> str:
    assert one.window
    assert other.window
    kind = event_kind(one)
    if kind != event_kind(other) or not (one.window.dated and other.window.dated):
        return ""
    day = one.window.exact and other.window.exact
    same_day = day and one.window == other.window
    number = any(one.numbers.get(name, 0) == other.numbers.get(name) for name in one.numbers if one.numbers[name])
    place, people = (bool(one.part(name) & other.part(name)) for name in ("place", "participant"))
    if (place or people) and (same_day or number or (place and people)):
        return f"the same kind of event, {'at the same place' if place else 'with the same participant'}"
    if same_day and (_told_by(one, other) or _told_by(other, one)):
        return "the same kind of event, told on the word of the other paper"
    if number and one.source.publisher == other.source.publisher:
        return "the same kind of event in the same paper, with the same number of victims"
    return ""


def _told_by(one: Situation, other: Situation) -> bool:
    return any(word.source == other.source.publisher and not word.own for word in one.said)


def differ_in_place(one: Situation, other: Situation, levels: frozenset[str] = NOBODY) -> bool:
    """Whether both have places of one class (of `levels`, where there are any), and not the same.

    A strait and a town may be one place, two cities may not.
    """
    if not one.levels or not other.levels or one.part("place") & other.part("place"):
        return False
    common = set(one.levels.values()) & set(other.levels.values())
    return bool(common & levels) if levels else bool(common)


def shared_words(one: str, other: str) -> list[str]:
    """The telling words that two subjects share, when they are enough for them to be one: two, or all of one.

    >>> shared_words("surveys near the cables under the Orlen Strait", "to protect the cables in the Orlen Strait")
    ['cables', 'orlen', 'strait']
    """
    first, second = (
        {word for word in text.casefold().split() if len(word) >= _SHORT} - _EVERYDAY for text in (one, other)
    )
    shared = first & second
    return sorted(shared) if shared and len(shared) >= min(2, len(first), len(second)) else []


_REASONS: dict[str, Callable[[Situation, Situation], str]] = {
    "Agreement": _agreement,
    "Appointment": _appointment,
    "Event": _event,
    "Meeting": _meeting,
    "Restriction": _restriction,
    "Visit": _visit,
}
