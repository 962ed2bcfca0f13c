"""The generation that requests read: kept open, and moved on when a publish makes another current."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.store import Snapshot
from kg.store.folder import CURRENT, read_current

_INTERVAL = 0.2  # seconds between two looks at CURRENT


class Generations:
    """Gives the current generation to requests. One that is no longer current is closed when its last reader leaves."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.fault = ""  # why the server cannot move to the generation that is current; /health tells
        read_current(root)  # which says what is wrong where this is no store
        self._mark = self._look()
        self._lock = threading.Lock()
        self._readers: dict[Snapshot, int] = {}
        self._newest = Snapshot(root)

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
        """What tells the current generation from every other, of whatever store, for ETags."""
        manifest = self._newest.manifest
        return b"%d-%08x" % (manifest.generation, zlib.crc32(f"{manifest.base} {manifest.created}".encode()))

    @property
    def generation(self) -> int:
        """The number of the current generation."""
        return self._newest.generation

    def refresh(self) -> bool:
        """Move to the generation that CURRENT names now; gives whether there is a new one.

        Raises StoreError where it cannot be opened; the one before goes on serving.
        """
        mark = self._look()
        if mark == self._mark:
            return False
        fresh = Snapshot(self.root)
        with self._lock:
            before, self._newest, self._mark = self._newest, fresh, mark
            if before not in self._readers:
                before.close()
        return True

    async def watch(self) -> None:
        """Look for new generations until cancelled."""
        while True:
            await asyncio.sleep(_INTERVAL)
            try:
                await asyncio.to_thread(self.refresh)
                self.fault = ""
            except StoreError as error:
                self.fault = str(error)  # the generation before it goes on serving

    def close(self) -> None:
        """Close the generation that is open."""
        self._newest.close()

    def _look(self) -> tuple[int, int]:
        try:
            found = os.stat(self.root / CURRENT)
        except OSError as error:
            raise StoreError(f"{self.root / CURRENT} cannot be read: {error.strerror}") from error
        return found.st_mtime_ns, found.st_ino
