"""The embedded store: generations of quads on disk, one writer, many readers, and queries that cannot run away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.iris import DEFAULT_BASE
from kg.store import bulk, folder, writing
from kg.store.answers import RESULT_FORMATS, Answer, result_media_type, write_answer
from kg.store.bulk import entity_lines
from kg.store.drafts import Check, Derive
from kg.store.links import Link, with_link, without_link
from kg.store.prepared import Prepared, QuadsOf, stored_lines
from kg.store.relinking import relink
from kg.store.snapshot import Snapshot, View, open_ledger
from kg.store.values import ArticleChange, GenerationInfo, Limits, Published, change, removal

__all__ = [
    "RESULT_FORMATS",
    "Answer",
    "ArticleChange",
    "Check",
    "Derive",
    "GenerationInfo",
    "Limits",
    "Link",
    "Prepared",
    "Published",
    "QuadsOf",
    "Snapshot",
    "Store",
    "View",
    "change",
    "entity_lines",
    "open_store",
    "removal",
    "result_media_type",
    "stored_lines",
    "write_answer",
]


class Store:
    """A store on disk; `open_store` gives one. As a context manager it closes the snapshots that it gave."""

    def __init__(self, path: Path, base: str) -> None:
        self.path = path
        self.base = base
        self._snapshots: list[Snapshot] = []

    def snapshot(self) -> Snapshot:
        """The current generation, for reading. Raises StoreError where it is damaged."""
        snapshot = Snapshot(self.path)
        self._snapshots.append(snapshot)
        return snapshot

    def publish(
        self,
        changes: Iterable[ArticleChange],
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        check: Check | None = None,
        derive: Derive | None = None,
        wait: float = 0.0,
        keep: int = 10,
    ) -> Published:
        """Apply changes in one new generation, whole or not at all; see `kg.store.writing.publish`."""
        return writing.publish(
            self.path, changes, now=now, vocabulary=vocabulary, check=check, derive=derive, wait=wait, keep=keep
        )

    def publish_prepared(
        self,
        prepared: Sequence[Prepared],
        others: Iterable[ArticleChange] = (),
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        check: Check | None = None,
        derive: Derive | None = None,
        wait: float = 0.0,
        keep: int = 10,
    ) -> Published:
        """Apply very many changes that lie in files, in one new generation; see `kg.store.bulk.publish_prepared`."""
        return bulk.publish_prepared(
            self.path,
            prepared,
            others,
            now=now,
            vocabulary=vocabulary,
            check=check,
            derive=derive,
            wait=wait,
            keep=keep,
        )

    def link(
        self,
        old: NamedNode,
        new: NamedNode,
        *,
        now: datetime,
        check: Check | None = None,
        derive: Derive | None = None,
        wait: float = 0.0,
        keep: int = 10,
    ) -> Published:
        """Put `new` in the place of the entity `old`, in one new generation; later publishes keep to it.

        `old` keeps a redirect (dcterms:isReplacedBy). Raises StoreError where they are one already.
        """

        def edit(links: tuple[Link, ...], time: str) -> tuple[Link, ...]:
            return with_link(links, old.value, new.value, time)

        return relink(self.path, edit, now=now, check=check, derive=derive, wait=wait, keep=keep)

    def unlink(
        self,
        old: NamedNode,
        *,
        now: datetime,
        check: Check | None = None,
        derive: Derive | None = None,
        wait: float = 0.0,
        keep: int = 10,
    ) -> Published:
        """Undo the link of `old`, in one new generation: all is as if it had never been.

        Raises StoreError where it was not linked.
        """

        def edit(links: tuple[Link, ...], time: str) -> tuple[Link, ...]:  # noqa: ARG001
            return without_link(links, old.value)

        return relink(self.path, edit, now=now, check=check, derive=derive, wait=wait, keep=keep)

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

    def keep_report(self, name: str, report: str) -> Path:
        """Keep the report of what was not published, for its editor; an earlier one of the same name is replaced."""
        return writing.keep_report(self.path, name, report)

    def close(self) -> None:
        """Close the snapshots that are open."""
        while self._snapshots:
            self._snapshots.pop().close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path | str, *, create: bool = False, base: str | None = None) -> Store:
    """The store in a folder; with `create`, an empty one where there is none (base: `base`, else the default).

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
    return Store(root, manifest.base)
