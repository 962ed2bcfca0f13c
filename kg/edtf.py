"""Reads dates in EDTF (Library of Congress, 2019; levels 0 and 1) and says which days they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|[+-](\d\d)(?::?(\d\d))?)?", re.ASCII)
_SET = re.compile(r"\[(.*)\.\.(.*)\]")
_WRITTEN_OUT = re.compile(r"[A-Za-z]{3,}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}-\d{1,2}-\d{4}", re.ASCII)
_SHORT = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}-\d", re.ASCII)
_SEASONS = range(21, 25)  # spring, summer, autumn, winter; which months depends on the hemisphere

Day = tuple[int, int, int]
Span = tuple[Day, Day]  # the first and the last day that a date may mean


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date: its canonical EDTF, and the days (ISO 8601) between which it begins and ends.

    A bound is None where the date leaves it open. `day` (2019-01-04) or `month` (2019-01) is set where
    everything lies in one day, or one month.
    """

    value: str
    earliest_start: str | None
    latest_start: str | None
    earliest_end: str | None
    latest_end: str | None
    day: str | None
    month: str | None


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """The date that `text` writes; `A/B` means some time within and is published as `[A..B]`.

    `A/..` is since A, `../B` until B; `~` widens by one unit of its precision, `?` does not.
    Raises ValueError with the reason.

    >>> parse_edtf("2019-06-01/2019-06-19").value
    '[2019-06-01..2019-06-19]'
    >>> parse_edtf("2020-02~").latest_start
    '2020-03-31'
    """
    among = _SET.fullmatch(text)
    if among:
        return _within(text, among.group(1), among.group(2))
    if "/" in text and not _WRITTEN_OUT.fullmatch(text):
        return _interval(text)
    first, last = _span(text)
    return _edtf(text, first, last, first, last)


def _within(text: str, start: str, end: str) -> Edtf:
    """Level 2's `[A..B]`: one day of those between; either side may be open."""
    if not start and not end:
        raise ValueError("an interval needs a date on one side")
    first = _span(start)[0] if start else None
    last = _span(end)[1] if end else None
    _check_order(first, last, start, end)
    return _edtf(text, first, last, first, last)


def _interval(text: str) -> Edtf:
    start, _, end = text.partition("/")
    if "/" in end:
        raise ValueError("an interval has one `/`")
    open_start, open_end = start in ("", ".."), end in ("", "..")
    if open_start and open_end:
        raise ValueError("an interval needs a date on one side")
    if open_end:
        return _edtf(text, *_span(start), None, None)
    if open_start:
        return _edtf(text, None, None, *_span(end))
    return _within(f"[{start}..{end}]", start, end)


def _check_order(first: Day | None, last: Day | None, start: str, end: str) -> None:
    if first and last and first > last:
        raise ValueError(f"the interval ends ({end}) before it begins ({start})")


def _edtf(value: str, earliest: Day | None, latest: Day | None, end_from: Day | None, end_to: Day | None) -> Edtf:
    first, last = _iso(earliest), _iso(end_to)
    month = first[:-3] if first and last and first[:-3] == last[:-3] else None
    day = first if first == last else None
    return Edtf(value, first, _iso(latest), _iso(end_from), last, day, month)


def _iso(day: Day | None) -> str | None:
    if day is None:
        return None
    year, month, number = day
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{number:02}"


def _span(text: str) -> Span:
    """The days that one date, without `/`, may mean."""
    timed = _TIMED.fullmatch(text)
    if timed:
        _check_time(timed)
        text = timed.group(1)
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(_reason(text))
    year, month, day, mark = found.groups()
    span = _plain_span(year, month, day)
    return _widened(span, month, day) if mark in ("~", "%") else span


def _check_time(timed: re.Match[str]) -> None:
    hour, minute, second, zone_hour, zone_minute = (int(part or 0) for part in timed.groups()[1:])
    if hour > 23 or minute > 59 or second > 59 or zone_hour * 60 + zone_minute > 14 * 60 or zone_minute > 59:
        raise ValueError("there is no such time of day")


def _reason(text: str) -> str:
    if text.startswith("Y"):
        return "years of more than four digits are not taken"
    if _WRITTEN_OUT.search(text):
        return "dates are written year first, in digits: 2019-01-04"
    if _SHORT.fullmatch(text):
        return "month and day have two digits: 2019-01-04"
    if text != text.strip() or not text:
        return "there is a space too many, or nothing"
    return "this is not a date in EDTF"


def _plain_span(year: str, month: str | None, day: str | None) -> Span:
    if "X" in year:
        if month not in (None, "XX") or day not in (None, "XX"):
            raise ValueError("where the year is not known, month and day cannot be")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return (low, 1, 1), (high, 12, 31)
    number = int(year)
    if year == "-0000":
        raise ValueError("the year before 0001 is 0000")
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise ValueError("where the month is not known, the day cannot be")
        return (number, 1, 1), (number, 12, 31)
    return _month_span(number, int(month), day)


def _month_span(year: int, month: int, day: str | None) -> Span:
    if month in _SEASONS and day is None:
        # Summer and winter may reach into the next February, in the one hemisphere or the other.
        return (year, 1, 1), _last_day(year + 1, 2) if month in (22, 24) else (year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02}")
    if day is None or day == "XX":
        return (year, month, 1), _last_day(year, month)
    if not 1 <= int(day) <= _last_day(year, month)[2]:
        raise ValueError(f"{year:04}-{month:02} has no day {day}")
    return (year, month, int(day)), (year, month, int(day))


def _last_day(year: int, month: int) -> Day:
    # The Gregorian calendar repeats every 400 years, which is how years before 1 get their leap days.
    return year, month, monthrange(year % 400 + 400, month)[1]


def _widened(span: Span, month: str | None, day: str | None) -> Span:
    """The span with one unit of the date's precision more on either side."""
    first, last = span
    if day is not None and day != "XX":
        return _day_before(first), _day_after(last)
    if month is not None and month != "XX" and int(month) <= 12:
        before = (first[0] - 1, 12, 1) if first[1] == 1 else (first[0], first[1] - 1, 1)
        after = (last[0] + 1, 1) if last[1] == 12 else (last[0], last[1] + 1)
        return before, _last_day(*after)
    return (first[0] - 1, first[1], first[2]), _last_day(last[0] + 1, last[1])


def _day_before(day: Day) -> Day:
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    return (year - 1, 12, 31) if month == 1 else _last_day(year, month - 1)


def _day_after(day: Day) -> Day:
    year, month, number = day
    if day != _last_day(year, month):
        return year, month, number + 1
    return (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)


def instant_of(stamp: str | None) -> datetime | None:
    """The moment that an ISO 8601 date or date-time means; without a zone UTC is taken. None for anything else.

    >>> instant_of("2031-03-04T09:00:00+01:00") < instant_of("2031-03-04T08:30:00Z")
    True
    """
    try:
        time = datetime.fromisoformat(stamp or "")
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
