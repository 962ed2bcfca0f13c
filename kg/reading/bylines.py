"""Who wrote an article, as bylines say it: "By A and B", "A, B and C in Berlin", "A, Political Editor"."""

from __future__ import annotations

import re

from kg.names import AGENCIES

WORDED = r"[A-ZÀ-ÖØ-ÞŁŠŽČĆŚŻİ][\w’'.-]*"
_PARTICLE = r"(?:de|la|le|du|van|von|der|den|bin|bint|al|el|da|dos|di|ter|af)"
_FULL = rf"{WORDED}(?:\s+(?:{WORDED}|{_PARTICLE})){{1,4}}"
_ANY = rf"{WORDED}(?:\s+(?:{WORDED}|{_PARTICLE})){{0,4}}"
_AND = r"(?:\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|und|et|y|e|en)\s+|\s*&\s*)"
_PLACES = rf"(?:\s+in\s+{_ANY}(?:(?:,|\s+and)\s+{_ANY}){{0,2}})"
_ROLES = r"(?:editor|correspondent|reporter|writer|journalist|columnist|producer|commentator|analyst|contributor|chief)"
_POST = (
    r"(?:(?i:Political|Parliamentary|Foreign|Chief|Senior|Deputy|Assistant|Diplomatic|Home|Health|Science|Environment|Climate|Business|Economics|Economic"
    r"|Financial|Education|Crime|Legal|Royal|Sports?|Europe|World|Staff|News|National|Defence|Security|Social|Affairs|Technology|Tech|Culture|Arts|Data"
    rf"|Investigations?|Special|City|Court|Religion|Transport|Media|Associate|and|&)\s+){{0,4}}{_ROLES}"
)
_BY = re.compile(
    r"(?:^|[|·•]\s*)(?i:"
    r"(?:(?:(?:words|story|text|analysis|reported|written|posted)\s+)?by|from|par|von|por|di|door)(?::\s*|\s+)"
    r"|(?:reporters?|authors?|writers?|journalists?|words|story):\s*)"
    rf"({_ANY}(?:{_AND}{_ANY}){{0,7}})"
)
_NAMES = re.compile(rf"^{_FULL}(?:{_AND}(?:{_FULL}|[A-Z]{{2,5}})){{0,7}}{_PLACES}?(?:\s+@\w+|\s+Follow)*$")
_TITLED = re.compile(
    rf"^{_FULL}(?:\s*[,|·–-]\s*(?:[\w’'&-]+\s+){{0,4}}{_ROLES}|\s+{_POST}|\s+\d{{1,2}} (?:min|hour|day)\w*(?: ago)?)$"
)
_NAME = re.compile(rf"^{_FULL}$")
_NO_PERSON = re.compile(
    r"\b(?:editor|correspondent|reporters?|staff|writers?|desk|news|press|agency|agencies|associated|reuters|times|post|daily|newspaper"
    r"|media|team|bureau|journalist|producer|columnist|contributor|freelance|follow|updated|published|account|read)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:first |last )?(?:updated|published|posted|modified)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    rf"\s+(?:in|for|at|on|with)\s+(?=[A-Z])|\s[·|•–—]\s|\s*\||\s+@|\s+(?:Follow|Published|Posted|Updated)\b|\s+\d|,\s*(?:[\w’'&-]+\s+){{0,4}}{_ROLES}\b|\s+{_POST}\b"
)


def is_byline(text: str) -> bool:
    """Whether a line says "by" somebody, or names somebody with a post.

    >>> [is_byline(line) for line in ("By Maren Ilk", "Maren Ilk, Foreign editor", "By noon the fog had gone")]
    [True, True, False]
    """
    return bool(_BY.search(text) or _TITLED.match(text))


def says_by(text: str) -> bool:
    """Whether a line says by whom the article is, in words.

    >>> says_by("By Maren Ilk, 4 March 2031"), says_by("Maren Ilk, Foreign editor")
    (True, False)
    """
    return bool(_BY.search(text))


def is_names(text: str) -> bool:
    """Whether a line holds names and nothing else, but perhaps where they wrote from."""
    return bool(_NAMES.match(text))


def byline_names(text: str) -> tuple[str, ...]:
    """The authors that a byline names, without their posts, places and papers; a paper only where it alone signs.

    >>> byline_names("By Ana Okoye and Ivo Marten, Political Editor")
    ('Ana Okoye', 'Ivo Marten')
    >>> byline_names("Maren Ilk, Petra Lund and Nils Orre in Port Amsel")
    ('Maren Ilk', 'Petra Lund', 'Nils Orre')
    >>> byline_names("Maren Ilk · The Harbour Post · Posted: 4 March 2031")
    ('Maren Ilk',)
    >>> byline_names("Maren Ilk Chief political correspondent")
    ('Maren Ilk',)
    >>> byline_names("Reporter: Maren Ilk")
    ('Maren Ilk',)
    >>> byline_names("By Harbour Press Agency")
    ('Harbour Press Agency',)
    """
    by = _BY.search(text)
    words = _AFTER_NAMES.split(by.group(1) if by else text)[0]
    parts = [part.strip(" .,:") for part in re.split(_AND, words)]
    people = [part for part in parts if part in AGENCIES or (_NAME.match(part) and not _NO_PERSON.search(part))]
    if not people and parts[0] and (by or (" in " in text and not _DATED.match(text))):
        people = parts[:1]
    return tuple(dict.fromkeys(people))
