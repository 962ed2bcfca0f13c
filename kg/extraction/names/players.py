"""Finds the sides of a match by its score: 'Skerrow beat Sela Town 3-1', 'Ostra lost 2-0 to Tarn Rovers'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.names.forms import Words, is_capital
from kg.extraction.names.given_names import is_given
from kg.extraction.parsing.syntax import after, ancestors, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SCORE = re.compile(r"\d{1,3}[-–—]\d{1,3}")  # of one game: who plays several sets is a person
_PLAYING = frozenset("beat defeat thrash trounce rout edge overcome lose win".split())
_LONGEST = 3  # words of a club


def players(doc: Doc, words: Sequence[str]) -> Iterator[Words]:
    """The names of those between whom a score stands, by a verb of playing."""
    for token in doc:
        if token.pos_ in ("NUM", "PROPN") or not _SCORE.fullmatch(words[token.i]):
            continue
        verb = next((up for _, up in islice(ancestors(token), 3) if up.lemma_.lower() in _PLAYING), None)
        if verb is None:
            continue
        done_to = [c for c in verb.rights if c.dep_ == "dobj"]
        for head in (subject(verb), *done_to, *after(verb, "to", "with", "over", "against")):
            name = _name_of(doc, words, head) if head is not None else ()
            if name and not is_given(name[0]):
                yield name


def _name_of(doc: Doc, words: Sequence[str], head: Token) -> Words:
    start = head.i
    while start > 0 and is_capital(words[start - 1]) and doc[start - 1].dep_ in ("compound", "nmod", "amod"):
        start -= 1
    name = tuple(words[start : head.i + 1])
    proper = head.pos_ == "PROPN" and all(is_capital(word) and word.isalpha() for word in name)
    return name if proper and len(name) <= _LONGEST else ()
