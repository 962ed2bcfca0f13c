"""What somebody may not do, and who was locked up, told by no verb of banning: 'may not vote', 'served ten years'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.happenings.restrained import Restraint
from kg.extraction.parsing.syntax import actors, after, is_negated, is_no_longer, is_passive, objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALLOWING = frozenset("allow permit authorise authorize entitle".split())
# what a right is needed for: who 'may not' do it is not let
_RIGHTS = frozenset(
    "vote enter leave marry inherit own buy sell drive carry wear smoke drink adopt divorce import export fish hunt"
    " debate legislate".split()
)
_CELLS = frozenset("prison jail custody detention cell bar".split())
_SPENDING = frozenset(("serve", "spend"))
_SPELLS = frozenset("day week month year decade night life".split())
_MEASURES = {"sanction": "sanction", "embargo": "sanction", "ban": "prohibition", "curfew": "prohibition"}
_BEING = frozenset(("be", "remain"))
_HIT = frozenset("hit slap".split())
_SENTENCES = frozenset(("sentence", "term"))


def not_allowed(verb: Token) -> Restraint | None:
    """'is not allowed to leave', 'may not vote': whom, by whom is seldom told; what a negation forbids is no denial."""
    if verb.lemma_.lower() in _ALLOWING:
        if not is_passive(verb) or not (is_negated(verb) or is_no_longer(verb)):
            return None
        if not any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in verb.rights):
            return None
        own = subject(verb)
        return Restraint("prohibition", [own], actors(verb)) if own is not None else None
    may = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    if may is None or may.lower_ != "may" or not is_negated(verb) or verb.lemma_.lower() not in _RIGHTS:
        return None
    own = subject(verb)
    people = own is not None and own.tag_ in ("NNS", "NNPS")
    return Restraint("prohibition", [own], []) if own is not None and people else None


def imprisoned(verb: Token) -> Restraint | None:
    """'served ten years in prison', 'spent a night in custody', 'is serving a life sentence'."""
    if verb.lemma_.lower() not in _SPENDING or verb.tag_ not in ("VBD", "VBN", "VBG") or is_passive(verb):
        return None
    own = subject(verb)
    near = [*verb.rights, *(c for link in verb.rights if link.dep_ == "prep" for c in link.lefts)]
    times = [c for c in near if c.dep_ in ("dobj", "npadvmod") and c.lemma_.lower() in _SPELLS]
    inside = [t for w in (verb, *times) for t in after(w, "in", "behind") if t.lemma_.lower() in _CELLS]
    sentence = [c for c in objects(verb) if c.lemma_.lower() in _SENTENCES and _is_of_prison(c)]
    if own is None or not (sentence or (times and inside)) or after(verb, "as"):
        return None  # 'spent ten years in jail as a guard'
    return Restraint("detention", [own], [], sure=verb.tag_ != "VBG" or bool(sentence))


def _is_of_prison(noun: Token) -> bool:
    """'a life sentence', 'a prison term'; not 'her second term', 'a suspended sentence'."""
    before = {c.lower_ for c in noun.lefts}
    if before & {"suspended", "community"}:
        return False
    return noun.lemma_.lower() == "sentence" or bool(before & {"prison", "jail"})


def subjected(noun: Token) -> tuple[Token, str] | None:
    """Who is 'under sanctions', 'subject to a ban', was 'hit with an embargo', and the kind."""
    kind, link = _MEASURES.get(noun.lemma_.lower()), noun.head
    if kind is None or noun.dep_ != "pobj":
        return None
    up = link.head
    subjected = link.lower_ in ("to", "of") and up.lower_ == "subject"
    verb = up.head if subjected else up
    under = link.lower_ == "under" or subjected
    told = (under and verb.lemma_.lower() in _BEING) or (
        link.lower_ == "with" and verb.lemma_.lower() in _HIT and is_passive(verb)
    )
    own = subject(verb) if told and not is_negated(verb) else None
    return (own, kind) if own is not None else None
