"""RDF documents read: nothing is fetched, and what is wrong is said with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import Position, Problem, UnreadableInputError
from kg.serialization.formats import FORMATS, format_of

MAX_BYTES = 1 << 30
PARSERS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def parse(
    source: bytes | Path,
    format: str | None = None,
    *,
    name: str = "",
    max_bytes: int = MAX_BYTES,
    base: str | None = None,
) -> Iterator[Quad]:
    """Yield the quads of a document; nothing is fetched, whatever it refers to.

    Relative IRIs are those of `base`, where it is given. `format` may be left out for a path with a known extension.
    Raises UnreadableInputError, with line and column where the parser knows them, for a syntax error, a remote
    @context and a document over `max_bytes`.
    """
    name = name or (str(source) if isinstance(source, Path) else "the input")
    format = format or format_of(name)
    if format not in FORMATS:
        raise UnreadableInputError(f"{name} is of no known RDF format: choose among {', '.join(FORMATS)}")
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > max_bytes:
            raise UnreadableInputError(f"{name} has {size} bytes; the limit is {max_bytes}")
        if format == "rdfxml":
            _refuse_doctype(source, name)
        place = {"path": source} if isinstance(source, Path) else {"input": source}
        yield from pyoxigraph.parse(format=PARSERS[format], base_iri=base, **place)
    except SyntaxError as error:
        raise UnreadableInputError(_syntax_problem(error, name, format)) from error
    except OSError as error:
        raise UnreadableInputError(f"{name} cannot be read: {error.strerror or error}") from error


def _refuse_doctype(source: bytes | Path, name: str) -> None:
    # Entities that name each other ten times over grow without end, and the parser expands them.
    data = source.read_bytes() if isinstance(source, Path) else source
    if re.search(rb"<!(?i:doctype|entity)", data):
        problem = Problem(
            "doctype", f"{name} has a DOCTYPE, whose entities kg does not expand", "convert it to Turtle first"
        )
        raise UnreadableInputError(problem)


def _syntax_problem(error: SyntaxError, name: str, format: str) -> Problem:
    message, position = str(error.msg), None
    if error.lineno:
        position = Position(name, error.lineno, error.offset or 1, (error.text or "").rstrip("\r\n"))
        message = re.sub(r"^Parser error at [^:]*: ", "", message)
    else:
        message = f"{name}: {message}"
    if "LoadDocumentCallback" in message:
        return Problem(
            "remote-context",
            f"{name} refers to a JSON-LD context elsewhere, and kg fetches nothing",
            "write the context into the file, or convert the file to Turtle first",
            position,
        )
    return Problem("rdf-syntax", f"this is not well-formed {format}: {message}", "", position)
