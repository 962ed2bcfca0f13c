"""Restrictions that a noun tells of: 'imposed sanctions on', 'a curfew in Ostra', 'subject to a ban'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.happenings.banned_things import thing
from kg.extraction.happenings.happenings import Happening, named, people_of, places_of
from kg.extraction.happenings.not_allowed import subjected
from kg.extraction.happenings.restrained import authority_of, targets_of
from kg.extraction.modality.hearsay import Modality
from kg.extraction.parsing.syntax import actors, after, is_passive
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDING = frozenset(
    "lift end drop remove ease scrap abolish rescind relax suspend revoke overturn withdraw annul quash"
    " repeal cancel oppose reject consider face discuss propose".split()
)
_IMPOSING = frozenset("impose slap place introduce announce levy put declare order reimpose".split())
_SUFFERING = frozenset(("receive", "get", "serve"))
_NOUNS = {
    "ban": "prohibition",
    "sanction": "sanction",
    "embargo": "sanction",
    **dict.fromkeys("restriction limit curfew lockdown moratorium quarantine".split(), "prohibition"),
}
_FIRST_NOUNS = ("sanction", "ban", "embargo")
_OF_PLACES = frozenset("curfew lockdown quarantine".split())
_VAGUE = Sure(0.9, "whom it is against, for no name is given")


def measure(references: References, index: int, noun: Token) -> Happening | None:
    """The restriction that the noun tells of, with those whom it meets."""
    lemma = noun.lemma_.lower()
    if lemma not in _NOUNS:
        return None
    return (
        _imposed(references, index, noun, lemma)
        or _suffered(references, index, noun, lemma)
        or _lain_under(references, index, noun)
    )


def _suffered(references: References, index: int, noun: Token, lemma: str) -> Happening | None:
    """'served a ban', 'received a two-match ban'; that somebody faces one is no restriction yet."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _SUFFERING or lemma not in _FIRST_NOUNS:
        return None
    targets = people_of(references, index, actors(verb))
    return _measure(index, noun, targets, [], _NOUNS[lemma], sure=_VAGUE) if targets else None


def _lasting(told: Modality) -> Modality:
    """'is under sanctions': they last."""
    return replace(told, status="ongoing") if told.status == "occurred" and told.sure < 1.0 else told


def _lain_under(references: References, index: int, noun: Token) -> Happening | None:
    """'is under Korvian sanctions', 'has been the subject of an embargo', 'was hit with sanctions'."""
    seen = subjected(noun)
    if seen is None:
        return None
    targets = people_of(references, index, [seen[0]])
    by = authority_of(references, index, [c for c in noun.lefts if c.dep_ in ("compound", "poss", "amod")], targets)
    surely = bool(targets) and len(named(references, targets)) == len(targets)
    if not targets:
        return None
    return replace(_measure(index, noun, targets, by, seen[1], sure=1.0 if surely else _VAGUE), reading=_lasting)


def _imposed(references: References, index: int, noun: Token, lemma: str) -> Happening | None:
    """'imposed sanctions on X', 'Korvia's sanctions against X', 'declared a curfew in X': with whoever imposes them."""
    ruling = noun.head if noun.head.pos_ == "VERB" else None
    if ruling is not None and ruling.lemma_.lower() in _ENDING:
        return None  # 'lifted its ban on X': no longer
    heads = after(noun, "on", "against")
    by: list[Token] = [c for c in noun.children if c.dep_ == "poss"]
    imposing = ruling is not None and ruling.lemma_.lower() in _IMPOSING
    if ruling is not None and imposing:
        heads += after(ruling, "on", "against")
        by += actors(ruling)
    known = people_of(references, index, heads)
    targets = known or targets_of(references, index, heads) or _others(references, index, noun, ruling, heads)
    decreed = imposing and ruling is not None and is_passive(ruling)
    if not targets or not (by or decreed):
        return None
    authority = authority_of(references, index, by, targets)
    entering = any(c.lower_ in ("entry", "visa") and c.dep_ == "compound" for c in noun.lefts)
    kind = "entry ban" if lemma == "ban" and entering else _NOUNS[lemma]
    surely = authority and known and lemma in _FIRST_NOUNS and len(named(references, targets)) == len(targets)
    return _measure(index, noun, targets, authority, kind, sure=1.0 if surely else _VAGUE)


def _others(
    references: References, index: int, noun: Token, ruling: Token | None, heads: list[Token]
) -> list[Referent]:
    """The place under a curfew, or the things under a ban."""
    lemma = noun.lemma_.lower()
    if lemma in _OF_PLACES:
        around = ("in", "across", "over", "on", "for")
        return places_of(references, index, [*after(noun, *around), *(after(ruling, *around) if ruling else ())])
    if lemma not in ("ban", "moratorium", "restriction", "limit"):
        return []
    return [found for head in heads if (found := thing(references, index, head))]


def _measure(
    index: int, noun: Token, targets: list[Referent], authority: list[Referent], kind: str, *, sure: float
) -> Happening:
    roles = {"target": targets, "authority": authority[:1]}
    return Happening("Restriction", "restriction-noun", index, noun, roles, {"kind": (kind,)}, sure=sure, placed=False)
