"""What callers need of a store and of a snapshot, whether it is a folder here or a server elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import NamedNode, Quad, Triple

from kg.store.answers import Answer
from kg.store.links import Link
from kg.store.values import ArticleChange, GenerationInfo, Limits, Published, Retracted
from kg.views import Quads


class Readable(Quads, Protocol):
    """Quads that may be read; `kg.store.View` says what each of these gives."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]: ...

    def graphs(self) -> tuple[NamedNode, ...]: ...

    def context(self, entities: Iterable[NamedNode]) -> Iterator[Triple]: ...

    def about(self, term: NamedNode) -> Iterator[Quad]: ...

    def article_graph(self, article: NamedNode) -> Iterator[Quad]: ...


Derive = Callable[[Readable, frozenset[NamedNode]], Iterable[tuple[Quad, bool]]]


class AnySnapshot(Readable, Protocol):
    """What is published, for reading; a context manager. `kg.store.Snapshot` says what each of these gives."""

    @property
    def generation(self) -> int: ...

    @property
    def empty(self) -> bool: ...

    @property
    def prefixes(self) -> dict[str, str]: ...

    def digests(self) -> AbstractContextManager[Callable[[str], str]]: ...

    def retraction(self, article: NamedNode) -> str | None: ...

    def query(self, sparql: str, limits: Limits | None = None, prefixes: Mapping[str, str] | None = None) -> Answer: ...

    def articles(self) -> tuple[tuple[NamedNode, NamedNode], ...]: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class AnyStore(Protocol):
    """Where articles are published; a context manager. `kg.store.Store` says what each of these does."""

    base: str

    def snapshot(self) -> AnySnapshot: ...

    def publish(
        self,
        changes: Iterable[ArticleChange],
        *,
        now: datetime,
        vocabulary: Iterable[Quad] = (),
        derive: Derive | None = None,
        judged: int | None = None,
    ) -> Published: ...

    def retract(
        self,
        article: NamedNode,
        reason: str,
        *,
        now: datetime,
        purge: bool = False,
        derive: Derive | None = None,
    ) -> Retracted: ...

    def reinstate(self, article: NamedNode, *, now: datetime, derive: Derive | None = None) -> Published: ...

    def knows(self, article: NamedNode) -> bool: ...

    @property
    def place(self) -> str: ...

    def links(self) -> tuple[Link, ...]: ...

    def history(self) -> tuple[GenerationInfo, ...]: ...

    def digests(self) -> dict[str, str]: ...

    def keep_report(self, name: str, report: str) -> Path: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
