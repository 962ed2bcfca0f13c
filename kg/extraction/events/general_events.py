"""Events of verbs in general, whose noun no table knows: 'strengthened its warning system', 'trained the recruits'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person, names_in_tables
from kg.extraction.events.deeds import Deed
from kg.extraction.events.deeds_in_general import OF_ANYTHING, OF_NOTHING, OF_SOMEBODY, TO_THINGS
from kg.extraction.events.general_words import (
    ABSTRACT,
    BEGINNING,
    BY_CHANCE,
    CARRYING_ON,
    COMING,
    DOINGS,
    GOING,
    INSTRUMENTS,
    LANDS,
    OF_PEOPLE_TOO,
    SHARES,
    WHO,
)
from kg.extraction.lexicon import COLLECTIVES
from kg.extraction.parsing.syntax import after, agent, helpers, is_negated, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_DATA = {"datum": "data", "medium": "media"}
_AIMS = frozenset("goal aim plan promise pledge policy proposal demand stance position commitment idea threat".split())
GENERAL_VERBS = frozenset(
    (*CARRYING_ON, *OF_ANYTHING, *OF_SOMEBODY, *OF_NOTHING, *(verb.split()[0] for verb, _ in TO_THINGS))
)


def deed_in_general(verb: Token, things: list[Token], doers: list[Token]) -> Deed | None:
    """What the verb tells, its kind with the noun of the thing in it; None where it is no event of the world."""
    lemma = verb.lemma_.lower()
    if lemma not in GENERAL_VERBS or not _is_done(verb) or not _is_by_somebody(verb, doers):
        return None
    if lemma in CARRYING_ON:
        return _carried_on(verb)
    small = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), "")
    name = f"{lemma} {small}" if small else lemma
    if any(c.dep_ in ("ccomp", "xcomp", "oprd", "acomp") for c in verb.rights):
        return None  # 'cut it short', 'left it open'
    if lemma == "retreat" and any(noun.lemma_.lower() in ABSTRACT | _AIMS for noun in after(verb, "from")):
        return None  # 'retreated from its goal'
    if not things:
        return None if small or is_passive(verb) else OF_NOTHING.get(lemma)
    thing = meant(things[0])
    if thing.pos_ in ("PRON", "DET", "NUM") or things[0].dep_ == "dative":
        return None
    if is_somebody(thing):
        return None if small else _done_to_somebody(lemma)
    if thing.pos_ == "PROPN":
        known = OF_ANYTHING.get(name)
        return replace(known, kind=known.kind.removeprefix("{} ")) if known is not None else None
    if thing.lemma_.lower() in ABSTRACT or not thing.is_alpha or thing.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return None
    found = TO_THINGS.get((name, thing.lemma_.lower())) or OF_ANYTHING.get(name)
    noun = _DATA.get(thing.lemma_.lower(), thing.lemma_.lower())
    return replace(found, kind=found.kind.format(noun)) if found is not None else None


def _carried_on(verb: Token) -> Deed | None:
    """'will proceed with DNA testing', 'went ahead with the vote': the testing, the vote."""
    ahead = verb.lemma_.lower() == "proceed" or any(c.lower_ in ("ahead", "on", "forward") for c in verb.rights)
    with_what = next(iter(after(verb, "with")), None) if ahead else None
    if with_what is None or not DOINGS.fullmatch(with_what.lemma_.lower()):
        return None
    return Deed(with_what.lemma_.lower(), "agent")


def _done_to_somebody(lemma: str) -> Deed | None:
    if lemma in OF_SOMEBODY:
        return OF_SOMEBODY[lemma]
    known = OF_ANYTHING.get(lemma) if lemma in OF_PEOPLE_TOO else None
    return replace(known, kind=known.kind.removeprefix("{} ")) if known is not None else None


def is_somebody(noun: Token) -> bool:
    """Whether it is people, a body or a land, by name or described."""
    return is_person(noun) or (noun.pos_ == "PROPN" and noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))


def meant(thing: Token) -> Token:
    """'houses' of 'a number of houses'."""
    if thing.lemma_.lower() not in SHARES and thing.pos_ != "NUM":
        return thing
    return next(iter(after(thing, "of")), thing)


def _is_done(verb: Token) -> bool:
    """Whether it was done, is being done or is to be done: nobody's wish, guess or aim."""
    if is_negated(verb) or (verb.dep_ == "acl" and agent(verb) is None):
        return False
    aids = helpers(verb)
    perfect = any(aid.lower_ == "have" for aid in aids)
    told = verb.dep_ == "ccomp"
    if any(aid.lower_ in BY_CHANCE and not (told and aid.lower_ == "would") for aid in aids) and not perfect:
        return False
    if any(aid.tag_ == "TO" for aid in aids):
        return _is_set_upon(verb)
    return verb.tag_ != "VBG" or any(aid.lemma_ == "be" for aid in aids) or _is_begun(verb)


def _is_begun(participle: Token) -> bool:
    """'began hiring guards'."""
    return participle.dep_ == "xcomp" and participle.head.lemma_.lower() in BEGINNING


def _is_set_upon(verb: Token) -> bool:
    """'plans to build', 'is to build', 'used the money to build'; not 'wants to build', 'went there to build'."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    ruling = verb.head.lemma_.lower()
    return verb.dep_ in ("xcomp", "acl", "advcl") and (ruling in COMING or (verb.dep_ == "xcomp" and ruling in GOING))


def _is_by_somebody(verb: Token, doers: list[Token]) -> bool:
    """Whether somebody does it, or something that people have set down; of a passive nobody need be named."""
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return subject(verb) is not None or verb.dep_ == "acl"
    if is_of_anything(verb):
        things = [doer for doer in doers if doer.pos_ == "NOUN" and not is_person(doer)]  # not 'The coach exploded'
        return any(meant(thing).lemma_.lower() not in ABSTRACT for thing in things)
    return any(_acts(meant(doer)) for doer in doers)


def is_of_anything(verb: Token) -> bool:
    """'exploded', 'worsened': what befalls things."""
    known = OF_NOTHING.get(verb.lemma_.lower())
    return known is not None and known.subject == ""


def _acts(noun: Token) -> bool:
    if noun.pos_ == "PROPN" or noun.lower_ in WHO:
        return True
    named = names_in_tables(noun)
    return len(named) > 1 or noun.lemma_.lower() in INSTRUMENTS | COLLECTIVES | LANDS
