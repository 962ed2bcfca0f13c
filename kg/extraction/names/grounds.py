"""Finds places that the model names nothing: 'the river Tarn', 'in Ebbing'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES, OFFICE_ADJECTIVES, OFFICE_NOUNS
from kg.extraction.names.forms import FIRM_ENDS, is_capital, names_a_body
from kg.extraction.names.given_names import is_given
from kg.extraction.names.types import TRUSTING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WATERS = frozenset("river lake mount cape loch".split())
SEATS = frozenset("town city county district borough parish village".split())
COUNCIL = "council"
LIES = "Lies"  # the sign of a name that only 'in' makes a place
_LONGEST = 2  # words of a place that nobody lists
_IN = frozenset(("in", "near"))


def waters(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the rivers and heights stand that bear their kind before the name: 'the river Tarn', 'Lake Ostra'."""
    for at in range(len(words) - 1):
        name = words[at + 1]
        if words[at].lower() not in WATERS or not is_capital(name) or is_given(name):
            continue
        led = is_capital(words[at]) or (at > 0 and words[at - 1].lower() == "the")
        if led and doc[at + 1].pos_ == "PROPN" and not names_a_body((name,)):
            end = at + 2
            if end < len(words) and is_capital(words[end]) and doc[at + 1].dep_ == "compound":
                end += 1
            yield at, end


def councils(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a town's council stands that is written small: 'Ebbing town council'."""
    for at in range(2, len(words)):
        if words[at] != COUNCIL or words[at - 1] not in SEATS or not is_capital(words[at - 2]):
            continue
        start = at - 2
        while start > 0 and at - start < _LONGEST + 2 and is_capital(words[start - 1]) and doc[start].pos_ == "PROPN":
            start -= 1
        if doc[at - 2].pos_ == "PROPN" or not doc[at - 2].is_sent_start:
            yield start, at + 1


def lying(doc: Doc, words: Sequence[str], taken: Collection[int]) -> Iterator[tuple[str, ...]]:
    """The names that something lies or happens in, and that the model names nothing: 'a flood in Ebbing'."""
    for token in doc:
        if token.pos_ != "PROPN" or token.dep_ != "pobj" or token.head.lower_ not in _IN or token.ent_type_:
            continue
        start = token.i
        while start > token.head.i + 1 and doc[start - 1].dep_ == "compound" and doc[start - 1].head.i == token.i:
            start -= 1
        name = words[start : token.i + 1]
        free = start == token.head.i + 1 and not any(at in taken for at in range(start, token.i + 1))
        if free and len(name) <= _LONGEST and _may_be_place(token, name):
            yield tuple(name)


def _may_be_place(token: Token, name: Sequence[str]) -> bool:
    last = name[-1].lower()
    usual = {*COLLECTIVES, *OFFICE_NOUNS, *OFFICE_ADJECTIVES, *FIRM_ENDS}
    if any(not is_capital(word) or not word.isalpha() or not word[1:].islower() for word in name):
        return False
    if last in usual or names_a_body(name) or is_given(name[0]) or token.tag_ != "NNP":
        return False
    return token.head.head.lemma_.lower() not in TRUSTING


def without_shared(votes: Mapping[tuple[str, ...], Counter[str]]) -> dict[tuple[str, ...], Counter[str]]:
    """The names without those that only 'in' makes a place, and that are part of another: 'in Rehn' of 'Ana Rehn'."""
    alone = {name for name, counted in votes.items() if not counted.keys() - {LIES, "In"}}
    parts = {word for name in votes if name not in alone and len(name) > 1 for word in name}
    return {name: counted for name, counted in votes.items() if name not in alone or not parts & {*name}}
