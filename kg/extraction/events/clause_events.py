"""Events that a plain clause tells: a verb that news has a name for, with its subject, object, day and place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_classes import SCHEDULED
from kg.extraction.events.deed_lookup import KNOWN_VERBS, deed_of
from kg.extraction.events.deed_nouns import names_in_tables
from kg.extraction.events.deed_objects import NOUNS_WITH_PARTICLE
from kg.extraction.events.deed_senses import is_for_care, is_in_its_sense, role_of_judge, takes_object
from kg.extraction.events.deeds import Deed
from kg.extraction.events.described_parties import described_party
from kg.extraction.events.event_kinds import RESTRAINTS, kind_by_object
from kg.extraction.events.event_words import FATAL, HURTING, VERBS
from kg.extraction.events.general_events import GENERAL_VERBS, deed_in_general, is_somebody, meant
from kg.extraction.events.killings import MERE_DEATH, is_mere_death
from kg.extraction.events.seen_events import Seen, parts_of
from kg.extraction.events.things_told import PRIZES, prize_of
from kg.extraction.events.told_clauses import doers_of, is_of_people, is_told, things_of
from kg.extraction.events.tolls import hurt_by, is_event_noun
from kg.extraction.events.verb_events import sounds_so
from kg.extraction.happenings.happenings import places_of
from kg.extraction.modality.modality_words import CALLING_OFF, PUTTING_OFF
from kg.extraction.parsing.shown_clauses import clause_shown
from kg.extraction.parsing.syntax import after, helpers, is_negated, is_passive
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.circumstances import place_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRYING = frozenset("take rush transport fly airlift admit bring".split())
_SIDES = 2  # of a match
_HOSPITALS = frozenset("hospital clinic infirmary".split())
_PEOPLE_ONLY = frozenset(
    "acquitted charged convicted diagnosed executed exonerated infected pardoned paroled sentenced victim".split()
)
_JUDGES = frozenset(("judge", "justice", "magistrate"))
_MOVING = frozenset("move relocate".split())
_DECLARING = frozenset(("pronounce", "declare"))
_FINDING_DEAD = _DECLARING | {"find", "discover"}
_STATE = ("oprd", "acomp", "ccomp", "advcl", "advmod", "amod")
_WORKING = frozenset("work cooperate collaborate partner team".split())
_DEPRIVING = (
    "suspension",
    "cancellation",
    "removal",
    "revocation",
    "rejection",
    "closure",
    "demolition",
    "destruction",
)
_OF_SOMEBODY = frozenset("beat bury crown defeat divorce marry wed".split())
# of these the rule of their own says better what counts
_OWN = frozenset(
    "attack leave kill arrest detain plunge file fine fin rule lift approve pass adopt reject sign occupy invest launch"
    " seize storm release acquire buy purchase establish crash overturn derail collide sink capsize explode collapse"
    " erupt".split()
)
_KNOWN = KNOWN_VERBS.union(
    VERBS.keys() - _OWN, GENERAL_VERBS, ("sell", "appeal", "kill", "draw"), _FINDING_DEAD, _CARRYING, _MOVING, _WORKING
)


def told_by_clause(references: References, index: int, verb: Token) -> Seen | None:
    """The event of a clause: 'Five people were rescued', 'The guard called off its search', 'who had moved to Sela'."""
    lemma = verb.lemma_.lower()
    if lemma not in _KNOWN or not is_told(verb) or _tells_of_election(verb):
        return None
    things, doers = things_of(verb), doers_of(verb)
    if (seen := _by_its_company(references, index, verb, things, doers)) is not None:
        return seen
    if (lemma in HURTING and hurt_by(verb) is not None) or (lemma in FATAL and any(is_event_noun(d) for d in doers)):
        return None  # whom a number counts, and whom an accident killed
    known = deed_of(verb, things, doers) or _of_named_kind(verb, lemma, things)
    if known is not None and known.kind == "{}" and _is_restriction(things):
        return None
    if known is None or not _is_its(verb, known, things):
        in_sense = is_in_its_sense(verb)
        return _told_in_general(references, index, verb, things, doers) if in_sense else None
    role = role_of_judge(known.subject, doers)
    prize = prize_of(things)
    parts = _parts(references, index, doers, role)
    parts += _parts(references, index, [t for t in things if t != prize], known.object)
    parts += _linked(references, index, verb, things, known)
    if not parts and not known.needs_object:
        parts = _owners(references, index, things or doers)
    if not _is_open(parts) or _is_of_nobody(things, known, parts) or _is_of_a_place(references, verb, parts):
        return None
    if (called_off := _called_off(verb, known, things)) is not None:
        shown = clause_shown(references, index, verb)
        return Seen(called_off.lemma_.lower(), called_off, "event-clause", tuple(parts), shown=shown)
    noun = prize.lower_ if prize is not None else _noun(things) or _noun(doers)
    if "{}" in known.kind and not noun:
        return None  # 'carried it out'
    if any(noun not in nouns for nouns in _nouns_of(verb, lemma)):
        return None
    return _seen(references, index, verb, known.kind.format(noun), parts)


def _told_in_general(
    references: References, index: int, verb: Token, things: list[Token], doers: list[Token]
) -> Seen | None:
    """What a verb tells of any noun: 'strengthened its warning system', 'trained the recruits'."""
    known = deed_in_general(verb, things, doers)
    if known is None:
        return None
    done_to = things if things and (is_somebody(meant(things[0])) or _is_by_name(references, index, things[0])) else []
    parts = _parts(references, index, doers, known.subject) + _parts(references, index, done_to, known.object)
    parts += _linked(references, index, verb, things, known)
    parts += _deprived(references, index, known, things, parts)
    parts = parts or _owners(references, index, [*things, *doers])
    if not _is_open(parts) or _is_of_a_place(references, verb, parts):
        return None
    return Seen(known.kind, verb, "event-act", tuple(parts), shown=clause_shown(references, index, verb))


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
    if lemma in _FINDING_DEAD and _is_found_dead(verb):
        return _found_dead(references, index, verb, things)
    if lemma in ("draw", "hold") and (parts := _drawn(references, index, verb, [*things, *doers])):
        return _seen(references, index, verb, "draw", parts)
    if lemma in _WORKING or (lemma in _MOVING and not is_passive(verb)):
        return _moved_or_joined(references, index, verb, doers)
    if lemma == "appeal" and not after(verb, "for", "to"):
        return _seen(references, index, verb, "appeal", _parts(references, index, doers, "appellant"))
    hospital = next((t for t in after(verb, "to") if t.lemma_.lower() in _HOSPITALS), None)
    if lemma in _CARRYING and hospital is not None and is_for_care(verb, hospital):
        patients = _parts(references, index, things, "patient")
        return _seen(references, index, verb, "hospitalisation", patients) if patients else None  # no flowers
    return _sold(references, index, verb, things, doers) if lemma == "sell" else None


def _drawn(references: References, index: int, verb: Token, sides: list[Token]) -> list[tuple[Referent, str]]:
    """'Ostra Town and Sela United drew 1-1', 'were held to a draw by': two teams and nothing but a score."""
    held = [noun for noun in after(verb, "to") if noun.lower_ == "draw"]
    if verb.tag_ not in ("VBD", "VBN") or bool(held) != (verb.lemma_.lower() == "hold"):
        return []
    if any(c.dep_ == "dobj" and c.pos_ != "NUM" and not held for c in verb.rights):
        return []
    heads = [side for side in sides if side.pos_ != "NUM"] + [by for noun in held for by in after(noun, "by")]
    teams = _parts(references, index, [*heads, *after(verb, "with", "against")], "team")
    bodies = [(r, role) for r, role in teams if references.cast.type_of(r.key) in ("Organization", "Country")]
    return bodies if len(bodies) == len(teams) == _SIDES else []


def _tells_of_election(verb: Token) -> bool:
    """'voted to elect Okoye as leader': her appointment tells it."""
    return verb.lemma_.lower() == "vote" and any(c.dep_ == "xcomp" and c.lemma_ == "elect" for c in verb.rights)


def _is_restriction(things: list[Token]) -> bool:
    """'imposed a ban on trawlers': a restriction, and no event besides."""
    return any(t.lemma_.lower() in RESTRAINTS and after(t, "on", "against") for t in things)


def _seen(references: References, index: int, verb: Token, kind: str, parts: list[tuple[Referent, str]]) -> Seen:
    return Seen(kind, verb, "event-clause", tuple(parts), shown=clause_shown(references, index, verb))


def _parts(references: References, index: int, heads: list[Token], role: str) -> list[tuple[Referent, str]]:
    """Those concerned, without a 'they' that stands for nobody whom the article names or describes."""
    found = parts_of(references, index, heads, role)
    bare = {h.text for h in heads if h.pos_ == "PRON"}
    named = [(r, each) for r, each in found if references.cast.entities[r.key].name not in bare]
    named = named or _described(references, index, heads, role)
    judging = any(head.lemma_.lower() in _JUDGES for head in heads)
    return [(r, "judge" if each == "court" and (judging or _is_person(references, r)) else each) for r, each in named]


def _described(references: References, index: int, heads: list[Token], role: str) -> list[tuple[Referent, str]]:
    parties = (described_party(references, index, head) for head in heads) if role else ()
    return [(party, role) for party in parties if party is not None]


def _called_off(verb: Token, known: Deed, things: list[Token]) -> Token | None:
    """The noun of what was to be and is not: 'cancelled the match'; not 'called off the search', which was on."""
    if not known.kind.endswith(("cancellation", "postponement", "suspension")):
        return None
    off = verb.lemma_.lower() in CALLING_OFF | PUTTING_OFF and verb.tag_ in ("VBD", "VBN") and not is_negated(verb)
    if not off or any(aid.tag_ in ("MD", "TO") for aid in helpers(verb)):
        return None
    return next((thing for thing in things if thing.lemma_.lower() in SCHEDULED), None)


def _linked(
    references: References, index: int, verb: Token, things: list[Token], known: Deed
) -> list[tuple[Referent, str]]:
    """Whom the deed's preposition names: 'allocated the money to the port'."""
    if not known.link:
        return []
    heads = [noun for each in (verb, *things) for noun in after(each, known.link)]
    if known.linked == "buyer":
        heads = [noun for noun in heads if noun.pos_ == "PROPN"]  # 'sold the firm to a rival' is told without it
    return _parts(references, index, heads, known.linked)


def _owners(references: References, index: int, heads: list[Token]) -> list[tuple[Referent, str]]:
    """Whose it is, where nobody else is told of: "Okoye's appeal was dismissed", 'Tessel's profit fell'."""
    owners = [c for head in heads if head.pos_ == "NOUN" for c in head.lefts if c.dep_ == "poss"]
    return _parts(references, index, owners, "affected")


def _deprived(
    references: References, index: int, known: Deed, things: list[Token], parts: list[tuple[Referent, str]]
) -> list[tuple[Referent, str]]:
    """Whose it was that somebody took or harmed: "suspended Orlen's permit"; nobody who takes part already."""
    if not known.kind.endswith(_DEPRIVING):
        return []
    taking = {r.key for r, _ in parts}
    return [(r, each) for r, each in _owners(references, index, things) if r.key not in taking and r.sure >= 1.0]


def _is_by_name(references: References, index: int, thing: Token) -> bool:
    """Whether it is a person by name, whom the model may not know for one; not 'the film Harbour Nights'."""
    mention = references.cast.at(*references.page.where(index, thing))
    return thing.pos_ == "PROPN" and mention is not None and references.cast.type_of(mention.key) == "Person"


def _is_person(references: References, referent: Referent) -> bool:
    return references.cast.type_of(referent.key) == "Person"


def _is_of_nobody(things: list[Token], known: Deed, parts: list[tuple[Referent, str]]) -> bool:
    """'deported him', of whom nobody knows who he is; 'executed a plan', where only people are."""
    unknown = bool(things) and (known.object in _PEOPLE_ONLY or all(thing.pos_ == "PRON" for thing in things))
    return unknown and known.object != "" and not any(role == known.object for _, role in parts)


def _is_of_a_place(references: References, verb: Token, parts: list[tuple[Referent, str]]) -> bool:
    """'a bloc in Sela, who voted': not Sela did."""
    return is_of_people(verb) and any(references.cast.type_of(r.key) in ("City", "Place") for r, _ in parts)


def _is_open(parts: list[tuple[Referent, str]]) -> bool:
    """Whether nobody does it to himself, which only a misreading of a pronoun says."""
    return len(parts) < 2 or len({r.key for r, _ in parts}) == len(parts)


def _noun(heads: list[Token]) -> str:
    common = next((t.lemma_.lower() for t in heads if t.pos_ == "NOUN"), "")
    return common or next((t.lower_ for t in heads if t.lower_ in PRIZES), "")  # 'the Harbour Prize'


def _nouns_of(verb: Token, lemma: str) -> list[frozenset[str]]:
    """Of what the verb tells with its small word, where that matters: 'carried out the attack', not 'the rubbish'."""
    found = [NOUNS_WITH_PARTICLE.get((lemma, c.lower_)) for c in verb.rights if c.dep_ == "prt"]
    return [nouns for nouns in found if nouns is not None]


def _of_named_kind(verb: Token, lemma: str, things: list[Token]) -> Deed | None:
    """What a verb tells that is an event by itself, of those too whom the article does not name."""
    known = VERBS.get(lemma)
    if lemma == "kill" and any(c.lower_ in ("a", "an", "another") for thing in things for c in thing.lefts):
        return MERE_DEATH if is_mere_death(verb) else known  # 'A carpenter was killed on Monday'
    if (
        known is None
        or lemma in _OWN
        or sounds_so(verb)
        or any(c.dep_ == "prt" for c in verb.rights)
        or (known.needs_object and not things)
    ):
        return None
    kind = kind_by_object(verb, known, things)
    if kind is None or (lemma in _OF_SOMEBODY and not any(_is_somebody(thing) for thing in things)):
        return None
    return replace(known, kind=kind, needs_object=False)


def _is_somebody(thing: Token) -> bool:
    """Whether it is people or a body, by name or described; nobody beats a drum here."""
    return thing.pos_ == "PROPN" or not {"PEOPLE", "BODIES"}.isdisjoint(names_in_tables(thing))


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


def _is_found_dead(verb: Token) -> bool:
    """'was found dead', 'found her dead'."""
    return any(c.lower_ == "dead" and c.dep_ in _STATE for c in verb.rights)


def _found_dead(references: References, index: int, verb: Token, things: list[Token]) -> Seen | None:
    """The death of whoever was found dead; on which day is not said, but where somebody 'was pronounced dead'."""
    parts = _parts(references, index, things, "deceased")
    if not parts:
        return None
    shown = clause_shown(references, index, verb)
    if verb.lemma_.lower() in _DECLARING:
        return Seen("death", verb, "event-verb", tuple(parts), shown=shown)
    place = place_of(references, index, verb)
    own = {"place": (place[0],)} if place is not None else {}
    return Seen("death", verb, "event-verb", tuple(parts), shown=shown, own=own)


def _sold(references: References, index: int, verb: Token, things: list[Token], doers: list[Token]) -> Seen | None:
    """'Orlen sold Tessel to Sela Holdings': a body by name."""
    sold = _parts(references, index, things, "sold")
    if not sold or any(references.cast.type_of(r.key) != "Organization" for r, _ in sold):
        return None
    buyers = _parts(references, index, after(verb, "to"), "buyer")
    return _seen(references, index, verb, "sale", [*_parts(references, index, doers, "seller"), *sold, *buyers])
