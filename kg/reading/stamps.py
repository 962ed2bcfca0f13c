"""The times of day over the entries of a live blog, which part its body as headings do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.reading.lines import Unit
from kg.reading.runs import is_prose

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?: ?([ap])\.?m\.?)?(?: \(?[A-Z]{2,5}\)?)?", re.IGNORECASE)
_FEWEST = 3  # times that run one way; fewer may be the lengths of videos, or a page's own date
_BELOW = 3  # lines below a time in which its entry begins


def with_stamps(units: Sequence[Unit]) -> list[Unit]:
    """The units with the times of a live blog as furniture, so that none ends its head or makes a link of an entry."""
    times = {
        index: _minutes(found)
        for index, unit in enumerate(units)
        if (found := _CLOCK.fullmatch(unit.text)) and any(map(is_prose, units[index + 1 : index + 1 + _BELOW]))
    }
    steps = list(pairwise(times.values()))
    one_way = all(a <= b for a, b in steps) or all(a >= b for a, b in steps)
    if not one_way or len(set(times.values())) < _FEWEST:
        return list(units)
    return [replace(unit, look="furniture") if index in times else unit for index, unit in enumerate(units)]


def _minutes(clock: re.Match[str]) -> int:
    """The minutes since midnight.

    >>> [_minutes(_CLOCK.fullmatch(each)) for each in ("08:05", "2.10pm", "12:30 AM BST")]
    [485, 850, 30]
    """
    hour, half = int(clock[1]), clock[3]
    return (hour % 12 + 12 * (half.lower() == "p") if half else hour) * 60 + int(clock[2])
