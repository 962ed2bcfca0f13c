"""Finds a model's quotes in the words that it was shown: letter by letter, else with quotes and spaces read alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.llm.parts import Stretch

MOST_PLACES = 40  # of one quote that are looked at; words that stand more often show nothing
_BARRIER = "\x00"  # stands where unread text was left out; no quote may have it
_MARKS = {**dict.fromkeys("\u2018\u2019\u201a\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201e\u201f", '"')}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands, in the order of the text; `mended` where its quotation marks or spaces differed."""

    places: tuple[Stretch, ...] = ()
    mended: bool = False


def fold(words: str) -> str:
    """The words with straight quotation marks and one space for any white space; nothing else is read alike.

    >>> fold("Kesmark\u2019s \u201cthaw\u201d\\n  came ")
    'Kesmark\\'s "thaw" came'
    """
    return " ".join("".join(_MARKS.get(letter, letter) for letter in words).split())


class ShownText:
    """The stretches of a text that a model was shown. Only there its quotes count."""

    def __init__(self, text: str, stretches: Iterable[Stretch]) -> None:
        self.text = text
        self._exact, self._starts = _join(text, sorted(stretches))
        self._folded, self._origins = _fold_with_origins(self._exact)

    def find(self, quote: str) -> Found:
        """Every place of the quote as whole words, at most MOST_PLACES."""
        if not any(letter.isalnum() for letter in quote) or _BARRIER in quote:
            return Found()
        exact = self._places(self._exact, quote, None)
        if exact:
            return Found(exact)
        return Found(self._places(self._folded, fold(quote), self._origins), mended=True)

    def _places(self, among: str, quote: str, origins: Sequence[int] | None) -> tuple[Stretch, ...]:
        found: list[Stretch] = []
        at = among.find(quote)
        while at >= 0 and len(found) < MOST_PLACES:
            first, last = at, at + len(quote) - 1
            if origins is not None:
                first, last = origins[first], origins[last]
            place = self._offset(first), self._offset(last) + 1
            if self._is_whole(*place):
                found.append(place)
            at = among.find(quote, at + 1)
        return tuple(found)

    def _offset(self, at: int) -> int:
        """Where a letter of the joined stretches stands in the text."""
        joined, start = self._starts[bisect_right(self._starts, (at, len(self.text))) - 1]
        return start + at - joined

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether the stretch begins and ends with whole words."""
        text = self.text
        cut_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not cut_left and not cut_right


def _join(text: str, stretches: list[Stretch]) -> tuple[str, list[tuple[int, int]]]:
    """The stretches in a row, a barrier where more than white space lies between; and where each piece begins."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length, before = 0, 0
    for start, end in stretches:
        gap = text[before:start] if pieces else _BARRIER
        between = gap if not gap or gap.isspace() else _BARRIER
        starts += [(length, before), (length + len(between), start)]
        pieces += [between, text[start:end].replace(_BARRIER, " ")]
        length += len(between) + end - start
        before = end
    return "".join(pieces), starts


def _fold_with_origins(words: str) -> tuple[str, list[int]]:
    """As `fold`, without trimming; and for each letter the place of that which it was made from."""
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(words):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(_MARKS.get(letter, letter))
        origins.append(at)
    return "".join(letters), origins


def distance(one: Stretch, other: Stretch) -> int:
    """How many code points lie between two stretches; 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def choose_places(main: Sequence[Stretch], others: Sequence[Sequence[Stretch]]) -> tuple[Stretch, list[Stretch]]:
    """The place of the main quote that lies nearest to all others, and of each other that nearest to it.

    Every sequence has a place; where two are as near, the earlier wins.
    """
    chosen = min(main, key=lambda place: sum(min(distance(place, each) for each in other) for other in others))
    return chosen, [min(other, key=lambda each: distance(chosen, each)) for other in others]
