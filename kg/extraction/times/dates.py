"""Turns the news' words for time ('on Tuesday', 'last week', 'in 2021') into EDTF against the dateline."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_STALE = 60  # days: what is planned for a day less far back was told late
_ABBREVIATED = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAY = "|".join(_DAYS)
_MONTH = r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1}
_ORDINALS = ("first", "second", "third", "fourth")
NUMBER = r"(?:\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BEFORE_IN_NAME = re.compile(r"[\w’'-] $")


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time at `[start:end]` of the words, and the EDTF that it stands for; `A/B` means within."""

    start: int
    end: int
    value: str


def find_times(words: str, published: date, *, future: bool = False) -> list[Time]:
    """The expressions of time in `words`, in their order; none lies within another.

    A bare weekday is the last one up to the day of publication, or the first one from it on if `future`.

    >>> find_times("in London on Tuesday", date(2031, 5, 6))
    [Time(start=13, end=20, value='2031-05-06')]
    """
    found: list[Time] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(words):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            try:
                value = resolve(match, published, future)
            except (ValueError, OverflowError):  # 30 February, or before the year 1
                continue
            if value:
                found.append(Time(*match.span(), value))
    return sorted(found, key=lambda each: each.start)


def _weekday_week(found: re.Match[str], day: date, future: bool) -> str:
    """'on Friday week': the one after the next."""
    days = (_DAYS.index(found["day"].lower()) - day.weekday()) % 7
    return (day + timedelta(days=days + 7)).isoformat()


def _weekday(found: re.Match[str], day: date, future: bool) -> str:
    wanted = _DAYS.index(found["day"].lower())
    which = (found["which"] or "").strip().lower()
    ahead = which in ("next", "coming", "this coming")
    if ahead or (future and which not in ("last", "past", "this past")):
        days = (wanted - day.weekday()) % 7  # what a Monday's paper says will be "on Monday" is of today
        return (day + timedelta(days=days or (7 if ahead else 0))).isoformat()
    back = (day.weekday() - wanted) % 7
    return (day - timedelta(days=back or 7 if which == "last" else back)).isoformat()


def _relative_day(found: re.Match[str], day: date, future: bool) -> str | None:
    if found["word"][0].isupper() and _BEFORE_IN_NAME.search(found.string, 0, found.start()):
        return None  # 'Harbour Today' is a paper
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(found["word"].lower(), 0)
    return (day + timedelta(days=shift)).isoformat()


def _weekend(found: re.Match[str], day: date, future: bool) -> str:
    if future:
        saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    else:
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def _relative_span(found: re.Match[str], day: date, future: bool) -> str | None:
    shift = {"last": -1, "this": 0, "next": 1, "earlier this": 0, "earlier in the": 0, "later this": 0}[
        found["which"].lower()
    ]
    unit = found["unit"].lower()
    first, last = _span(day, unit, shift)
    if found["which"].lower().startswith("earlier"):
        last = day - timedelta(days=1)
    elif found["which"].lower().startswith("later"):
        first = day + timedelta(days=1)
    elif unit == "year":
        return f"{first.year:04}"
    elif unit == "month":
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat() if first == last else None


def _span(day: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return first, first + timedelta(days=6)
    if unit == "year":
        return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)
    months = day.year * 12 + day.month - 1 + shift
    year, month = divmod(months, 12)
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def _ago(found: re.Match[str], day: date, future: bool) -> str | None:
    count = NUMBERS.get(found["n"].lower()) or int(found["n"])
    unit = found["unit"].lower()
    if unit == "day":
        return (day - timedelta(days=count)).isoformat()
    if unit == "week":
        return f"{(day - timedelta(weeks=count)).isoformat()}~"
    if unit == "month":
        first, _ = _span(day, "month", -count)
        return f"{first.year:04}-{first.month:02}~"
    return f"{day.year - count:04}~"


def _counted(found: re.Match[str], day: date, future: bool) -> str:
    """'two days after the crash on Sunday': counted from the day named."""
    count = NUMBERS.get(found["n"].lower()) or int(found["n"])
    shift = timedelta(days=count) if found["unit"].lower() == "day" else timedelta(weeks=count)
    named = day - timedelta(days=(day.weekday() - _DAYS.index(found["day"].lower())) % 7)
    reached = named + (shift if found["way"].lower() != "before" else -shift)
    if reached > day and not future:
        reached -= timedelta(weeks=1)  # 'two days after the crash on Sunday', told on a Monday
    return reached.isoformat()


def _day_range(found: re.Match[str], day: date, future: bool) -> str | None:
    """'from 14 to 16 January', 'from 30 May to 2 June', 'January 14-16': within these days."""
    if not found["month"][0].isupper():
        return None
    year, other = found["year"], found.groupdict().get("other") or found["month"]
    last = _day_in(int(found["last"]), found["month"], year, day)
    first = _day_in(int(found["day"]), other, str(last.year), day)
    if first > last and not year:
        first = first.replace(year=first.year - 1)  # 'from 30 December to 2 January'
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else None


def _day_in(number: int, month: str, year: str | None, day: date) -> date:
    """The day of a month, without a year the one nearest to `day`; raises ValueError where there is none."""
    which = _ABBREVIATED[month.lower().rstrip(".")[:3]]
    if year:
        return date(int(year), which, number)
    near = [date(y, which, number) for y in (day.year - 1, day.year, day.year + 1) if number <= monthrange(y, which)[1]]
    return min(near, key=lambda each: abs((each - day).days))


def _month_day(found: re.Match[str], day: date, future: bool) -> str | None:
    if not found["month"][0].isupper():
        return None  # 'may 20 people'
    named = _day_in(int(found["day"]), found["month"], found["year"], day)
    if future and not found["year"] and (day - named).days > _STALE:
        named = named.replace(year=named.year + 1)  # 'will open on 10 December', told in May
    return named.isoformat()


def _month_only(found: re.Match[str], day: date, future: bool) -> str | None:
    if not found["month"][0].isupper():
        return None
    month = _ABBREVIATED[found["month"].lower().rstrip(".")[:3]]
    if found["year"]:
        return f"{int(found['year']):04}-{month:02}"
    if found["of"]:
        return f"{day.year + {'last': -1, 'this': 0, 'next': 1}[found['of'].lower()]:04}-{month:02}"
    which = (found["which"] or found["bare"] or "").strip().lower()
    year = day.year
    if which == "this":
        return f"{year:04}-{month:02}"
    if (future or which == "next") and month < day.month:
        year += 1
    elif not future and which != "next" and (month > day.month or (which == "last" and month == day.month)):
        year -= 1
    return f"{year:04}-{month:02}"


def _part_of_year(found: re.Match[str], day: date, future: bool) -> str:
    """'the first quarter of 2029', 'the second half of last year', 'the first nine months of 2029': within these."""
    shift = {"last": -1, "next": 1}.get((found["of"] or "").lower(), 0)
    year = int(found["year"] or day.year + shift)
    if found["n"]:
        first, last = 1, NUMBERS.get(found["n"].lower()) or int(found["n"])
    else:
        length = {"quarter": 3, "half": 6}[found["unit"].lower()]
        which = found["which"].lower()
        last = 12 if which in ("last", "final") else length * (_ORDINALS.index(which) + 1)
        first = last - length + 1
    return f"{date(year, first, 1).isoformat()[:7]}/{date(year, last, 1).isoformat()[:7]}"


def _years(found: re.Match[str], day: date, future: bool) -> str | None:
    first, last = int(found["first"] or found["other"]), int(found["last"])
    return f"{first}/{last}" if first < last else None


def _decade(found: re.Match[str], day: date, future: bool) -> str:
    return f"{found['ten']}0/{found['ten']}9"


def _year(found: re.Match[str], day: date, future: bool) -> str:
    return found["year"]


_Rule = Callable[[re.Match[str], date, bool], str | None]
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (
            rf"\b(?P<n>{NUMBER}) (?P<unit>day|week)s? (?P<way>after|before|following)\b(?= (?:[\w’'-]+ ){{1,6}}?on (?P<day>{_DAY})\b)",
            _counted,
        ),
        *(
            (rf"\b{opens}{span}\b(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b)?", _day_range)
            for opens, between in (("from ", " (?:to|until|till) "), ("between ", " and "), ("(?:from )?", "[-–]"))
            for span in (
                rf"(?P<day>\d{{1,2}})(?: (?P<other>{_MONTH}))?{between}(?P<last>\d{{1,2}}) (?P<month>{_MONTH})",
                rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}}){between}(?P<last>\d{{1,2}})",
            )
        ),
        (rf"\b(?P<day>{_DAY}) week\b(?! of\b)", _weekday_week),
        (rf"\b(?P<which>(?:this )?(?:last|next|past|coming|this) )?(?P<day>{_DAY})\b", _weekday),
        (r"(?<!USA )\b(?P<word>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b", _relative_day),
        (r"\b(?:over the |at the |last |this (?:past )?)(?P<word>weekend)\b", _weekend),
        (rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b)?", _month_day),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b)?", _month_day),
        (rf"\b(?:(?:in|since|until|by|during|of|from) (?P<which>last |next |this |early |late |mid-)?|(?P<bare>last|next|this) )(?P<month>{_MONTH})(?:(?: of)? (?P<of>last|this|next) year|,? (?P<year>(?:1[5-9]|20)\d\d))?\b(?! \d)", _month_only),
        (
            r"\b(?:(?P<which>first|second|third|fourth|last|final) (?P<unit>quarter|half)|first (?P<n>two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[01]) months)"
            r" of (?:the year|(?P<of>last|this|next) year|(?P<year>(?:1[5-9]|20)\d\d))\b",
            _part_of_year,
        ),
        (r"\b(?P<which>earlier this|earlier in the|later this|last|this|next) (?P<unit>week|month|year)\b", _relative_span),
        (rf"\b(?P<n>{NUMBER}) (?P<unit>day|week|month|year)s? (?:ago|earlier)\b", _ago),
        (r"\b(?:between (?P<first>(?:1[5-9]|20)\d\d) and |from (?P<other>(?:1[5-9]|20)\d\d) (?:to|until|through) )(?P<last>(?:1[5-9]|20)\d\d)\b", _years),
        (r"\b(?:in|during|of|from) the (?:early |late |mid-)?(?P<ten>(?:1[5-9]|20)\d)0s\b", _decade),
        (r"\b(?:in|since|until|by|during|from|of) (?:early |late |mid-)?(?P<year>(?:1[5-9]|20)\d\d)\b", _year),
    )
)  # fmt: skip
