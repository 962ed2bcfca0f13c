"""Cuts a plain text into units, and says of each what it looks like on its own.

A unit is a line, or several whose breaks only fit a paragraph to a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.iris import is_web_address
from kg.line_breaks import BREAK, LineBreak, line_breaks, on_one_line
from kg.reading.bylines import is_names
from kg.reading.looks import look_of

_LINE = re.compile(rf"[^{BREAK}]+")
_END = re.compile(r"[.!?…。！？][”’\"')\]»]*$")
_SIGNED_OFF = re.compile(r"[.!?…][”’\"')\]»]*\s*[–—/-]*\s*(?:[A-Z][A-Za-z]{1,8}|[■◼●▪])$")  # "... he said. — AFP"
_SIGNED = re.compile(r"By:? [A-Z]")  # in the middle of a sentence it is not written with a capital
_NAMED = re.compile(r"By:? (?:(?:[A-Z][\w.’'-]*|and|of|in|for|the)(?:[,;] | |$))+$")  # where a sentence may begin
_OF_DATES = frozenset("published updated posted modified first last at on of and by in am pm a.m p.m".split())
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `text[start:end]` without white space around it, and what it looks like by itself.

    `written` is the stretch as it stands in the text, `text` the same on one line.
    """

    start: int
    end: int
    written: str
    text: str
    words: int
    sentence: bool  # it ends as a sentence does and is long enough for one
    look: str | None  # see kg.reading.looks; what a page's markup says comes first
    heading: bool = False  # the page's markup makes it one
    vote: bool = False  # something else than this line's looks takes it for body
    broken_off: bool = False  # a page breaks a line before it, and no more


def units(text: str) -> Iterator[Unit]:
    """The units of a text in their order; offsets are code points."""
    breaks = {each.start: each for each in line_breaks(text)}
    start = None
    for found in _LINE.finditer(text):
        line = found.group().strip()
        if not line:
            continue
        end = found.start() + len(found.group().rstrip())
        start = end - len(line) if start is None else start
        after = breaks.get(end)
        if after is None or not _goes_on(text, line, after, is_last=_end_of_line(text, after.end) not in breaks):
            yield unit_of(text, start, end)
            start = None


def _goes_on(text: str, line: str, after: LineBreak, *, is_last: bool) -> bool:
    """Whether a line and the next are one unit: a byline, a date or an address is one by itself."""
    if after.by_words or not after.goes_on:
        return after.goes_on
    following = text[after.end : _end_of_line(text, after.end)]
    if _NAMED.match(line) or _is_of_a_head(line) or _is_signed(following, line) or _is_of_a_head(following):
        return False
    return not (is_last and is_names(following) and not _END.search(following))


def _end_of_line(text: str, start: int) -> int:
    found = _LINE.match(text, start)
    return start + len(found.group().rstrip()) if found else start


def _is_signed(line: str, before: str) -> bool:
    return bool((_NAMED if _END.search(before) else _SIGNED).match(line))


def _is_of_a_head(line: str) -> bool:
    told = any(word[0].islower() and word.strip(".,:") not in _OF_DATES for word in line.split())
    dated = not told and not _END.search(line) and look_of(line, count_words(line), sentence=False) == "date"
    return dated or (" " not in line and is_web_address(line))


def unit_of(text: str, start: int, end: int) -> Unit:
    """The unit of a stretch, without the white space at its ends."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    written = raw.strip()
    stripped = on_one_line(written)
    words = count_words(stripped)
    sentence = words >= 6 and bool(
        _END.search(stripped) or (words >= 15 and (stripped.endswith(":") or _SIGNED_OFF.search(stripped)))
    )
    look = look_of(stripped, words, sentence=sentence)
    return Unit(start, start + len(written), written, stripped, words, sentence, look)


def count_words(text: str) -> int:
    """How many words a text has; two signs of a script without spaces count for one."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text[:4000])) // 2
