"""Whether a clause tells of one event: past, to come or going on; who does it there, and what it is done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import SAYING
from kg.extraction.modality.modality import punished_by
from kg.extraction.modality.modality_words import ASKING, ASKING_FOR, PUNISHING
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import actors, after, helpers, is_negated, is_passive, objects, whom_it_moves

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICIPLES = ("acl", "relcl", "advcl", "pcomp", "conj", "xcomp", "ccomp", "ROOT")
_DOUBTED = frozenset("should must ought can".split())
_TO_COME = frozenset(("until", "till"))  # 'until the ministry has published it'
# after which a participle tells of what was done: 'by pleading guilty', 'after setting off a bomb'
_DONE = frozenset("by after since upon following".split())
_GOING_ON = frozenset("continue keep start begin finish".split())  # 'began hiring'
_PARTING = frozenset("leave quit withdraw".split())
_HABITS = frozenset(
    "often usually always regularly routinely frequently sometimes typically generally normally rarely seldom"
    " occasionally commonly habitually".split()
)
_OFTEN = frozenset("numerous many several countless multiple repeated".split())
_ANY = frozenset("any every each no whichever".split())
_ANYBODY = frozenset("person individual anyone anybody someone somebody whoever".split())
_PEOPLE = frozenset(("people", "person"))
_JUDGING = frozenset("find think believe hold conclude determine suggest show".split())
_OF_TIME = frozenset(("day", "time", "way", "reason", "place", "moment", "year"))  # 'the day he resigned'


def is_told(verb: Token) -> bool:
    """Whether the verb tells of one event: no habit, no order, no adjective."""
    if verb.dep_ not in _PARTICIPLES or verb.tag_ in ("VBZ", "VBP") or is_of_anybody(verb) or is_supposed(verb):
        return False
    aids = helpers(verb)
    if any(c.lower_ in _HABITS for c in verb.children if c.dep_ == "advmod") or _is_general(verb, aids):
        return False
    if any(c.lower_ == "times" and any(g.lower_ in _OFTEN for g in c.lefts) for c in verb.children):
        return False  # 'Numerous times, people have been sentenced for it'
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("need", "require") and is_passive(verb.head):
        return False  # 'a majority is needed to impeach a judge'
    if verb.head.lemma_ == "vote" and verb.lemma_.lower() in _PARTING:
        return False  # 'voted to leave the union', and is in it
    if _is_left_to_others(verb, verb.head.lemma_.lower()):
        return False  # 'called on both governments to reopen it', 'asked to waive it': speech alone
    if any(aid.lower_ == "would" for aid in aids) and not (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING):
        return False  # 'she would appeal'; not 'said she would appeal', which is a plan
    if any(aid.lower_ in _DOUBTED for aid in aids) or any(c.lower_ in _TO_COME for c in verb.lefts if c.dep_ == "mark"):
        return False
    return _is_participle_told(verb) if verb.tag_ == "VBG" and not aids else verb.tag_ in ("VBD", "VBN") or bool(aids)


def is_of_anybody(verb: Token) -> bool:
    """'any groups who backed her', 'patients treated with it', 'the people who died': a kind of people, no event."""
    noun = verb.head
    if verb.tag_ == "VB" and any(thing.lemma_.lower() in _ANYBODY for thing in objects(verb)):
        return True  # 'asked the police to arrest a person'
    if verb.dep_ not in ("relcl", "acl") or noun.i > verb.i or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    if any(c.lower_ in _ANY for c in noun.lefts) or _is_one_of(noun):
        return True
    told_apart = any(t.text in (",", "—", "–") for t in noun.doc[noun.i + 1 : verb.i]) or noun.ent_type_ == "PERSON"
    if told_apart or any(c.dep_ == "nummod" for c in noun.lefts) or noun.tag_ not in ("NNS", "NNPS", "DT"):
        return False
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "these", "those", "some", "several") for c in noun.lefts)
    return noun.lemma_.lower() in _PEOPLE if known else is_people(noun) or noun.lower_ == "those" or _is_people(noun)


def _is_one_of(noun: Token) -> bool:
    """'one of the sailors who drowned': which of them is told, and what befell them all only by the way."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one"


def _is_people(noun: Token) -> bool:
    """'Democrats', 'Korvians'."""
    return noun.tag_ == "NNPS" and noun.ent_type_ in ("NORP", "")


def is_of_people(verb: Token) -> bool:
    """'voters in Sela, who backed her': 'who' is of people, whatever place the parser ties it to."""
    return verb.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ == "nsubj" for c in verb.lefts)


def is_supposed(verb: Token) -> bool:
    """'a bill that would allow them to deport her', 'did not find that it broke the law': only thought of."""
    ruling = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or ruling.i == verb.i:
        return False
    if verb.dep_ == "ccomp" and is_negated(ruling) and ruling.lemma_.lower() in _JUDGING:
        return True
    thought = any(aid.lower_ == "would" for aid in helpers(ruling)) and ruling.lemma_.lower() not in SAYING
    return thought or (verb.dep_ == "xcomp" and ruling.lemma_.lower() == "demand" and bool(after(ruling, "from", "of")))


def _is_participle_told(verb: Token) -> bool:
    if any(c.lower_ in ("when", "if", "unless") for c in verb.lefts):
        return False  # 'must publish their returns when running for mayor'
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in _DONE or punished_by(verb) is not None
    if verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in _GOING_ON
    return verb.dep_ in ("advcl", "acl", "conj")


def _is_left_to_others(verb: Token, ruling: str) -> bool:
    """'wrote asking to waive it', 'called for the council to hire guards'; not 'was asked to leave'."""
    if any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.lefts):
        return ruling in ASKING | ASKING_FOR
    moved = whom_it_moves(verb) is not None or (verb.dep_ == "xcomp" and not is_passive(verb.head))
    return ruling in ASKING and moved


def _is_general(verb: Token, aids: list[Token]) -> bool:
    """'are hired by firms': the present of what is done again and again; not 'are being hired', 'have been hired'."""
    if any(aid.lemma_ == "do" and aid.tag_ in ("VBZ", "VBP") for aid in aids):
        return True  # 'does not hire'
    plain = bool(aids) and all(aid.lower_ in ("is", "are", "am", "'s", "’s", "'re", "’re") for aid in aids)
    return plain and verb.tag_ == "VBN"


def things_of(verb: Token) -> list[Token]:
    """What it is done to; of 'was given a fine' the fine, too, and of 'sent them a plan' the plan first."""
    found = objects(verb)
    direct = [c for c in verb.rights if c.dep_ == "dobj"]
    if is_passive(verb):
        return found + direct
    return sorted(found, key=lambda noun: noun.dep_ != "dobj") or _antecedent(verb)


def _antecedent(verb: Token) -> list[Token]:
    """'the bill that she signed', 'the bill she signed': the bill."""
    if verb.dep_ != "relcl" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.head.lemma_.lower() in _OF_TIME:
        return []
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    with_subject = bool(own) and own[-1].lower_ not in ("who", "which", "that")
    stranded = any(c.dep_ == "prep" and not any(True for _ in c.children) for c in verb.children)  # 'lived in'
    adverbial = any(c.lower_ in ("when", "where", "why", "whose") for c in verb.lefts) or any(
        c.dep_ == "prep" for c in verb.lefts
    )
    return [verb.head] if with_subject and not stranded and not adverbial else []


def doers_of(verb: Token) -> list[Token]:
    """Who does it; of 'was jailed for torturing' whoever was jailed."""
    punishing = punished_by(verb) or _judged_after(verb)
    return objects(punishing) if punishing is not None else actors(verb)


def _judged_after(participle: Token) -> Token | None:
    """'The judge jailed him after stealing a car': the verb that says what the judge did, who stole nothing."""
    ruling = participle.head.head
    if participle.dep_ != "pcomp" or participle.head.lower_ not in ("after", "since") or is_passive(ruling):
        return None
    return ruling if ruling.lemma_.lower() in PUNISHING and objects(ruling) else None
