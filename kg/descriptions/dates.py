"""Dates as people read them: ISO days and EDTF in English."""

from __future__ import annotations

import re

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(-?\d{3,4}X?|\d{2}XX|\dXXX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?")


def day_words(iso: str) -> str:
    """A day, a month or a year in words; what is none of them stays as it is.

    >>> day_words("2031-03-04"), day_words("2031-03"), day_words("2031-22")
    ('4 March 2031', 'March 2031', 'summer 2031')
    """
    found = _DATE.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    if "X" in year:
        return f"the {year.replace('X', '0')}s" if year != "XXXX" else "a year unknown"
    if month in (None, "XX"):
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not 1 <= int(month) <= 12:
        return iso
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return named if day in (None, "XX") else f"{int(day)} {named}"


def date_phrase(edtf: str) -> str:
    """An EDTF date with the preposition that it takes in a sentence.

    >>> date_phrase("2031-03-25"), date_phrase("2028-04~")
    ('on 25 March 2031', 'in about April 2028')
    >>> date_phrase("[2031-03-04..2031-03-31]"), date_phrase("2029/..")
    ('between 4 and 31 March 2031', 'since 2029')
    """
    interval = re.fullmatch(r"\[(.*)\.\.(.*)\]|([^/]*)/([^/]*)", edtf)
    if interval:
        first, last = (each or "" for each in (interval.group(1, 2) if edtf[0] == "[" else interval.group(3, 4)))
        return _between("" if first == ".." else first, "" if last == ".." else last, since=edtf[0] != "[")
    bare = edtf.rstrip("?~%")
    words = day_words(bare)
    if words == bare and not _DATE.fullmatch(bare):
        return edtf
    before, about = ("perhaps " if "?" in edtf[-1:] else ""), ("about " if edtf[-1:] in ("~", "%") else "")
    return f"{before}{_preposition(bare)} {about}{words}"


def _preposition(date: str) -> str:
    return "on" if re.fullmatch(r"-?\d{4}-\d\d-\d\d.*", date) else "in"


def _between(first: str, last: str, *, since: bool) -> str:
    if first and last:
        from_words, to_words = day_words(first), day_words(last)
        day, _, rest = from_words.partition(" ")
        shared = to_words.partition(" ")[2]
        return f"between {day if rest and rest == shared else from_words} and {to_words}"
    if first:
        return f"{'since' if since else 'in or after'} {day_words(first)}"
    return f"{'until' if since else 'in or before'} {day_words(last)}"
