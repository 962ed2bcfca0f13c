"""Resolves times that are counted from another one: 'the day before', 'two weeks later', 'the following month'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extraction.times.dates import NUMBER, NUMBERS, Time

# words for one event: a report that has a quake on Monday calls it an earthquake, too
_ALIKE = (
    ("earthquake", "quake", "tremor"), ("explosion", "blast", "bombing"), ("crash", "accident", "collision", "derailment"),
    ("election", "vote", "poll"), ("shooting",), ("stabbing",), ("attack", "assault", "raid"), ("fire", "blaze"), ("flood", "floods"),
    ("storm", "hurricane", "typhoon", "cyclone"), ("coup",), ("landslide", "avalanche"), ("killing", "murder"), ("referendum",),
)  # fmt: skip
_COUNTED = re.compile(
    r"\bthe (?P<unit>day|night|week|month|year) (?P<way>before|after)(?=\s*(?:[,.;:)]|$|and\b|but\b))"
    r"|\b(?:the|that) (?P<which>next|following|previous|same) (?P<span>day|morning|afternoon|evening|night|week|month|year)\b"
    rf"|\b(?P<n>{NUMBER}) (?P<units>day|night|week|month|year)s? (?P<then>later|earlier|before(?=[,.;:)]|$)|afterwards)(?! this\b)",
    re.IGNORECASE,
)
_EVENTS = "|".join(sorted((name for names in _ALIKE for name in names), key=len, reverse=True))
_AFTER_EVENT = re.compile(
    rf"\b(?P<n>{NUMBER}) (?P<unit>day|week)s? (?P<way>after|before) (?:the|that) (?:[\w’'-]+ ){{0,2}}?(?P<event>{_EVENTS})\b",
    re.IGNORECASE,
)
_FAR = 250  # code points: a count looks no further back
_DAYS = frozenset("day night morning afternoon evening".split())
_BACK = frozenset("before earlier previous".split())


def is_counted(words: str) -> bool:
    """Whether the words hold a time that is counted from another one."""
    return _COUNTED.search(words) is not None


def find_counted(words: str, times: Sequence[Time]) -> list[Time]:
    """The times in `words` that are counted from one of `times` before them, or from each other, in their order.

    Where the time before is not as exact as the count needs, nothing is said.

    >>> find_counted("arrested on Monday and freed the next day", [Time(12, 18, "2031-05-05")])
    [Time(start=29, end=41, value='2031-05-06')]
    """
    found: list[Time] = []
    for match in _COUNTED.finditer(words):
        before = [each for each in (*times, *found) if 0 <= match.start() - each.end < _FAR]
        anchor = max(before, key=lambda each: each.end, default=None)
        value = _value(match, anchor.value) if anchor is not None else None
        if value is not None:
            found.append(Time(*match.span(), value))
    return found


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """'two days after the quake' at `[start:end]` of the words, before it is known when that was."""

    start: int
    end: int
    event: str
    unit: str
    steps: int

    def value(self, day: str) -> str | None:
        """The EDTF of so many units after the event's day."""
        try:
            return _stepped(day, self.unit, self.steps, exact=self.unit == "day")
        except (ValueError, OverflowError):
            return None


def find_after_events(words: str) -> list[AfterEvent]:
    """The times that are counted from an event, and not from a day beside it.

    >>> [(each.event, each.steps) for each in find_after_events("It reopened two days after the quake.")]
    [('quake', 2)]
    """
    found = []
    for match in _AFTER_EVENT.finditer(words):
        count = NUMBERS.get(match["n"].lower()) or int(match["n"])
        steps = count if match["way"].lower() == "after" else -count
        found.append(AfterEvent(*match.span(), match["event"].lower(), match["unit"].lower(), steps))
    return found


def same_events(event: str) -> re.Pattern[str]:
    """What finds an event by its own word or another for the same: 'quake', 'earthquake'."""
    names = next(names for names in _ALIKE if event in names)
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)


def usual_word(kind: str) -> str:
    """The first of the words for one kind of event: 'earthquake' of 'quake', 'crash' of 'traffic collision'."""
    last = kind.split()[-1]
    return next((names[0] for names in _ALIKE if last in names), kind)


def _value(found: re.Match[str], anchor: str) -> str | None:
    unit = (found["unit"] or found["span"] or found["units"]).lower()
    way = (found["way"] or found["which"] or found["then"]).lower()
    count = (NUMBERS.get(found["n"].lower()) or int(found["n"])) if found["n"] else 1
    steps = 0 if way == "same" else -count if way in _BACK else count
    try:
        return _stepped(anchor, unit, steps, exact=found["n"] is None)
    except (ValueError, OverflowError):
        return None


def _stepped(anchor: str, unit: str, steps: int, *, exact: bool) -> str | None:
    """The anchor moved by so many units; about, where it is counted in weeks, months or years ('a month later')."""
    about = "" if exact else "~"
    if unit == "year" and re.fullmatch(r"\d{4}(-\d\d){0,2}", anchor):
        return f"{int(anchor[:4]) + steps:04}{about}"
    if unit == "month" and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", anchor):
        year, month = divmod(int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + steps, 12)
        return f"{year:04}-{month + 1:02}{about}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", anchor):
        return None
    day = date.fromisoformat(anchor)
    if unit in _DAYS:
        return (day + timedelta(days=steps)).isoformat()
    if unit != "week":
        return None
    if not exact:
        return f"{(day + timedelta(weeks=steps)).isoformat()}~"
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
