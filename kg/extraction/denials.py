"""What a denial denies where a pronoun stands for it: 'The council said it was late. Okoye denied this.'"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL
from kg.extraction.reported_words import clause_words
from kg.extraction.sureness import Sure
from kg.extraction.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

POINTED_AT = Sure(0.75, "what is denied: it stands in another sentence")  # what a pronoun points at is a guess
_POINTING = frozenset("it this that these those".split())


def is_pointing(thing: Token) -> bool:
    """Whether 'it' or 'this' is all that is denied."""
    return thing.lower_ in _POINTING and thing.left_edge.i == thing.right_edge.i


def pointed_at(thing: Token) -> Span | None:
    """What the sentence before says, or is said to say in it; None where it asks, quotes, or is another paragraph's."""
    start = thing.sent.start
    if start == 0:
        return None
    before = thing.doc[start - 1].sent
    if any(token.text in ('"', "?") for token in before):
        return None
    told = before.root
    clause = next((c for c in told.children if c.dep_ == "ccomp"), None)
    if clause is not None and told.lemma_.lower() in CLAUSAL:
        return clause_words(clause, told)
    return trimmed_words(thing.doc, before.start, before.end - 1)
