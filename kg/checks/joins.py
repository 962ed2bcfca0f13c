"""The happenings that were joined, so that a person can see why, and keep two reports apart or take that back."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from pyoxigraph import NamedNode

from kg.checks.findings import Side, code_of
from kg.checks.telling import about, side_of, word_of
from kg.errors import KgError, StoreMovedError
from kg.occurrences import Separation, derive, separation_quads, separations
from kg.store import Published, change, removal
from kg.store.interface import AnySnapshot, AnyStore
from kg.views import nodes, text, values
from kg.vocab import NF, nf, rdf

_TRIES = 5  # to decide, while others publish


@dataclass(frozen=True, slots=True)
class Joined:
    """Two reports that are one happening, or, where `apart_by` is not None, that somebody keeps apart."""

    code: str
    occurrence: str
    situations: tuple[str, str]
    what: tuple[str, str]
    reason: str
    status: str
    sources: str
    sides: tuple[Side, ...]
    apart_by: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The same, for JSON."""
        return asdict(self)


def joined(snapshot: AnySnapshot) -> Iterator[Joined]:
    """Yield every join, happening by happening, then every decision that keeps two reports apart."""
    for quad in sorted(snapshot.match(None, rdf.type, nf.Occurrence), key=lambda quad: str(quad.subject)):
        occurrence = quad.subject
        if not isinstance(occurrence, NamedNode):
            continue
        status = text(snapshot, occurrence, nf.latestStatus).removeprefix(NF + "status-")
        sources = text(snapshot, occurrence, nf.independentSources)
        for join in nodes(snapshot, occurrence, nf.joinedBy):
            one, other = nodes(snapshot, join, nf.joins)
            reason = text(snapshot, join, nf.reason)
            yield _joined(snapshot, occurrence.value, (one, other), reason, status, sources)
    for each in separations(snapshot):
        pair = NamedNode(each.one), NamedNode(each.other)
        yield _joined(
            snapshot, "", pair, "kept apart", "", "", f"{each.by or 'somebody'}{f', {each.on}' if each.on else ''}"
        )


def _joined(
    snapshot: AnySnapshot,
    occurrence: str,
    pair: tuple[NamedNode, NamedNode],
    reason: str,
    status: str,
    sources: str,
    apart_by: str | None = None,
) -> Joined:
    words = [word_of(snapshot, each) for each in pair]
    return Joined(
        code_of("join", *(each.value for each in pair)),
        occurrence,
        (pair[0].value, pair[1].value),
        (about(snapshot, pair[0]), about(snapshot, pair[1])),
        reason,
        status,
        sources,
        tuple(side_of(snapshot, word, _status(snapshot, word)) for word in words if word),
        apart_by,
    )


def _status(snapshot: AnySnapshot, word: NamedNode) -> str:
    return ", ".join(each.value.removeprefix(NF + "status-") for each in values(snapshot, word, nf.status))


def _listing(store: AnyStore) -> str:
    return f"`kg check --joins --store {shlex.quote(store.place)}` lists them"


def keep_apart(store: AnyStore, code: str, by: str, *, now: datetime) -> Published:
    """Decide that the two reports of a join are not one happening. Raises KgError where no join has this code."""

    def with_one_more(snapshot: AnySnapshot) -> tuple[Separation, ...]:
        found = next((each for each in joined(snapshot) if each.code == code and each.apart_by is None), None)
        if not found:
            raise KgError(f"there is no join {code} now; {_listing(store)}")
        one, other = sorted(found.situations)
        return *separations(snapshot), Separation(one, other, by, now.date().isoformat())

    return _decide(store, with_one_more, now)


def put_together(store: AnyStore, code: str, *, now: datetime) -> Published:
    """Take back the decision that keeps two reports apart. Raises KgError where there is no such decision."""

    def with_one_less(snapshot: AnySnapshot) -> tuple[Separation, ...]:
        decided = separations(snapshot)
        kept = tuple(each for each in decided if code_of("join", each.one, each.other) != code)
        if kept == decided:
            raise KgError(f"no decision has the code {code}; {_listing(store)}")
        return kept

    return _decide(store, with_one_less, now)


def _decide(store: AnyStore, choose: Callable[[AnySnapshot], tuple[Separation, ...]], now: datetime) -> Published:
    """Publish the decisions as the one document that holds them, so that it has a history like any article.

    Whoever decides at the same time is not overwritten: what is decided is chosen anew. Raises StoreMovedError where
    others publish all the time.
    """
    tries = 0
    while True:
        with store.snapshot() as snapshot:
            decided, iris, generation = choose(snapshot), snapshot.iris, snapshot.generation
        quads = tuple(separation_quads(decided, iris))
        document, graph = iris.decisions, iris.decisions_graph
        changed = change(document, graph, quads, day=now.date().isoformat()) if quads else removal(document, graph)
        try:
            return store.publish([changed], now=now, derive=derive, judged=generation)
        except StoreMovedError:
            if (tries := tries + 1) == _TRIES:
                raise
