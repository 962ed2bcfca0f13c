"""Checks of a whole store: what contradicts itself, what may be one or two, what waits for a review."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from kg.checks.checked import Checked
from kg.checks.conflicts import conflict_findings, dispute_findings
from kg.checks.findings import Finding, Side
from kg.checks.holders import holder_findings
from kg.checks.identities import duplicate_findings, namesake_findings, provisional_findings
from kg.checks.joins import Joined, joined, keep_apart, put_together
from kg.checks.orphans import orphan_findings
from kg.schema import Schema
from kg.store.interface import AnyStore

__all__ = ["KINDS", "Finding", "Joined", "Side", "check_store", "joined", "keep_apart", "put_together"]

Check = Callable[[Checked], Iterator[Finding]]
KINDS: dict[str, Check] = {
    "conflicts": conflict_findings,
    "disputes": dispute_findings,
    "holders": holder_findings,
    "namesakes": namesake_findings,
    "duplicates": duplicate_findings,
    "provisional": provisional_findings,
    "orphans": orphan_findings,
}


def check_store(store: AnyStore, types: Schema, only: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what there is to find, kind by kind in the order of KINDS; `only` these kinds, where there are any."""
    with store.snapshot() as snapshot:
        checked = Checked(snapshot, types)
        for kind, check in KINDS.items():
            if not only or kind in only:
                yield from check(checked)
