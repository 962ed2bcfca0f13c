"""Changes whose statements lie in files, in the form in which the store keeps them, to be loaded as they are."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store.archive import frame_of, text_of_parts
from kg.store.entities import as_stored
from kg.store.values import ArticleChange, digest_of_lines
from kg.terms import Statement

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Lines:
    """What one article says as N-Quads, what it supports and refutes as N-Triples, each statement once.

    `history` is what the history keeps of it, `count` the number of quads, `digest` that of the whole. `altered` says
    whether the store keeps some value of the quads otherwise than it was written (1.50 as 1.5).
    """

    quads: bytes
    claims: bytes
    refutations: bytes
    history: bytes
    count: int
    digest: str
    altered: bool

    def said(self) -> Iterator[Statement]:
        """What the quads say, as the store keeps it."""
        for line in self.quads.decode().split("\n")[:-1]:
            subject, predicate, rest = line.split(" ", 2)
            yield subject, predicate, rest.rsplit(" ", 2)[0]  # without the graph and the full stop


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change of which `stem`.nq has the quads, `stem`.claims the claims and refutations, `stem`.history the history.

    `places` says where: the start of each in its file, and how many bytes the quads, claims, refutations and the
    history have. `quads` is the number of quads.
    """

    article: NamedNode
    graph: NamedNode
    day: str
    digest: str
    stem: Path
    places: tuple[int, int, int, int, int, int, int]
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
            quads = file.read(self.places[3])
        (supported,) = supported_of([self])
        return quads, *supported


def stored_lines(
    article: NamedNode,
    graph: NamedNode,
    quads: Iterable[str],
    claims: Iterable[str],
    refutations: Iterable[str],
    *,
    day: str,
) -> Lines:
    """The lines of the change that `kg.store.change` makes of the same statements, each given as `kg.terms` has it.

    Of the quads only the triples are given. Raises StoreError for a blank node.
    """
    parts = [_written(part) for part in (quads, claims, refutations)]
    end = f" {graph}"
    _refuse_blanks(article, parts[0].given)
    digest = digest_of_lines([line + end for line in parts[0].given], parts[1].given, parts[2].given, day)
    ends = f"{end} .\n", " .\n", " .\n"
    lines = ["".join([line + end for line in part.kept]).encode() for part, end in zip(parts, ends, strict=True)]
    history = frame_of(text_of_parts(article, graph, day, digest, *lines))
    altered = parts[0].kept is not parts[0].given
    return Lines(lines[0], lines[1], lines[2], history, len(parts[0].kept), digest, altered)


@dataclass(frozen=True, slots=True)
class _Written:
    """Triples as N-Triples write them, without the full stop, each once and sorted: as they are given, and as kept."""

    given: list[str]
    kept: list[str]


def _written(given: Iterable[str]) -> _Written:
    lines = sorted(set(given))
    typed = (line for line in lines if line[-1] != '"' and '"' in line)  # no IRI has one, and strings stay as they are
    moved = {line: kept for line in typed if (kept := _as_kept(line)) != line}
    return _Written(lines, sorted({moved.get(line, line) for line in lines}) if moved else lines)


def _as_kept(line: str) -> str:
    """The line, of which the object is a literal, as the store gives it back."""
    subject, quote, rest = line.partition('"')
    return subject + _literal_as_kept(quote + rest)


@lru_cache(maxsize=50_000)
def _literal_as_kept(written: str) -> str:
    (triple,) = parse(f"<a:a> <a:a> {written} .", RdfFormat.N_TRIPLES)
    return str(as_stored(triple.object)) if isinstance(triple.object, Literal) else written


def _refuse_blanks(article: NamedNode, lines: Iterable[str]) -> None:
    for line in lines:
        if "_" in line and "_:" in line:  # a single character is found far sooner, and most lines have none
            (quad,) = parse(f"{line} .", format=RdfFormat.N_TRIPLES)
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise StoreError(f"{article.value} has a blank node, which cannot be cited: {line}")


def verify(change: ArticleChange) -> None:
    """Raise StoreError for a blank node, and for a quad that is not in the article's graph."""
    for quad in change.quads:
        if quad.graph_name != change.graph:
            raise StoreError(f"a quad of {change.article.value} is not in its graph {change.graph.value}: {quad}")
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise StoreError(f"{change.article.value} has a blank node, which cannot be cited: {quad}")


def frames_of(changes: Iterable[Prepared]) -> Iterator[bytes]:
    """What the history keeps of each change, in their order."""
    for stem, some in _by_stem(changes):
        with stem.with_suffix(".history").open("rb") as file:
            for change in some:
                file.seek(change.places[2])
                yield file.read(change.places[6])


def supported_of(changes: Iterable[Prepared]) -> Iterator[tuple[bytes, bytes]]:
    """The lines of what each change supports and of what it refutes, in their order."""
    for stem, some in _by_stem(changes):
        with stem.with_suffix(".claims").open("rb") as file:
            for change in some:
                file.seek(change.places[1])
                yield file.read(change.places[4]), file.read(change.places[5])


def _by_stem(changes: Iterable[Prepared]) -> Iterator[tuple[Path, Iterator[Prepared]]]:
    return itertools.groupby(changes, key=lambda change: change.stem)


def pieces_of(changes: Iterable[Prepared]) -> Iterator[bytes]:
    """The quads of many changes as N-Quads, some of the bytes at a time."""
    for stem, start, end in _stretches(changes):
        with stem.with_suffix(".nq").open("rb") as file:
            file.seek(start)
            while start < end and (piece := file.read(min(_PIECE, end - start))):
                start += len(piece)
                yield piece


def whole_file(changes: Iterable[Prepared]) -> Path | None:
    """The file of which the quads of these changes are all; None where there is more in it, or they lie in several."""
    (stem, start, end), *others = _stretches(changes)
    file = stem.with_suffix(".nq")
    return file if not others and start == 0 and end == file.stat().st_size else None


def _stretches(changes: Iterable[Prepared]) -> Iterator[tuple[Path, int, int]]:
    """Where the quads lie; what lies side by side is taken together."""
    held: tuple[Path, int, int] | None = None
    for change in changes:
        start, end = change.places[0], change.places[0] + change.places[3]
        if held and held[0] == change.stem and held[2] == start:
            held = (held[0], held[1], end)
            continue
        if held:
            yield held
        held = (change.stem, start, end)
    if held:
        yield held


def _parsed(lines: bytes) -> Iterator[Quad]:
    return parse(lines, format=RdfFormat.N_QUADS)


def statements_of(lines: bytes) -> Iterator[Statement]:
    """The terms of each line of N-Triples that `stored_lines` wrote."""
    for line in lines.decode().split("\n")[:-1]:
        subject, predicate, object = line[:-2].split(" ", 2)
        yield subject, predicate, object
