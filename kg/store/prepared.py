"""Changes whose statements lie in files, in the form in which the store keeps them, to be loaded as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store.entities import canonical, canonical_triples
from kg.store.values import ArticleChange

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Lines:
    """The statements of one article as N-Quads and N-Triples, each once; `count` is that of the quads."""

    quads: bytes
    claims: bytes
    refutations: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change of which `stem`.nq has the quads and `stem`.claims the claims and refutations.

    `places` says where: the start of each in its file, and how many bytes the quads, claims and refutations have.
    `quads` is their number.
    """

    article: NamedNode
    graph: NamedNode
    day: str
    digest: str
    stem: Path
    places: tuple[int, int, int, int, int]
    quads: int

    def change(self) -> ArticleChange:
        """The change itself."""
        quads, *parts = (tuple(_parsed(part)) for part in self.lines())
        claims, refutations = (tuple(quad.triple for quad in part) for part in parts)
        return ArticleChange(self.article, self.graph, quads, claims, refutations, self.day, self.digest)

    def lines(self) -> tuple[bytes, bytes, bytes]:
        """The lines of the quads, of what the article supports, and of what it refutes."""
        with self.stem.with_suffix(".nq").open("rb") as file:
            file.seek(self.places[0])
            return (file.read(self.places[2]), *self.supported())

    def supported(self) -> tuple[bytes, bytes]:
        """The lines of what the article supports, and of what it refutes."""
        with self.stem.with_suffix(".claims").open("rb") as file:
            file.seek(self.places[1])
            return file.read(self.places[3]), file.read(self.places[4])


def stored_lines(change: ArticleChange) -> Lines:
    """The lines of a change. Raises StoreError for a blank node, and for a quad that is not in the article's graph."""
    verify(change)
    quads = sorted(map(str, canonical(change.quads)))
    claims, refutations = (canonical_triples(part) for part in (change.claims, change.refutations))
    return Lines(_lines(quads), _lines(map(str, claims)), _lines(map(str, refutations)), len(quads))


def verify(change: ArticleChange) -> None:
    """Raise StoreError for a blank node, and for a quad that is not in the article's graph."""
    for quad in change.quads:
        if quad.graph_name != change.graph:
            raise StoreError(f"a quad of {change.article.value} is not in its graph {change.graph.value}: {quad}")
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise StoreError(f"{change.article.value} has a blank node, which cannot be cited: {quad}")


class QuadsOf:
    """The quads of many prepared changes as one stream of N-Quads, for a bulk loader."""

    def __init__(self, changes: Iterable[Prepared]) -> None:
        self._pieces = _pieces(changes)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Some of the bytes, at most `size`; none at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        piece, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        return piece


def _pieces(changes: Iterable[Prepared]) -> Iterator[bytes]:
    for stem, start, end in _stretches(changes):
        with stem.with_suffix(".nq").open("rb") as file:
            file.seek(start)
            while start < end and (piece := file.read(min(_PIECE, end - start))):
                start += len(piece)
                yield piece


def _stretches(changes: Iterable[Prepared]) -> Iterator[tuple[Path, int, int]]:
    """Where the quads lie; what lies side by side is taken together."""
    held: tuple[Path, int, int] | None = None
    for change in changes:
        start, end = change.places[0], change.places[0] + change.places[2]
        if held and held[0] == change.stem and held[2] == start:
            held = (held[0], held[1], end)
            continue
        if held:
            yield held
        held = (change.stem, start, end)
    if held:
        yield held


def _lines(statements: Iterable[str]) -> bytes:
    return "".join(f"{each} .\n" for each in statements).encode()


def _parsed(lines: bytes) -> Iterator[Quad]:
    return parse(lines, format=RdfFormat.N_QUADS)


def triples_of(lines: bytes) -> Iterator[tuple[str, str, str]]:
    """The terms of each line of N-Triples that `stored_lines` wrote."""
    for line in lines.decode().split("\n")[:-1]:
        subject, predicate, object = line[:-2].split(" ", 2)
        yield subject, predicate, object
