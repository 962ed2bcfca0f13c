"""A new generation: the draft that a writer changes, then what follows from it, its check, and the swap."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kg.store.drafts import (
    Check,
    Derive,
    Draft,
    apply_derived,
    apply_entities,
    check_draft,
    finish,
    opened_draft,
)
from kg.store.folder import Manifest
from kg.store.layers import is_merged
from kg.store.ledger import Ledger
from kg.store.purging import write_anew
from kg.store.retention import prune
from kg.store.values import utc


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a write: when it is, what follows from several articles, what must hold before others see it.

    `derive` is as in `kg.store.drafts.apply_derived`. `check` gets the new generation and the graphs of the articles
    that changed, and raises to stop all. `judged` is the generation by which the caller chose the changes, None where
    that does not matter; `wait` the seconds to wait for another writer, and `tell` hears that it waits.
    """

    now: datetime
    derive: Derive | None = None
    check: Check | None = None
    judged: int | None = None
    wait: float = 0.0
    tell: Callable[[str], None] | None = None

    @property
    def recorded_at(self) -> str:
        """The time as the ledger has it."""
        return utc(self.now)


@contextlib.contextmanager
def new_generation(
    root: Path, parent: Manifest, ledger: Ledger, terms: Terms, *, anew: bool = False
) -> Iterator[Draft]:
    """A draft for the caller to change; where the context ends well it is the current generation.

    `anew` loads what it holds into a new database. Where the context, or the check, raises, all is as it was.
    """
    with opened_draft(root, parent, ledger, terms.recorded_at) as draft:
        yield draft
        apply_entities(draft)
        apply_derived(draft, terms.derive)
        if anew:
            write_anew(root, draft)
        elif is_merged(draft):
            _merge(draft)
        draft.record_rest()
        check_draft(draft, terms.check)
        finish(root, draft)
    prune(root, draft.generation)


def _merge(draft: Draft) -> None:
    """Merge the layers of tables, which the engine does in one thread; the ledger gets the rest meanwhile."""
    with ThreadPoolExecutor(1) as threads:
        merging = threads.submit(draft.store.optimize)
        draft.record_rest()
        merging.result()
