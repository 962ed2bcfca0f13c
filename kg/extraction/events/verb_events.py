"""Events that a verb tells of, with those concerned: 'Rebels attacked the port', 'twelve died in a bus crash'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.deed_senses import takes_object
from kg.extraction.events.deeds import Deed
from kg.extraction.events.event_kinds import filed_against, fined_by, kind_by_object, merged_with
from kg.extraction.events.event_words import FATAL, HURTING, VERBS
from kg.extraction.events.killings import MERE_DEATH, is_mere_death
from kg.extraction.events.seen_events import Seen, parts_of, uncounted
from kg.extraction.events.thing_events import is_shot_down, kind_of_accident
from kg.extraction.events.told_clauses import doers_of, is_of_anybody, is_of_people, is_supposed
from kg.extraction.events.tolls import Losses, cause_of, dead_by, hurt_by, is_event_noun, kind_told, ruling_of
from kg.extraction.offices.bodies_left import party_left
from kg.extraction.parsing.shown_clauses import clause_shown
from kg.extraction.parsing.syntax import actors, after, is_negated, is_passive, objects
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset(("Place", "City", "Country"))
_OF_WHERE = frozenset("return withdraw vote rule".split())
_OF_CROWDS = frozenset(("protest", "riot", "march"))
_TO_WHOM = {
    "file": filed_against,
    "fine": fined_by,
    "fin": fined_by,
    "merge": merged_with,
}  # where it is not the verb's object
_LEFT = {"traveller": "leaver", "origin": "body left"}
_ACCIDENT = Deed("accident")


def told_by_verb(references: References, index: int, verb: Token) -> Seen | None:
    """The event of a verb that is an event by itself; None where it tells of none."""
    lemma = verb.lemma_.lower()
    if lemma == "find" and _is_not_guilty(verb):
        return _by_those_concerned(references, index, verb, VERBS["acquit"])
    if lemma in VERBS:
        return _by_verb(references, index, verb, MERE_DEATH if is_mere_death(verb) else VERBS[lemma])
    if lemma == "lose" and dead_by(verb) is not None:
        return _by_verb(references, index, verb, MERE_DEATH)
    if lemma in HURTING and not _counts_with_dead(verb):
        return _by_verb(references, index, verb, _ACCIDENT)
    return None


def _counts_with_dead(verb: Token) -> bool:
    """'two died and ten were injured': the verb of the dead tells of the hurt, too."""
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and dead_by(verb.head) is not None


def _by_verb(references: References, index: int, verb: Token, known: Deed) -> Seen | None:
    """'Rebels attacked the port', 'the port was attacked by rebels', 'the blast killed twelve people'."""
    if sounds_so(verb) or is_of_anybody(verb) or is_supposed(verb):
        return None
    if is_shot_down(verb):
        doing = tuple(parts_of(references, index, actors(verb), "attacker"))
        return Seen("shootdown", verb, "event-staged", doing, told=verb)
    if verb.dep_ == "amod" or any(c.dep_ == "prt" for c in verb.children):
        return None
    dead, hurt = dead_by(verb), hurt_by(verb)
    if verb.lemma_.lower() in FATAL | HURTING and any(_is_event(doer) for doer in actors(verb)):
        return None  # the noun's own event gathers the dead
    if dead is not None or (hurt is not None and verb.lemma_.lower() in HURTING):
        return _by_toll(references, index, verb, known, Losses(dead, hurt))
    return _by_those_concerned(references, index, verb, known)


def _by_those_concerned(references: References, index: int, verb: Token, known: Deed) -> Seen | None:
    """'Rebels attacked the port': who did it to whom, or what befell a thing without a name ('a train crashed')."""
    done_to = objects(verb)
    kind = kind_by_object(verb, known, done_to)
    if kind is None or (known.without_object and takes_object(verb)):
        return None
    concerned = _done_to(verb, done_to)
    parts = parts_of(references, index, doers_of(verb), known.subject)
    parts += parts_of(references, index, concerned, known.object)
    if not parts and (accident := kind_of_accident(verb)) is not None and cause_of(verb) is None:
        return Seen(accident, verb, "event-staged", told=verb)  # counts where its day or place is told
    if not parts or (known.needs_object and not any(role == known.object for _, role in parts)):
        return None
    if len(parts) > 1 and len({r.key for r, _ in parts}) == 1:
        return None  # nobody acquires himself
    types = {role: references.cast.type_of(r.key) for r, role in parts}
    if known.kind == "departure" and _leaves_body(verb, types):
        left = tuple((r, _LEFT[role]) for r, role in parts)
        return Seen(kind, verb, "event-clause", left, shown=clause_shown(references, index, verb))
    if not _may_be(verb, known, kind, types) or (is_of_people(verb) and _PLACES.intersection(types.values())):
        return None
    return Seen(kind, verb, "event-verb", tuple(parts), shown=_shown(references, index, verb))


def _shown(references: References, index: int, verb: Token) -> tuple[tuple[int, int], ...]:
    """The clause of 'launched the event', 'returned to Sela', which the verb alone does not tell."""
    things = any(c.dep_ == "dobj" and c.pos_ == "NOUN" for c in verb.rights)
    return clause_shown(references, index, verb) if things or verb.lemma_.lower() in _OF_WHERE else ()


def _done_to(verb: Token, things: list[Token]) -> list[Token]:
    """Whom it is done to, who is not always the verb's object: 'filed a lawsuit against Orlen', 'found him guilty'."""
    lemma = verb.lemma_.lower()
    if lemma in _TO_WHOM:
        return _TO_WHOM[lemma](verb)
    if lemma == "find" and not is_passive(verb):
        return [c for g in verb.children if g.lower_ == "guilty" for c in g.lefts if c.dep_ == "nsubj"] or things
    return things


def _may_be(verb: Token, known: Deed, kind: str, types: dict[str, str]) -> bool:
    """Whether those concerned, by role, can be: nobody departs from a party, and a person attacks with words."""
    if known.kind == "departure" and "origin" in types and (types["origin"] not in _PLACES or len(types) == 1):
        return False  # 'left the party', 'left Okoye alone', 'without leaving Korvia'
    if set(types.values()) <= {"UnnamedSource"} and kind not in _OF_CROWDS:
        return False
    if known.subject == "involved" and types.get("involved") in _PLACES:
        return False  # 'a plane in Sela, Korvia crashed'
    about = [t for t in after(verb, "on", "over", "for") if t.ent_type_ not in ("DATE", "TIME")]
    if known.kind == "attack" and types.get("target") == "Person" and about:
        return False  # 'attacked Okoye on her taxes'
    with_words = types.get("attacker") == "Person" and types.get("target") in ("Person", "Organization")
    return not (known.kind == "attack" and with_words)


def _leaves_body(verb: Token, types: dict[str, str]) -> bool:
    """'Okoye left the club', 'left Sela United on Friday'; not 'left the firm in debt', 'left the club bar'."""
    told = all(c.dep_ in ("prep", "npadvmod", "dobj", "punct", "cc", "conj", "advmod") for c in verb.rights)
    on = [link for link in verb.rights if link.dep_ == "prep" and not any(c.ent_type_ == "DATE" for c in link.children)]
    body = types.get("origin") == "Organization" and party_left(verb) is None  # of a party: a membership
    return body and types.get("traveller") == "Person" and told and not on and verb.tag_ in ("VBD", "VBN")


def _is_event(noun: Token) -> bool:
    """'an outbreak', 'an outbreak of a fever that has killed ten'."""
    of_event = noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_event_noun(noun.head.head)
    return of_event or is_event_noun(noun)


def sounds_so(verb: Token) -> bool:
    """'found him a job', 'pleaded for more time': no conviction and no plea."""
    return verb.lemma_.lower() in ("find", "plead") and not _is_guilty(verb)


def _by_toll(references: References, index: int, verb: Token, known: Deed, losses: Losses) -> Seen | None:
    """'twelve people died in a bus crash', 'rebels killed five soldiers', 'ten were hurt when a ferry capsized'."""
    cause = cause_of(verb)
    if cause is None and (losses.deaths is None or verb.lemma_.lower() == "leave"):
        return None
    doers = [doer for doer in doers_of(verb) if doer.pos_ != "PRON"] if known.subject == "attacker" else []
    told = ruling_of(verb)
    kind, trigger = cause or (kind_told(told) or known.kind, told)
    parts = uncounted(parts_of(references, index, doers, known.subject), losses)
    return Seen(kind, trigger, "event-toll", parts, losses.deaths, losses.injured, told)


def _is_not_guilty(verb: Token) -> bool:
    """'was found not guilty', 'found him not guilty'."""
    told = [t for t in verb.subtree if t.lower_ == "guilty" and t.i > verb.i]
    return bool(told) and told[0].nbor(-1).lower_ == "not" and not is_negated(verb)


def _is_guilty(verb: Token) -> bool:
    """'found him guilty', 'pleaded guilty'; not 'pleaded not guilty'."""
    return any(t.lower_ == "guilty" and t.i > verb.i and t.nbor(-1).lower_ not in ("not", "-") for t in verb.subtree)
