"""The whole numbers that a text has, in figures and in English words."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_GREATEST = 10**15  # what is more is a row of figures, and counts nothing
_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+")
_WORD = "|".join(NUMBER_WORDS)
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
_UNIT = "(?:year|month|week|day|hour|minute|second|kilomet|met(?:re|er)|mile)"
_NO_COUNTS = (
    r"[$€£¥]\s?\d[\d,.]*",  # a price
    r"(?<!\w)(?:[^\W\d]*+\d\w*+(?::*[-:]\w++)+|[^\W\d]\w*+-\d+)",  # 737-800, a 12-year-old, 10:30, COVID-19
    r"(?<=,\s)\d{1,3}(?=[,.;)]|\s(?:and|of|from)\b|$)",  # Ana Okoye, 45, of Kesmark
    rf"\baged\s(?:\d+|{_WORD})\b",
    rf"\b\d{{1,2}}\s{_MONTH}\b|\b{_MONTH}\.?\s\d{{1,2}}\b|\b(?:1[5-9]|2[01])\d\d\b",  # a date
    rf"\b(?:(?<!\d[,.])\d[\d,.]*+|{_WORD})\s?(?:%|per\s?cent|[ap]\.?m\b|(?:more\s)?{_UNIT})",  # a share, a time
)
_COUNTS_NOBODY = re.compile("|".join(_NO_COUNTS), re.IGNORECASE)


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers in their order; "dozens", "hundreds" and the like are none, and of "200 and five" there are two.

    >>> numbers_in("Twenty-three of 1,200 people, a dozen of them children, and 1.5 million birds")
    (23, 1200, 12, 1500000)
    >>> numbers_in("two hundred forty-one, or 200 and five, in 2031"), numbers_in("hundreds of them")
    ((241, 200, 5, 2031), ())
    """
    return tuple(_numbers(_TOKEN.findall(text.casefold())))


def counts_in(text: str) -> tuple[int, ...]:
    """The numbers that may count people or things: no age, date, time, measure, price or name of a type.

    >>> counts_in("A Boeing 737-800 crashed on 8 January 2031; Ana Okoye, 45, and two others died within three hours")
    (2,)
    """
    return numbers_in(_COUNTS_NOBODY.sub(" ", text))


def _numbers(tokens: list[str]) -> Iterator[int]:
    held: float | None = None
    for token in tokens:
        number = float(token.replace(",", "")) if token[0].isdecimal() else NUMBER_WORDS.get(token)
        if number is not None and held is not None and _goes_on(held, token, number):
            held += number
        elif number is not None:
            yield from _whole(held)
            held = float(number)
        elif token in SCALES:
            held = (1.0 if held is None else held) * SCALES[token]
        else:
            yield from _whole(held)
            held = None
    yield from _whole(held)


def _goes_on(held: float, token: str, number: float) -> bool:
    """Whether a word goes on with the number before it: "twenty" with "three", "two hundred" with "forty"."""
    room = 100 if held >= 100 and not held % 100 else 10 if held % 100 in range(20, 100, 10) else 0
    return not token[0].isdecimal() and 0 < number < room


def _whole(held: float | None) -> Iterator[int]:
    if held is not None and held <= _GREATEST and held == int(held):
        yield int(held)
