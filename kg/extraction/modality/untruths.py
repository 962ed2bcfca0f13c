"""What an article tells to say that it is not so: 'There is no evidence that they met', 'a rumour that he had died'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.sureness import Sure

UNTRUE = Sure(0.75, "whether it is so: its sentence says of something that it is not")
_TOLD = frozenset(("Agreement", "Appointment", "Event", "Meeting", "Restriction", "Visit"))
_STORY = (
    "(?:report|claim|rumou?r|allegation|accusation|suggestion|assertion|stor(?:y|ie)|notion|idea|speculation"
    "|theor(?:y|ie))s?"
)
_REFUSED = "(?:reject|dismiss|den(?:y|i)|refut|rebut|rubbish|disput|debunk|discount|contradict|disprov|disown)\\w*"
_LIE = (
    "(?:un(?:true|founded|substantiated)|false|fake|bogus|baseless|groundless|fabricat\\w+|forge\\w+|invented|nonsense"
    "|hoax|myth|lie)"
)
_CUES = (
    r"\bno (?:\w+ )?(?:evidence|sign|indication|proof|suggestion|trace|truth|record|question)\b",
    r"\bnothing (?:\w+ )?to (?:suggest|show|indicate|prove)\b",
    r"\b(?:not|n['’]t|never) (?:\w+ )?(?:true|the case|correct)\b",
    rf"\b(?:is|are|was|were|be|been|proved|proven|turned out(?: to be)?|as) (?:\w+ly )?(?:an? )?{_LIE}\b",
    rf"\b{_LIE} {_STORY}\b|\b(?:untrue|a hoax|a myth|a lie|fake news) that\b|(?<!spreading )\brumou?r(?:s|ed)?\b",
    r"\b(?:doubtful|implausible|inconceivable|unlikely|untrue) (?:that|whether|if)\b",
    r"\bfail(?:ed|s|ing)? to (?:prove|show|establish|demonstrate|convince)\b",
    r"\b(?:not|n['’]t|unable to|cannot) (?:prove|proved|proven|show|shown|establish|established|confirm|confirmed)\b",
    rf"\b{_REFUSED}\b[^.;]{{0,60}}\b{_STORY}\b",
    rf"\b{_STORY}\b[^.;]{{0,160}}\b(?:is|are|was|were|been) (?:\w+ly )?{_REFUSED}",
    rf"\b{_STORY}\b[^.;]{{0,160}}\b(?:is|are|was|were|proved) (?:\w+ly )?{_LIE}\b",
)
_CUE = re.compile("|".join(_CUES), re.IGNORECASE)


def doubted(findings: Iterable[Finding], page: Page) -> Iterator[Finding]:
    """The findings, of which those that a sentence tells that says of something that it is not so are drafts.

    What is so and what is not, the words alone do not tell: both stand in the sentence, and a person reads it.
    """
    sentences = list(_sentences(page)) if _CUE.search(page.text) else []
    for finding in findings:
        start = finding.spans[0][0] if finding.spans else -1
        if finding.type in _TOLD and any(first <= start < last for first, last in sentences):
            yield replace(finding, sure=min(finding.sure, UNTRUE))
        else:
            yield finding


def _sentences(page: Page) -> Iterator[tuple[int, int]]:
    """Where the sentences are that have such words."""
    for index, _, doc in page.parsed():
        for sentence in doc.sents:
            start, end = page.where(index, sentence)
            if _CUE.search(page.text, start, end):
                yield start, end
