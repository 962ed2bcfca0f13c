"""Who meets through others: 'the foreign ministers of France and Spain met', 'French and Spanish envoys'."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import OFFICE_PLURALS
from kg.extraction.parsing.phrases import joined
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import MOST_JOINED, References

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENT = frozenset(
    "delegations delegates representatives negotiators officials envoys diplomats leaders governments counterparts"
    " emissaries mediators commanders".split()
)
_SIDES = ("Country", "Organization")
_DEMONYM = 0.9


def sides_of(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """The two or more states or bodies by name whose people these are; nobody where only one is told."""
    for head in heads:
        if head.lower_ not in OFFICE_PLURALS.keys() | _SENT or head.tag_ != "NNS":
            continue
        found = _behind(references, index, head) or _before(references, index, head)
        if len({side.key for side in found}) > 1:
            start, _ = references.page.where(index, head.doc[head.left_edge.i])
            return [replace(found[0], start=min(start, found[0].start)), *found[1:]]
    return []


def _behind(references: References, index: int, head: Token) -> list[Referent]:
    """'of France, Spain and Italy': all of them, or none."""
    found: list[Referent] = []
    for first in after(head, "of", "from"):
        for each in (first, *islice(joined(first), MOST_JOINED)):
            mention = references.cast.at(*references.page.where(index, each))
            if mention is None or references.cast.type_of(mention.key) not in _SIDES:
                return []
            found.append(Referent(mention.key, mention.start, mention.end))
    return found


def _before(references: References, index: int, head: Token) -> list[Referent]:
    """'French and Spanish (negotiators)': states by their peoples' names."""
    words = [c for c in head.lefts if c.dep_ in ("amod", "compound", "nmod")]
    found = []
    for each in (token for word in words for token in (word, *islice(joined(word), MOST_JOINED))):
        mention = references.cast.at(*references.page.where(index, each))
        if mention is not None and mention.form == "demonym":
            found.append(Referent(mention.key, mention.start, mention.end, _DEMONYM))
    return found
