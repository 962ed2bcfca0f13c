"""Hides scores and counts of votes from the model, which takes them for part of a name: 'beat Sela Town 3-1'."""

from __future__ import annotations

import re

_SET = r"\d{1,3}[-–—]\d{1,3}"
_PLAYED = re.compile(
    r"\b(?:beat|beats|beating|beaten|defeat(?:ed|ing|s)?|thrash(?:ed|ing)|trounc(?:ed|ing)|rout(?:ed|ing)|edg(?:ed|ing)"
    r"|overc[ao]me|lost|loses?|losing|won|wins?|winning)\b"
    rf"[^.!?;\n\d]{{0,60}}? (?P<score>{_SET}(?:(?:,| and) {_SET})*)(?=[ ,.;])"
)
_VOTED = re.compile(r"\bvoted (?P<score>\d{1,3}(?:[-–—]| to )\d{1,3})(?=[ ,.;])")
# adverbs of the same length
_INSTEAD = {
    3: "now",
    4: "anew",
    5: "again",
    6: "openly",
    7: "quickly",
    8: "outright",
    10: "altogether",
    13: "unequivocally",
}


def without_scores(text: str) -> str:
    """The text with an adverb in the place of each score, every other code point where it was.

    >>> without_scores("Skerrow beat Sela Town 3-1 on Monday.")
    'Skerrow beat Sela Town now on Monday.'
    """
    for found in (*_PLAYED.finditer(text), *_VOTED.finditer(text)):
        start, end = found.span("score")
        if instead := _INSTEAD.get(end - start):
            text = text[:start] + instead + text[end:]
    return text
