"""Blank nodes that look alike: naming them (RDFC-1.0) tries their orders, which for a few dozen of them never ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import exp, lgamma, log
from typing import Any

from pyoxigraph import BlankNode, Quad

from kg.errors import KgError

MOST_STEPS = 3_000_000  # of naming the blank nodes of one document, by a rough reckoning: about a second


class TangledError(KgError):
    """Blank nodes that look so much alike that telling them apart would take too long."""


def verify_untangled(quads: Iterable[Quad]) -> None:
    """Raise TangledError where naming blank nodes that look alike may take more than MOST_STEPS.

    Two look alike where all that is said of them is the same but for other blank nodes. Of those that lead to each
    other, every node tries each order of its neighbours that look alike, and these multiply. A chain
    of n takes n * n * n steps even so.
    """
    told = [(q.subject, q.predicate, q.object) for q in quads if _is_blank(q.subject) or _is_blank(q.object)]
    looks = _looks(told)
    counts = Counter(looks.values())
    neighbours: dict[Any, dict[Any, set[Any]]] = {node: defaultdict(set) for node in looks if counts[looks[node]] > 1}
    for subject, predicate, object in told:
        if subject in neighbours and object in neighbours and subject != object:
            neighbours[subject][predicate, 1, looks[object]].add(object)
            neighbours[object][predicate, -1, looks[subject]].add(subject)
    steps, seen = 0.0, set[Any]()
    for start in neighbours:
        if start in seen:
            continue
        seen.add(start)
        reached, exponent = [start], 0.0
        for node in reached:  # which grows
            for group in neighbours[node].values():
                exponent += lgamma(len(group) + 1)
                reached += group - seen
                seen |= group
        steps += len(reached) ** 3 * exp(min(exponent, log(MOST_STEPS) + 1))
    if steps > MOST_STEPS:
        raise TangledError(
            "the graph has blank nodes that look alike and lead to each other, and telling them apart would take too "
            "long: give them IRIs, or say something different of each"
        )


def _looks(told: list[tuple[Any, Any, Any]]) -> dict[Any, frozenset[Any]]:
    """What is said of each blank node, with others left open."""
    said: dict[Any, set[Any]] = defaultdict(set)
    joined: Counter[Any] = Counter()
    for subject, predicate, object in told:
        if _is_blank(subject):
            said[subject].add((predicate, "itself" if object == subject else _open(object)))
            joined[subject, predicate, 1] += _is_blank(object)
        if _is_blank(object) and object != subject:
            said[object].add((_open(subject), predicate, "object"))
            joined[object, predicate, -1] += _is_blank(subject)
    for (node, predicate, way), number in joined.items():
        said[node].add((predicate, way, number))
    return {node: frozenset(each) for node, each in said.items()}


def _open(term: Any) -> Any:
    return "another" if _is_blank(term) else term


def _is_blank(term: Any) -> bool:
    return isinstance(term, BlankNode)
