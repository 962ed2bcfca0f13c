"""When a situation can have been: from its dates, or from the day of the article and how far along it is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from kg.occurrences.values import Window

AHEAD = 92  # days that something mooted or planned without a date may lie ahead
BEHIND = 14  # days that something past without a date may lie back: news is new
_MONTHS = 5  # what may lie in more months than these is too vague to be held against others
_AHEAD = ("status-mooted", "status-planned", "status-postponed")
_BEHIND = ("status-occurred", "status-ongoing")


def window_of(first: str, last: str, attested: str, statuses: Iterable[str]) -> Window | None:
    """The days within which a situation lies; None where nothing tells.

    `first` and `last` are its earliest start and latest end, `attested` the day of the article: ISO days, or empty.

    >>> from datetime import date
    >>> window = window_of("", "", "2031-03-04", ["status-mooted"])
    >>> [date.fromordinal(day).isoformat() for day in (window.first, window.last)]
    ['2031-03-04', '2031-06-04']
    """
    start, end, day = (_ordinal(each) for each in (first, last, attested))
    if start and end:
        return Window(start, end, dated=True)
    if start or end:
        return Window(start or (end or 0) - AHEAD, end or (start or 0) + AHEAD, dated=False)
    if not day:
        return None
    known = set(statuses)
    ahead = AHEAD if not known <= set(_BEHIND) else 0
    behind = BEHIND if not known <= set(_AHEAD) else 0
    return Window(day - behind, day + ahead, dated=False)


def months_of(window: Window) -> tuple[str, ...]:
    """The months (2031-03) that a window touches; none where they are too many.

    >>> months_of(window_of("2031-03-30", "2031-04-02", "", []))
    ('2031-03', '2031-04')
    """
    first, last = _month(window.first), _month(window.last)
    if last - first >= _MONTHS:
        return ()
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


def days_within(window: Window, month: str) -> range:
    """The days of a month (2031-03) that lie in a window.

    >>> days_within(window_of("2031-03-30", "2031-04-02", "", []), "2031-03")
    range(30, 32)
    """
    before = date(int(month[:4]), int(month[5:]), 1).toordinal() - 1
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    return range(max(1, window.first - before), min(length, window.last - before) + 1)


def iso(ordinal: int) -> str:
    """A day in ISO 8601."""
    return date.fromordinal(ordinal).isoformat()


def _month(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


def _ordinal(day: str) -> int | None:
    """The number of a day; None for none, and for years that a calendar of four digits does not have."""
    if len(day) != 10 or not "0010" <= day[:4] <= "9900":
        return None
    return date.fromisoformat(day).toordinal()
