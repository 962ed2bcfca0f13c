"""Which of the situations that have bonds are one happening: never two that cannot be, never by a guess."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.occurrences.bonds import Bond, cannot_be_one
from kg.occurrences.values import Situation, Window

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Situations that are one happening, by their IRIs, with the bonds that made them so."""

    situations: tuple[Situation, ...]
    joins: tuple[tuple[Situation, Situation, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bonds:
    """The bonds among some situations, by their places, the lower first.

    Situations that are alike (`kg.occurrences.alike`) have the same bonds: `kinds` has the kind of each place,
    `between` the bonds of two kinds, `single` those of two places alone, such as those of an article and its copy.
    Hundreds of reports of one happening are few kinds.
    """

    kinds: Sequence[int]
    between: Mapping[Pair, Bond]
    single: Mapping[Pair, Bond]

    def of(self, one: int, other: int) -> Bond:
        """The bond of two places that have one."""
        return self.single.get(_pair(one, other)) or self.between[_pair(self.kinds[one], self.kinds[other])]


def clusters(situations: Sequence[Situation], bonds: Bonds, separated: Collection[Pair] = ()) -> list[Cluster]:
    """The clusters of some situations, single ones too; the places of `separated` are kept apart.

    First those whose day is known are joined, then what is vaguer where only one happening fits it, then what is left
    among itself. The order in which situations are given is of no consequence when they are sorted.
    """
    groups = _Groups(situations, bonds, separated)
    exact = [place for place, each in enumerate(situations) if each.window and each.window.exact]
    vague = sorted({*range(len(situations))}.difference(exact))
    groups.join_all(exact)
    firm = groups.among(exact)
    near = {place: firm.bonded(place) for place in vague}
    chosen = [(place, _only_one(place, near[place], groups)) for place in vague]
    for place, end in chosen:
        if end is not None:
            groups.join(place, end)
    groups.join_all([place for place in vague if not near[place]])
    return groups.clusters()


def _only_one(place: int, near: Iterable[int], groups: _Groups) -> int | None:
    """The first place of the only happening that a vaguer situation fits; None where it fits none or several."""
    fitting = [end for end in near if groups.fit(place, end)]
    return fitting[0] if len(fitting) == 1 else None


class _Groups:
    """Disjoint groups of situations, none of which holds two that cannot be one."""

    def __init__(self, situations: Sequence[Situation], bonds: Bonds, separated: Collection[Pair]) -> None:
        self._all, self._bonds, self._separated = situations, bonds, separated
        self._members = {place: [place] for place in range(len(situations))}
        self._root = list(range(len(situations)))
        self._times: list[dict[Window, Situation]] = [{e.window: e} if e.window else {} for e in situations]
        self._joins: list[Pair] = []

    def root(self, place: int) -> int:
        return self._root[place]

    def among(self, places: Iterable[int]) -> _Among:
        return _Among(places, self._root, self._bonds)

    def fit(self, one: int, other: int) -> bool:
        """Whether nothing keeps the groups of two apart."""
        first, second = self._root[one], self._root[other]
        if any({self._root[a], self._root[b]} == {first, second} for a, b in self._separated):
            return False
        times = self._times[first].values(), self._times[second].values()
        return not any(cannot_be_one(a, b) for a in times[0] for b in times[1])

    def join(self, one: int, other: int) -> bool:
        """Make one group of those of two places, where they fit; False where they do not, or are one already."""
        first, second = sorted((self._root[one], self._root[other]))
        if first == second or not self.fit(one, other):
            return False
        self._joins.append(_pair(one, other))
        for place in self._members.pop(second):
            self._members[first].append(place)
            self._root[place] = first
        self._times[first] |= self._times[second]
        return True

    def join_all(self, places: Sequence[int]) -> None:
        """Join each of the places, in their order, with the later ones that it has a bond with."""
        among = self.among(places)
        for place in places:
            for end in among.bonded(place, after=place):
                roots = self._root[place], self._root[end]
                if self.join(place, end):
                    among.merge(*sorted(roots))

    def clusters(self) -> list[Cluster]:
        joins: dict[int, list[Pair]] = {}
        for pair in sorted(self._joins):
            joins.setdefault(self._root[pair[0]], []).append(pair)
        return [self._cluster(members, joins.get(root, ())) for root, members in sorted(self._members.items())]

    def _cluster(self, members: Iterable[int], joins: Iterable[Pair]) -> Cluster:
        return Cluster(
            tuple(self._all[place] for place in sorted(members)),
            tuple((self._all[one], self._all[other], self._bonds.of(one, other).reason) for one, other in joins),
        )


class _Among:
    """Some places by their kind and their group, to find the groups that a place has bonds with."""

    def __init__(self, places: Iterable[int], root: Sequence[int], bonds: Bonds) -> None:
        self._places: dict[int, dict[int, list[int]]] = {}  # by kind and group, each list in order
        self._kinds_of: dict[int, set[int]] = {}  # of a group
        for place in sorted(places):
            kind, group = bonds.kinds[place], root[place]
            self._places.setdefault(kind, {}).setdefault(group, []).append(place)
            self._kinds_of.setdefault(group, set()).add(kind)
        self._root, self._kinds, self._partners = root, bonds.kinds, _partners(bonds.between)
        self._single = _partners(pair for pair in bonds.single)
        self._all = frozenset(places)

    def bonded(self, place: int, after: int = -1) -> list[int]:
        """Of each other group with a bond to a place the first that has one, of those after some place; in order."""
        first: dict[int, int] = {}
        for group, end in self._ends(place, after):
            if group != self._root[place]:
                first[group] = min(end, first.get(group, end))
        return sorted(first.values())

    def _ends(self, place: int, after: int) -> Iterator[Pair]:
        for kind in self._partners.get(self._kinds[place], ()):
            for group, members in self._places.get(kind, {}).items():
                if members[-1] > after:
                    yield group, members[bisect_right(members, after)]
        for end in self._single.get(place, ()):
            if end > after and end in self._all:
                yield self._root[end], end

    def merge(self, first: int, second: int) -> None:
        """Make one group of two."""
        for kind in self._kinds_of.pop(second):
            groups = self._places[kind]
            moved, kept = groups.pop(second), groups.setdefault(first, [])
            for place in moved:
                insort(kept, place)
            self._kinds_of[first].add(kind)


def _partners(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one <= other else (other, one)
