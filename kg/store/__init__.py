"""The embedded store: generations of quads on disk, one writer, many readers, and queries that cannot run away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.iris import DEFAULT_BASE
from kg.store import bulk, chronicle, folder, writing
from kg.store.answers import RESULT_FORMATS, Answer, result_media_type, write_answer
from kg.store.backups import back_up, read_backups, restore
from kg.store.bulk import entity_lines
from kg.store.drafts import Check, Derive
from kg.store.generations import Terms
from kg.store.links import Link
from kg.store.loading import AddedLines
from kg.store.lock import writer_lock
from kg.store.moments import moment, rebuilt_snapshot, snapshot_at
from kg.store.prepared import Lines, Prepared, pieces_of, stored_lines
from kg.store.relinking import link, unlink
from kg.store.retention import Retention, prune, read_retention, set_retention
from kg.store.retracting import reinstate, retract
from kg.store.reverting import roll_back
from kg.store.snapshot import Snapshot, View, open_ledger
from kg.store.tombstones import read_tombstones
from kg.store.values import (
    ArticleChange,
    Backup,
    GenerationInfo,
    Limits,
    Published,
    Retracted,
    RevisionInfo,
    Tombstone,
    change,
    removal,
)

__all__ = [
    "RESULT_FORMATS",
    "AddedLines",
    "Answer",
    "ArticleChange",
    "Backup",
    "Check",
    "Derive",
    "GenerationInfo",
    "Limits",
    "Lines",
    "Link",
    "Prepared",
    "Published",
    "Retention",
    "Retracted",
    "RevisionInfo",
    "Snapshot",
    "Store",
    "Tombstone",
    "View",
    "change",
    "entity_lines",
    "moment",
    "open_store",
    "pieces_of",
    "removal",
    "restore",
    "result_media_type",
    "stored_lines",
    "write_answer",
]


class Store:
    """A store on disk; `open_store` gives one. As a context manager it closes the snapshots that it gave.

    `place` is where it is, as `--store` takes it; `path` is the same from the root, so that it stays at hand where the
    working folder changes.
    """

    def __init__(self, path: Path, base: str, wait: float = 0.0, tell: Callable[[str], None] | None = None) -> None:
        self.path, self.place = path.absolute(), str(path)
        self.base = base
        self._wait, self._tell = wait, tell
        self._snapshots: list[Snapshot] = []
        self._closed = False

    def snapshot(self, *, as_of: datetime | None = None, derive: Derive | None = None) -> Snapshot:
        """The current generation, for reading, or what readers saw at another time.

        Of the past, what was retracted since is left out, and what was pruned is rebuilt (`kg.store.moments`). Raises
        StoreError where the generation is damaged, for a time before the store, and once this was closed.
        """
        if self._closed:
            raise StoreError(f"{self.path}: this store was closed; open it again with open_store")
        return self._kept(Snapshot(self.path) if as_of is None else snapshot_at(self.path, as_of, derive))

    def _kept(self, snapshot: Snapshot) -> Snapshot:
        self._snapshots = [*(each for each in self._snapshots if not each.closed), snapshot]
        return snapshot

    def rebuilt(self, generation: int | None = None, derive: Derive | None = None) -> Snapshot:
        """The current generation, or an older one, made anew from the ledger and the history alone."""
        number = folder.read_current(self.path) if generation is None else generation
        return self._kept(rebuilt_snapshot(self.path, number, derive))

    def publish(
        self,
        changes: Iterable[ArticleChange],
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        derive: Derive | None = None,
        check: Check | None = None,
        judged: int | None = None,
        wait: float = 0.0,
    ) -> Published:
        """Apply changes in one new generation, whole or not at all.

        `kg.store.writing.publish` says what becomes of them, and `kg.store.generations.Terms` what the others are.
        """
        return writing.publish(self.path, changes, vocabulary, self._terms(now, derive, check, judged, wait))

    def publish_prepared(
        self,
        prepared: Sequence[Prepared],
        others: Iterable[ArticleChange] = (),
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        derive: Derive | None = None,
        judged: int | None = None,
        watch: Callable[[float], None] | None = None,
    ) -> Published:
        """Apply very many changes that lie in files, in one new generation; see `kg.store.bulk.publish_prepared`."""
        terms = self._terms(now, derive, judged=judged)
        return bulk.publish_prepared(self.path, prepared, others, vocabulary, terms, watch)

    def _terms(
        self,
        now: datetime,
        derive: Derive | None,
        check: Check | None = None,
        judged: int | None = None,
        wait: float = 0.0,
    ) -> Terms:
        return Terms(now, derive, check, judged, max(wait, self._wait), self._tell)

    def verify_writable(self) -> None:
        """Raises StoreError where a publish could not write what it comes to; see `kg.store.writing`."""
        writing.verify_writable(self.path)

    def link(
        self,
        old: NamedNode,
        new: NamedNode,
        *,
        now: datetime,
        derive: Derive | None = None,
        check: Check | None = None,
    ) -> Published:
        """Put `new` in the place of the entity `old`; see `kg.store.relinking.link`."""
        return link(self.path, old, new, self._terms(now, derive, check))

    def unlink(self, old: NamedNode, *, now: datetime, derive: Derive | None = None) -> Published:
        """Undo the link of `old`; see `kg.store.relinking.unlink`."""
        return unlink(self.path, old, self._terms(now, derive))

    def roll_back(self, generation: int | None = None, *, now: datetime, derive: Derive | None = None) -> Published:
        """Publish anew what an older generation held, or the one before; see `kg.store.reverting.roll_back`."""
        return roll_back(self.path, generation, self._terms(now, derive))

    def retract(
        self,
        article: NamedNode,
        reason: str,
        *,
        now: datetime,
        purge: bool = False,
        derive: Derive | None = None,
        check: Check | None = None,
    ) -> Retracted:
        """Take an article away for good, with its history where `purge`; see `kg.store.retracting.retract`."""
        return retract(self.path, article, reason, self._terms(now, derive, check), purge=purge)

    def reinstate(self, article: NamedNode, *, now: datetime, derive: Derive | None = None) -> Published:
        """Undo a retraction; see `kg.store.retracting.reinstate`."""
        return reinstate(self.path, article, self._terms(now, derive))

    def knows(self, article: NamedNode) -> bool:
        """Whether the store has or ever had an article, or has a tombstone of it."""
        return bool(self.revisions(article)) or any(each.article == article for each in self.tombstones())

    def back_up(self, target: Path, *, now: datetime) -> Backup:
        """Copy the store to a folder, while others read and write it; see `kg.store.backups.back_up`."""
        return back_up(self.path, target, now=now)

    def keep(self, wanted: Retention) -> tuple[int, ...]:
        """Set how many generations stay, and remove those that are too many now; gives their numbers.

        Raises StoreError where the current one or the ledger is damaged: the others are then the way back.
        """
        with writing.storing(self.path), writer_lock(self.path, self._wait, self._tell):
            set_retention(self.path, wanted)
        with writing.writer(self.path, self._wait) as (current, ledger):
            ledger.verify()
            with Snapshot(self.path, current) as snapshot:
                snapshot.verify()
            return prune(self.path, current)

    def retention(self) -> Retention:
        """How many generations stay."""
        return read_retention(self.path)

    def generation(self) -> int:
        """The number of the current generation."""
        return folder.read_current(self.path)

    def links(self) -> tuple[Link, ...]:
        """The links in force, in the order in which they were made."""
        with open_ledger(self.path) as ledger:
            return ledger.links(folder.read_current(self.path))

    def history(self) -> tuple[GenerationInfo, ...]:
        """Every generation up to the current one, newest first, also those that were pruned."""
        with open_ledger(self.path) as ledger:
            return ledger.generations(folder.read_current(self.path))

    def digests(self) -> dict[str, str]:
        """The digest of every article that is published, by the article's IRI."""
        with open_ledger(self.path) as ledger:
            return ledger.digests(folder.read_current(self.path))

    def revisions(self, article: NamedNode) -> tuple[RevisionInfo, ...]:
        """Every revision of an article, newest first; none where the store never had it, or it was purged."""
        with open_ledger(self.path) as ledger:
            return chronicle.revisions(ledger, article, folder.read_current(self.path))

    def alone(self) -> dict[int, NamedNode]:
        """The article of each generation that changed or removed but one, by the generation's number."""
        with open_ledger(self.path) as ledger:
            return chronicle.alone(ledger, folder.read_current(self.path))

    def tombstones(self) -> tuple[Tombstone, ...]:
        """The articles that were retracted, in the order of their IRIs."""
        with open_ledger(self.path) as ledger:
            return read_tombstones(ledger, folder.read_current(self.path))

    def backups(self) -> tuple[Backup, ...]:
        """The backups that were made of the store, oldest first, wherever they are now."""
        return read_backups(self.path)

    def keep_report(self, name: str, report: str) -> Path:
        """Keep the report of what was not published, for its editor; an earlier one of the same name is replaced."""
        return writing.keep_report(self.path, name, report)

    def close(self) -> None:
        """Close the snapshots that are open; no more can be had of this."""
        self._closed = True
        while self._snapshots:
            self._snapshots.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    path: Path | str,
    *,
    create: bool = False,
    base: str | None = None,
    wait: float = 0.0,
    tell: Callable[[str], None] | None = None,
) -> Store:
    """The store in a folder; with `create`, an empty one where there is none (base: `base`, else the default).

    What writes to it waits so many seconds for another writer; `tell` hears of it in words for people.

    Raises StoreError where there is none, and where `base` is not the one that the store was made with.
    """
    root = Path(path)
    if create and not folder.is_store(root):
        writing.create(root, base or DEFAULT_BASE)
    manifest_path = folder.generation_path(root, folder.read_current(root))
    try:
        manifest = folder.read_manifest(manifest_path)
    except OSError as error:
        raise folder.damaged(manifest_path, f"{folder.MANIFEST}: {error.strerror}") from error
    if base not in (None, manifest.base):
        raise StoreError(f"{root} was made with the base {manifest.base}, not {base}: use that, or another store")
    return Store(root, manifest.base, wait, tell)
