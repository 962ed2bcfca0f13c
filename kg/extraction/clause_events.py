"""Events that a plain clause tells: a verb that news has a name for, with its subject, object, day and place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.deed_objects import DEEDS_BY_OBJECT, DEEDS_BY_SUBJECT, NOUNS_WITH_PARTICLE, VERBS_WITH_NOUN
from kg.extraction.deed_senses import is_for_care, is_in_its_sense, role_of_judge, takes_object
from kg.extraction.deed_words import DEEDS, DEEDS_BY_PARTICLE
from kg.extraction.deeds import Deed
from kg.extraction.discourse import Referent
from kg.extraction.event_kinds import RESTRAINTS, kind_by_object
from kg.extraction.event_words import FATAL, HURTING, VERBS
from kg.extraction.happenings import places_of
from kg.extraction.lexicon import SAYING
from kg.extraction.modality import punished_by
from kg.extraction.modality_words import ASKING
from kg.extraction.references import References
from kg.extraction.seen_events import Seen, parts_of
from kg.extraction.syntax import actors, after, helpers, is_passive, objects, subject, whom_it_moves
from kg.extraction.tolls import hurt_by, is_event_noun
from kg.extraction.verb_events import sounds_so

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_BESIDE = ("prt", "prep", "dobj", "acomp", "oprd", "advmod", "advcl")
_KEPT = frozenset("dobj dative prt agent prep npadvmod oprd attr acomp advmod".split())
_PARTICIPLES = ("acl", "relcl", "advcl", "pcomp", "conj", "xcomp", "ccomp", "ROOT")
_LONGEST = 40  # tokens of a clause that are shown
_DOUBTED = frozenset("should must ought can".split())
_TO_COME = frozenset(("until", "till"))  # 'until the ministry has published it'
_BREAKS = frozenset((",", ";", ":", "—", "–", "("))
# after which a participle tells of what was done: 'by pleading guilty', 'after setting off a bomb'
_DONE = frozenset("by after since upon following".split())
_CARRYING = frozenset("take rush transport fly airlift admit bring".split())
_HOSPITALS = frozenset("hospital clinic infirmary".split())
_PEOPLE_ONLY = frozenset(
    "acquitted charged convicted diagnosed executed exonerated infected pardoned paroled sentenced victim".split()
)
_JUDGES = frozenset(("judge", "justice", "magistrate"))
_PARTING = frozenset("leave quit withdraw".split())
_MOVING = frozenset("move relocate".split())
_WORKING = frozenset("work cooperate collaborate partner team".split())
# of these the rule of their own says better what counts
_OWN = frozenset(
    "attack leave kill arrest detain plunge file fine fin rule lift approve pass adopt reject sign occupy invest launch"
    " seize storm release acquire buy purchase establish crash overturn derail collide sink capsize explode collapse"
    " erupt".split()
)
_KNOWN = frozenset(
    (*DEEDS, *VERBS_WITH_NOUN, *(each for each, _ in DEEDS_BY_PARTICLE), *(VERBS.keys() - _OWN), "sell", "appeal")
).union(_CARRYING, _MOVING, _WORKING)


def told_by_clause(references: References, index: int, verb: Token) -> Seen | None:
    """The event of a clause: 'Five people were rescued', 'The guard called off its search', 'who had moved to Sela'."""
    lemma = verb.lemma_.lower()
    if lemma not in _KNOWN or not _is_told(verb):
        return None
    things, doers = _things(verb), _doers(verb)
    if (seen := _by_its_company(references, index, verb, things, doers)) is not None:
        return seen
    if (lemma in HURTING and hurt_by(verb) is not None) or (lemma in FATAL and any(is_event_noun(d) for d in doers)):
        return None  # whom a number counts, and whom an accident killed
    known = _deed(verb, lemma, things, doers)
    if known is not None and known.kind == "{}" and _is_restriction(things):
        return None
    if known is None or not _is_its(verb, known, things):
        return None
    role = role_of_judge(known.subject, doers)
    parts = _parts(references, index, doers, role) + _parts(references, index, things, known.object)
    if not _is_open(parts) or _is_of_nobody(things, known, parts):
        return None
    noun = _noun(things) or _noun(doers)
    if "{}" in known.kind and not noun:
        return None  # 'carried it out'
    if any(noun not in nouns for nouns in _nouns_of(verb, lemma)):
        return None
    return _seen(references, index, verb, known.kind.format(noun), parts)


def _is_its(verb: Token, known: Deed, things: list[Token]) -> bool:
    """Whether the verb has the object that the deed needs, or none where it needs none, and its sense."""
    if (known.needs_object and not things) or (known.without_object and takes_object(verb)):
        return False
    return is_in_its_sense(verb)


def _by_its_company(
    references: References, index: int, verb: Token, things: list[Token], doers: list[Token]
) -> Seen | None:
    """What a verb tells by the phrase beside it: 'moved to Sela', 'was taken to hospital', 'appealed against it'."""
    lemma = verb.lemma_.lower()
    if lemma in _MOVING | _WORKING:
        return _moved_or_joined(references, index, verb, doers)
    if lemma == "appeal" and not after(verb, "for", "to"):
        return _seen(references, index, verb, "appeal", _parts(references, index, doers, "appellant"))
    hospital = next((t for t in after(verb, "to") if t.lemma_.lower() in _HOSPITALS), None)
    if lemma in _CARRYING and hospital is not None and is_for_care(verb, hospital):
        patients = _parts(references, index, things, "patient")
        return _seen(references, index, verb, "hospitalisation", patients) if patients else None  # no flowers
    return _sold(references, index, verb, things, doers) if lemma == "sell" else None


def _is_restriction(things: list[Token]) -> bool:
    """'imposed a ban on trawlers': a restriction, and no event besides."""
    return any(t.lemma_.lower() in RESTRAINTS and after(t, "on", "against") for t in things)


def _seen(references: References, index: int, verb: Token, kind: str, parts: list[tuple[Referent, str]]) -> Seen:
    return Seen(kind, verb, "event-clause", tuple(parts), shown=_clause(references, index, verb))


def _parts(references: References, index: int, heads: list[Token], role: str) -> list[tuple[Referent, str]]:
    """Those concerned, without a 'they' that stands for nobody whom the article names or describes."""
    found = parts_of(references, index, heads, role)
    bare = {h.text for h in heads if h.pos_ == "PRON"}
    named = [(r, each) for r, each in found if references.cast.entities[r.key].name not in bare]
    judging = any(head.lemma_.lower() in _JUDGES for head in heads)
    return [(r, "judge" if each == "court" and (judging or _is_person(references, r)) else each) for r, each in named]


def _is_person(references: References, referent: Referent) -> bool:
    return references.cast.type_of(referent.key) == "Person"


def _is_of_nobody(things: list[Token], known: Deed, parts: list[tuple[Referent, str]]) -> bool:
    """'deported him', of whom nobody knows who he is; 'executed a plan', where only people are."""
    unknown = bool(things) and (known.object in _PEOPLE_ONLY or all(thing.pos_ == "PRON" for thing in things))
    return unknown and known.object != "" and not any(role == known.object for _, role in parts)


def _is_open(parts: list[tuple[Referent, str]]) -> bool:
    """Whether nobody does it to himself, which only a misreading of a pronoun says."""
    return len(parts) < 2 or len({r.key for r, _ in parts}) == len(parts)


def _noun(heads: list[Token]) -> str:
    return next((t.lemma_.lower() for t in heads if t.pos_ == "NOUN"), "")


def _nouns_of(verb: Token, lemma: str) -> list[frozenset[str]]:
    """Of what the verb tells with its small word, where that matters: 'carried out the attack', not 'the rubbish'."""
    found = [NOUNS_WITH_PARTICLE.get((lemma, c.lower_)) for c in verb.rights if c.dep_ == "prt"]
    return [nouns for nouns in found if nouns is not None]


def _is_told(verb: Token) -> bool:
    """Whether the verb tells of one event: past, to come or going on; no habit, no order, no adjective."""
    if verb.dep_ not in _PARTICIPLES or verb.tag_ in ("VBZ", "VBP"):
        return False
    aids = helpers(verb)
    if verb.head.lemma_ == "vote" and verb.lemma_.lower() in _PARTING:
        return False  # 'voted to leave the union', and is in it
    if verb.head.lemma_.lower() in ASKING and whom_it_moves(verb) is not None:
        return False  # 'called on both governments to reopen it': speech alone
    if any(aid.lower_ == "would" for aid in aids) and not (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING):
        return False  # 'she would appeal'; not 'said she would appeal', which is a plan
    if any(aid.lower_ in _DOUBTED for aid in aids) or any(c.lower_ in _TO_COME for c in verb.lefts if c.dep_ == "mark"):
        return False
    if verb.tag_ == "VBG" and not aids:
        if verb.dep_ == "pcomp":
            return verb.head.lower_ in _DONE or punished_by(verb) is not None
        return verb.dep_ in ("advcl", "acl", "conj")
    return verb.tag_ in ("VBD", "VBN") or bool(aids)


def _things(verb: Token) -> list[Token]:
    """What it is done to; of 'was given a fine' the fine, too, and of 'sent them a plan' the plan first."""
    found = objects(verb)
    direct = [c for c in verb.rights if c.dep_ == "dobj"]
    return found + direct if is_passive(verb) else sorted(found, key=lambda noun: noun.dep_ != "dobj")


def _doers(verb: Token) -> list[Token]:
    """Who does it; of 'was jailed for torturing' whoever was jailed."""
    punishing = punished_by(verb)
    return objects(punishing) if punishing is not None else actors(verb)


def _deed(verb: Token, lemma: str, things: list[Token], doers: list[Token]) -> Deed | None:
    beside = [c for c in verb.rights if c.dep_ in _BESIDE]
    for word in beside:
        if (known := DEEDS_BY_PARTICLE.get((lemma, word.lower_))) is not None:
            return known
    if any(c.dep_ == "prt" for c in beside):
        return None
    if lemma in VERBS_WITH_NOUN:
        direct = [t for t in things if t.dep_ != "dative"]
        for table, nouns in ((DEEDS_BY_OBJECT, direct), (DEEDS_BY_SUBJECT, [] if things else doers)):
            for noun in nouns:
                if (known := table.get((lemma, noun.lemma_.lower()))) is not None:
                    return known
    return DEEDS.get(lemma) or _of_named_kind(verb, lemma, things)


def _of_named_kind(verb: Token, lemma: str, things: list[Token]) -> Deed | None:
    """What a verb tells that is an event by itself, of those too whom the article does not name."""
    known = VERBS.get(lemma)
    if known is None or lemma in _OWN or sounds_so(verb) or (known.needs_object and not things):
        return None
    kind = kind_by_object(verb, known, things)
    if kind is None:
        return None
    return replace(known, kind=kind, needs_object=False)


def _moved_or_joined(references: References, index: int, verb: Token, doers: list[Token]) -> Seen | None:
    """'had moved to Sela', 'worked with the group Harbour Watch': with the place, or with whom."""
    if verb.lemma_.lower() in _MOVING:
        if any(c.dep_ == "dobj" for c in verb.rights):
            return None  # 'moved its embassy to Sela'
        where = places_of(references, index, after(verb, "to", "into"))
        parts = _parts(references, index, doers, "mover") + [(r, "destination") for r in where]
        return _seen(references, index, verb, "move", parts) if where and len(parts) > len(where) else None
    others = _parts(references, index, after(verb, "with"), "party")
    named = [r for r, _ in others if references.cast.type_of(r.key) in ("Person", "Organization", "Country")]
    parts = _parts(references, index, doers, "party") + others
    return _seen(references, index, verb, "cooperation", parts) if named and len(parts) > len(others) else None


def _sold(references: References, index: int, verb: Token, things: list[Token], doers: list[Token]) -> Seen | None:
    """'Orlen sold Tessel to Sela Holdings': a body by name."""
    sold = _parts(references, index, things, "sold")
    if not sold or any(references.cast.type_of(r.key) != "Organization" for r, _ in sold):
        return None
    buyers = _parts(references, index, after(verb, "to"), "buyer")
    return _seen(references, index, verb, "sale", [*_parts(references, index, doers, "seller"), *sold, *buyers])


def _clause(references: References, index: int, verb: Token) -> tuple[tuple[int, int], ...]:
    """The clause from its subject to the last word tied to the verb before a comma."""
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    if not own and verb.dep_ == "conj" and (shared := subject(verb)) is not None and shared.i < verb.i:
        own = [shared]  # 'the boat drifted and sank'
    named = verb.head if verb.dep_ == "acl" and verb.head.i < verb.i else verb  # 'findings published on Thursday'
    first = own[-1].left_edge if own else named.left_edge if named.i != verb.i else verb
    last = max((end.i for end in _ends(verb)), default=verb.i)
    last = min(last, max(first.i, verb.i) + _LONGEST)
    return (references.page.where(index, verb.doc[first.i : max(last, verb.i) + 1]),)


def _ends(verb: Token) -> Iterator[Token]:
    """The last words of what follows the verb and belongs to it, up to the first comma."""
    for child in verb.rights:
        if child.text in _BREAKS:
            return
        if child.dep_ not in _KEPT:
            continue
        comma = next((t for t in verb.doc[child.left_edge.i : child.right_edge.i + 1] if t.text in _BREAKS), None)
        if comma is not None:
            yield verb.doc[max(comma.i - 1, child.i)]
            return
        yield child.right_edge
