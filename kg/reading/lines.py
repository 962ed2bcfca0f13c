"""Cuts a plain text into units, and says of each what it looks like on its own.

A unit is a line, or a paragraph whose lines are only broken to fit a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.reading.bylines import is_names
from kg.reading.looks import look_of

_BREAK = r"\n\r\x0b\x0c\x85\u2028\u2029"
_PARAGRAPH = re.compile(rf"[^{_BREAK}]+(?:(?:\r\n|[{_BREAK}])(?=[^{_BREAK}]*[^\s{_BREAK}])[^{_BREAK}]+)*")
_LINE = re.compile(rf"[^{_BREAK}]+")
_END = re.compile(r"[.!?…。！？][”’\"')\]»]*$")
_SIGNED_OFF = re.compile(r"[.!?…][”’\"')\]»]*\s*[–—/-]*\s*(?:[A-Z][A-Za-z]{1,8}|[■◼●▪])$")  # "... he said. — AFP"
_SIGNED = re.compile(r"By:? [A-Z]")  # in the middle of a sentence it is not written with a capital
_NAMED = re.compile(r"By:? (?:(?:[A-Z][\w.’'-]*|and|of|in|for|the)(?:[,;] | |$))+$")  # where a sentence may begin
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `text[start:end]` without white space around it, and what it looks like by itself."""

    start: int
    end: int
    text: str
    words: int
    sentence: bool  # it ends as a sentence does and is long enough for one
    look: str | None  # see kg.reading.looks; what a page's markup says comes first
    heading: bool = False  # the page's markup makes it one
    vote: bool = False  # something else than this line's looks takes it for body


def units(text: str) -> Iterator[Unit]:
    """The units of a text in their order; offsets are code points."""
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [line for line in _LINE.finditer(paragraph.group()) if line.group().strip()]
        if len(lines) > 1 and _is_wrapped([line.group() for line in lines]):
            yield unit_of(text, paragraph.start(), paragraph.end())
        else:
            for line in lines:
                yield unit_of(text, paragraph.start() + line.start(), paragraph.start() + line.end())


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to fit a width: all but the last are nearly as long, few of them end a sentence.

    A head is not, whose title, byline and date may stand in three lines of such lengths.
    """
    lengths = [len(line.strip()) for line in lines[:-1]]
    ends = sum(bool(_END.search(line.strip())) for line in lines[:-1])
    last = lines[-1].strip()
    even = min(lengths) >= 45 and max(lengths) <= 110 and max(*lengths, len(last)) - min(lengths) <= 30
    goes_on = last[0].islower() or ((len(lines) > 2 or bool(_END.search(last))) and not _is_of_a_head(last))
    if any(_is_signed(line.strip(), before.strip()) for before, line in pairwise(lines)):
        return False
    return even and goes_on and ends <= len(lengths) // 2


def _is_signed(line: str, before: str) -> bool:
    return bool((_NAMED if _END.search(before) else _SIGNED).match(line))


def _is_of_a_head(line: str) -> bool:
    return is_names(line) or (not _END.search(line) and look_of(line, count_words(line), sentence=False) == "date")


def unit_of(text: str, start: int, end: int) -> Unit:
    """The unit of a stretch, without the white space at its ends."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    stripped = raw.strip()
    words = count_words(stripped)
    sentence = words >= 6 and bool(
        _END.search(stripped) or (words >= 15 and (stripped.endswith(":") or _SIGNED_OFF.search(stripped)))
    )
    return Unit(start, start + len(stripped), stripped, words, sentence, look_of(stripped, words, sentence=sentence))


def count_words(text: str) -> int:
    """How many words a text has; two signs of a script without spaces count for one."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text[:4000])) // 2
