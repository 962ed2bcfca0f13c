"""Answers of an interview as speech: the short ones that say something without their question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.interviews.turns import Turn
from kg.extraction.parsing.syntax import subject
from kg.extraction.references.references import References
from kg.extraction.speech.forces import force_of
from kg.extraction.speech.targets import about

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SHORTEST, _LONGEST = 60, 400  # code points; a longer answer is no single statement
# fillers, what is said to the asker, and what leaves out its own verb: 'I don't, but ...'
_TALK = re.compile(
    r"\b(?:um+|uh|hmm?|er|oh|ah|okay|ok|yeah|yep|nope|thanks?|thank you|you|your|I mean|\w+n['’]t,)(?!\w)|\?|\[\.\.",
    re.IGNORECASE,
)
_OPENING = frozenset(
    "yes no well so because also maybe perhaps probably and but or as not that sure right exactly only just actually"
    " when if while even though although judging very".split()
)
_GUESSING = frozenset("think remember know mean guess say recall".split())  # of oneself: 'I think it was'
_POINTING = frozenset("it this that these those they he she there one which what who".split())


def find_answers(page: Page, references: References) -> Iterator[Finding]:
    """Each short answer of somebody by name as what he says, verbatim."""
    places = {paragraph.start: index for index, paragraph in enumerate(page.paragraphs)}
    for number, parts in groupby(page.turns, key=lambda turn: turn.number):
        turns = list(parts)
        speaker = references.answering.get(number)
        if speaker is not None and _is_statement(page, turns, places):
            yield _finding(page, references, turns[0], speaker)


def _is_statement(page: Page, turns: Sequence[Turn], places: dict[int, int]) -> bool:
    """Whether an answer is one paragraph, not long, and says something by itself."""
    first = turns[0]
    if len(turns) > 1 or not _SHORTEST <= first.end - first.start <= _LONGEST:
        return False
    if _TALK.search(page.text, first.start, first.end) or page.text[first.end - 1] not in '.!"”':
        return False
    return _stands_alone(page.docs[places[first.start]])


def _stands_alone(doc: Doc) -> bool:
    """Whether the first sentence has a subject of its own: not 'Yes, I did', 'It was late', 'Because we could'."""
    sentence = next(iter(doc.sents))
    root, opens = sentence.root, sentence[0].lower_
    own = subject(root)
    if own is None or root.pos_ not in ("VERB", "AUX") or own.lower_ in _POINTING or opens in _OPENING | _POINTING:
        return False
    if own.lower_ == "i" and (root.lemma_ in _GUESSING or any(c.lower_ == "sure" for c in root.rights)):
        return False
    before = sentence.doc[sentence.start : root.i]
    return not any(map(_points, before)) and any(t.pos_ in ("NOUN", "PROPN") for t in sentence)


def _points(token: Token) -> bool:
    """'it', 'them', 'this' before the verb: of something that the question had named."""
    return token.pos_ == "PRON" and (token.lower_ in _POINTING or token.lower_ in ("them", "him", "her", "its"))


def _finding(page: Page, references: References, turn: Turn, speaker: str) -> Finding:
    words = " ".join(page.text[turn.start : turn.end].split())
    force = force_of("say", words)
    fields = {
        "speaker": (speaker,),
        "force": (force,),
        "text": (words,),
        "directness": ("direct",),
        "about": about(references, force, (turn.start, turn.end), speaker, None),
    }
    span = (turn.start, turn.end)
    return Finding("SpeechAct", "speech-answer", fields, (span,), (("text", *span),))
