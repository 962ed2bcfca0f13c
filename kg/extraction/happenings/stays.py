"""Visits told of by how somebody comes, stays or goes: 'came to Ostra for talks', 'spent two days in Ostra'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.happenings.happenings import Happening, Reading, as_it_stands, named, people_of, places_of
from kg.extraction.modality.hearsay import Modality
from kg.extraction.parsing.phrases import phrase
from kg.extraction.parsing.syntax import actors, after, is_passive, objects, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRAVELLERS = ("Person", "UnnamedSource")
_SHORT = frozenset("day night week weekend hour fortnight".split())
_GUESTS = frozenset("visitor tourist holidaymaker".split())
_PURPOSES = frozenset("talk meeting summit conference visit funeral ceremony wedding trip event festival forum".split())
_ATTENDING = frozenset("attend visit meet".split())
NAMELESS = Sure(0.9, "who came, for no name is given")
_HINTED = Sure(0.85, "whether somebody came from elsewhere")
_DEPARTING = frozenset(("leave", "depart"))


def stay(references: References, index: int, token: Token) -> Happening | None:
    """The visit that a verb of coming, staying or leaving tells of, or a noun of guests; most are drafts."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        return _guests(references, index, token) if lemma in _GUESTS else None
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if lemma in _ATTENDING and (place := _where(token)) is not None:
        reading = as_it_stands if any(c.lower_ == "is" for c in token.lefts) else was_there
        where = places_of(references, index, [place])
        return gone(references, index, token, actors(token), where, sure=_HINTED, reading=reading)
    goal, sure = _goal(token, lemma)
    if not goal:
        return None
    who = objects(token) if lemma == "welcome" or is_passive(token) else actors(token)
    reading = _awaited if lemma == "expect" else as_it_stands
    seen = gone(references, index, token, who, places_of(references, index, goal), sure=sure, reading=reading)
    return replace(seen, dated=False) if seen is not None and lemma == "return" else seen


def _goal(verb: Token, lemma: str) -> tuple[list[Token], float]:
    """Where the verb says that somebody comes to, stays or leaves for, and how sure it is a visit."""
    if lemma == "come" and _is_for_something(verb):  # else somebody may have come to live there
        return after(verb, "to"), 1.0
    if lemma == "set" and any(c.lower_ in ("off", "out") for c in verb.rights):
        return after(verb, "for") or [t for c in verb.rights for t in after(c, "for")], NAMELESS
    if lemma in _DEPARTING and not any(c.dep_ == "dobj" for c in verb.children):
        return after(verb, "for"), NAMELESS
    if lemma == "spend" and any(c.lemma_.lower() in _SHORT for c in verb.rights):
        spent = [t for c in verb.rights if c.lemma_.lower() in _SHORT for t in after(c, "in")]
        return spent + after(verb, "in"), NAMELESS
    if lemma == "expect" and is_passive(verb):
        return after(verb, "in", "at"), NAMELESS
    if lemma == "welcome" and not is_passive(verb):
        return after(verb, "to"), NAMELESS
    if lemma == "return":
        return after(verb, "from"), NAMELESS
    return [], 1.0


def _is_for_something(verb: Token) -> bool:
    """'came to Ostra for talks', 'to meet Ben Adu'."""
    met = any(c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.lemma_ in _ATTENDING for c in verb.rights)
    return met or any(t.lemma_.lower() in _PURPOSES for t in after(verb, "for", "on"))


def _where(verb: Token) -> Token | None:
    """'Ostra' of 'was killed in Ostra, where he was attending a wedding'."""
    there = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts)
    now = verb.tag_ == "VBG" and any(c.lower_ in ("was", "were", "is") for c in verb.lefts)
    return verb.head if there and now and subject(verb) is not None else None


def _awaited(told: Modality) -> Modality:
    """'is expected in Ostra': she has yet to come."""
    return replace(told, status="planned") if told.status in ("occurred", "ongoing") else told


def was_there(told: Modality) -> Modality:
    """'was visiting Ostra': it is over."""
    return replace(told, status="occurred") if told.status == "ongoing" else told


def _were_there(told: Modality) -> Modality:
    """'may have killed two visitors in Ostra': there they were."""
    return replace(told, status="occurred", certainty="certain", polarity="positive")


def _guests(references: References, index: int, noun: Token) -> Happening | None:
    """'two foreign visitors in Ostra': people who have come there, by no name."""
    told = any(c.dep_ == "nummod" or c.lower_ == "foreign" for c in noun.lefts)
    near = after(noun, "in", "to") or (after(noun.head, "in") if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else [])
    where = places_of(references, index, near)
    if not told or not where:
        return None
    start, end = phrase(references.page, index, noun)
    who = Referent(references.cast.key_for("UnnamedSource", references.page.text[start:end]), start, end)
    roles = {"visitor": [who], "destination": where[:1]}
    return Happening(
        "Visit", "visit-noun", index, noun, roles, sure=_HINTED, placed=False, dated=False, reading=_were_there
    )


def gone(
    references: References, index: int, trigger: Token, who: list[Token], where: list[Referent],
    rule: str = "visit-travel", *, sure: float = 1.0, reading: Reading = as_it_stands,
) -> Happening | None:  # fmt: skip
    """The visit of those whom the phrases name to the first of the places."""
    visitors = [r for r in people_of(references, index, who) if references.cast.type_of(r.key) in _TRAVELLERS]
    if not visitors or not where:
        return None
    sure = sure if named(references, visitors) else min(sure, NAMELESS)
    roles = {"visitor": visitors, "destination": where[:1]}
    return Happening("Visit", rule, index, trigger, roles, sure=sure, placed=False, reading=reading)
