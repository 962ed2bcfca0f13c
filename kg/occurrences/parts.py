"""A part: situations that are linked by what they share, gathered so that those that are alike are compared once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.occurrences.alike import face
from kg.occurrences.bonds import Bond, bond, have_nothing_in_common
from kg.occurrences.clusters import Bonds, Pair
from kg.occurrences.conflicts import Clash, clashes_between, may_deny
from kg.occurrences.values import Situation


@dataclass(frozen=True, slots=True)
class Part:
    """Situations that are linked by what they share, by their IRIs; their bonds, and what one denies of another."""

    situations: tuple[Situation, ...]
    bonds: Bonds
    clashes: tuple[Clash, ...]


class Gathering:
    """A part in the making. Whoever makes it takes what is `waiting`, and says what may be linked with it."""

    def __init__(self, first: Situation) -> None:
        self._found = {first.iri: first}
        self.waiting = [first]
        self._faces: dict[Hashable, int] = {}
        self._kinds: dict[NamedNode, int] = {}
        self._between: dict[Pair, Bond | None] = {}  # of two kinds, the lower first
        self._deniers: dict[int, dict[NamedNode, Situation]] = {}  # by the kind that they may deny, or that denies them
        self._single: dict[frozenset[NamedNode], Bond] = {}
        self._clashes: dict[frozenset[NamedNode], list[Clash]] = {}

    def is_new(self, one: Situation) -> bool:
        """Whether nothing like it was held against others yet."""
        return self._kind(one) not in self._deniers

    def hold(self, one: Situation, others: Iterable[Situation]) -> None:
        """Hold the first of its kind against all that share something with it."""
        kind = self._kind(one)
        deniers = self._deniers.setdefault(kind, {})
        for other in {each.iri: each for each in others if each.type == one.type}.values():
            pair = _pair(kind, self._kind(other))
            if pair not in self._between:
                self._between[pair] = bond(one, other)
            if self._between[pair]:
                self._add(other)
            elif may_deny(one, other):
                deniers[other.iri] = other

    def hold_single(self, one: Situation, other: Situation, *, copies: bool) -> None:
        """Hold one against another for what their articles have to do with each other."""
        pair = frozenset((one.iri, other.iri))
        if other.iri == one.iri or other.type != one.type or pair in self._single:
            return
        if not copies and have_nothing_in_common(one, other):  # as in a long article hardly anything has
            return
        if why := bond(one, other, copies):
            self._single[pair] = why
            self._add(other)
        else:
            self._deny(one, other)

    def hold_deniers(self, one: Situation) -> None:
        """Hold one against those that may deny what is like it, or be denied."""
        for other in self._deniers[self._kind(one)].values():
            self._deny(one, other)

    def _deny(self, one: Situation, other: Situation) -> None:
        pair = frozenset((one.iri, other.iri))
        if pair not in self._clashes:
            self._clashes[pair] = clashes_between(one, other)
        if self._clashes[pair]:
            self._add(other)

    def _add(self, other: Situation) -> None:
        if other.iri not in self._found:
            self._found[other.iri] = other
            self.waiting.append(other)

    def _kind(self, situation: Situation) -> int:
        kind = self._kinds.get(situation.iri)
        if kind is None:
            kind = self._kinds[situation.iri] = self._faces.setdefault(face(situation), len(self._faces))
        return kind

    def part(self) -> Part:
        """What was gathered."""
        situations = tuple(sorted(self._found.values(), key=lambda each: each.iri.value))
        place = {each.iri: number for number, each in enumerate(situations)}
        single = {_pair(*(place[iri] for iri in pair)): why for pair, why in self._single.items()}
        between = {pair: why for pair, why in self._between.items() if why}
        clashes = tuple(clash for pair, found in self._clashes.items() if pair not in self._single for clash in found)
        return Part(situations, Bonds([self._kind(each) for each in situations], between, single), clashes)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one <= other else (other, one)
