"""Dates and times of publication as newspapers write them, to ISO 8601 with their zone.

Written here because the usual parsers take BST for UTC, or guess where a date is ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan januar janvier enero gennaio janeiro januari jänner,"
        "february feb februar février febrero febbraio fevereiro februari,"
        "march mar märz mars marzo março maart mrz,april apr avril abril aprile,may mai mayo maggio maio mei maj,"
        "june jun juni juin junio giugno junho,july jul juli juillet julio luglio julho,"
        "august aug août agosto augustus augusti,september sept sep septembre septiembre settembre setembro,"
        "october oct oktober octobre octubre ottobre outubro okt,november nov novembre noviembre novembro,"
        "december dec dezember décembre diciembre dicembre dezembro dez".split(","),
        start=1,
    )
    for name in names.split()
}
_ZONES = {  # by name, in minutes east of Greenwich; a bare ET, PT ... depends on the day
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "wat": 60, "cest": 120,
    "cat": 120, "sast": 120, "eet": 120, "eest": 180, "eat": 180, "msk": 180, "pkt": 300, "ist": 330,
    "gst": 240, "npt": 345, "pht": 480, "wib": 420, "hkt": 480,
    "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "ast": -240, "adt": -180, "nst": -210, "brt": -180, "art": -180, "akst": -540, "akdt": -480, "hst": -600,
}  # fmt: skip
_FARTHEST = 14 * 60  # minutes of any zone from Greenwich
_AMERICAN = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
# Of two zones with one name the one that newspapers print: IST is India's, CST and AST are America's.
_ISO = re.compile(
    r"\b(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r"\s*([A-Z]{1,4}\b|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?!\d)",
    re.IGNORECASE | re.ASCII,
)
# Twelve digits that begin so would be a moment of 1976: they are a day with its time.
_EPOCH = re.compile(r"(?:[0-9]{9,10}|(?!19|20)[0-9]{12}|[0-9]{13})(?:\.[0-9]+)?")
_COMPACT = re.compile(r"\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?(?!\d)", re.ASCII)
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?()", re.ASCII)  # and nothing else
_SHORT_YEAR = re.compile(r"^((?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2}) (\d\d)(?= \d\d:\d\d)")  # as RFC 822 has it
_YEAR_LAST = re.compile(r"\b([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d) ([A-Z]{2,5}) (\d{4})\b")  # as `date` prints it
_FOUR_DIGITS = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)(?=\s+(?:GMT|UTC|BST|CES?T)\b)")
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+)?({_NAMES})\b\.?,?\s+(?:de\s+)?(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_SLASHES = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s*([ap])\.?m\b\.?)?|\s*([ap])\.?m\b\.?)"
    r"\s*(?:uhr\b)?\s*[(,]?\s*((?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?|[A-Za-z]{1,4}\b|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


def published_time(text: str) -> str | None:
    """The first date in a line of text, with time and zone where they are said: ISO 8601; None where there is none.

    >>> published_time("Tuesday 20 June 2023 15:38 BST")
    '2023-06-20T15:38:00+01:00'
    >>> published_time("Published March 4, 2031 at 3:05 p.m. ET")
    '2031-03-04T15:05:00-05:00'
    >>> published_time("20. Juni 2031, 15:38 Uhr"), published_time("20 June 2031 3pm GMT+8")
    ('2031-06-20T15:38:00', '2031-06-20T15:00:00+08:00')
    >>> published_time("03/04/2031") is None
    True
    """
    text = text.replace("\u2212", "-")
    iso = _ISO.search(text) or _COMPACT.search(text) or _DIGITS.fullmatch(text.strip())
    if iso:
        return _from_iso(iso)
    text = _SHORT_YEAR.sub(lambda found: f"{found[1]} {'20' if found[2] < '50' else '19'}{found[2]}", text)
    found = _day_of(_FOUR_DIGITS.sub(r"\1:\2", _YEAR_LAST.sub(r"\1 \4 \2 \3", text)))
    if found is None:
        return None
    day, rest = found
    clock = _CLOCK.search(rest)
    return day.isoformat() + (_clock_of(clock, day) if clock else "")


def epoch_time(value: object) -> str | None:
    """The moment that a number means, in seconds or milliseconds since 1970 (from 1973 on): ISO 8601 in UTC.

    >>> epoch_time(1930471200), epoch_time("1930471200000"), epoch_time(2031)
    ('2031-03-05T10:00:00+00:00', '2031-03-05T10:00:00+00:00', None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not _EPOCH.fullmatch(str(value)):
        return None
    seconds = int(float(value))
    return datetime.fromtimestamp(seconds // 1000 if seconds >= 10**11 else seconds, UTC).isoformat()


def _from_iso(match: re.Match[str]) -> str | None:
    day = _valid(*map(int, match.group(1, 2, 3)))
    if day is None:
        return None
    zone = match.group(7) or ""
    if match.group(6) is None and re.fullmatch(r"[+-]\d\d", zone):
        zone = ""  # the end of a span of hours: 10:00-12
    return day.isoformat() + (_time_of(match.group(4, 5, 6), zone, zone, day) if match.group(4) else "")


def _day_of(text: str) -> tuple[date, str] | None:
    """The day, and the text without it."""
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        match = pattern.search(text)
        if match:
            year, month, day = (match.group(place) for place in order)
            valid = _valid(int(year), _MONTHS[month.lower()], int(day))
            return (valid, text[match.end() :] + " " + text[: match.start()]) if valid else None
    match = _SLASHES.search(text)
    if not match:
        return None
    first, second, year = (int(match.group(place)) for place in (1, 3, 4))
    dotted = match.group(2) == "."  # with dots the day stands first, with strokes it depends on the country
    if not dotted and first <= 12 and second <= 12 and first != second:
        return None  # nobody can tell the day from the month
    day_first = dotted or first > 12 or first == second
    valid = _valid(year, second, first) if day_first else _valid(year, first, second)
    return (valid, text[match.end() :]) if valid else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(match: re.Match[str], day: date) -> str:
    return _time_of(match.group(1, 2, 3), match.group(4) or match.group(5) or "", match.group(6) or "", day)


def _time_of(clock: Sequence[str | None], half: str, zone: str, day: date) -> str:
    """A time of day with its zone; `half` is `a` or `p` where a clock of twelve hours says so. Empty for none."""
    hour, minute, second = (int(each or 0) for each in clock)
    if half.lower() in ("a", "p", "am", "pm"):
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 60:
        return ""
    return f"T{hour:02}:{minute:02}:{min(second, 59):02}{_zone_of(zone, day)}"  # a leap second is none of a calendar's


def _zone_of(name: str, day: date) -> str:
    """`+01:00` for a zone's name or offset; empty where it is not known."""
    offset = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", name)
    if offset:
        sign, hours, rest = offset.groups()
        east = int(f"{sign}1") * (int(hours) * 60 + int(rest or 0))
        return _written(east) if int(rest or 0) <= 59 and abs(east) <= _FARTHEST else ""
    key = name.lower()
    if key in _AMERICAN:
        return _written(_AMERICAN[key] + (60 if _american_summer(day) else 0))
    return _written(_ZONES[key]) if key in _ZONES else ""


def _written(east: int) -> str:
    sign = "-" if east < 0 else "+"
    return f"{sign}{abs(east) // 60:02}:{abs(east) % 60:02}"


def _american_summer(day: date) -> bool:
    """Whether daylight time holds in the United States: second Sunday of March to first Sunday of November."""
    march, november = date(day.year, 3, 1), date(day.year, 11, 1)
    start = date(day.year, 3, 8 + (6 - march.weekday()) % 7)
    end = date(day.year, 11, 1 + (6 - november.weekday()) % 7)
    return start <= day < end
