"""Which literals are well-formed (XML Schema 1.1) and how two compare (SPARQL 1.1), the same for both engines."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, RdfFormat, parse

from kg.vocab import XSD

# Where a literal that is none goes on to the engines: as one of a datatype that neither knows, so that neither
# guesses what "31 May"^^xsd:date or "300"^^xsd:byte may have meant.
ILL_TYPED = "urn:kg:ill-typed:"

_ZONE = r"(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_DAY = r"(?P<year>-?(?:[1-9]\d{3,8}|0\d{3}))-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d(?:\.\d{1,18})?)"
_MIDNIGHT = r"(?P<midnight>24:00:00(?:\.0+)?)"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"
_INTEGER = r"[+-]?\d{1,18}"
_TIME_PART = r"T(?:\d+H(?:\d+M)?(?:\d+(?:\.\d+)?S)?|\d+M(?:\d+(?:\.\d+)?S)?|\d+(?:\.\d+)?S)"
_YEARS = r"\d+Y(?:\d+M)?|\d+M"
_LEXICAL = {
    "boolean": "true|false|0|1",
    "integer": _INTEGER,
    # Beyond 18 digits before or after the point neither the engines nor the store compute.
    "decimal": r"[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})",
    "double": _NUMBER,
    "float": _NUMBER,
    "date": _DAY + _ZONE,
    "time": f"(?:{_CLOCK}|{_MIDNIGHT}){_ZONE}",
    "dateTime": f"{_DAY}T(?:{_CLOCK}|{_MIDNIGHT}){_ZONE}",
    "dateTimeStamp": f"{_DAY}T(?:{_CLOCK}|{_MIDNIGHT}){_ZONE.removesuffix('?')}",
    "gYear": rf"-?(?:[1-9]\d{{3,8}}|0\d{{3}}){_ZONE}",
    "gYearMonth": rf"-?(?:[1-9]\d{{3,8}}|0\d{{3}})-(?:0[1-9]|1[0-2]){_ZONE}",
    "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
    "gMonthDay": rf"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "duration": rf"-?P(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?{_TIME_PART}|(?:\d+Y)?(?:\d+M)?\d+D|{_YEARS})",
    "dayTimeDuration": rf"-?P(?:(?:\d+D)?{_TIME_PART}|\d+D)",
    "yearMonthDuration": rf"-?P(?:{_YEARS})",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "base64Binary": "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "language": "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\s]+(?: [^\s]+)*)?",
}
_RANGES = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
}
_PATTERNS = {name: re.compile(pattern, re.ASCII) for name, pattern in _LEXICAL.items()}
_TYPED = re.compile(rf'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"\^\^<{re.escape(XSD)}(\w+)>')
_FLOATS = ("double", "float")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FOURTEEN_HOURS = 14 * 3600


def is_well_formed(text: str, datatype: str) -> bool:
    """Whether XML Schema has a value for the text; of datatypes that it does not have, every text is.

    >>> is_well_formed("2031-02-29", XSD + "date"), is_well_formed("-0044-03-15", XSD + "date")
    (False, True)
    """
    name = _name(datatype)
    if name in _RANGES:
        low, high = _RANGES[name]
        number = int(text) if _PATTERNS["integer"].fullmatch(text) else None
        return number is not None and (low is None or low <= number) and (high is None or number <= high)
    if name not in _PATTERNS:
        return True
    match = _PATTERNS[name].fullmatch(text)
    return match is not None and ("day" not in match.groupdict() or _is_day(match))


def marked(ntriples: str) -> str:
    """N-Triples as they go to an engine: with the datatype marked of each literal that is not well-formed.

    >>> marked(f'<a:a> <a:b> "31 May"^^<{XSD}date> .')
    '<a:a> <a:b> "31 May"^^<urn:kg:ill-typed:date> .'
    """
    if all(_is_well_written(*each) for each in _TYPED.findall(ntriples)):  # as of most
        return ntriples
    return _TYPED.sub(_marked, ntriples)


@lru_cache(maxsize=10_000)
def marked_term(term: str) -> str:
    """The same of one literal: days and numbers come again and again."""
    return marked(term)


def _marked(found: re.Match[str]) -> str:
    written, name = found.groups()
    return found[0] if _is_well_written(written, name) else f'"{written}"^^<{ILL_TYPED}{name}>'


@lru_cache(maxsize=10_000)
def _is_well_written(written: str, name: str) -> bool:
    """The same as is_well_formed, of a text as N-Triples write it; days and numbers come again and again."""
    if "\\" in written:
        (triple,) = parse(f'<a:a> <a:a> "{written}" .', RdfFormat.N_TRIPLES)
        assert isinstance(triple.object, Literal)
        written = triple.object.value
    return is_well_formed(written, XSD + name)


def unmarked(ntriples: str) -> str:
    """A term of a finding as it stands in the data."""
    return ntriples.replace(f"^^<{ILL_TYPED}", f"^^<{XSD}")


def order(one: tuple[str, str], other: tuple[str, str]) -> int | None:
    """-1, 0 or 1: how two literals (text and datatype) compare by SPARQL's operators; None where they do not.

    >>> order(("2031-05-15", XSD + "date"), ("2031-05-16Z", XSD + "date"))
    -1
    """
    first, second = _value(*one), _value(*other)
    if first is None or second is None or first[0] != second[0]:
        return None
    return _ORDERS[first[0]](first[1], second[1])


def _name(datatype: str) -> str:
    return datatype[len(XSD) :] if datatype.startswith(XSD) else ""


def _value(text: str, datatype: str) -> tuple[str, object] | None:
    """The kind of a well-formed literal, and what is compared."""
    name = _name(datatype)
    if not name or not is_well_formed(text, datatype):
        return None
    if name in _RANGES or name in ("integer", "decimal"):
        return "number", Decimal(text)
    if name in _FLOATS:
        return "number", float(text.replace("INF", "inf"))
    if name == "string":
        return "string", text
    if name == "boolean":
        return "boolean", text in ("true", "1")
    return (name, _instant(_PATTERNS[name], text)) if name in ("date", "time", "dateTime") else None


def _is_day(match: re.Match[str]) -> bool:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _DAYS[month - 1] and (leap or (month, day) != (2, 29))


def _instant(pattern: re.Pattern[str], text: str) -> tuple[Decimal, bool]:
    """Seconds from the beginning of the year 0, and whether a zone makes them certain."""
    match = pattern.fullmatch(text)
    assert match is not None
    parts = match.groupdict()
    seconds = Decimal(0)
    if "day" in parts:
        seconds += _days(int(parts["year"]), int(parts["month"]), int(parts["day"])) * 86400
    if parts.get("midnight"):
        seconds += 86400 if "day" in parts else 0
    elif parts.get("hour"):
        seconds += int(parts["hour"]) * 3600 + int(parts["minute"]) * 60 + Decimal(parts["second"])
    zone = parts["zone"]
    if zone and zone != "Z":
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        seconds -= minutes * (60 if zone[0] == "+" else -60)
    return seconds, zone is not None


def _days(year: int, month: int, day: int) -> int:
    """Days since the first of March of the year 0, in the calendar of today carried backwards."""
    year, month = (year - 1, month + 9) if month <= 2 else (year, month - 3)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1


def _by_value(one: Any, other: Any) -> int | None:
    if one != one or other != other:  # NaN
        return None
    return int(one > other) - int(one < other)


def _by_instant(one: tuple[Decimal, bool], other: tuple[Decimal, bool]) -> int | None:
    """Without one of the zones, only what is more than 14 hours apart is certain (XML Schema 1.1, 3.3.7.2)."""
    if one[1] != other[1] and abs(one[0] - other[0]) <= _FOURTEEN_HOURS:
        return None
    return _by_value(one[0], other[0])


_ORDERS: dict[str, Callable[..., int | None]] = {
    "number": _by_value,
    "string": _by_value,
    "boolean": _by_value,
    "date": _by_instant,
    "time": _by_instant,
    "dateTime": _by_instant,
}
