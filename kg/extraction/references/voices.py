"""Which nouns may be the subject of a verb of saying: people by their trade, the media, writings that tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = CLAUSAL | frozenset("find show read believe think hope fear expect describe".split())
_BY_TRADE = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|ee|ant|man|woman|men|women|person)s?")
# what ends so and is nobody
_NOBODY = frozenset(
    "letter order poster paper number matter power error sensor monitor meter tracker sticker register folder banner"
    " computer newsletter indicator factor sector color colour corner cover offer answer chapter centre center server"
    " filter weather disaster winter summer quarter figure river water tower barrier carrier border cancer career fever"
    " container counter layer ladder trailer calculator detector mirror motor rumor rumour terror tremor vector"
    " doctrine list christian guarantee committee degree fee employee trustee referee coffee tree restaurant warrant"
    " grant plant giant covenant flier flyer header trigger printer engine tender other another either neither never"
    " remainder reminder wonder danger anger hunger murder dinner flower shower finger finder radar soldier"
    " human german roman woman thousand chair hair pair air affair repair behavior behaviour favor favour labor labour"
    " flavor harbor harbour honor honour manner transfer chancellor".split()
) - frozenset(("employee", "trustee", "referee", "soldier", "woman", "chancellor"))
WRITINGS = frozenset(
    "statement tweet letter message post email comment remark report article study survey poll inquiry paper research"
    " website site document complaint decision ruling opinion order summary lawsuit filing data proclamation decree"
    " judgment judgement indictment announcement notice advisory motion memo memorandum transcript analysis review"
    " investigation release publication book blog column editorial verdict affidavit petition resolution estimate"
    " obituary bulletin polling modelling modeling forecast projection tally count".split()
)
_TELLING = frozenset(
    "say state note report claim allege mention argue warn add write stress contend assert conclude describe".split()
)
_TELLING_WRITINGS = frozenset("report study complaint filing motion lawsuit indictment audit".split())
_SHOWING = frozenset("show suggest indicate reveal find demonstrate imply".split())
_UNWRITTEN = frozenset("analysis research evidence".split())
_COUNTED = frozenset("data figures statistics records".split())
_LOOSE_BODIES = frozenset(
    "prosecution defence defense laboratory observatory"
    " television tv radio project startup chain outlet studio museum zoo programme program forum"
    " city town county state province country district village municipality borough".split()
)
# people whom no ending tells
_PEOPLE_TOO = frozenset(
    "acquaintance candidate scholar spouse guide athlete clerk pupil cousin uncle aunt nephew niece grandmother"
    " grandfather classmate roommate teammate medic paramedic mechanic sceptic skeptic nun monk midwife onlooker"
    " academic newcomer local".split()
)


def is_voice(noun: Token) -> bool:
    """'The cyclist said', 'organizers reported': somebody by trade, though no list knows it, and 'local media'."""
    lemma = noun.lemma_.lower()
    if noun.lower_ == "media":
        return is_speaking(noun)
    by_word = lemma in _PEOPLE_TOO or (lemma not in _NOBODY and bool(_BY_TRADE.fullmatch(lemma)))
    return by_word and is_speaking(noun)


def is_loose_body(noun: Token) -> bool:
    """'The project said', 'the museum said': something that has people who speak for it."""
    return noun.lemma_.lower() in _LOOSE_BODIES and is_speaking(noun)


def is_speaking_writing(noun: Token) -> bool:
    """'The report said', 'according to the study': a writing that tells something, whose author may be unknown."""
    return is_writing(noun) and is_speaking(noun)


def is_writing(noun: Token) -> bool:
    """'report', 'data', 'figures'."""
    return noun.lemma_.lower() in WRITINGS or noun.lower_ in _COUNTED


def tells_by_itself(noun: Token) -> bool:
    """'the report said', 'according to the study': what tells something of its own, not what only shows it."""
    by_verb = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _TELLING
    return noun.lemma_.lower() in _TELLING_WRITINGS and (by_verb or noun.dep_ == "pobj") and noun.tag_ == "NN"


def is_mere_finding(noun: Token) -> bool:
    """'polls suggest', 'previous studies showed', 'the analysis indicated': a finding, and nobody's word."""
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those") for c in noun.lefts)
    many = noun.tag_ == "NNS" and not known
    counted = many and not are_reports(noun)
    return noun.dep_ == "nsubj" and noun.head.lemma_ in _SHOWING and (counted or noun.lemma_ in _UNWRITTEN)


def are_reports(noun: Token) -> bool:
    """'Reports said', 'media reports': what many tell."""
    return noun.lower_ == "reports" and not any(c.dep_ in ("det", "poss", "prep") for c in noun.children)


def is_speaking(noun: Token) -> bool:
    """Whether the noun is the subject of a verb of saying, or stands behind 'according to'."""
    while noun.dep_ == "conj" and noun.head.i != noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if noun.dep_ == "nsubj":
        return noun.head.lemma_.lower() in _SAYING
    return noun.dep_ == "pobj" and noun.head.head.lower_ == "according"
