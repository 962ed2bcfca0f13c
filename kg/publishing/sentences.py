"""The sentence around some words, for people who want to see them in their place."""

from __future__ import annotations

import re

_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?][”’\"']?\s+|\n+")
_REACH = 400  # code points looked at on either side


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that hold `text[start:end]`, on one line.

    >>> sentence_around("It rained. Ms. Okoye left early. Nobody cared.", 22, 26)
    'Ms. Okoye left early.'
    """
    start, end = max(0, start), min(len(text), end)
    reach = max(0, start - _REACH)
    begin = reach
    for boundary in _END.finditer(text, reach, start):
        begin = boundary.end()
    following = _END.search(text, max(start, end - 1), min(len(text), end + _REACH))
    stop = following.end() if following else min(len(text), end + _REACH)
    return " ".join(text[begin:stop].split())
