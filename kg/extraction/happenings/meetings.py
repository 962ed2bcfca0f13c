"""Meetings: who met, gathered or held talks with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.happenings.encounters import (
    beside,
    heard,
    joined_for,
    phoned,
    questioned,
    received,
    spoken,
    welcomed,
)
from kg.extraction.happenings.happenings import Happening, findings_of, named, people_of
from kg.extraction.happenings.meeting_parts import (
    BY_OTHERS,
    FORMATS,
    SPOKEN,
    are_all,
    between,
    distinct,
    goes_on,
    in_row,
    is_before_press,
    is_company,
    subject_behind,
)
from kg.extraction.happenings.sides import sides_of
from kg.extraction.parsing.syntax import actors, after, is_passive, objects
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOLDING = frozenset(
    "hold have host attend convene conduct conclude begin open start resume lead chair arrange plan schedule".split()
)
_SOCIAL = frozenset("reception party funeral ceremony wedding gala banquet conference forum".split())
_TALKING = frozenset("discuss negotiate talk confer consult".split())
_AIMS = ("advcl", "xcomp", "conj")  # 'met to discuss', 'met and discussed'
_DURING = frozenset("in during at after following".split())
# 'will meet the 19th seed in the third round'
_CONTEST = re.compile(
    r"\b(?:seeds?|play-?offs?|fixture|(?:quarter|semi)[ -]?finals?|grand final"
    r"|(?:first|second|third|fourth|fifth|last|next) round"
    r"(?! of (?:\w+ )?(?:talks|negotiations|discussions|consultations)))\b",
    re.IGNORECASE,
)


def find_meetings(references: References) -> Iterator[Finding]:
    """The meetings that verbs and nouns tell of."""
    return findings_of(references, _meeting)


def _meeting(references: References, index: int, token: Token) -> Happening | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma == "meet":
        return _met(references, index, token)
    if token.pos_ == "VERB" and lemma in ("receive", "host", "greet", "welcome"):
        return received(references, index, token)
    if token.pos_ == "VERB" and lemma == "join":
        return joined_for(references, index, token)
    if token.pos_ == "VERB" and lemma in ("testify", "appear"):
        return heard(references, index, token) or beside(references, index, token)
    if token.pos_ == "VERB" and lemma in ("question", "quiz", "grill"):
        return questioned(references, index, token)
    if token.pos_ == "VERB" and lemma == "sit" and any(c.lower_ == "down" for c in token.children):
        return _met(references, index, token)
    if token.pos_ == "VERB" and lemma in ("speak", "talk", "confer", "negotiate", "discuss"):
        return spoken(references, index, token) or beside(references, index, token)
    if token.pos_ == "VERB" and lemma in ("gather", "convene", "assemble"):
        return _gathered(references, index, token)
    if token.pos_ == "VERB" and lemma in ("speak", "address", "stand", "take", "tell", "say"):
        return beside(references, index, token)
    if token.pos_ == "VERB" and lemma in ("phone", "telephone"):
        return phoned(references, index, token)
    if token.pos_ == "NOUN" and (lemma in FORMATS or is_before_press(token)) and token.tag_ in ("NN", "NNS"):
        return _held(references, index, token)
    return None


def _met(references: References, index: int, verb: Token) -> Happening | None:
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return welcomed(references, index, verb)
    who = in_row(references, people_of(references, index, actors(verb)))
    whom = people_of(references, index, [*objects(verb), *after(verb, "with")])
    both = distinct([*who, *whom])
    by_chance = any(child.lower_ == "first" for child in verb.children)  # 'they first met in 2014', at school or so
    sure = 1.0 if are_all(references, index, [*actors(verb), *objects(verb)]) and not by_chance else SPOKEN
    if not whom and (sides := sides_of(references, index, actors(verb))):
        who = both = sides
        sure = BY_OTHERS
    if len(both) < 2 or not named(references, both) or not who or not is_company(references, both):
        return None
    if _CONTEST.search(verb.sent.text):
        return None
    form = _format_at(verb)
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": (form,)}, sure=sure)


def _format_at(verb: Token) -> str:
    """The format of what they met at or for: 'met at a dinner', 'at a summit', 'to discuss the ban'."""
    at = [n.lemma_.lower() for n in after(verb, "at", "during", "over", "for", "in") if n.tag_ in ("NN", "NNS")]
    told = next((FORMATS.get(noun, "other") for noun in at if noun in FORMATS or noun in _SOCIAL), None)
    if told is None and any(child.dep_ in _AIMS and child.lemma_.lower() in _TALKING for child in verb.children):
        return "talks"
    return told or "other"


def _gathered(references: References, index: int, verb: Token) -> Happening | None:
    """'the ministers of X and Y gathered in Z'."""
    who = in_row(references, people_of(references, index, actors(verb)))
    sure = 1.0 if are_all(references, index, actors(verb)) else SPOKEN
    if sides := sides_of(references, index, actors(verb)):
        who, sure = sides, BY_OTHERS
    if len(named(references, who)) < 2:
        return None
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": who}, {"format": ("other",)}, sure=sure)


def _held(references: References, index: int, noun: Token) -> Happening | None:
    """'held talks with X', 'talks between X and Y', 'her meeting with X'."""
    others = people_of(references, index, after(noun, "with", "between", "of"))
    two = between(references, index, noun)
    ruling = noun.head if noun.head.pos_ == "VERB" else None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    holds = ruling is not None and (ruling.lemma_ in _HOLDING or (is_before_press(noun) and ruling.lemma_ == "give"))
    if ruling is not None and holds and noun.dep_ in ("dobj", "nsubjpass"):
        others += people_of(references, index, after(ruling, "with", "between"))
        owners += actors(ruling)
    at = noun.head
    before_press = is_before_press(noun)
    if at.lower_ == "in" and (being := goes_on(noun)) is not None and noun.dep_ == "pobj":
        owners += actors(being)  # 'Orlen is in talks with Tessel'
        others += people_of(references, index, after(being, "with"))
    talking = noun.dep_ == "pobj" and at.lower_ in _DURING and noun.lemma_ != "interview"
    if talking and others and at.head.pos_ == "VERB" and not owners:
        # 'In talks with Adu, Okoye asked for more time'
        owners += actors(at.head) or subject_behind(noun, at.head)
    # whoever arranged 'a meeting between Adu and Rehn' is none of them
    hosts = [] if two else in_row(references, people_of(references, index, owners))
    sides = sides_of(references, index, owners) if not others else []
    hosts, others = sides or hosts, two or others
    both = distinct([*hosts, *others])
    several = bool(others) or len(named(references, hosts)) > 1  # 'Okoye and Adu held talks'
    if len(both) < 2 or not several or not named(references, both) or not is_company(references, both):
        return None
    compound = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")}
    if before_press and (any(references.cast.type_of(r.key) != "Person" for r in both) or len(both) < 2):
        return None  # 'held a press conference with the firm'
    form = "call" if compound & {"phone", "telephone"} else FORMATS.get(noun.lemma_.lower(), "press conference")
    if (
        noun.lemma_.lower() == "call"
        and form == "call"
        and not compound & {"phone", "telephone", "video", "conference"}
    ):
        return None  # 'a call for'
    now = goes_on(noun)
    shown = (references.page.where(index, noun),)
    return Happening(
        "Meeting", "meeting-noun", index, now or noun, {"participants": both}, {"format": (form,)}, shown,
        BY_OTHERS if sides else 1.0,
    )  # fmt: skip
