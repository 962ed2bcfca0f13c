"""Dates as people read them: ISO days and EDTF in English."""

from __future__ import annotations

import re

_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"(-?\d{3,4}X?|\d{2}XX|\dXXX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?")
_INTERVAL = re.compile(r"\[(.*)\.\.(.*)\]|([^/]*)/([^/]*)")
_POINT = re.compile(r"(perhaps )?(in or after|in or before|since|until|on|in) (.+)")
_OPEN = {"in or after": " or later", "since": " or later", "in or before": " or earlier", "until": " or earlier"}
_PLAIN_EDGES = (("since", "from"), ("until", "until"))  # which say that already


def day_words(iso: str) -> str:
    """A day, a month or a year in words; what is none of them stays as it is.

    >>> day_words("2031-03-04"), day_words("2031-03"), day_words("2031-22"), day_words("-0044-03-15")
    ('4 March 2031', 'March 2031', 'summer 2031', '15 March 45 BC')
    """
    found = _DATE.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    if "X" in year:
        return f"the {year.replace('X', '0')}s" if year != "XXXX" else "a year unknown"
    year = _year_words(int(year))
    if month in (None, "XX"):
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not 1 <= int(month) <= 12:
        return iso
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return named if day in (None, "XX") else f"{int(day)} {named}"


def _year_words(year: int) -> str:
    """A year of ISO 8601, which has a year 0: 1 BC."""
    if year < 1:
        return f"{1 - year} BC"
    return str(year) if year > 999 else f"{year} AD"


def date_phrase(edtf: str) -> str:
    """An EDTF date with the preposition that it takes in a sentence.

    >>> date_phrase("2031-03-25"), date_phrase("2028-04~")
    ('on 25 March 2031', 'in about April 2028')
    >>> date_phrase("[2031-03-04..2031-03-31]"), date_phrase("2029/..")
    ('between 4 and 31 March 2031', 'since 2029')
    """
    interval = _INTERVAL.fullmatch(edtf)
    if interval:
        first, last = (each or "" for each in (interval.group(1, 2) if edtf[0] == "[" else interval.group(3, 4)))
        if first == last:
            return date_phrase(first)
        return _between("" if first == ".." else first, "" if last == ".." else last, since=edtf[0] != "[")
    bare, perhaps, about = _parts(edtf)
    words = day_words(bare)
    if words == bare and not _DATE.fullmatch(bare):
        return edtf
    return f"{perhaps}{_preposition(bare)} {about}{words}"


def edge_phrase(edtf: str, edge: str) -> str:
    """An EDTF date as that of a beginning or an end; `edge` is "from" or "until".

    >>> edge_phrase("2031-03-25", "from"), edge_phrase("2031?", "until"), edge_phrase("2029/..", "until")
    ('from 25 March 2031', 'perhaps until 2031', 'until 2029 or later')
    >>> edge_phrase("[2031-03-04..2031-03-31]", "from")
    'from some time between 4 and 31 March 2031'
    """
    phrase = date_phrase(edtf)
    if phrase.startswith("between "):
        return f"{edge} some time {phrase}"
    found = _POINT.fullmatch(phrase)
    if found is None:
        return f"{edge} {phrase}"
    perhaps, how, words = found.groups()
    return f"{perhaps or ''}{edge} {words}{'' if (how, edge) in _PLAIN_EDGES else _OPEN.get(how, '')}"


def date_words(edtf: str) -> str:
    """An EDTF date as it stands by itself, with no preposition before a day, a month or a year.

    >>> date_words("2031-03-25"), date_words("2031?"), date_words("[2031-03-04..2031-03-31]")
    ('25 March 2031', 'perhaps 2031', 'between 4 and 31 March 2031')
    """
    return re.sub(r"^(perhaps |)(?:on|in) (?!or )", r"\1", date_phrase(edtf))


def _parts(date: str) -> tuple[str, str, str]:
    """A date without its sign, and what the sign says in words: that it is perhaps so, that it is about so."""
    bare = date.rstrip("?~%")
    sign = date[len(bare) :]
    return bare, "perhaps " if sign in ("?", "%") else "", "about " if sign in ("~", "%") else ""


def _named(date: str) -> str:
    bare, perhaps, about = _parts(date)
    return f"{perhaps}{about}{day_words(bare)}"


def _preposition(date: str) -> str:
    return "on" if re.fullmatch(r"-?\d{4}-\d\d-\d\d.*", date) else "in"


def _between(first: str, last: str, *, since: bool) -> str:
    if first and last:
        from_words, to_words = _named(first), _named(last)
        day, _, rest = from_words.partition(" ")
        shared = rest and rest == to_words.partition(" ")[2] and day not in ("about", "perhaps")
        return f"between {day if shared else from_words} and {to_words}"
    if first:
        return f"{'since' if since else 'in or after'} {_named(first)}"
    return f"{'until' if since else 'in or before'} {_named(last)}"
