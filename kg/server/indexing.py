"""The index of words: made in the background where a publish left none, so that no request waits for it for long."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError, StoreLockedError
from kg.search import count
from kg.server.generations import mark_of
from kg.store import Snapshot
from kg.store.folder import SEARCH
from kg.store.fulltext import Index
from kg.store.indexing import build
from kg.store.interface import Readable

T = TypeVar("T")


class Indexer:
    """Makes the index of a store, at most once at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._making: threading.Thread | None = None
        self._fault: StoreError | None = None
        self._counts: dict[tuple[bytes, str], int] = {}  # of the newest generation that was asked for

    def require(self, snapshot: Snapshot, seconds: float = 0) -> None:
        """Return where the index knows this generation, and begin to make it where not, and wait so long for it.

        Raises StoreLockedError where it is not made by then, and StoreError where it cannot be made.
        """
        if _knows(snapshot):
            return
        with self._lock:
            if self._making is None or not self._making.is_alive():
                self._making, self._fault = threading.Thread(target=self._make, daemon=True), None
                self._making.start()
            making = self._making
        making.join(seconds)
        if _knows(snapshot):
            return
        if self._fault is not None:
            raise self._fault
        raise StoreLockedError("the index of words is being made: ask again in a moment")

    def ask(self, view: Readable, question: Callable[[Snapshot], T]) -> T | None:
        """The answer of the index to a question about a generation; None where there is no index of it yet."""
        if not isinstance(view, Snapshot):
            return None
        try:
            self.require(view)
            return question(view)
        except StoreError:
            return None

    def count(self, view: Readable, kind: str) -> int | None:
        """How many of a kind (of `kg.search.KINDS`) there are, counted once; None while there is no index."""
        if not isinstance(view, Snapshot):
            return None
        key = mark_of(view), kind
        if key not in self._counts:
            found = self.ask(view, lambda snapshot: count(snapshot, kind))
            if found is None:
                return None
            self._counts = {each: number for each, number in self._counts.items() if each[0] == key[0]} | {key: found}
        return self._counts[key]

    def _make(self) -> None:
        try:
            build(self.root)
        except StoreError as error:
            self._fault = error
        except (OSError, sqlite3.Error) as error:
            self._fault = StoreError(f"the index of words cannot be made: {error}")


def _knows(snapshot: Snapshot) -> bool:
    path = snapshot.root / SEARCH
    if not path.exists():
        return False
    try:
        with contextlib.closing(Index(path)) as index:
            return snapshot.generation <= index.generation
    except sqlite3.Error:  # damaged: `build` puts another in its place
        return False
