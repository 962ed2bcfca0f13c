"""The generation that requests read: kept open, and moved on when a publish makes another current."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

from kg.errors import StoreError
from kg.store import Snapshot
from kg.store.folder import CURRENT, read_current
from kg.vocab import rdf, schema

_INTERVAL = 0.2  # seconds between two looks at CURRENT
_AFTER_DAMAGE = 3.0  # until a generation that is damaged is tried again: what is whole is found by reading all of it
T = TypeVar("T")


def mark_of(snapshot: Snapshot) -> bytes:
    """What tells a generation from every other, of whatever store, for ETags."""
    manifest = snapshot.manifest
    return b"%d-%08x" % (manifest.generation, zlib.crc32(f"{manifest.base} {manifest.created}".encode()))


def count_articles(snapshot: Snapshot) -> int:
    """How many articles there are: a manifest counts documents, of which some are graphs that were written as RDF."""
    return len({quad.subject for quad in snapshot.match(None, rdf.type, schema.NewsArticle)})


class Generations:
    """Gives the current generation to requests. One that is no longer current is closed when its last reader leaves.

    `opened` opens the generation that is current.
    """

    def __init__(self, root: Path, opened: Callable[[Path], Snapshot] = Snapshot) -> None:
        self.root, self._opened = root, opened
        self.fault = ""  # why the server cannot move to the generation that is current; /health tells
        read_current(root)  # which says what is wrong where this is no store
        self._mark = self._look()
        self._lock, self._moving = threading.Lock(), threading.Lock()
        self._made: dict[Callable[[Snapshot], object], tuple[bytes, object]] = {}
        self._readers: dict[Snapshot, int] = {}
        self._newest = opened(root)

    @contextlib.contextmanager
    def current(self) -> Iterator[Snapshot]:
        """The current generation, pinned and open as long as the context lasts; nothing is opened for it."""
        with self._lock:
            snapshot = self._newest
            self._readers[snapshot] = self._readers.get(snapshot, 0) + 1
        try:
            yield snapshot
        finally:
            with self._lock:
                self._readers[snapshot] -= 1
                if not self._readers[snapshot]:
                    del self._readers[snapshot]
                    if snapshot is not self._newest:
                        snapshot.close()

    @property
    def mark(self) -> bytes:
        """The mark of the current generation."""
        return mark_of(self._newest)

    def made(self, snapshot: Snapshot, make: Callable[[Snapshot], T]) -> T:
        """What `make` makes of a generation, kept for the next who asks for it."""
        mark = mark_of(snapshot)
        kept = self._made.get(make)
        if kept is None or kept[0] != mark:
            kept = self._made[make] = mark, make(snapshot)
        return cast(T, kept[1])

    @property
    def generation(self) -> int:
        """The number of the current generation."""
        return self._newest.generation

    @property
    def published(self) -> str:
        """When the current generation was published (ISO, UTC)."""
        return self._newest.manifest.created

    def refresh(self) -> bool:
        """Move to the generation that CURRENT names now; gives whether there is a new one.

        Raises StoreError where it cannot be opened; the one before goes on serving.
        """
        with self._moving:  # or the slower of two would take the server back
            mark = self._look()
            if mark == self._mark:
                return False
            fresh = self._opened(self.root)
            with self._lock:
                before, self._newest, self._mark = self._newest, fresh, mark
                if before not in self._readers:
                    before.close()
            return True

    async def watch(self) -> None:
        """Look for new generations until cancelled."""
        pause = _INTERVAL
        while True:
            await asyncio.sleep(pause)
            pause = _INTERVAL
            try:
                await asyncio.to_thread(self.refresh)
                self.fault = ""
            except (StoreError, OSError) as error:  # the generation before it goes on serving
                self.fault, pause = str(error), _AFTER_DAMAGE if isinstance(error, StoreError) else _INTERVAL

    def close(self) -> None:
        """Close the generation that is open."""
        self._newest.close()

    def _look(self) -> tuple[int, int]:
        try:
            found = os.stat(self.root / CURRENT)
        except OSError as error:
            raise StoreError(f"{self.root / CURRENT} cannot be read: {error.strerror}") from error
        return found.st_mtime_ns, found.st_ino
