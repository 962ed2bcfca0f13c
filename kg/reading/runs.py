"""Finds where an article's body stands among the lines of a page: the densest run of sentences.

Each line is worth something: prose its words, a picture's caption or an advertisement a little less than nothing, a
line that is no sentence more and more below nothing the more of them stand together, as in menus and lists of links.
The body is the stretch of greatest worth (the maximum subarray).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.reading.lines import Unit

_WORTH = {"caption": -3, "credit": -3, "note": -3, "furniture": -5, "appeal": -4, "date": -6, "byline": -6, "name": -6,
          "related": -3, "ago": -8, "lead": -5, "summary": -5, "stop": -60}  # fmt: skip
BULLET = re.compile(r"^(?:[–—•*·▪-]\s|\d{1,2}[.)]\s)")  # as an entry of a list begins
_STEP = 5  # what the first line without a sentence costs; the second that runs costs twice as much, and so on
_MOST = 60  # words that one unit can add: a cookie notice in one piece must not outweigh an article


def densest_run(units: Sequence[Unit]) -> range:
    """The indexes of the body, trimmed to prose at both ends; empty where there is no prose.

    >>> from kg.reading.lines import units
    >>> page = "Home\\nSport\\nRain fell on the town all day.\\nIt fell on the harbour as well.\\nAbout us\\nContact"
    >>> densest_run(list(units(page)))
    range(2, 4)
    """
    best, best_sum, start, total = range(0), 0.0, 0, 0.0
    for index, worth in enumerate(_worths(units)):
        if total <= 0:
            start, total = index, 0.0
        total += worth
        if total > best_sum:
            best, best_sum = range(start, index + 1), total
    return best


def _worths(units: Sequence[Unit]) -> Iterator[float]:
    others = 0  # lines without a sentence, since the last sentence
    for unit in units:
        if is_prose(unit):
            others = 0
            yield min(unit.words, _MOST) * (1.5 if unit.vote else 1)
        elif unit.look is not None:
            yield _WORTH.get(unit.look, -5)
        elif unit.heading or unit.vote or (unit.words >= 6 and BULLET.match(unit.text)):
            yield -2
        else:
            others += 1
            yield -_STEP * min(others, 6)


def is_prose(unit: Unit) -> bool:
    """Whether a unit is a sentence of which nothing says that it is something else."""
    return unit.sentence and unit.look is None
