"""Finds the bodies that are called what they are before their name: 'the trade union Fiom', 'the charity Open Door'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.given_names import GIVEN_NAMES
from kg.extraction.lexicon import CALLINGS, OFFICE_NOUNS, OFFICE_PLURALS
from kg.extraction.name_forms import TITLES, is_capital, run_end
from kg.extraction.name_people import LINKING
from kg.extraction.places import CITIES, REGIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# what a body is called, and no person: 'the broadcaster Ben Adu' may be one
_KINDS = frozenset(
    "agency airline association charity club company consultancy federation firm foundation group institute magazine"
    " movement network newspaper organisation organization outlet paper party regulator site startup station tabloid"
    " union watchdog website".split()
)
_LONGEST = 4  # words
_NO_NAMES = ("DATE", "TIME", "NORP")


def called(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand that the parser ties to a noun for a body right before them."""
    for noun in doc[:-1] if len(doc) > 1 else ():
        start = noun.i + 1
        if noun.lower_ not in _KINDS or words[noun.i] != noun.lower_ or not is_capital(words[start]):
            continue
        end = run_end(doc, words, start)
        if end - start <= _LONGEST and _is_named(doc, noun, start, end) and _is_of_a_body(doc, words[start:end], start):
            yield start, end


def _is_named(doc: Doc, noun: Token, start: int, end: int) -> bool:
    """Whether the name is the noun's own, and neither begins what follows nor is part of a longer phrase."""
    name = doc[start:end].root
    beside = name.dep_ == "appos" and name.head.i == noun.i
    before = noun.dep_ in ("compound", "nmod") and noun.head.i == name.i
    if end < len(doc) and (doc[end].dep_ in ("acl", "relcl") or doc[end].lower_ in LINKING):
        return False  # 'the company Okoye founded', 'the newspaper Star of Amsel'
    return (beside or before) and all(t.pos_ == "PROPN" or t.is_punct for t in doc[start:end] if t.i != name.i)


def _is_of_a_body(doc: Doc, name: Sequence[str], start: int) -> bool:
    titled = name[0].rstrip(".") in TITLES or any(_is_of_people(word.lower()) for word in name)
    known = doc[start].ent_type_ in _NO_NAMES and (doc[start].ent_type_ != "NORP" or len(name) > 1)
    placed = " ".join(name) in REGIONS or " ".join(name) in CITIES
    return not titled and not known and not placed and name[0].casefold() not in GIVEN_NAMES


def _is_of_people(word: str) -> bool:
    return word in OFFICE_NOUNS or word in OFFICE_PLURALS or word in CALLINGS
