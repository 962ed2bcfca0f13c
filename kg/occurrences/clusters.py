"""Which of the situations that have bonds are one happening: never two that cannot be, never by a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.occurrences.bonds import Bond, cannot_be_one
from kg.occurrences.values import Situation

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Situations that are one happening, by their IRIs, with the bonds that made them so."""

    situations: tuple[Situation, ...]
    joins: tuple[tuple[Situation, Situation, str], ...] = ()


def clusters(
    situations: Sequence[Situation], bonds: Mapping[Pair, Bond], separated: Callable[[Situation, Situation], bool]
) -> list[Cluster]:
    """The clusters of some situations, single ones too; `bonds` are of their places, the lower first.

    First those whose day is known are joined, then what is vaguer where only one happening fits it, then what is left
    among itself. The order in which situations are given is of no consequence when they are sorted.
    """
    groups = _Groups(situations, separated)
    exact = {place for place, each in enumerate(situations) if each.window and each.window.exact}
    for pair in sorted(bonds):
        if pair[0] in exact and pair[1] in exact:
            groups.join(*pair, bonds[pair])
    firm = {place: groups.root(place) for place in exact}
    chosen = [_only_one(place, bonds, firm, groups) for place in range(len(situations)) if place not in exact]
    for place, end in (each for each in chosen if each):
        groups.join(place, end, bonds[min(place, end), max(place, end)])
    left = {place for place in range(len(situations)) if place not in exact and not _near(place, bonds, firm)}
    for pair in sorted(bonds):
        if pair[0] in left and pair[1] in left:
            groups.join(*pair, bonds[pair])
    return groups.clusters()


def _near(place: int, bonds: Mapping[Pair, Bond], firm: Mapping[int, int]) -> set[int]:
    """The happenings of a known day that a vaguer situation has a bond with."""
    ends = {end for pair in bonds if place in pair for end in pair if end != place}
    return {firm[end] for end in ends if end in firm}


def _only_one(place: int, bonds: Mapping[Pair, Bond], firm: Mapping[int, int], groups: _Groups) -> Pair | None:
    fitting = {root for root in _near(place, bonds, firm) if groups.fit(place, root)}
    if len(fitting) != 1:
        return None
    (root,) = fitting
    end = min(end for pair in bonds if place in pair for end in pair if firm.get(end) == root)
    return place, end


class _Groups:
    """Disjoint groups of situations, none of which holds two that cannot be one."""

    def __init__(self, situations: Sequence[Situation], separated: Callable[[Situation, Situation], bool]) -> None:
        self._all, self._separated = situations, separated
        self._members = {place: [place] for place in range(len(situations))}
        self._root = dict.fromkeys(self._members, -1) | {place: place for place in self._members}
        self._joins: list[tuple[int, int, str]] = []

    def root(self, place: int) -> int:
        return self._root[place]

    def fit(self, one: int, other: int) -> bool:
        """Whether nothing keeps the groups of two apart."""
        first, second = (self._members[self._root[place]] for place in (one, other))
        return not any(self._apart(a, b) for a in first for b in second)

    def _apart(self, one: int, other: int) -> bool:
        a, b = self._all[one], self._all[other]
        return cannot_be_one(a, b) or self._separated(a, b)

    def join(self, one: int, other: int, why: Bond) -> None:
        first, second = sorted((self._root[one], self._root[other]))
        if first == second or not self.fit(one, other):
            return
        self._joins.append((min(one, other), max(one, other), why.reason))
        for place in self._members.pop(second):
            self._members[first].append(place)
            self._root[place] = first

    def clusters(self) -> list[Cluster]:
        return [self._cluster(members) for _, members in sorted(self._members.items())]

    def _cluster(self, members: Iterable[int]) -> Cluster:
        places = sorted(members)
        joins = sorted(each for each in self._joins if self._root[each[0]] == self._root[places[0]])
        return Cluster(
            tuple(self._all[place] for place in places),
            tuple((self._all[one], self._all[other], why) for one, other, why in joins),
        )
