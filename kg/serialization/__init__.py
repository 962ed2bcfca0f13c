"""RDF out and in: quads as bytes in six formats, the same bytes for the same set of quads, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack

from pyoxigraph import Quad, Triple

from kg.errors import KgError
from kg.serialization.formats import DATASET_FORMATS, FORMATS, format_of, media_type
from kg.serialization.jsonld import write_jsonld
from kg.serialization.lines import merged_line, nquads_line, ntriples_line, shortened_line, write_lines
from kg.serialization.names import Names
from kg.serialization.parsing import MAX_BYTES, parse
from kg.serialization.rdfxml import write_rdfxml
from kg.serialization.sorting import sorted_lines
from kg.serialization.turtle import trig_line, turtle_line, write_turtle

__all__ = ["DATASET_FORMATS", "FORMATS", "MAX_BYTES", "format_of", "media_type", "parse", "serialize"]

_CHUNK = 1 << 16  # characters that are given at once
_Line = Callable[[Quad | Triple, Names], str]
_Write = Callable[[Iterator[str], Names], Iterator[str]]
_WRITERS: dict[str, tuple[_Line, _Write]] = {
    "turtle": (turtle_line, write_turtle),
    "trig": (trig_line, write_turtle),
    "ntriples": (ntriples_line, write_lines),
    "nquads": (nquads_line, write_lines),
    "jsonld": (shortened_line, write_jsonld),
    "rdfxml": (merged_line, write_rdfxml),
}


def serialize(quads: Iterable[Quad | Triple], format: str, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the bytes of `quads` in `format` (one of FORMATS), whatever order they come in.

    Only the prefixes that are used are declared. Formats of triples leave out the graph names. Memory is bounded.
    Raises KgError for an unknown format, and where RDF/XML cannot say something.
    """
    if format not in FORMATS:
        raise KgError(f"{format} is not a format: choose among {', '.join(FORMATS)}")
    names = Names(prefixes)
    to_line, write = _WRITERS[format]
    with ExitStack() as files:
        lines = sorted_lines((to_line(quad, names) for quad in quads), files)
        yield from _chunks(write(lines, names))


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= _CHUNK:
            yield "".join(held).encode()
            held, length = [], 0
    if held:
        yield "".join(held).encode()
