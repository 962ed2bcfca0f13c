"""The values that go into the store and come out of it: changes, what a publish did, generations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from pyoxigraph import NamedNode, Quad, Triple


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What a publish does to one article; `change()` makes one with its digest.

    `quads` all stand in `graph`; none take the article away. `claims` are what the article supports in the graph of
    entities (types, names, sameAs, plain triples), `refutations` the triples that it says are no longer so. `day` is
    the ISO day on which it was attested: claims and refutations compare by it. An equal `digest` means unchanged.
    """

    article: NamedNode
    graph: NamedNode
    quads: tuple[Quad, ...]
    claims: tuple[Triple, ...]
    refutations: tuple[Triple, ...]
    day: str
    digest: str


def change(
    article: NamedNode,
    graph: NamedNode,
    quads: Iterable[Quad],
    claims: Iterable[Triple] = (),
    refutations: Iterable[Triple] = (),
    *,
    day: str,
) -> ArticleChange:
    """The change that makes `quads` the content of the article's graph."""
    contents = tuple(quads), tuple(claims), tuple(refutations)
    return ArticleChange(article, graph, *contents, day, digest_of(*contents, day))


def removal(article: NamedNode, graph: NamedNode) -> ArticleChange:
    """The change that takes an article away with all that it supports."""
    return change(article, graph, (), day="")


def digest_of(quads: Iterable[Quad], claims: Iterable[Triple], refutations: Iterable[Triple], day: str) -> str:
    """The digest of what an article says, whatever order it comes in; empty where it says nothing."""
    said, supported, refuted = (sorted({str(term) for term in terms}) for terms in (quads, claims, refutations))
    return digest_of_lines(said, supported, refuted, day)


def digest_of_lines(quads: Sequence[str], claims: Sequence[str], refutations: Sequence[str], day: str) -> str:
    """The same, of statements that are written out, sorted, and each there once."""
    if not quads:
        return ""
    return sha256("\x1e".join(["\n".join(part) for part in (quads, claims, refutations)] + [day]))


def sha256(text: str) -> str:
    """The SHA-256 of a text, with its name before it."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def utc(time: datetime) -> str:
    """A time as the ledger has it: ISO, in UTC, to the microsecond. Raises ValueError for one without a zone."""
    if time.tzinfo is None:
        raise ValueError("`now` needs a time zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did. `generation` is None where nothing changed, so that there is no new one.

    `failed` is empty for a store on disk, which takes all or nothing: the articles that a server did not take, each
    with the reason.
    """

    generation: int | None
    changed: tuple[NamedNode, ...] = ()
    removed: tuple[NamedNode, ...] = ()
    unchanged: tuple[NamedNode, ...] = ()
    retracted: tuple[NamedNode, ...] = ()  # were not published, because somebody took them away for good
    failed: tuple[tuple[NamedNode, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """One generation as the ledger remembers it, also when its folder is gone. `created` is an ISO time in UTC.

    `what` says in a few words how it came about: publish, rollback to 3, retract.
    """

    number: int
    parent: int | None
    created: str
    changed: int
    removed: int
    articles: int
    quads: int
    current: bool = False
    what: str = "publish"

    def as_dict(self) -> dict[str, int | str | bool | None]:
        """The same, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RevisionInfo:
    """One revision of an article: what it said from one recorded time until another (ISO, UTC; None means still).

    `generation` made it. Where `digest` is empty, the article was away.
    """

    number: int
    generation: int
    recorded_from: str
    recorded_to: str | None
    digest: str

    def as_dict(self) -> dict[str, int | str | None]:
        """The same, for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was taken away for good, the reason in words, when (ISO, UTC), and whether it was purged."""

    article: NamedNode
    reason: str
    recorded_at: str
    purged: bool


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made of a store: the folder, when (ISO, UTC), and the generation that it has."""

    target: str
    created: str
    generation: int


@dataclass(frozen=True, slots=True)
class Retracted:
    """What a retraction did; `backups` may still hold what a purge erased: nobody but a person can reach them."""

    published: Published
    backups: tuple[Backup, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a query may go: seconds, rows, bytes of its answer, bytes of memory."""

    seconds: float = 30.0
    rows: int = 100_000
    bytes: int = 64 << 20
    memory: int = 2 << 30
