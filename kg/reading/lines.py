"""Cuts a plain text into units, and says of each what it looks like on its own.

A unit is a line, or a paragraph whose lines are only broken to fit a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.times import published_time

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")
_END = re.compile(r"[.!?…][”’\"')\]]*$")
_NAME = r"(?:(?:[A-Z][\w’'.-]*|de|la|van|von|der|den|bin|al|el|da|dos)\s*){1,5}"
_BYLINE = re.compile(
    rf"^(?:by|words by|reported by|from)[:\s]\s*({_NAME}(?:(?:,| and |, and )\s*{_NAME})*)", re.IGNORECASE
)
_BARE_NAME = re.compile(r"^[A-Z][\w’'.-]+(?:\s+(?:[A-Z][\w’'.-]*|de|la|van|von|der|bin|al)){1,3}$")
_CREDIT = re.compile(
    r"\((?:[^()]*/)?\s*(?:PA|AP|AFP|EPA|Reuters|Getty|Shutterstock|Alamy|[A-Z][\w.’' -]{1,40})(?:\s+(?:Wire|Images?|Photos?|Archive))?"
    r"(?:\s+Photo)?(?:/[^()]*)?\)$"
)
_CAPTION = re.compile(r"^(?:photo|image|picture|pictured|file photo|caption|video|foto)\b\s*[:|—–-]", re.IGNORECASE)
_CREDIT_LINE = re.compile(r"^(?:(?:photo(?:graph)?|image|picture)s?\s+)?(?:credit|courtesy|by)\s*:", re.IGNORECASE)
_APPEAL = re.compile(
    r"\byour (?:support|donation|contribution|gift|help)\b|\bsupport (?:us|our|independent|quality|the guardian)\b|\bdonat(?:e|ion)\b"
    r"|\bpaywall|\btrusted by\b|\bquality journalism\b|\bindependent journalism\b|\bour (?:reporting|journalism|readers|work)\b"
    r"|\bbecome a (?:member|supporter|subscriber)\b|\bchip in\b|\bhelp us (?:keep|tell|bring|fund)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\b(?:subscribe|sign up|sign in|log in|logged in|logged out|newsletter|notifications?|cookies?|privacy policy|terms of (?:use|service)"
    r"|all rights reserved|copyright|advertisement|click here|tap here|share this|share on|follow us|skip to|most (?:popular|read)"
    r"|comments?(?: section)? (?:are|is)|leave a comment|thank you for (?:registering|subscribing|signing)|refresh (?:the|your|this)"
    r"|browser (?:preferences|settings|does not)|enable javascript|back to top|print this|email this|copy link|whatsapp|download (?:the|our) app"
    r"|manage your|your inbox|create an account|already (?:a subscriber|have an account)|adblock|ad blocker)\b|©",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^(?:read more|related|see also|more on this|more from|recommended|you may also like|don[’']t miss|also read|watch|listen|in pictures"
    r"|more stories|top stories|trending|explore more)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `text[start:end]` without white space around it, and what it looks like by itself."""

    start: int
    end: int
    text: str
    words: int
    sentence: bool  # it ends as a sentence does and is long enough for one
    look: str | None  # date, byline, name, caption, credit, appeal, furniture, related, or None


def units(text: str) -> Iterator[Unit]:
    """The units of a text in their order; offsets are code points."""
    for paragraph in _PARAGRAPH.finditer(text):
        lines = [line for line in re.finditer(r"[^\n]+", paragraph.group()) if line.group().strip()]
        if len(lines) > 1 and _is_wrapped([line.group() for line in lines]):
            yield _unit(text, paragraph.start(), paragraph.end())
        else:
            for line in lines:
                yield _unit(text, paragraph.start() + line.start(), paragraph.start() + line.end())


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to fit a width: all but the last are nearly as long, few of them end a sentence."""
    lengths = [len(line.strip()) for line in lines[:-1]]
    ends = sum(bool(_END.search(line.strip())) for line in lines[:-1])
    return (
        min(lengths) >= 45 and max(lengths) <= 110 and max(lengths) - min(lengths) <= 30 and ends <= len(lengths) // 2
    )


def _unit(text: str, start: int, end: int) -> Unit:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    stripped = raw.strip()
    words = len(_WORD.findall(stripped))
    sentence = bool(_END.search(stripped)) and words >= 6
    return Unit(start, start + len(stripped), stripped, words, sentence, _look(stripped, words))


def _look(text: str, words: int) -> str | None:
    if words <= 16 and (_CREDIT_LINE.match(text)):
        return "credit"
    if words <= 60 and (_CAPTION.match(text) or _CREDIT.search(text)):
        return "caption"
    if words <= 14 and published_time(text):
        return "date"
    if _RELATED.match(text) and words <= 20:
        return "related"
    if _APPEAL.search(text):
        return "appeal"
    if _FURNITURE.search(text) and words <= 40:
        return "furniture"
    if words <= 14 and _BYLINE.match(text):
        return "byline"
    if words <= 4 and _BARE_NAME.match(text):
        return "name"
    return None


def byline_names(text: str) -> tuple[str, ...]:
    """The authors that a byline names.

    >>> byline_names("By Ana Okoye and Ivo Marten, Political Editor")
    ('Ana Okoye', 'Ivo Marten')
    """
    match = _BYLINE.match(text)
    names = match.group(1) if match else text
    parts = re.split(r",| and |&|;", names)
    return tuple(part.strip() for part in parts if _BARE_NAME.match(part.strip()) and not _ROLE.search(part))


_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|staff|writer|desk|news|press|agency|associated|reuters)\b", re.IGNORECASE
)
