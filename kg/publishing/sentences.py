"""The sentence around some words, for people who want to see them in their place."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.line_breaks import line_breaks

_END = re.compile(r"(\S*)[.!?][”’\"')\]]*(?:[ \t]+|\s*[\n\r]\s*)(?=[^\sa-z])|\s*[\n\r]\s*")
_LETTERS = re.compile(r"(?:\w\.)*\w")  # U.S, J, p.m: a sentence shown too long is better than half of one
_SHORT = frozenset(
    "adm capt cmdr co col corp cpl det dr gen gov hon inc lt ltd maj messrs mr mrs ms pres prof rep rev sen sgt st "
    "supt jr sr vs apr aug dec feb jan jul jun mar nov oct sep sept".split()
)
_REACH = 400  # code points looked at on either side


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that hold `text[start:end]`, on one line.

    >>> sentence_around("It rained. U.S. Sen. Ana Okoye left early. Nobody cared.", 26, 30)
    'U.S. Sen. Ana Okoye left early.'
    """
    begin, stop = sentence_bounds(text, start, end)
    return " ".join(text[begin:stop].split())


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or sentences, begin and end that hold `text[start:end]`."""
    start, end = max(0, start), min(len(text), end)
    inner = {each.start for each in line_breaks(text) if each.goes_on}
    begin = reach = max(0, start - _REACH)
    for boundary in _END.finditer(text, reach, start + 1):
        if boundary.end() <= start and _ends(boundary, inner):
            begin = boundary.end()
    if begin == reach > 0:
        begin = max(text.rfind(" ", 0, reach), text.rfind("\n", 0, reach)) + 1
    last_word, limit = max(start, text.rfind(" ", start, end) + 1), min(len(text), end + _REACH)
    far = len(text) if limit == len(text) else max(end, text.rfind(" ", end, limit))
    stop = next((each.end() for each in _END.finditer(text, last_word, limit) if _ends(each, inner)), far)
    return begin, stop


def _ends(boundary: re.Match[str], inner: Collection[int]) -> bool:
    """Whether a sentence ends there, `inner` being where the lines end whose paragraph goes on in the next."""
    said = boundary[0].rstrip()
    broken = boundary.start() + len(said) not in inner and ("\n" in boundary[0] or "\r" in boundary[0])
    if broken or not said:
        return broken
    word = (boundary[1] or "").lstrip("“‘\"'([")
    if said[-1] != ".":
        return True
    if word.lower() == "no":
        return not boundary.string[boundary.end()].isdigit()
    return word.lower() not in _SHORT and not _LETTERS.fullmatch(word)
