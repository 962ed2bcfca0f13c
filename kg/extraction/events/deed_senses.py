"""Whether a verb tells of an event in the sense that its table means: 'retired', not 'retired to his room'."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.events.event_kinds import COURTS
from kg.extraction.events.tolls import is_event_noun
from kg.extraction.lexicon import COLLECTIVES, OFFICE_NOUNS
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import actors, after, is_passive, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = ("DATE", "TIME")
_CONTESTS = frozenset(
    "race contest election campaign primary caucus tournament championship competition match cup league tour running"
    " runoff vote bid event final".split()
)
_PACTS = frozenset(
    "treaty pact accord agreement deal alliance union bloc coalition convention talk negotiation venture project"
    " partnership".split()
)
_DISEASES = frozenset(
    "ache aids cancer cholera covid dengue disease ebola fever flu germ gonorrhea gonorrhoea hiv illness infection"
    " influenza leprosy malaria measles mumps parasite pathogen plague pneumonia polio rabies strain syphilis"
    " tuberculosis typhoid typhus variant worm bacterium bacteria fungus mosquito tick needle blood".split()
)
_OF_DISEASES = ("virus", "itis", "osis", "pox", "coccus", "flu")
_CARE = frozenset(
    "treatment observation surgery operation care check checkup test examination evaluation assessment monitoring"
    " injury wound burn bruise fracture inhalation precaution shock exhaustion dehydration poisoning infection scan"
    " help transplant recovery".split()
)
_ENTERING = frozenset("enter join leave quit".split())
_GOALS = frozenset(
    "office presidency nomination seat leadership election congress parliament senate post job title cup trophy"
    " reelection re-election championship governorship mayoralty ticket".split()
)
_DEVICES = frozenset("computer laptop phone machine server pc website system device network email".split())
_WEAPONS = frozenset(
    "arrow bullet cannon canister flare gas grenade gun gunshot missile mortar pistol projectile rifle rocket round"
    " shell shot weapon".split()
)
_ARGUING = frozenset(
    "commentator critic group lawmaker opponent opposition party politician press senator union".split()
)
_BORN = frozenset("baby calf cub daughter kitten pup puppy quadruplet quintuplet son triplet twin".split())
_KEEPING = frozenset("keep hold leave maintain".split())
_STILL = frozenset("unchanged steady stable".split())
_SUPPLIES = frozenset(
    "ammunition battery bed cash electricity food fuel gas material medicine money oxygen power stock supply time"
    " vaccine water".split()
)
_MANNERS = frozenset("badly well differently equally fairly unfairly poorly kindly harshly".split())
_HELD_PLACES = frozenset(
    "town city village base airport airfield port fort fortress bridge island embassy building position checkpoint"
    " territory area district hill stronghold ship vessel boat tank animal".split()
)
_FILMS = frozenset("camera cctv film footage image photo photograph picture video".split())
_CARING = frozenset("treat recover undergo receive be heal get have die".split())


def takes_object(verb: Token) -> bool:
    """Whether it is done to something or says something: 'docked the ship', 'conceded that', 'was deserted'."""
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return True
    return any(c.dep_ in ("dobj", "dative", "ccomp") and c.ent_type_ not in _TIMES for c in verb.children)


def is_in_its_sense(verb: Token) -> bool:
    """No for 'she ran out', 'infected her with doubt', 'retired to his room', 'dropped out of college'."""
    lemma = verb.lemma_.lower()
    if lemma in _SENSES:
        return _SENSES[lemma](verb)
    if lemma in _KEEPING and any(t.lemma_.lower() == "rate" for t in objects(verb)):
        return _holds_still(verb)
    if lemma in _ENTERING and _runs_for_no_office(verb):
        return False
    left = _left_by(verb)
    if lemma == "drop" and left:
        return any(t.lemma_.lower() in _CONTESTS for t in left)
    if lemma == "pull" and left:
        return any(t.pos_ == "PROPN" or t.lemma_.lower() in _CONTESTS | _PACTS for t in left)
    return True


def _runs_for_no_office(verb: Token) -> bool:
    """'left the race for the border'; not 'quit the race for mayor'."""
    races = [t for t in objects(verb) if t.lemma_.lower() == "race"]
    goals = [t for race in races for t in (*after(race, "for"), *after(verb, "for", "to"))]
    return any(
        not (t.lemma_.lower() in OFFICE_NOUNS | _GOALS or t.pos_ == "PROPN" or t.ent_type_ in _TIMES) for t in goals
    )


def _is_caught(verb: Token) -> bool:
    """'caught the virus'; not on his computer."""
    return not any(t.lemma_.lower() in _DEVICES for t in after(verb, "on", "from"))


def _is_treated(verb: Token) -> bool:
    """'treated the wounded'; not 'treated them as equals', 'treated them to dinner'."""
    as_if = any(c.dep_ == "advcl" and any(t.lower_ == "as" for t in c.lefts) for c in verb.rights)  # read as a clause
    if as_if or any(after(head, "as", "like", "to") for head in (verb, *objects(verb))):
        return False
    return not any(c.lower_ in _MANNERS for c in verb.children if c.dep_ == "advmod")


def _fires(verb: Token) -> bool:
    """'fired at the car', 'fired shots at it', 'fired workers'; not 'fired a question at her'."""
    at = after(verb, "at") or [t for thing in objects(verb) for t in after(thing, "at")]
    return not at or all(thing.lemma_.lower() in _WEAPONS for thing in objects(verb))


def _comes(verb: Token) -> bool:
    """'came under fire'; not 'came under fire from critics', 'came under attack for her remarks'."""
    under = after(verb, "under")
    words = [t for head in (verb, *under) for t in after(head, "for", "over")]
    from_whom = [t for head in (verb, *under) for t in after(head, "from", "by")]
    return not under or not (words or any(t.lemma_.lower() in _ARGUING for t in from_whom))


def _gives(verb: Token) -> bool:
    """'gave birth to twins'; not 'gave birth to an industry'."""
    births = [thing for thing in objects(verb) if thing.lemma_.lower() == "birth"]
    born = [t for birth in births for head in (birth, verb) for t in after(head, "to")]
    return all(t.lemma_.lower() in _BORN or is_people(t) or t.ent_type_ == "PERSON" for t in born)


def _gathers(verb: Token) -> bool:
    """'rallied in the square'; not 'rallied behind the team'."""
    return not after(verb, "behind", "around", "round", "to")


def _calls(verb: Token) -> bool:
    """'called an election'; not 'called the election a sham', 'called the election for Okoye'."""
    if any(t.ent_type_ == "PERSON" for head in (verb, *objects(verb)) for t in after(head, "for")):
        return False
    return not any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in verb.children)


def _honours(verb: Token) -> bool:
    """'honoured the dead'; not 'was honoured to be there'."""
    return not any(c.dep_ == "xcomp" for c in verb.children)


def _sets(verb: Token) -> bool:
    """'set fire to the barn', 'set it on fire'; not 'set himself on fire'."""
    return not any(c.lower_.endswith(("self", "selves")) for c in verb.children)


def _is_of_diseases(verb: Token) -> bool:
    return all(_is_disease(t) for t in after(verb, "for"))


def _is_of_things(verb: Token) -> bool:
    """'Supplies ran out', 'she ran out of fuel', 'she ran for mayor'; not 'She ran out'."""
    if not any(c.lower_ == "out" for c in verb.children):
        return True
    if left := _left_by(verb):
        return any(t.lemma_.lower() in _SUPPLIES for t in left)
    return not any(is_people(t) or t.ent_type_ == "PERSON" or t.pos_ == "PRON" for t in actors(verb))


def is_out_of_a_contest(verb: Token) -> bool:
    """'pulled out of the race', 'pulled out of the treaty'."""
    return any(t.lemma_.lower() in _CONTESTS | _PACTS for t in _left_by(verb))


def is_for_care(verb: Token, hospital: Token) -> bool:
    """'was taken to hospital', 'to hospital for treatment'; not 'to the hospital for a tour', 'to meet the nurses'."""
    reasons = [t for word in (verb, hospital) for t in after(word, "for") if t.ent_type_ not in _TIMES]
    if reasons and not any(t.lemma_.lower() in _CARE for t in reasons):
        return False
    aims = [c for word in (verb, hospital) for c in word.rights if c.dep_ in ("xcomp", "advcl", "relcl", "acl")]
    aims = [aim for aim in aims if any(c.tag_ == "TO" for c in aim.lefts)]
    return all(aim.lemma_.lower() in _CARING for aim in aims)


def role_of_judge(role: str, doers: list[Token]) -> str:
    """The role of whoever decides: 'court' is one of courts alone, others are agents: 'Voters threw out'."""
    if role != "court" or any(t.lemma_.lower() in COURTS for doer in doers for t in (doer, *doer.lefts)):
        return role
    return "agent"


def _left_by(verb: Token) -> list[Token]:
    """What 'out of' names."""
    outer = [t for c in verb.children if c.lower_ == "out" for t in after(c, "of")]
    return outer + (after(verb, "out", "of") if any(c.lower_ == "out" for c in verb.children) else [])


def _infects(verb: Token) -> bool:
    """'was infected with malaria', 'infected by a tick'; not with enthusiasm, nor by a mistake."""
    what = after(verb, "with")
    if what and not any(_is_disease(t) for t in what):
        return False
    return all(t.pos_ in ("PROPN", "PRON") or is_people(t) or _is_disease(t) for t in actors(verb))


def _is_disease(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return noun.pos_ == "PROPN" or lemma in _DISEASES or lemma.endswith(_OF_DISEASES)


def _goes_away(verb: Token) -> bool:
    """'retired to his room', 'retired for the night', 'retired to consider the verdict'."""
    gone = any(t.pos_ == "NOUN" for t in after(verb, "to"))
    resting = any(t.lower_ in ("night", "evening", "day") for t in after(verb, "for"))
    aims = [c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and any(part.tag_ == "TO" for part in c.lefts)]
    return gone or resting or bool(aims)


def _holds_still(verb: Token) -> bool:
    """'kept its rate at 4 percent', 'left rates unchanged'; not 'kept rates low', 'at zero for years'."""
    still = any(c.lower_ in _STILL for c in (*verb.rights, *(g for c in verb.rights for g in c.children)))
    level = any(t.like_num or t.ent_type_ in ("PERCENT", "MONEY") for t in after(verb, "at"))
    return (still or level) and not any(t.ent_type_ in _TIMES for t in after(verb, "for", "since"))


def _rules_on(verb: Token) -> bool:
    """'The court dismissed the claim', 'rejected the plan'; whoever else dismisses a claim denies it."""
    claims = any(t.lemma_.lower() == "claim" for t in objects(verb))
    doers = actors(verb)
    return not claims or not doers or role_of_judge("court", doers) == "court"


def _captures(verb: Token) -> bool:
    """'captured the town'; not 'captured their arrival on film', 'captured the mood'."""
    filmed = any(t.lemma_.lower() in _FILMS for t in actors(verb))
    return not filmed and all(
        t.pos_ != "NOUN" or is_people(t) or t.ent_type_ or t.lemma_.lower() in _HELD_PLACES for t in objects(verb)
    )


def _identifies(verb: Token) -> bool:
    """'identified the victim', 'identified him as Ben Adu'; not 'identified cost as the main problem'."""
    return all(t.pos_ == "PROPN" for t in after(verb, "as"))


def _takes(verb: Token) -> bool:
    """'took over the firm', 'took part'; not 'took over the duties of'."""
    over = any(c.lower_ == "over" and c.dep_ == "prt" for c in verb.rights)
    return not over or all(t.pos_ == "PROPN" or t.lemma_.lower() in COLLECTIVES for t in objects(verb))


def _probes(verb: Token) -> bool:
    """'probed the crash'; not 'probed the minister about her past'."""
    return not after(verb, "about", "on")


_SENSES: dict[str, Callable[[Token], bool]] = {
    "call": _calls,
    "capture": _captures,
    "come": _comes,
    "fire": _fires,
    "hit": lambda verb: not any(is_event_noun(doer) for doer in actors(verb)),  # 'Another blast hit a bus'
    "give": _gives,
    "catch": _is_caught,
    "confront": lambda verb: not any(t.pos_ == "NOUN" and not is_people(t) for t in after(verb, "with")),
    "contract": _is_caught,
    "dismiss": _rules_on,
    "honor": _honours,
    "honour": _honours,
    "identify": _identifies,
    "infect": _infects,
    "probe": _probes,
    "rally": _gathers,
    "reject": _rules_on,
    "retire": lambda verb: not _goes_away(verb),
    "run": _is_of_things,
    "set": _sets,
    "take": _takes,
    "test": _is_of_diseases,
    "treat": _is_treated,
}
