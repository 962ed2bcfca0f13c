"""Whose words a paragraph is, where an article is an interview, a debate or a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from kg.extraction.articles.paragraphs import Paragraph
from kg.extraction.interviews.turn_labels import (
    INITIALS,
    Label,
    coming_again,
    is_personal,
    is_question,
    labels_of,
    without_title,
)
from kg.extraction.lexicon import OFFICE_NOUNS, PEOPLE
from kg.extraction.names.forms import Words, names_a_body

_WORDS = re.compile(r"[^\W\d_][\w’-]*")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one paragraph; those of one number are one turn over several paragraphs.

    `name` is the label as the article writes it, '' where there is none.
    """

    start: int
    end: int
    number: int
    name: str
    asks: bool


def speakers_of(turns: Iterable[Turn]) -> list[Words]:
    """The people's names, in words, that label more than one answer; no letters and no initials."""
    given = list({turn.number: turn.name for turn in turns if not turn.asks}.values())
    again = coming_again(given)
    names = [without_title(name) for name in dict.fromkeys(given) if len(name) > INITIALS and name in again]
    roles = PEOPLE | OFFICE_NOUNS | {"the"}  # 'THE WITNESS' is no name
    return [
        tuple(map(_spelt, words))
        for words in names
        if not names_a_body(tuple(words)) and roles.isdisjoint(word.lower() for word in words)
    ]


def _spelt(word: str) -> str:
    """'Okoye' of 'OKOYE'."""
    return word.capitalize() if word.isupper() and word.isalpha() and len(word) > 1 else word


def in_turns(
    text: str, paragraphs: Sequence[Paragraph], publisher: str | None
) -> tuple[tuple[Paragraph, ...], tuple[Turn, ...]]:
    """The paragraphs without the labels of who speaks, and the turns that they are."""
    labels = {each.paragraph: each for each in labels_of(text, paragraphs, publisher)}
    if not labels:
        return tuple(paragraphs), ()
    whose = _whose(text, paragraphs, labels)
    kept, turns = [], []
    for index, place in enumerate(paragraphs):
        own = replace(place, start=labels[index].begins) if index in labels else place
        if index in whose:
            number = whose[index]
            label = labels.get(number)
            turns.append(Turn(own.start, own.end, number, label.name if label else "", label is None or label.asks))
        if own.start < own.end:
            kept.append(own)
    return tuple(kept), tuple(turns)


def _whose(text: str, paragraphs: Sequence[Paragraph], labels: dict[int, Label]) -> dict[int, int]:
    """For each paragraph of a turn the number of that whose label it goes with, or its own: a question without one."""
    whose: dict[int, int] = {}
    at = sorted(labels)
    for first, following in zip(at, [*at[1:], len(paragraphs)], strict=True):
        rest = range(first + 1, following)
        alone = labels[first].begins >= paragraphs[first].end  # the name stands on a line of its own
        if labels[first].asks or following == len(paragraphs):
            last = max((n for n in rest if is_personal(text, paragraphs[n])), default=min(first + alone, following - 1))
        else:
            last = following - 1
        whose.update(dict.fromkeys(range(first, last + 1), first))
        asked = following - 1
        answered = following in labels and not labels[following].asks
        if answered and asked > first and is_question(text, paragraphs[asked]):
            whose[asked] = asked
    given = {each.name for each in labels.values() if not each.asks and len(each.name) > INITIALS}
    answering = {_spelt(name.split()[-1]) for name in given}
    for n in [n for n in whose if n not in labels and _tells_of(text, paragraphs[n], answering)]:
        del whose[n]
    opening = at[0] - 1
    if opening >= 0 and not labels[at[0]].asks and is_question(text, paragraphs[opening]):
        whose[opening] = opening
    return whose


def _tells_of(text: str, place: Paragraph, names: Set[str]) -> bool:
    """Whether it has one of the names, and no 'I' of its own: a caption, not what is said."""
    return not is_personal(text, place) and not names.isdisjoint(_WORDS.findall(text, place.start, place.end))
