"""Clauses that nobody says aloud and yet are somebody's word: what a court rules, a study finds, an expert believes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES
from kg.extraction.references.voices import is_writing
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_RULING = frozenset(("rule",))
_DECIDING = frozenset("find hold decide determine".split())
_FINDING = frozenset("find show determine discover establish".split())
_BELIEVING = frozenset("think expect fear suspect hope believe".split())
FOUND = _RULING | _DECIDING | _FINDING | _BELIEVING
_COURTS = frozenset(
    "court judge justice jury tribunal panel magistrate commission ombudsman arbitrator coroner sheriff bench".split()
)
_INQUIRERS = frozenset(
    "researcher scientist author study survey poll inquiry investigation investigator review analysis report audit"
    " auditor research paper watchdog regulator commission expert historian economist astronomer engineer"
    " ombudsman coroner committee panel jury court judge inspector".split()
)
_SOMETIMES = frozenset("they team official detective".split())
_CAPITAL_WORDS = _COURTS | _INQUIRERS | frozenset("institute university academy inspectorate office council".split())
_OPINION = Sure(0.85, "whether it was said: it may be an opinion")  # it may not have been said


def sureness(verb: Token, lemma: str, speaker: Token) -> float | None:
    """How sure a clause of the verb is the speaker's word; None where it is nobody's: 'she found that it rained'."""
    noun = speaker.lemma_.lower()
    authority = noun in _CAPITAL_WORDS or _is_named_so(speaker)
    if lemma in _RULING:
        return 1.0
    if lemma in _BELIEVING:
        return None if _is_helped(verb) or verb.tag_ == "VBD" else _OPINION
    if lemma in _DECIDING and (noun in _COURTS or _is_named_so(speaker, _COURTS)):
        return 1.0
    if lemma in _FINDING and (authority or is_writing(speaker)):
        return 1.0
    return _OPINION if lemma in ("find", "show") and noun in COLLECTIVES | _SOMETIMES else None


def _is_named_so(speaker: Token, words: frozenset[str] = _CAPITAL_WORDS) -> bool:
    """'the Court of Session', 'the High Court': a name with such a word."""
    return speaker.pos_ == "PROPN" and any(t.lower_ in words for t in speaker.doc[speaker.left_edge.i : speaker.i + 1])


def _is_helped(verb: Token) -> bool:
    """'did not think', 'had believed': told of otherwise than as an opinion that somebody has."""
    return any(c.dep_ in ("aux", "neg") for c in verb.children)
