"""Finds people whose surname stands with somebody of their family: 'Emil and Hana Dorrit', 'Mark, 50, and Ivo Rehn'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES, OFFICE_NOUNS
from kg.extraction.names.forms import ORGANIZATION_ENDS, Words, is_capital
from kg.extraction.names.given_names import is_given
from kg.extraction.names.people import THINGS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_SURNAMES = ORGANIZATION_ENDS | OFFICE_NOUNS | COLLECTIVES | THINGS


def with_surnames(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, Words]]:
    """The full name of each given name before 'and', with that name as it stands there."""
    for at in range(1, len(words) - 2):
        if words[at] != "and" or not is_capital(words[at + 1]) or not _is_first_name(doc, words, at + 1):
            continue
        first = _before_age(words, at)
        last = at + 2
        if not is_capital(words[last]) or words[last].lower() in _NO_SURNAMES or doc[last].ent_type_ == "DATE":
            continue
        alone = first == 0 or not (is_capital(words[first - 1]) and doc[first - 1].pos_ == "PROPN")
        whole = last + 1 == len(words) or not is_capital(words[last + 1])
        if alone and whole and is_given(words[first]) and is_capital(words[first]) and doc[last].pos_ == "PROPN":
            yield (words[first], words[last]), (words[first],)


def _is_first_name(doc: Doc, words: Sequence[str], at: int) -> bool:
    """Whether the word is known as a given name, or the model takes it and the next for one person's."""
    both = doc[at : at + 2]
    return is_given(words[at]) or (both[0].ent_iob_ == "B" and all(t.ent_type_ == "PERSON" for t in both))


def _before_age(words: Sequence[str], at: int) -> int:
    """Where the name stands: right before 'and', or before an age between commas."""
    aged = at > 3 and words[at - 1] == "," and words[at - 2].isdigit() and words[at - 3] == ","
    return at - 4 if aged else at - 1
