"""A batch that is settled becomes a generation; where another publish was quicker, it is settled anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import StoreMovedError
from kg.publishing.batches import Batch
from kg.publishing.spool import Kept
from kg.publishing.vocabulary import Ground, ground_of
from kg.schema import Schema
from kg.store import ArticleChange, Prepared, Published
from kg.store.interface import AnyStore


@dataclass(frozen=True, slots=True)
class Settled:
    """What a batch comes to on a ground: what is taken away, and what is published."""

    ground: Ground
    removals: list[ArticleChange]
    kept: list[Kept | Prepared]


def publish_settled(
    batch: Batch, settled: Settled, store: AnyStore, types: Schema, attempt: Callable[[Settled], Published]
) -> Published:
    """What an attempt to publish did; where the store has moved on, the batch is held against what it has now."""
    while batch.newest:
        try:
            return attempt(settled)
        except StoreMovedError:
            with store.snapshot() as held, held.digests() as digest_of:
                batch.judge_again(digest_of, held)
                settled = Settled(ground_of(types, held), *batch.settled())
    return Published(None)
