"""When two situations are alike: then a third has the same bonds and contradictions with both.

What is compared with one of them need not be compared with the other, so that hundreds of reports of one happening cost
little more than a few. Left out is only what makes an article itself: its IRI, its copies, and whose word is whose.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from kg.occurrences.values import Situation, Word


def face(situation: Situation) -> Hashable:
    """All of a situation that `bond`, `cannot_be_one` and `denies` look at, save that one article copies another."""
    return (
        situation.type,
        situation.source.publisher,
        situation.window,
        *map(_items, (situation.parts, situation.words, situation.numbers, situation.levels)),
        frozenset(map(_word, situation.said)),
        situation.keys,
    )


def face_of_word(situation: Situation, word: Word) -> Hashable:
    """All of an assertion that tells whether it contradicts one about another situation of the same happening."""
    return (
        situation.type,
        situation.window,
        situation.source.newest_day,
        *map(_items, (situation.numbers, situation.levels)),
        situation.part("place"),
        _word(word)[1:],
    )


def _items(named: Mapping[str, Hashable]) -> frozenset[tuple[str, Hashable]]:
    return frozenset(named.items())


def _word(word: Word) -> tuple[Hashable, ...]:
    return word.source, word.own, word.polarity, word.status, word.certainty, word.state
