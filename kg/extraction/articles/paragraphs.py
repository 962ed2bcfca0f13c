"""Cuts an article's text into the paragraphs that the extractor reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.datelines import dateline_at
from kg.extraction.names.countries import capitals, country_names
from kg.extraction.names.places import CITIES, REGIONS
from kg.model import Block

READ_KINDS = frozenset({"headline", "standfirst", "caption", "body", "subhead"})
LONGEST = 4000  # code points; a longer line is cut, so that the parser's memory stays flat

_LINE = re.compile(r"[^\n\r\u0085\u2028\u2029]+")
_CITY = re.compile(
    r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2}: (?=[A-Z“\"‘])"
)  # 'MANILA: ', at the head of the first paragraph
# what a note of correction tells was said once, and is not so
_CORRECTION = re.compile(
    r"\W*(?:(?:correction|clarification|corrections and clarifications|editor['’]?s['’]? note|erratum|amendment)\b[^\n]{0,40}?[:—–-]"
    r"|(?:\w+ ){0,4}(?:an?|the) (?:earlier|previous|original) version of (?:this|the) (?:article|story|report|headline|piece|page)\b"
    r"|this (?:article|story|report|headline|piece|page) (?:was|has been|originally|previously|incorrectly|wrongly)\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:^|[\s.(])\(?(?:Image|Photo|Picture|Photograph|File photo)(?: by|:) [^:]{2,60}$")
_LONGEST_CAPTION = 400  # code points
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch `text[start:end]` without white space at its ends, and the kind of its block."""

    kind: str
    start: int
    end: int


def paragraphs_of(text: str, blocks: Iterable[Block]) -> list[Paragraph]:
    """The paragraphs that may hold facts, each a line, in the order of the text. Notes of correction are left out.

    >>> [(p.start, p.end) for p in paragraphs_of("Rain fell. \\n\\nIt stopped.", [Block("body", 0, 24)])]
    [(0, 10), (13, 24)]
    """
    found = [p for block in blocks if block.kind in READ_KINDS for p in _lines(text, block)]
    found = [p for p in found if not _CORRECTION.match(text, p.start, p.end)]
    found.sort(key=lambda p: (p.start, p.end))
    first = next((at for at, p in enumerate(found) if p.kind == "body"), None)
    if first is not None:
        start, end = found[first].start, found[first].end
        city = _CITY.match(text, start, end) or _towns().match(text, start, end)
        city = None if city and _speaks_again(text, city.group(), found[first + 1 :]) else city
        found[first] = replace(found[first], start=city.end() if city else start)
    return found


@lru_cache(maxsize=1)
def _towns() -> re.Pattern[str]:
    """'SEOUL/WASHINGTON The ...', 'MANCHESTER, New Hampshire A ...': a dateline of which a page has lost the dash."""
    towns = _any_of(name.upper() for name in {*CITIES, *REGIONS, *capitals()})
    lands = _any_of({*REGIONS, *country_names()})
    place = rf"{towns}(?:, (?:{lands}|[A-Z][a-z]+\.))?"
    return re.compile(rf"{place}(?:/{place})* (?=[“\"‘]?[A-Z](?:[a-z’'. ]|[A-Z]{{1,4}} [A-Za-z][a-z]))")


def _speaks_again(text: str, label: str, rest: Iterable[Paragraph]) -> bool:
    """Whether 'ANA OKOYE: ' is somebody who speaks, for 'OKOYE: ' comes later; no dateline."""
    again = f"{label.rstrip(': ').split()[-1]}:"
    return label.endswith(": ") and any(text.find(again, p.start, min(p.end, p.start + len(label))) >= 0 for p in rest)


def _any_of(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"


def _lines(text: str, block: Block) -> Iterator[Paragraph]:
    for line in _LINE.finditer(text, max(0, block.start), min(len(text), block.end)):
        start, end = trimmed(text, *line.span())
        if block.kind == "body" and (dateline := dateline_at(text, start, end)):
            start = dateline.end  # where and by whom it was filed is not what it says
        while end - start > LONGEST:
            cut = _cut(text, start)
            first, last = trimmed(text, start, cut)
            if last > first:
                yield Paragraph(block.kind, first, last)
            start, end = trimmed(text, cut, end)
        if end > start:
            credited = block.kind == "body" and end - start < _LONGEST_CAPTION and _CREDIT.search(text, start, end)
            yield Paragraph("caption" if credited else block.kind, start, end)


def _cut(text: str, start: int) -> int:
    """Where a line that is too long is cut: after a sentence, else after a word, else anywhere."""
    limit = start + LONGEST
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + 1, limit)
    return space if space > start else limit


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
