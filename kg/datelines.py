"""Datelines: where, when and by whom a report was filed, as it begins: 'KESMARK, May 6, 2031 (Sela News) — '."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = rf"(?P<day>(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?)(?:,? \d{{4}})?)"
_CAPITALS = r"[A-Z][A-Z.’'-]*[A-Z.](?:(?:[ /]|, )[A-Z][A-Z.’'-]*[A-Z.]){0,3}"
_WORDS = r"[A-Z][a-z’'-]+(?:[ -][A-Z][a-z’'-]+){0,2}"
_REGION = rf"(?:, (?!{_MONTH}\b)[A-Z][A-Za-z. ]{{1,24}}?)?"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w./& -]{1,30})\)|/(?P<wire>[A-Z][\w ]{2,30})/)"
_DASH = r"(?: (?:—|–|--?) ?|—|--)(?=[A-Z“\"‘])"  # no hyphen of a word, as in "UN-Brokered"
_FORMS = tuple(
    re.compile(form + _DASH)
    for form in (
        rf"(?P<place>{_CAPITALS}{_REGION})(?:,? {_DAY})?,?(?: {_AGENCY})?",
        rf"(?P<place>{_CAPITALS}{_REGION}) {_AGENCY},? {_DAY}",
        rf"(?P<place>{_WORDS}{_REGION}),? {_DAY},?(?: {_AGENCY})?",  # a town written as in a sentence needs its day
        _AGENCY,
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, as it is written; the report itself begins at `end`, an offset into the text."""

    place: str | None
    day: str | None
    agency: str | None
    end: int


def dateline_at(text: str, start: int = 0, end: int | None = None) -> Dateline | None:
    """The dateline that `text[start:end]` begins with; None where there is none.

    >>> dateline_at("GENEVA, Nov. 18, 2031 (Globe Wire) -- The head of ...")
    Dateline(place='GENEVA', day='Nov. 18, 2031', agency='Globe Wire', end=38)
    """
    for form in _FORMS:
        if found := form.match(text, start, len(text) if end is None else end):
            said = found.groupdict()
            return Dateline(said.get("place"), said.get("day"), said["agency"] or said["wire"], found.end())
    return None
