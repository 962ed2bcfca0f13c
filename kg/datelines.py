"""Datelines: where, when and by whom a report was filed, as it begins: 'KESMARK, May 6, 2031 (Sela News) — '."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = rf"(?P<day>(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?)(?:,? \d{{4}})?)"
_UPPER = "A-ZÀ-ÖØ-ÞŁŠŽČĆŚŻİ"
_CAPITAL = rf"[{_UPPER}][{_UPPER}.’'-]*[{_UPPER}.]"
# capitals that no town has for its first word: of bodies, of titles, of chapters
_NO_TOWN = (
    r"(?!(?:THE (?!HAGUE\b)|AN? |(?:MRS?|MS|DR|PROF|SIR|SEN|REP|GOV|GEN|COL|CAPT)\b|PART\b|CHAPTER\b|PRESIDENT\b"
    r"|PRIME MINISTER\b|(?:NASA|NATO|FIFA|UEFA|OPEC|ASEAN|UNESCO|UNICEF|INTERPOL|REUTERS|COVID)\b|(?:[A-Z]\.){2}))"
)
_CAPITALS = rf"{_NO_TOWN}{_CAPITAL}(?:(?:[ /]|, ){_CAPITAL}){{0,3}}"
_LONE = rf"(?=[{_UPPER}.’'-]{{4}}|[{_UPPER}.’'-]+(?:[ /]|, )[A-Z])"  # else two or three letters are a body's
_WORDS = (
    r"(?!(?:On )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Updated|Posted|Published|Modified)\b)"
    r"[A-Z][a-z’'-]+(?:[ -][A-Z][a-z’'-]+){0,2}"
)
_KICKER = (
    r"(?:BREAKING|EXCLUSIVE|UPDATED?|CORRECTED|CORRECTION|LIVE|WATCH|VIDEO|PHOTOS|OPINION|ANALYSIS|EXPLAINER|EDITORIAL|COMMENT"
    r"|FACT CHECK|TOP STORY|NEWS|JUST IN|DEVELOPING)(?: NEWS| STORY)?"
)  # what a desk writes before a report
_REGION = rf"(?:, (?!{_MONTH}\b)[A-Z][A-Za-z. ]{{1,24}}?)?"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w./& -]{1,30})\)|/(?P<wire>[A-Z][\w ]{2,30})/)"
_BEGUN = rf"[{_UPPER}“\"‘'[]"
_COUNT = r"[$£€]\d|\d[\d,.]* [a-z]"
_DASH = rf"(?:(?: (?:—|–|--) ?|—|--)(?={_BEGUN}|{_COUNT})| - ?(?={_BEGUN}))"  # no hyphen of a word, as in "UN-Brokered"
_FORMS = tuple(
    re.compile(form + _DASH)
    for form in (
        _KICKER,
        rf"(?P<place>{_LONE}{_CAPITALS}{_REGION})",
        rf"(?P<place>{_CAPITALS}{_REGION}),? {_DAY},?(?: {_AGENCY})?",
        rf"(?P<place>{_CAPITALS}{_REGION}) \({_DAY}\)",
        rf"(?P<place>{_CAPITALS}{_REGION}),? {_AGENCY}",
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
            return Dateline(said.get("place"), said.get("day"), said.get("agency") or said.get("wire"), found.end())
    return None
