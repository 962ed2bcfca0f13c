"""The published story of data/: its curated facts in a store, made once for all tests that read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.api import publish
from kg.store import Snapshot, open_store
from tests.conftest import ROOT

DATA = ROOT / "data"
NOW = datetime(2031, 4, 15, 8, tzinfo=UTC)


def publish_story(folder: Path) -> Path:
    """A store in the folder with what the fact files of data/ say; gives its path."""
    with open_store(folder / "store", create=True) as store:
        assert publish(sorted(DATA.glob("*.facts.yaml")), store, texts=[DATA], now=NOW).clean
    return folder / "store"


@contextmanager
def reading(store: Path) -> Iterator[Snapshot]:
    """The store's current generation."""
    with open_store(store) as opened, opened.snapshot() as snapshot:
        yield snapshot
