"""Posts that only one can hold, and that two are said to hold at one time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import NamedNode

from kg.checks.checked import Checked
from kg.checks.conflicts import contradictions
from kg.checks.findings import Finding, code_of
from kg.checks.telling import name_of, side_of
from kg.names import plain_name
from kg.occurrences import is_single_post
from kg.store.interface import AnySnapshot
from kg.views import nodes, text
from kg.vocab import NF, nf

Held = dict[NamedNode, list[tuple[str, NamedNode]]]  # by person: the days and assertions


def holder_findings(store: Checked) -> Iterator[Finding]:
    """Yield two holders on one day, and a holder who is named between two days of another's."""
    snapshot = store.snapshot
    yield from contradictions(snapshot, "holders", lambda kind: kind == NF + "conflict-holder")
    for (post, body), held in sorted(_seats(snapshot).items()):
        for one, other in combinations(sorted(held, key=lambda each: min(held[each])[0]), 2):
            yield from _between(snapshot, post, NamedNode(body), (one, other), held)


def _between(
    snapshot: AnySnapshot, post: str, body: NamedNode, people: tuple[NamedNode, NamedNode], held: Held
) -> Iterator[Finding]:
    """A post that went from one to another and back again, by what the articles say."""
    first, last, inside = min(held[people[0]]), max(held[people[0]]), min(held[people[1]])
    if not first[0] < inside[0] < last[0] or _held_twice(snapshot, first[1], last[1], inside[0]):
        return
    names = [name_of(snapshot, each) for each in people]
    said = ((first, names[0]), (inside, names[1]), (last, names[0]))
    yield Finding(
        "holders",
        code_of("holders", post, body.value, *(each.value for each in people)),
        f"{post} of {name_of(snapshot, body)}: {names[0]} and {names[1]}",
        (f"{names[1]} is named between two days on which {names[0]} is",),
        tuple(side_of(snapshot, assertion, who) for (_, assertion), who in said),
        "If both are right, say the start and end of each holding; if these are two bodies or posts, name them apart.",
    )


def _held_twice(snapshot: AnySnapshot, first: NamedNode, last: NamedNode, between: str) -> bool:
    """Whether the first holding ends, or the last begins, by a day between them, as their articles say."""
    ends = [text(snapshot, each, nf.latestEnd) for each in nodes(snapshot, first, nf.asserts)]
    starts = [text(snapshot, each, nf.earliestStart) for each in nodes(snapshot, last, nf.asserts)]
    return any(each and each <= between for each in ends) or any(each >= between for each in starts)


def _seats(snapshot: AnySnapshot) -> dict[tuple[str, str], Held]:
    """Who is said for certain to hold each single post of each body now."""
    found: dict[tuple[str, str], Held] = {}
    for quad in snapshot.match(None, nf.tenure, nf.tenure_current):
        situation = quad.subject
        if not isinstance(situation, NamedNode) or not is_single_post(
            post := plain_name(text(snapshot, situation, nf.post))
        ):
            continue
        sure = [(day, each) for each in _sure(snapshot, situation) if (day := text(snapshot, each, nf.attestedOn))]
        for body in nodes(snapshot, situation, nf.organization):
            for person in nodes(snapshot, situation, nf.person) if sure else ():
                seat = found.setdefault((post, body.value), {})
                seat.setdefault(person, []).extend(sorted(sure, key=lambda each: (each[0], each[1].value)))
    return {
        seat: {who: sorted(days, key=str) for who, days in held.items()}
        for seat, held in found.items()
        if len(held) > 1
    }


def _sure(snapshot: AnySnapshot, situation: NamedNode) -> Iterator[NamedNode]:
    for quad in snapshot.match(None, nf.asserts, situation):
        word = quad.subject
        if isinstance(word, NamedNode):
            affirmed = text(snapshot, word, nf.polarity) == nf.polarity_positive.value
            if affirmed and text(snapshot, word, nf.certainty) == nf.certainty_certain.value:
                yield word
