"""Which drafts of events an editor would only throw away: read from a figure of speech, a rule or the wrong thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.personal_events import roles_of
from kg.extraction.findings import Finding
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_PEOPLE = frozenset(
    "patient infected diagnosed deceased spouse hospitalised injured convicted graduate retiree".split()
)
_OF_THINGS = frozenset("vessel volcano involved".split())
_NOBODY = frozenset("one some another both others".split())
_MARKS = ('"', "“", "”")


def is_worth_reviewing(references: References, trigger: Token, found: Finding) -> bool:
    """Whether a draft may be right: its roles are of such as can have them, its word is meant as it stands."""
    if trigger.pos_ == "VERB" and trigger.tag_ in ("VBZ", "VBP"):
        return False  # 'The senate impeaches the official', 'predicts that Okoye beats Adu'
    if trigger.pos_ == "NOUN" and _is_so_called(trigger):
        return False
    return all(_can_have(references, trigger, key, role) for key, role in roles_of(found))


def _is_so_called(noun: Token) -> bool:
    """'the "invasion" of tourists', 'an "island invasion" by crabs': so somebody calls it."""
    behind = noun.i + 1 < len(noun.doc) and noun.nbor().text in _MARKS
    before = any(t.text in _MARKS for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i])
    return behind and before


def _can_have(references: References, trigger: Token, key: str, role: str) -> bool:
    entity = references.cast.entities[key]
    if entity.name.lower() in _NOBODY:
        return False
    if role in _OF_PEOPLE:
        return entity.type in ("Person", "UnnamedSource")
    of_it = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ == "it" for c in trigger.children)
    return not (role in _OF_THINGS and (of_it or entity.type == "Person"))
