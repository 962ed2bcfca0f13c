"""What kind of event a verb and its object tell of: 'won the election', 'launched missiles', 'passed the bill'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.event_words import EventVerb
from kg.extraction.syntax import after, is_negated, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTACKING = frozenset("missile rocket attack strike airstrike offensive raid assault bombardment".split())
_NAMED = ("PERSON", "GPE", "LOC", "ORG", "FAC")
# what is won in a contest; 'won hearts', 'won praise' are of another kind
_PRIZES = frozenset(
    "title medal prize award cup trophy championship crown seat majority gold silver bronze game match final semifinal"
    " semi-final quarterfinal series league race primary caucus nomination vote round stage division contest bout"
    " presidency by-election runoff run-off leadership open derby pennant playoff grand-prix heat event".split()
)
_BILLS = frozenset("bill law legislation budget resolution amendment motion act constitution treaty reform".split())
# what somebody is cleared of
_CHARGES = frozenset(
    "abuse arson assault bribery charge conspiracy corruption count crime embezzlement espionage extortion"
    " forgery fraud libel manslaughter misconduct murder offence offense perjury rape robbery smuggling theft"
    " treason violence wrongdoing".split()
)
# what is lifted again
RESTRAINTS = frozenset("ban blockade boycott curfew embargo moratorium restriction sanction".split())
_DECIDING = {"pass": "passage", "approve": "approval", "adopt": "adoption", "reject": "rejection"}
_ELECTIONS = frozenset("election by-election referendum marathon tournament trial war".split())


def kind_by_object(verb: Token, known: EventVerb, done_to: list[Token]) -> str | None:
    """The kind of event that the object tells of; None where there is none."""
    lemma = verb.lemma_.lower()
    thing = next((o.lemma_.lower() for o in done_to if o.pos_ in ("NOUN", "PROPN")), None)
    if lemma == "launch":
        return "attack" if thing in _ATTACKING else known.kind if thing else None
    if lemma == "clear":
        return known.kind if any(t.lemma_.lower() in _CHARGES for t in after(verb, "of")) else None
    if lemma == "lift":
        return f"end of {thing}" if thing in RESTRAINTS else None
    if lemma == "win":
        return thing if thing in _ELECTIONS else known.kind if thing else None
    if lemma == "withdraw" and thing in _BILLS:
        return f"{thing} withdrawal"
    if lemma in ("withdraw", "return"):
        return known.kind if after(verb, "from", "to") else None
    if lemma == "vote":
        return (
            known.kind if after(verb, "for", "against", "on") or any(c.dep_ == "xcomp" for c in verb.children) else None
        )
    if lemma in ("release", "destroy", "register", "leave"):
        return known.kind if any(o.ent_type_ in _NAMED for o in done_to) else None
    if lemma in _DECIDING:
        return f"{thing} {_DECIDING[lemma]}" if thing in _BILLS else None
    return known.kind


def is_won(verb: Token) -> bool:
    """Whether a contest or its prize is won, and the verb tells it by itself: 'won the marathon', 'has won a seat'."""
    if verb.lemma_.lower() != "win" or verb.tag_ not in ("VBD", "VBN") or is_negated(verb):
        return False
    things = {t.lemma_.lower() for o in objects(verb) for t in (o, *(c for c in o.children if c.dep_ == "conj"))}
    return bool(things & (_ELECTIONS | _PRIZES))


def is_decided(verb: Token) -> bool:
    """Whether a body passed or rejected a bill in so many words."""
    return verb.lemma_.lower() in _DECIDING and verb.tag_ in ("VBD", "VBN") and not is_negated(verb)
