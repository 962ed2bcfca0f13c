"""Where articles contradict each other: the statements of each side, and what they differ on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import statements
from kg.descriptions.values import Statement
from kg.vocab import nf, rdf

MOST_READ = 20_000  # contradictions of two assertions


@dataclass(frozen=True, slots=True)
class Clash:
    """Assertions that cannot all hold: no two on one side contradict each other; of each side the oldest comes first.

    `reason` says what they differ on, `day` is that of the newest.
    """

    day: str
    reason: str
    sides: tuple[tuple[NamedNode, ...], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same as statements, for people."""

    reason: str
    sides: tuple[tuple[Statement, ...], ...]


def find_conflicts(source: Source) -> tuple[Clash, ...]:
    """All contradictions, the newest first; those that hang together by one statement are one."""
    against: dict[str, dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for reason, one, other in islice(_pairs(source), MOST_READ):
        if one != other:
            against[reason][one].add(other)
            against[reason][other].add(one)
    found = []
    for reason, neighbours in against.items():
        days = {each: _day(source, each) for each in neighbours}
        for sides in _components(neighbours):
            ordered = tuple(tuple(sorted(side, key=lambda each: (days[each], each.value))) for side in sides)
            found.append(Clash(max(days[each] for side in sides for each in side), reason, ordered))
    return tuple(sorted(found, key=lambda each: (each.day, each.reason, each.sides[0][0].value), reverse=True))


def _day(source: Source, assertion: NamedNode) -> str:
    """The day of an assertion; nothing else of it is read, of which there may be very many."""
    days = (quad.object for quad in source.view.match(assertion, nf.attestedOn))
    return max((day.value for day in days if isinstance(day, Literal)), default="")


def describe_conflicts(source: Source, found: Iterable[Clash]) -> Iterator[Conflict]:
    """These contradictions with their statements."""
    for each in found:
        sides = (tuple(statements(source, side)) for side in each.sides)
        if len(told := tuple(side for side in sides if side)) > 1:
            yield Conflict(each.reason, told)


def _pairs(source: Source) -> Iterator[tuple[str, NamedNode, NamedNode]]:
    """Every two assertions that contradict each other, with the reason."""
    for quad in source.view.match(None, rdf.type, nf.Conflict):
        if isinstance(quad.subject, NamedNode):
            between = source.iris(quad.subject, nf.between)
            if len(between) == 2:
                yield source.text(quad.subject, nf.reason), between[0], between[1]


def _components(neighbours: dict[NamedNode, set[NamedNode]]) -> Iterator[list[list[NamedNode]]]:
    """The statements that hang together, on as few sides as a walk from one to the next finds."""
    side_of: dict[NamedNode, int] = {}
    for start in sorted(neighbours, key=str):
        if start in side_of:
            continue
        sides: list[list[NamedNode]] = []
        waiting = [start]
        while waiting:
            node = waiting.pop(0)
            if node in side_of:
                continue
            taken = {side_of[each] for each in neighbours[node] if each in side_of}
            side_of[node] = side = next(number for number in range(len(neighbours)) if number not in taken)
            sides += [[] for _ in range(side + 1 - len(sides))]
            sides[side].append(node)
            waiting += sorted(neighbours[node] - side_of.keys(), key=str)
        yield sides
