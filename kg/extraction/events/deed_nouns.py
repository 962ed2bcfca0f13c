"""What a noun is called in the tables of deeds: by its lemma, or by a class that no list holds in full."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES, OFFICE_NOUNS, PEOPLE

if TYPE_CHECKING:
    from spacy.tokens import Token

# people who seldom speak in the news, so that no other list holds them
_OTHERS = frozenset(
    "actor actress addict adult apprentice artist astronaut athlete baby bodyguard bomber boxer caller candidate carer"
    " casualty celebrity civilian cleaner client climber collector collaborator comedian commuter contractor cosmonaut"
    " couple crew criminal cyclist dancer dealer designer diver editor employee evacuee farmworker fugitive geologist"
    " graduate hiker hitman holidaymaker homeless hunter imam infant inmate intern islander jockey juror labourer"
    " laborer looter militiaman mercenary merchant miner mobster motorcyclist motorist musician newborn nominee nun"
    " occupant orphan painter paramedic passer-by pedestrian performer personnel pilgrim pirate poacher poet porter"
    " postgraduate presenter producer professional programmer pupil recruit referee refugee rescuer robber runner"
    " sailor scholar seafarer settler shopper singer skier skipper smuggler sniper specialist spectator spy stranger"
    " striker subcontractor swimmer technician temp thief tourist trafficker trainee traveller traveler truant umpire"
    " undergraduate user villager waiter waitress warden worshipper worshiper wrestler youngster bystander"
    " buyer goer offender viewer".split()
)
_WOMEN_AND_MEN = ("men", "women", "man", "woman", "people")
_OF_PEOPLE = re.compile(r"[a-z-]{4,}(?<!checkl)(?<!playl)(?<!shortl)(?<!backl)(?<!blackl)(?:ist|ician)|revolutionary")
_PERSONAL = frozenset("i he she him her who whom we us me".split())
_SUMS = frozenset(
    "bn billion million trillion m money cash fund funding dollar euro pound franc rand rouble ruble rupee yen yuan"
    " peso krona krone crown dinar dirham shilling naira baht won real lira zloty".split()
)
_SUM = re.compile(r"(?:[a-z]{0,3}[$£€¥]|r)\d[\d.,]*(?:bn|m|tn|k)?|\d[\d.,]*(?:bn|tn)")  # 'R4bn', '$2.5m'


def names_in_tables(noun: Token) -> list[str]:
    """The lemma, then the open classes that the noun is of."""
    lemma = noun.lemma_.lower()
    found = [lemma]
    if noun.pos_ == "PROPN" and not noun.ent_type_:
        return [lemma, "PEOPLE", "BODIES"]  # a name that the model does not know may be either's
    if is_person(noun):
        found.append("PEOPLE")
    if noun.ent_type_ in ("ORG", "GPE") or (lemma in COLLECTIVES and noun.pos_ == "NOUN"):
        found.append("BODIES")
    if noun.ent_type_ in ("GPE", "LOC"):
        found.append("LANDS")
    if noun.ent_type_ == "MONEY" or lemma in _SUMS or _SUM.fullmatch(lemma):
        found.append("MONEY")
    elif noun.ent_type_ == "CARDINAL" and noun.pos_ == "NUM":
        found.append("NUMBER")
    return found


def is_person(noun: Token) -> bool:
    """Whether the noun is one of people, or the name of somebody; a body is none."""
    lemma = noun.lemma_.lower()
    if noun.ent_type_ == "PERSON" or noun.lower_ in _PERSONAL:
        return True
    if noun.pos_ == "PROPN" and noun.ent_type_:
        return False
    known = lemma in PEOPLE or lemma in OFFICE_NOUNS or lemma in _OTHERS or noun.lower_.endswith(_WOMEN_AND_MEN)
    return known or (noun.pos_ == "NOUN" and bool(_OF_PEOPLE.fullmatch(lemma)))
