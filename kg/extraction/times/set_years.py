"""Whether an election or a festival that its year names is over: 'the 2031 election', told in that year."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.events.staged_events import UNPLANNED, year_before
from kg.extraction.findings import Finding
from kg.extraction.parsing.syntax import ancestors
from kg.extraction.sureness import doubting
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Token

_STANDING = frozenset(
    "nominee nomination candidate candidacy contender bid race campaign run mate primary caucus poll ballot ticket"
    " frontrunner upcoming select pick stand plan schedule prepare".split()
)
_OVER = frozenset(
    "result outcome win lose victory defeat beat loss winner loser elect concede hold contest turnout aftermath"
    " certification certify overturn participate return".split()
)
_SINCE = frozenset(("after", "following", "since"))
_UNTIL = frozenset(("ahead", "before", "prior"))
_ELECTED = re.compile(r"\b\w+-elect\b|\b(?:election results|election night|re-?elected|won the \w*\s?election)\b")
_NEAR = 6  # words above the noun


def by_its_year(page: Page, noun: Token, found: Finding) -> Finding:
    """The event of a noun with its year: of an earlier year it is over, whatever else the sentence doubts.

    Of the article's own year it is over or to come as the words above it say ('the nominee for', 'the results of'),
    else nobody knows.
    """
    year = year_before(noun)
    if year is None or page.published is None or found.status != "occurred" or noun.lemma_.lower() in UNPLANNED:
        return found
    if int(year.text) < page.published.year:
        told = " " in str(found.fields["kind"][0]) or bool({"place", "participants"} & found.fields.keys())
        own = found.source == ARTICLE
        certainty = "certain" if own else found.certainty
        return replace(found, certainty=certainty, sure=1.0 if own and told else found.sure)
    status = _status(page, noun)
    return replace(found, status=status, sure=doubting(found.sure, "whether it is over"))


def _status(page: Page, noun: Token) -> str:
    """What the nearest word above says, else what stands elsewhere in the sentence or the article."""
    above = [up for _, up in islice(ancestors(noun), _NEAR)]
    for up in above:
        if up.lower_ in _UNTIL:
            break
        lemma = up.lemma_.lower()
        if up.lower_ in _SINCE or lemma in _OVER:
            return "occurred"
        if lemma in _STANDING:
            return "planned"
    if any(_ELECTED.search(page.text, each.start, each.end) for each in page.paragraphs):
        return "unknown"
    words = {word.lemma_.lower() for word in noun.sent}
    return "planned" if words & _STANDING or any(up.lower_ in _UNTIL for up in above) else "unknown"
