"""Checks the texts and dates that a model writes itself; each check gives the value back or raises ValueError."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from kg.edtf import parse_edtf

LARGEST = 10**12  # of numbers, either side of 0
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def check_text(text: str) -> str:
    """Text of one line: no control characters, no marks that turn its direction, no half characters.

    >>> check_text("Foreign Minister")
    'Foreign Minister'
    """
    if not text.strip():
        raise ValueError("there is no text")
    if any(unicodedata.category(letter).startswith("C") or letter in "\u2028\u2029" for letter in text):
        raise ValueError("it has characters that cannot be seen")
    return text


def check_date(text: str) -> str:
    """An EDTF date that kg reads.

    >>> check_date("2031-03")
    '2031-03'
    """
    parse_edtf(text)
    return text


def check_moment(text: str) -> str:
    """A day, or a day and time (ISO 8601)."""
    if not _MOMENT.fullmatch(text):
        raise ValueError("it is no day, and no day and time")
    datetime.fromisoformat(text)
    return text
