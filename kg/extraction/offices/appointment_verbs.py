"""What a verb of appointing or dismissing does: drives out of a post, takes away what is none, gives a post again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import OFFICE_NOUNS
from kg.extraction.offices.appointment_words import BY_WHOM, CONTROLS, GIVEN_IN, HANDING, POWER, RULING, SEATED
from kg.extraction.offices.post_words import SEATS
from kg.extraction.parsing.syntax import actors, after, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_yet_to_be(verb: Token) -> bool:
    """'Once elected mayor, she will build a bridge'."""
    alone = verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return alone and any(c.tag_ == "MD" for c in verb.head.children)


def is_taken_away(verb: Token) -> bool:
    """'removed the mayor from the hall': from no post, nor from a body."""
    places = after(verb, "from") if verb.lemma_ == "remove" else []
    return bool(places) and not any(
        t.lemma_.lower() in SEATS or t.lower_ in OFFICE_NOUNS or t.lower_ in POWER or t.pos_ == "PROPN" for t in places
    )


def is_driven_out(verb: Token) -> bool:
    """'forced out as director', 'out of office', 'voted out'; not 'forced out of her home', 'out to the harbour'."""
    out = next((c for c in verb.children if c.lower_ == "out"), None)
    if out is None or out.i < verb.i:
        return False
    if after(verb, "as") or after(out, "as"):
        return True
    left = after(out, "of") + [c for c in out.children if c.dep_ == "pobj"] + after(verb, "of")
    if left:
        return all(_is_seat(t) for t in left)
    behind = [c for each in (out, verb) for c in each.rights if c.dep_ in ("prep", "agent") and c.i > out.i]
    plainly = all(c.lower_ in BY_WHOM or any(t.ent_type_ == "DATE" for t in c.children) for c in behind)
    by_rule = any(t.lemma_.lower() in RULING for t in actors(verb))  # whom others push or kick out left some place
    return verb.lemma_.lower() == "vote" or (plainly and (verb.lemma_.lower() == "force" or by_rule))


def _is_seat(noun: Token) -> bool:
    """'out of office', 'out of the job'; not 'out of her office', 'out of the post office'."""
    with_others = any(c.dep_ == "compound" for c in noun.lefts)
    owned = any(c.dep_ in ("det", "poss") for c in noun.lefts)
    if noun.lemma_.lower() in ("office", "power"):
        return not with_others and not owned
    return noun.lemma_.lower() in SEATED and not with_others


def behind_participle(verb: Token) -> list[Token]:
    """'The club has sacked manager Carl Moss', where the parser makes it 'a sacked manager'."""
    if verb.dep_ != "amod" or not any(c.lemma_ == "have" and c.i < verb.i for c in verb.children):
        return []
    name = verb.head
    while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
        name = name.head
    return [name] if name.pos_ == "PROPN" else []


def is_again(verb: Token) -> bool:
    """'re-elected Mayor Okoye': the post is the one that is held already."""
    return verb.lemma_.lower() in ("reelect", "reselect", "reselecte", "reappoint", "reinstate")


def handed_in(verb: Token) -> Token | None:
    """'resignation' of 'tendered her resignation', 'notice' of 'handed in his notice': one's own, not another's."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or is_passive(verb) or not (lemma in HANDING or lemma in ("hand", "give", "put")):
        return None
    inside = any(c.lower_ == "in" for c in verb.children)
    if lemma not in HANDING and not inside:
        return None  # 'gave notice', 'gave her resignation letter to the press'
    nouns = [c for c in verb.children if c.dep_ == "dobj"] + after(verb, "in")
    return next((n for n in nouns if n.lower_ in GIVEN_IN and any(c.tag_ == "PRP$" for c in n.lefts)), None)


def taken_up(verb: Token) -> Token | None:
    """'helm' of 'took the helm', 'charge' of 'takes charge'."""
    if verb.lemma_.lower() not in ("take", "assume") or verb.pos_ != "VERB":
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in CONTROLS), None)


def is_parting(verb: Token) -> bool:
    """'left as director', 'bowed out as director': from nothing else that is named."""
    lemma = verb.lemma_.lower()
    out = lemma in ("bow", "walk") and any(c.lower_ == "out" for c in verb.children)
    return (out or lemma in ("leave", "depart")) and not any(c.dep_ == "dobj" for c in verb.children)


def is_given_up(verb: Token) -> bool:
    """'gave up her post'."""
    return verb.lemma_.lower() == "give" and any(c.lower_ == "up" and c.dep_ == "prt" for c in verb.children)


def won(verb: Token) -> Token | None:
    """'election' of 'won election as mayor', 're-election', which the parser reads as 'reselection'."""
    elections = ("election", "reselection")
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in elections and verb.lemma_ == "win"), None)


def beside_description(verb: Token) -> list[Token]:
    """'the deputy minister' of 'named the deputy minister, Okoye, as treasurer': with a name beside it."""
    told = [c for c in verb.rights if c.dep_ in ("dobj", "oprd") and c.pos_ == "NOUN"] if after(verb, "as") else []
    return [c for c in told[:1] if any(n.dep_ == "appos" and n.pos_ == "PROPN" for n in c.rights)]
