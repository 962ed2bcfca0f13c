"""Gives what somebody goes on to say the date of what the same paragraph has them say before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding

_EARLIER = re.compile(r"\b(?:has|have|had|will|previously|earlier|later|once|repeatedly|often)\s+(?:\w+\s+){0,2}$")
_A_DAY = len("2031-05-06")
_BEFORE = 40  # code points in front of the verb
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+")


def on_one_occasion(findings: Iterable[Finding], page: Page) -> list[Finding]:
    """The findings in their order; 'On Monday she said ... She added ...' is of one day.

    A speech act takes the date of the one before it where both are of one speaker and paragraph, stand in one
    sentence or in neighbouring ones, where the date is a day, and neither verb looks back or forward.
    """
    found = list(findings)
    starts = [paragraph.start for paragraph in page.paragraphs]
    order = sorted((i for i, each in enumerate(found) if each.type == "SpeechAct"), key=lambda i: found[i].spans[0])
    for before, after in pairwise(order):
        one, two = found[before], found[after]
        date = one.fields.get("date", ())
        if date and len(str(date[0])) == _A_DAY and not two.fields.get("date") and _is_one(one, two, page, starts):
            found[after] = replace(two, fields={**two.fields, "date": date})
    return found


def _is_one(one: Finding, two: Finding, page: Page, starts: list[int]) -> bool:
    (a, b), (c, _) = one.spans[0], two.spans[0]
    if one.fields["speaker"] != two.fields["speaker"] or one.source != two.source:
        return False
    if bisect_right(starts, a) != bisect_right(starts, c) or len(_SENTENCE.findall(page.text, b, c)) > 1:
        return False
    return not any(_looks_elsewhere(each, page) for each in (one, two))


def _looks_elsewhere(finding: Finding, page: Page) -> bool:
    """'In a letter of 3 February they had asked for more': the verb looks back or forward."""
    verb = next((start for name, start, _ in finding.shown if name == "force"), None)
    return verb is not None and bool(_EARLIER.search(page.text, max(0, verb - _BEFORE), verb))
