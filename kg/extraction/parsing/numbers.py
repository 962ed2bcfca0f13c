"""Counts of people in words or figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.numerals import NUMBER_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

# whom no toll counts
BEASTS = frozenset(
    "animal bird buffalo cat cattle chicken cow deer dog dolphin duck elephant fish fox goat goose hen horse lamb lion"
    " mink pig poultry sheep turkey turtle whale wolf kangaroo camel".split()
)
_WORDS = {**NUMBER_WORDS, "hundred": 100, "dozen": 12, "thousand": 1000}
_FRACTIONS = frozenset("third quarter fifth sixth seventh eighth ninth tenth half percent percentage cent".split())
_BOUNDS = {
    "at least": re.compile(
        r"\b(?:at least|no fewer than|not less than|(?<!no )(?<!not )more than|over|upwards of|a minimum of)$"
    ),
    "at most": re.compile(r"\b(?:at most|up to|no more than|fewer than|less than|as many as|under)$"),
    "about": re.compile(r"\b(?:about|around|some|roughly|approximately|nearly|almost|an estimated|close to)$"),
}


def number_of(noun: Token) -> int | None:
    """The count that stands with the noun: 'at least 50 people', 'twelve'; None where there is none.

    'dozens', 'hundreds' and 'two thirds' count nothing. A noun in the singular after 'a' is one.
    """
    if noun.lemma_.lower() in _FRACTIONS:
        return None  # 'two thirds of the patients'
    if noun.like_num:
        return _value(noun.lower_)
    for child in noun.children:
        if _counts(child, noun):
            return _value(child.lower_)
    return None


def _counts(child: Token, noun: Token) -> bool:
    """Whether a word counts the noun; the model takes 'Eleven' at the head of a sentence for an adjective."""
    return child.i < noun.i and (child.dep_ == "nummod" or (child.dep_ == "amod" and child.lower_ in _WORDS))


def bound_of(noun: Token) -> str | None:
    """How the noun's count bounds the true one: 'at least', 'at most', 'about'; None for a plain count."""
    number = noun if noun.like_num else next((c for c in noun.children if _counts(c, noun)), None)
    if number is None:
        return None
    before = " ".join(t.lower_ for t in noun.doc[max(noun.sent.start, number.i - 3) : number.i])
    return next((bound for bound, words in _BOUNDS.items() if words.search(before)), None)


def _value(word: str) -> int | None:
    figures = word.replace(",", "")
    if figures.isdecimal() and len(figures) < 9:
        return int(figures)
    return _WORDS.get(word)
