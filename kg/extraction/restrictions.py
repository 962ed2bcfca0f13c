"""Restrictions: who is kept from what, by a verb or a noun: 'was barred from entering', 'imposed sanctions on'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.discourse import Referent
from kg.extraction.findings import Finding
from kg.extraction.happenings import Happening, findings_of, named, people_of, places_of
from kg.extraction.phrases import is_people
from kg.extraction.references import References
from kg.extraction.restrained import clause_behind, held_in, restrained_by, targets_of
from kg.extraction.syntax import actors, after, is_negated, is_passive, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_DETAINING = frozenset("arrest detain jail imprison intern remand".split())
_CELLS = frozenset("cell cells custody detention jail prison remand".split())
_ENDING = frozenset(
    "lift end drop remove ease scrap abolish rescind relax suspend revoke overturn withdraw annul quash"
    " repeal cancel".split()
)
_IMPOSING = frozenset("impose slap place introduce announce levy put".split())
_SUFFERING = frozenset(("receive", "get", "serve"))
_KINDS = {
    "ban": "prohibition",
    "bar": "prohibition",
    "prohibit": "prohibition",
    "forbid": "prohibition",
    "disqualify": "prohibition",
    "quarantine": "prohibition",
    "ground": "prohibition",
    "sanction": "sanction",
    "blacklist": "sanction",
    "suspend": "prohibition",
    **dict.fromkeys(_DETAINING, "detention"),
}
_NEW = frozenset("forbid disqualify quarantine ground".split())  # whose targets are read right less often: drafts
_NOUNS = {
    "ban": "prohibition",
    "sanction": "sanction",
    "embargo": "sanction",
    **dict.fromkeys("restriction limit curfew lockdown moratorium quarantine".split(), "prohibition"),
}
_FIRST_NOUNS = ("sanction", "ban", "embargo")
_FLYING = frozenset("fleet aircraft plane jet helicopter airline airliner flight".split())
_DECREES = frozenset("decree law order rule regulation directive ordinance policy edict measure".split())
_DECREEING = frozenset("sign issue pass adopt approve enact introduce".split())
_VAGUE = 0.9  # suspended from duty, a campaign; 'banned the players': a draft
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
    if token.pos_ == "NOUN" and lemma in _NOUNS:
        return _imposed(references, index, token, lemma) or _suffered(references, index, token, lemma)
    return _kept(references, index, token) if token.pos_ != "NOUN" else None


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
    if not targets or (lemma == "suspend" and not known):
        return None
    kind, where = _entry(references, index, verb, lemma)
    by = _authority(references, index, _by_decree(verb) or actors(verb), targets)
    roles = {"target": targets, "authority": by[:1], "jurisdiction": where[:1]}
    plain = kind == "detention" and not any(c.lower_ in ("the", "its", "these") for t in objects(verb) for c in t.lefts)
    sure = 1.0 if named(references, targets) or plain else _VAGUE
    people = all(references.cast.type_of(r.key) == "Person" for r in targets)
    if (lemma == "suspend" and not (people and is_passive(verb))) or lemma in _NEW or not known:
        sure = _VAGUE  # 'suspended Parliament'
    shown = clause_behind(references, index, verb)
    return Happening(
        "Restriction", "restriction-verb", index, verb, roles, {"kind": (kind,)}, shown, sure=sure, placed=False
    )


def _is_kept_from_flying(references: References, index: int, verb: Token) -> bool:
    """'grounded Orlen Air', 'was grounded in May'; not 'grounded in the classics', nor by a storm."""
    if any(t.ent_type_ not in ("DATE", "TIME") for t in after(verb, "in", "on")):
        return False
    whom = [t for t in objects(verb) if t.pos_ in ("PROPN", "PRON") or is_people(t) or t.lemma_.lower() in _FLYING]
    return bool(whom) and (is_passive(verb) or bool(people_of(references, index, actors(verb))))


def _entry(references: References, index: int, verb: Token, lemma: str) -> tuple[str, list[Referent]]:
    """The kind, and the land that is closed to somebody: 'banned from entering Spain', 'barred from Spain'."""
    kind, where = _KINDS[lemma], list[Referent]()
    entering = after(verb, "from") + [
        c for p in verb.children if p.lower_ == "from" for c in p.children if c.dep_ == "pcomp"
    ]
    for word in entering:
        if word.lemma_.lower() in _ENTERING:
            kind = "entry ban"
            where = places_of(references, index, [*objects(word), *after(word, "to", "in")])
        elif word.pos_ == "PROPN" and lemma in ("ban", "bar"):
            where = places_of(references, index, [word])
            kind = "entry ban" if where else kind
    return kind, where


def _by_decree(verb: Token) -> list[Token]:
    """'Okoye' of 'Okoye signed a decree banning anyone who ...'."""
    ruling = verb.head.head
    decreed = verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in _DECREES
    return actors(ruling) if decreed and ruling.lemma_.lower() in _DECREEING else []


def _authority(references: References, index: int, heads: list[Token], targets: list[Referent]) -> list[Referent]:
    return [r for r in people_of(references, index, heads) if r.key not in {t.key for t in targets}]


def _kept(references: References, index: int, verb: Token) -> Happening | None:
    """'was placed under house arrest', 'prevented two ships from docking', 'ordered residents to stay at home'."""
    seen = held_in(verb) or restrained_by(verb)
    if seen is None or is_negated(verb):
        return None
    targets = people_of(references, index, seen.whom) or targets_of(references, index, seen.whom)
    by = _authority(references, index, seen.by, targets)
    if not targets or (seen.needs_authority and not by):
        return None
    roles = {"target": targets, "authority": by[:1]}
    sure = 1.0 if seen.sure and len(named(references, targets)) == len(targets) else _VAGUE
    shown = clause_behind(references, index, verb)
    return Happening(
        "Restriction", "restriction-verb", index, verb, roles, {"kind": (seen.kind,)}, shown, sure=sure, placed=False
    )


def _suffered(references: References, index: int, noun: Token, lemma: str) -> Happening | None:
    """'served a ban', 'received a two-match ban'; that somebody faces one is no restriction yet."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _SUFFERING or lemma not in _FIRST_NOUNS:
        return None
    targets = people_of(references, index, actors(verb))
    if not targets:
        return None
    fields = {"kind": (_NOUNS[lemma],)}
    return Happening("Restriction", "restriction-noun", index, noun, {"target": targets}, fields, sure=_VAGUE)


def _imposed(references: References, index: int, noun: Token, lemma: str) -> Happening | None:
    """'imposed sanctions on X', 'Korvia's sanctions against X': with whoever imposes them."""
    ruling = noun.head if noun.head.pos_ == "VERB" else None
    if ruling is not None and ruling.lemma_.lower() in _ENDING:
        return None  # 'lifted its ban on X': no longer
    heads = after(noun, "on", "against")
    by: list[Token] = [c for c in noun.children if c.dep_ == "poss"]
    if ruling is not None and ruling.lemma_.lower() in _IMPOSING:
        heads += after(ruling, "on", "against")
        by += actors(ruling)
    known = people_of(references, index, heads)
    targets = known or targets_of(references, index, heads)
    if not targets or not by:
        return None
    authority = _authority(references, index, by, targets)
    entering = any(c.lower_ in ("entry", "visa") and c.dep_ == "compound" for c in noun.lefts)
    kind = "entry ban" if lemma == "ban" and entering else _NOUNS[lemma]
    roles = {"target": targets, "authority": authority[:1]}
    surely = authority and known and lemma in _FIRST_NOUNS and len(named(references, targets)) == len(targets)
    return Happening(
        "Restriction", "restriction-noun", index, noun, roles, {"kind": (kind,)}, sure=1.0 if surely else _VAGUE,
        placed=False,
    )  # fmt: skip
