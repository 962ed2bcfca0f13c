"""Counts of people in words or figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty".split()
)} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
      "dozen": 12, "thousand": 1000}  # fmt: skip


def number_of(noun: Token) -> int | None:
    """The count that stands with the noun: 'at least 50 people', 'twelve'; None where there is none.

    'dozens' and 'hundreds' count nothing. A noun in the singular after 'a' is one.
    """
    if noun.like_num:
        return _value(noun.lower_)
    for child in noun.children:
        if child.dep_ == "nummod" and child.i < noun.i:
            return _value(child.lower_)
    return None


def _value(word: str) -> int | None:
    figures = word.replace(",", "")
    if figures.isdigit() and len(figures) < 9:
        return int(figures)
    return _WORDS.get(word)
