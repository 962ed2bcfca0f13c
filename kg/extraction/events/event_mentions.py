"""Which findings tell of one event: a noun that names again what is told of before adds its day, place and dead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.articles.page import Page
from kg.extraction.events.personal_events import concerned
from kg.extraction.events.staged_events import UNPLANNED
from kg.extraction.findings import PUBLISHED, Finding, confidence_of
from kg.extraction.times.anchors import usual_word
from kg.model import Value

_AGAIN = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_BEFORE = 40  # code points
_FIELDS = ("date", "place", "deaths", "injured")
_PUBLISHED_RULES = ("event-toll", "event-staged")


def one_event_each(findings: Sequence[Finding], page: Page) -> list[Finding]:
    """The events told by nouns, of which one that is named again has what the later mention adds to it.

    Of a kind that nobody plans, of which the article tells one alone: no two days, places or tolls of it differ.
    """
    kept = list(findings)
    for word in dict.fromkeys(usual_word(_kind(each)) for each in kept):
        told = sorted((each for each in kept if _is_of(each, word)), key=lambda each: each.spans[0][0])
        if len(told) < 2 or not _are_one(told) or not all(names_again(each, page) for each in told[1:]):
            continue
        kept = [each for each in kept if each not in told]
        kept.append(_together(told))
    return kept


def without_vaguer(findings: Sequence[Finding]) -> list[Finding]:
    """The events told by nouns; of drafts of one kind that may be one event that which tells most."""
    kept: list[Finding] = []
    for found in sorted(findings, key=lambda each: -len(each.fields)):
        if found.rule != "event-noun" or not any(_may_be_one(found, other) for other in kept):
            kept.append(found)
    return [each for each in findings if each in kept]


def _may_be_one(found: Finding, other: Finding) -> bool:
    """Whether two drafts of one kind have no day, no place and nobody that differs."""
    if other.rule != "event-noun" or usual_word(_kind(other)) != usual_word(_kind(found)):
        return False
    alike = all(
        found.fields[name] == other.fields[name] for name in _FIELDS if name in found.fields and name in other.fields
    )
    return alike and (not concerned(found) or not concerned(other) or bool(concerned(found) & concerned(other)))


def _kind(found: Finding) -> str:
    return str(found.fields["kind"][0])


def _is_of(found: Finding, word: str) -> bool:
    last = _kind(found).split()[-1]
    return usual_word(_kind(found)) == word and last in UNPLANNED and found.rule in _PUBLISHED_RULES and _is_sure(found)


def _is_sure(found: Finding) -> bool:
    told = (found.status, found.polarity, found.certainty) == ("occurred", "positive", "certain")
    return told and confidence_of(found) >= PUBLISHED


def _are_one(told: Sequence[Finding]) -> bool:
    """Whether no two of them differ in a day, a place, a number or a source, nor in who takes part."""
    alike = all(len({each.fields[name] for each in told if name in each.fields}) < 2 for name in _FIELDS)
    return alike and len({each.source for each in told}) < 2 and sum(bool(concerned(each)) for each in told) < 2


def names_again(found: Finding, page: Page) -> bool:
    """'the crash', 'this second fire' is told of as known."""
    start = found.spans[0][0]
    return bool(_AGAIN.search(page.text, max(0, start - _BEFORE), start))


def _together(told: Sequence[Finding]) -> Finding:
    first = max(told, key=lambda each: (each.rule == "event-toll", len(each.fields)))
    fields: dict[str, tuple[Value, ...]] = {}
    for each in (first, *told):
        for name, value in each.fields.items():
            if value and not fields.get(name):
                fields[name] = value
    spans = tuple(span for each in told for span in each.spans)
    shown = tuple(part for each in told for part in each.shown)
    return replace(first, fields=fields, spans=spans, shown=shown, sure=min(each.sure for each in told))
