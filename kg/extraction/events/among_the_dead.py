"""Deaths that are told by counting somebody among the dead: 'Among the dead were Okoye and her son'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.seen_events import Seen, parts_of
from kg.extraction.parsing.phrases import joined
from kg.extraction.parsing.syntax import after, is_negated
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEAD = frozenset(("dead", "fatality", "fatalities", "deceased"))
_COUNTED = frozenset("people person passenger worker resident civilian soldier child man woman victim those".split())
_KILLED = frozenset("kill die drown perish".split())


def among_the_dead(references: References, index: int, verb: Token) -> Seen | None:
    """The death of those by name whom the verb counts among the dead; None where it counts nobody."""
    if is_negated(verb) or verb.tag_ != "VBD":
        return None
    links = [c for c in verb.children if c.dep_ in ("prep", "attr", "advmod") and c.lower_ == "among"]
    dead = [noun for link in links for noun in link.children if noun.dep_ == "pobj" and _are_dead(noun)]
    if not dead:
        return None
    heads = [c for c in verb.children if c.dep_ in ("nsubj", "attr") and c.pos_ == "PROPN"]
    people = [each for head in heads for each in (head, *joined(head)) if each.pos_ == "PROPN"]
    parts = [
        (referent, role)
        for referent, role in parts_of(references, index, people, "deceased")
        if references.cast.type_of(referent.key) == "Person"
    ]
    shown = [references.page.where(index, verb.doc[noun.head.i : noun.i + 1]) for noun in dead]
    return Seen("death", verb, "event-person", tuple(dict.fromkeys(parts)), shown=tuple(shown)) if parts else None


def _are_dead(noun: Token) -> bool:
    """'the dead', '17 people killed', 'those who died'; not 'the victims', who may live."""
    if noun.lower_ in _DEAD:
        return True
    told = [c for c in noun.rights if c.dep_ in ("acl", "relcl")]
    of = [each for each in after(noun, "of") if each.lower_ in _DEAD]
    return noun.lemma_.lower() in _COUNTED and (any(c.lemma_.lower() in _KILLED for c in told) or bool(of))
