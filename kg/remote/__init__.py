"""Stores elsewhere: any server that speaks the SPARQL 1.1 Protocol, published to and read as the store on disk is.

A publish is not atomic there, but ordered so that what breaks off is seen and can be finished.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.iris import DEFAULT_BASE, Iris
from kg.remote import retracting, writing
from kg.remote.addresses import Address, address_of, is_address
from kg.remote.books import bases, graph_of, node, read_records, read_runs, read_unfinished
from kg.remote.connection import Connection, Patience
from kg.remote.exchanges import RemoteError
from kg.remote.snapshot import RemoteSnapshot
from kg.store.interface import Derive
from kg.store.links import Link
from kg.store.values import ArticleChange, GenerationInfo, Published, Retracted
from kg.store.writing import keep_report

__all__ = [
    "Address",
    "Connection",
    "Patience",
    "RemoteError",
    "RemoteSnapshot",
    "RemoteStore",
    "address_of",
    "is_address",
    "open_remote",
]


class RemoteStore:
    """A store on a server; `open_remote` gives one. A context manager, though nothing is held open."""

    def __init__(self, connection: Connection, base: str, folder: Path) -> None:
        self.connection = connection
        self.base = base
        self.folder = folder
        self._iris = Iris(base)

    def snapshot(self) -> RemoteSnapshot:
        """What the store holds, for reading: what is there whenever it is asked."""
        return RemoteSnapshot(self.connection, self._iris)

    def publish(
        self,
        changes: Iterable[ArticleChange],
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        derive: Derive | None = None,
        judged: int | None = None,  # noqa: ARG002
    ) -> Published:
        """Apply changes, article by article; see `kg.remote.writing.publish`. A server has nothing to judge by."""
        return writing.publish(self.connection, self._iris, changes, now=now, vocabulary=vocabulary, derive=derive)

    def retract(
        self,
        article: NamedNode,
        reason: str,
        *,
        now: datetime,
        purge: bool = False,
        derive: Derive | None = None,
    ) -> Retracted:
        """Take an article away for good; see `kg.remote.retracting.retract`. Raises StoreError for a purge."""
        if purge:
            raise StoreError(
                f"{self.connection.address} keeps no history that could be purged: retract without --purge takes away"
                " all that kg wrote there; the server's own backups and logs are its administrator's"
            )
        return retracting.retract(self.connection, self._iris, article, reason, now=now, derive=derive)

    def reinstate(self, article: NamedNode, *, now: datetime, derive: Derive | None = None) -> Published:
        """Let a retracted article be published again; nothing is kept of what it said."""
        return retracting.reinstate(self.connection, self._iris, article, now=now, derive=derive)

    def knows(self, article: NamedNode) -> bool:
        """Whether the store has an article, or a tombstone of it."""
        if graph_of(self.connection, self._iris, article):
            return True
        return self.snapshot().retraction(article) is not None

    @property
    def place(self) -> str:
        """Where the store is, as `--store` takes it."""
        return str(self.connection.address)

    def links(self) -> tuple[Link, ...]:
        """The links in force: none, for entities are merged in a store on disk only."""
        return ()

    def history(self) -> tuple[GenerationInfo, ...]:
        """Every publish that was finished, newest first. None can be gone back to."""
        return read_runs(self.connection, self._iris)[0]

    def digests(self) -> dict[str, str]:
        """The digest of every article that is wholly published, by the article's IRI."""
        return {article: record.digest for article, record in read_records(self.connection, self._iris).items()}

    def unfinished(self) -> tuple[NamedNode, ...]:
        """The articles of which a publish that broke off has written a part; publishing them again mends them."""
        return tuple(map(node, sorted(read_unfinished(self.connection, self._iris))))

    def keep_report(self, name: str, report: str) -> Path:
        """Keep the report of what was not published in a folder here, for its editor."""
        return keep_report(self.folder, name, report)

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_remote(
    address: Address,
    *,
    create: bool = False,
    base: str | None = None,
    patience: Patience | None = None,
    environment: Mapping[str, str] = os.environ,
    folder: Path = Path(),
) -> RemoteStore:
    """The store on a server; with `create` there need be none yet (base: `base`, else the default).

    Reports of what did not conform are kept in `rejected` in `folder`. Raises StoreError where nobody answers as a
    SPARQL endpoint should, where there is no store, and where `base` is not one that the server has.
    """
    connection = Connection(address, patience, environment)
    connection.greet()
    held = bases(connection)
    if base is None and len(held) > 1:
        raise StoreError(f"{address} holds stores with the bases {' and '.join(held)}: say which with --base")
    if base is not None and held and base not in held and not create:
        raise StoreError(f"{address} has no store with the base {base}, but with {' and '.join(held)}")
    if not held and not create:
        raise StoreError(f"{address} holds no store of kg yet: `kg publish --store {address}` makes one")
    return RemoteStore(connection, base or (held[0] if held else DEFAULT_BASE), folder)
