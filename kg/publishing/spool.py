"""Holds what is to be published on disk until all is known: memory does not grow with the number of articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import TemporaryFile

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.store import ArticleChange


@dataclass(frozen=True, slots=True)
class Kept:
    """A change that a spool holds: what must be known of it at once, and where its three parts lie in the file."""

    article: NamedNode
    graph: NamedNode
    day: str
    digest: str
    start: int
    sizes: tuple[int, int, int]


class Spool:
    """A file without a name that goes when this is closed; a context manager."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  # closed by close()

    def keep(self, change: ArticleChange) -> Kept:
        """Put a change away."""
        parts = (_lines(change.quads), _lines(change.claims), _lines(change.refutations))
        start = self._file.seek(0, 2)
        self._file.write(b"".join(parts))
        sizes = (len(parts[0]), len(parts[1]), len(parts[2]))
        return Kept(change.article, change.graph, change.day, change.digest, start, sizes)

    def change(self, kept: Kept) -> ArticleChange:
        """The change as it was."""
        self._file.seek(kept.start)
        quads, claims, refutations = (list(parse(self._file.read(size), RdfFormat.N_QUADS)) for size in kept.sizes)
        triples = tuple(quad.triple for quad in claims), tuple(quad.triple for quad in refutations)
        return ArticleChange(kept.article, kept.graph, tuple(quads), *triples, kept.day, kept.digest)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _lines(statements: Iterable[Quad] | Iterable[Triple]) -> bytes:
    text = serialize(statements, format=RdfFormat.N_QUADS)
    assert text is not None  # no output was given, so the text is returned
    return text
