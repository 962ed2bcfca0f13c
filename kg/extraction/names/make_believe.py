"""Knows names that are no news: characters of films and games, and those whom a statue or a year long past recalls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.times.dates import NUMBER, NUMBERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_PLAYED = re.compile(
    r"\b(?:plays|play(?:ed|ing)|portray(?:s|ed|ing|al of)|impersonat(?:es|ed|ing)|reprises|depict(?:s|ed|ing)"
    r"|(?:star|co-star|appear|cast|feature|debut)(?:s|red|ring|ed|ing)?(?: \w+){0,4} as|(?:role|part|voice) of"
    r"|(?:known|dressed|disguised|billed|credited) as|characters?(?: of| named| called)?|protagonist|antagonist"
    r"|fictional|superhero|villain|hero)(?: (?:as|the|a|an|evil|fictional|late|young|brutal|corrupt))* $"
)
_PLAYED_AFTER = re.compile(
    r",? \(?(?:who is |is |was )?(?:played|portrayed|voiced|impersonated) by\b|,? \(?a fictional\b"
)
_RECALLED = re.compile(
    r"\b(?:statues?|busts?|[Mm]emorials?|monuments?|portraits?|paintings?|mausoleum|biograph\w+|biopic"
    r"|museum (?:to|for|about|dedicated|devoted)|(?:waxwork|wax) museum"
    r"|named (?:after|for)|in hono(?:u)?r of|descend\w+ (?:of|from)|presidency of|reign of|era of"
    r"|rule of(?! law\b)|centenary|anniversary of)\b"
)
_CENTURY = re.compile(r"\b(?:\d\d(?:th|st) century|[12]\d\d0s|the (?:fifties|sixties|seventies|eighties|nineties))\b")
_YEAR = re.compile(r"(?<![\d/.,])(?:1[5-9]|20)\d\d(?![\d/]|[.,]\d)")
_LONG_AGO = re.compile(r"\b(?:years|decades|centuries|generations?) (?:ago|earlier|before)\b")
_LATER = re.compile(
    rf"\b(?P<n>{NUMBER}) years? (?:later|afterwards|after(?=[,.;]))|\b(?:the same|that|the (?:next|following)) year\b"
)
_LONG = 4  # years, a term of office; what a sentence dates earlier may be over
LONG_GONE = 8  # years, after which hardly anybody is still in office
_BEFORE = 70  # code points


def characters(page: Page, cast: Cast) -> set[str]:
    """The keys of those who are parts in a film, a play or a game."""
    found = set()
    for mention in cast.mentions:
        if cast.type_of(mention.key) != "Person":
            continue
        if is_played(page.text, mention.start) or _PLAYED_AFTER.match(page.text, mention.end, mention.end + 40):
            found.add(mention.key)
    return found


def is_played(text: str, start: int) -> bool:
    """Whether the words before `start` give what follows to an actor: 'plays', 'stars as', 'the role of'."""
    return bool(_PLAYED.search(text[max(0, start - _BEFORE) : start]))


def years_since(page: Page, index: int, doc: Doc, name: Mention) -> int | None:
    """How many years ago the sentence of a name looks back to, `LONG_GONE` for a statue; None where it does not."""
    sentence = _sentence(page, index, doc, name)
    if sentence is None:
        return None
    offset = page.paragraphs[index].start
    before = page.text[max(offset + sentence.start_char, name.start - _BEFORE) : name.start]
    if _RECALLED.search(before) or _CENTURY.search(sentence.text):
        return LONG_GONE
    if any(not _is_aside(sentence, found.start()) for found in _LONG_AGO.finditer(sentence.text)):
        return LONG_GONE
    limit = page.published.year - _LONG if page.published else None
    if page.published and (counted := _counted_year(page.text, offset, offset + sentence.start_char, sentence.text)):
        since = page.published.year - counted
        return since if since >= _LONG else None
    old = [found for found in _YEAR.finditer(sentence.text) if limit is not None and int(found.group()) <= limit]
    years = [int(found.group()) for found in old if not _is_aside(sentence, found.start())]
    if page.published and years:
        return page.published.year - max(years)
    return _LONG if _is_since(page, index, doc, name) else None


def _counted_year(text: str, first: int, start: int, sentence: str) -> int | None:
    """The year of a sentence that counts it from the last one that its paragraph names: 'eleven years later'."""
    later, before = _LATER.search(sentence), [*_YEAR.finditer(text, first, start)]
    if later is None or not before or _YEAR.search(sentence):
        return None
    steps = later["n"] or ("0" if later[0].startswith(("the same", "that")) else "1")
    return int(before[-1].group()) + (int(steps) if steps.isdecimal() else NUMBERS[steps.lower()])


def is_told_elsewhere(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> bool:
    """Whether the article names the person in another sentence, too."""
    sentence = _sentence(page, index, doc, name)
    if sentence is None:
        return False
    offset = page.paragraphs[index].start
    first, last = offset + sentence.start_char, offset + sentence.end_char
    return any(m.key == name.key and not first <= m.start < last for m in cast.mentions)


def _is_since(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """'Since President Okoye fled, ...': what the news counts from is over, and so the office may be."""
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx + len(t) == name.end - offset), None)
    if token is None or not (token.dep_ == "nsubjpass" or (token.dep_ == "nsubj" and token.head.tag_ == "VBD")):
        return False
    return any(c.lower_ == "since" and c.n_rights == 0 for c in token.head.lefts if c.i < token.left_edge.i)


def _is_aside(sentence: Span, offset: int) -> bool:
    """Whether a year stands in a clause of its own about somebody: 'minister Ana Okoye, who was banned in 2021,'."""
    token = next((t for t in sentence if t.idx + len(t) - sentence.start_char > offset), None)
    return token is not None and any(up.dep_ in ("relcl", "acl") for up in (token, *token.ancestors))


def _sentence(page: Page, index: int, doc: Doc, name: Mention) -> Span | None:
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx + len(t) > name.start - offset), None)
    return token.sent if token is not None else None
