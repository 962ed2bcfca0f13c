"""Who says a quotation that a name alone stands beside: 'Ana Okoye, mayor: “…”', '“…” — Ana Okoye, mayor'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Chain
from kg.extraction.parsing.syntax import is_finite
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import tokens_between

if TYPE_CHECKING:
    from kg.extraction.names.cast import Mention

_DASH = re.compile(r"\s*(?:[—–]|--?)\s*")
_LONGEST = 90  # code points of a label
_OF_OTHERS = frozenset("on of for to from by about with after over vs against".split())


def named_beside(page: Page, references: References, group: list[Chain]) -> tuple[Referent, int, int] | None:
    """Whom a label names, and where the label stands; None where a clause or another thing stands there."""
    first, last = group[0][0], group[-1][-1]
    paragraph = page.paragraphs[first.paragraph]
    if last.paragraph != first.paragraph:
        return None
    lead, trail = (paragraph.start, first.left), (last.right, paragraph.end)
    if page.text[slice(*lead)].rstrip().endswith(":") and not page.text[slice(*trail)].strip(" ."):
        return _labelled(page, references, first.paragraph, *lead)
    dash = _DASH.match(page.text, *trail)
    if dash and dash.end() < paragraph.end and not page.text[slice(*lead)].strip():
        return _labelled(page, references, first.paragraph, dash.end(), paragraph.end)
    return None


def _labelled(page: Page, references: References, index: int, start: int, end: int) -> tuple[Referent, int, int] | None:
    named = [m for m in references.cast.within(start, end) if references.cast.type_of(m.key) == "Person"]
    offset = page.paragraphs[index].start
    tokens = list(tokens_between(page.docs[index], start - offset, end - offset))
    if not named or end - start > _LONGEST or any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in tokens):
        return None
    mention = named[0]
    return (Referent(mention.key, mention.start, mention.end), start, end) if _leads(page, mention, start) else None


def _leads(page: Page, mention: Mention, start: int) -> bool:
    """Whether nothing but a post stands before the name: not 'Letter to Ana Okoye', 'Ana Okoye’s brother'."""
    before, behind = page.text[start : mention.start], page.text[mention.end : mention.end + 2]
    words = before.split()
    titled = len(words) <= 5 and not any(word.lower() in _OF_OTHERS or not word[-1].isalnum() for word in words)
    return titled and behind not in ("'s", "’s")
