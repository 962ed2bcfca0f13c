"""When the layers of tables that publishes leave are merged: in large publishes, so that small ones need not wait.

Each publish lays new tables upon those of the generation before. As long as these layers are small beside what lies
below, RocksDB merges them with each other, at no cost that one would notice. Once they come to about a twentieth it
merges all there is or nothing; a publish closes the database before that is done, and of twenty layers the next one has
to wait for it, for seconds. So a publish that is long anyway merges them before.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.store.drafts import Draft
from kg.store.values import GenerationInfo

LARGE, VERY_LARGE = 100, 2_000  # articles of one publish; one that is very large always merges
_SHARE = 40  # a large one does where the store has grown by a fortieth: as much again may come one by one


def is_merged(draft: Draft) -> bool:
    """Whether a draft, with all that it changes, is to be merged before it is brought to the disk."""
    changed = len(draft.changed)
    if changed < LARGE:
        return False
    before = unmerged(draft.ledger.generations(draft.parent.generation))
    return _merges(changed, before + changed, draft.articles)


def unmerged(generations: Iterable[GenerationInfo]) -> int:
    """How many articles changed in these generations since the last of them that merged."""
    since = 0
    for each in sorted(generations, key=lambda each: each.number):
        changed = each.changed + each.removed
        since = 0 if _merges(changed, since + changed, each.articles) else since + changed
    return since


def _merges(changed: int, since: int, articles: int) -> bool:
    return changed > VERY_LARGE or (changed >= LARGE and since * _SHARE >= articles)
