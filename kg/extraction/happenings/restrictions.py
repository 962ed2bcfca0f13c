"""Restrictions: who is kept from what, by a verb or a noun: 'was barred from entering', 'imposed sanctions on'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.happenings.banned_things import is_of_a_proposal, is_of_an_ended_law, things_of
from kg.extraction.happenings.happenings import Happening, as_it_stands, findings_of, named, people_of, places_of
from kg.extraction.happenings.measures import measure
from kg.extraction.happenings.not_allowed import imprisoned, not_allowed
from kg.extraction.happenings.restrained import (
    authority_of,
    clause_behind,
    held_in,
    restrained_by,
    targets_of,
    towns_of,
)
from kg.extraction.modality.hearsay import PRESENT, Modality
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import actors, after, is_main, is_negated, is_no_longer, is_passive, objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_DETAINING = frozenset("arrest detain jail imprison intern remand".split())
_CELLS = frozenset("cell cells custody detention jail prison remand".split())
_KINDS = {
    "ban": "prohibition",
    "bar": "prohibition",
    "prohibit": "prohibition",
    "forbid": "prohibition",
    "disqualify": "prohibition",
    "quarantine": "prohibition",
    "ground": "prohibition",
    "outlaw": "prohibition",
    "sanction": "sanction",
    "blacklist": "sanction",
    "suspend": "prohibition",
    **dict.fromkeys(_DETAINING, "detention"),
}
_NEW = frozenset("forbid disqualify quarantine ground outlaw".split())  # read right less often: drafts
_FLYING = frozenset("fleet aircraft plane jet helicopter airline airliner flight".split())
_DECREES = frozenset("decree law order rule regulation directive ordinance policy edict measure".split())
_DECREEING = frozenset("sign issue pass adopt approve enact introduce".split())
_DECIDING = frozenset("decision move order plan vote ruling".split())
_OF_THINGS = frozenset("ban prohibit forbid outlaw".split())
_VAGUE = Sure(0.9, "whom it is against, for no name is given")  # suspended from duty, a campaign; 'banned the players'
_ANYBODY = frozenset("person individual anyone anybody someone somebody".split())
_OWN_EFFORTS = frozenset("campaign bid candidacy operation service work search".split())
_ENTERING = frozenset("enter visit travel return".split())


def find_restrictions(references: References) -> Iterator[Finding]:
    """Bans, sanctions and detentions."""
    return findings_of(references, _restriction)


def _restriction(references: References, index: int, token: Token) -> Happening | None:
    if token.pos_ not in ("NOUN", "VERB", "AUX"):
        return None
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _KINDS:
        return _restricted(references, index, token, lemma)
    if token.pos_ == "VERB" and lemma == "hold" and is_passive(token) and _is_locked_up(token):
        return _restricted(references, index, token, "detain")
    if token.pos_ == "NOUN":
        return measure(references, index, token)
    return _forbidden(references, index, token) or _kept(references, index, token)


def _is_locked_up(verb: Token) -> bool:
    """'has been held in Veld prison', 'was held in custody', 'without charge'."""
    return any(t.lower_ in _CELLS for t in after(verb, "in", "at")) or any(
        t.lower_ in ("charge", "trial") for t in after(verb, "without")
    )


def _restricted(references: References, index: int, verb: Token, lemma: str) -> Happening | None:
    """'Spain banned Ben Adu from entering', 'was suspended'."""
    if lemma == "ground" and not _is_kept_from_flying(references, index, verb):
        return None
    known = people_of(references, index, objects(verb))
    targets = known or targets_of(references, index, objects(verb))
    targets = targets or (things_of(references, index, verb) if lemma in _OF_THINGS else [])
    if not targets or (lemma == "suspend" and not known) or is_of_an_ended_law(verb):
        return None
    if verb.tag_ == "VB" and any(t.lemma_.lower() in _ANYBODY for t in objects(verb)):
        return None  # 'asks the police to find and arrest a person': whoever it may be
    if lemma == "suspend" and any(t.lemma_.lower() in _OWN_EFFORTS for t in objects(verb)):
        return None  # 'suspended their campaigns'
    if not known and verb.dep_ == "relcl" and verb.head not in objects(verb):
        return None  # 'reefs where fishing was banned'
    from_where = known or is_passive(verb)  # 'banned travellers from Korvia': where they are from
    kind, where = _entry(references, index, verb, lemma, of_place=bool(from_where))
    by = authority_of(references, index, _by_decree(verb) or actors(verb), targets)
    roles = {"target": targets, "authority": by[:1], "jurisdiction": where[:1]}
    plain = kind == "detention" and not any(c.lower_ in ("the", "its", "these") for t in objects(verb) for c in t.lefts)
    sure = 1.0 if named(references, targets) or plain else _VAGUE
    people = all(references.cast.type_of(r.key) == "Person" for r in targets)
    if (lemma == "suspend" and not (people and is_passive(verb))) or lemma in _NEW or not known:
        sure = 1.0 if named(references, by[:1]) and _is_decided(verb, lemma) else _VAGUE  # 'suspended Parliament'
    shown = clause_behind(references, index, verb)
    return Happening(
        "Restriction", "restriction-verb", index, verb, roles, {"kind": (kind,)}, shown, sure=sure, placed=False,
        reading=_proposed if is_of_a_proposal(verb) else as_it_stands,
    )  # fmt: skip


def _is_decided(verb: Token, lemma: str) -> bool:
    """'Korvia has banned plastic bags'; not 'banned travellers | from Veltland', where whom it meets is cut in two."""
    done = lemma in _OF_THINGS and is_main(verb) and verb.tag_ in ("VBD", "VBN") and not is_passive(verb)
    return done and not after(verb, "from")


def _is_kept_from_flying(references: References, index: int, verb: Token) -> bool:
    """'grounded Orlen Air', 'was grounded in May'; not 'grounded in the classics', nor by a storm."""
    if any(t.ent_type_ not in ("DATE", "TIME") for t in after(verb, "in", "on")):
        return False
    whom = [t for t in objects(verb) if t.pos_ in ("PROPN", "PRON") or is_people(t) or t.lemma_.lower() in _FLYING]
    return bool(whom) and (is_passive(verb) or bool(people_of(references, index, actors(verb))))


def _entry(
    references: References, index: int, verb: Token, lemma: str, *, of_place: bool
) -> tuple[str, list[Referent]]:
    """The kind, and the land that is closed to somebody: 'banned from entering Spain', 'barred from Spain'."""
    kind, where = _KINDS[lemma], list[Referent]()
    entering = after(verb, "from") + [
        c for p in verb.children if p.lower_ == "from" for c in p.children if c.dep_ == "pcomp"
    ]
    for word in entering:
        if word.lemma_.lower() in _ENTERING:
            kind = "entry ban"
            where = places_of(references, index, [*objects(word), *after(word, "to", "in")])
        elif of_place and word.pos_ == "PROPN" and lemma in ("ban", "bar"):
            where = places_of(references, index, [word])
            kind = "entry ban" if where else kind
    return kind, where


def _by_decree(verb: Token) -> list[Token]:
    """'Okoye' of 'Okoye signed a decree banning anyone who ...', 'Okoye's decision to ban anyone who ...'."""
    if verb.tag_ == "VB" and verb.dep_ == "acl" and verb.head.lemma_.lower() in _DECIDING:
        return [c for c in verb.head.lefts if c.dep_ == "poss"]
    ruling = verb.head.head
    decreed = verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in _DECREES
    return actors(ruling) if decreed and ruling.lemma_.lower() in _DECREEING else []


def _proposed(told: Modality) -> Modality:
    """'a bill banning helmets' bans nothing yet."""
    return replace(told, status="mooted") if told.status in ("occurred", "ongoing") else told


def _in_force(told: Modality) -> Modality:
    """'may not vote' denies nothing and is no guess: it is a ban, and lasts."""
    status = "ongoing" if told.status in ("mooted", "occurred") else told.status
    return replace(told, polarity="positive", certainty="certain", status=status)


def _let_by_nobody(told: Modality) -> Modality:
    """'was not allowed to leave' tells of a ban."""
    return replace(told, polarity="positive")


def _still(told: Modality) -> Modality:
    """'is in custody': so it is."""
    lasts = told.status in ("occurred", "ongoing") and told.certainty == "certain" and told.sure == PRESENT
    return replace(told, sure=1.0) if lasts else told


def _forbidden(references: References, index: int, verb: Token) -> Happening | None:
    """'is not allowed to leave', 'may not vote', 'served ten years in prison'."""
    ban = not_allowed(verb)
    seen = ban or imprisoned(verb)
    if seen is None:
        return None
    targets = people_of(references, index, seen.whom) or targets_of(references, index, seen.whom)
    if not targets:
        return None
    roles = {"target": targets, "authority": authority_of(references, index, seen.by, targets)[:1]}
    sure = 1.0 if seen.sure and len(named(references, targets)) == len(targets) else _VAGUE
    allowing = is_passive(verb)
    reading = as_it_stands if ban is None else _let_by_nobody if allowing else _in_force
    shown = clause_behind(references, index, verb)
    return Happening(
        "Restriction", "restriction-verb", index, verb, roles, {"kind": (seen.kind,)}, shown, sure=sure, placed=False,
        reading=reading,
    )  # fmt: skip


def _kept(references: References, index: int, verb: Token) -> Happening | None:
    """'was placed under house arrest', 'prevented two ships from docking', 'ordered residents to stay at home'."""
    seen = held_in(verb) or restrained_by(verb)
    if seen is None or is_negated(verb) or is_no_longer(verb):
        return None
    targets = towns_of(references, index, seen.whom) if seen.of_places else []
    targets = targets or people_of(references, index, seen.whom) or targets_of(references, index, seen.whom)
    by = authority_of(references, index, seen.by, targets)
    if not targets or (seen.needs_authority and not by):
        return None
    roles = {"target": targets, "authority": by[:1]}
    sure = 1.0 if seen.sure and len(named(references, targets)) == len(targets) else _VAGUE
    shown = clause_behind(references, index, verb)
    return Happening(
        "Restriction", "restriction-verb", index, verb, roles, {"kind": (seen.kind,)}, shown, sure=sure, placed=False,
        reading=_still if seen.sure else as_it_stands,
    )  # fmt: skip
