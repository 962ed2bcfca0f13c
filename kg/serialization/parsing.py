"""RDF documents read: nothing is fetched, and what is wrong is said with its line and column."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import Position, Problem, UnreadableInputError
from kg.serialization.formats import FORMATS, format_of

MAX_BYTES = 1 << 30
_NESTED = 100  # triple terms, elements, or objects and lists, inside each other
_PIECE = 1 << 20  # bytes
_TOKENS = re.compile(
    rb'''"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"'''
    rb"""|'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|\\.|\#[^\n]*|<<|>>|<[^<>\s]*>""",
    re.DOTALL,
)
_IN_JSON = re.compile(rb""""(?:[^"\\]++|\\.)*+"|[][{}]""", re.DOTALL)
_STEPS = {b"<<": 1, b">>": -1, b"{": 1, b"}": -1, b"[": 1, b"]": -1}
_CONTEXT = re.compile(rb'"@(?:context|import)"\s*:\s*\[?\s*"([^"\\]{1,300})"')  # the first that is elsewhere
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
        with _data_of(source) as data:
            danger = _danger(data, name, format)
        if danger:
            raise UnreadableInputError(danger)
        place = {"path": source} if isinstance(source, Path) else {"input": source}
        yield from pyoxigraph.parse(format=PARSERS[format], base_iri=base, **place)
    except SyntaxError as error:
        if "LoadDocumentCallback" in str(error.msg):
            with _data_of(source) as data:
                raise UnreadableInputError(_remote_context(data, name)) from error
        raise UnreadableInputError(_syntax_problem(error, name, format)) from error
    except OSError as error:
        raise UnreadableInputError(f"{name} cannot be read: {error.strerror or error}") from error


def _danger(data: bytes | mmap.mmap, name: str, format: str) -> Problem | None:
    """What in a document would break the process, make it grow without end, or be read by half."""
    if format == "rdfxml":
        return _danger_in_xml(data, name)
    if format == "jsonld":
        # The engine reads contexts by recursion: 20,000 inside each other break the process. Of nodes it takes minutes.
        return _too_deep(_IN_JSON.finditer(data), f"{name} has more than {_NESTED} objects and lists inside each other")
    # The engine lets go of a triple term by recursion: 20,000 of them inside each other break the process.
    if sum(1 for _ in islice(re.finditer(rb"<<", data), _NESTED + 1)) <= _NESTED:
        return None
    return _too_deep(_TOKENS.finditer(data), f"{name} has more than {_NESTED} triple terms inside each other")


def _too_deep(tokens: Iterable[re.Match[bytes]], message: str) -> Problem | None:
    depth = 0
    for token in tokens:
        depth += _STEPS.get(token.group(), 0)
        if depth > _NESTED:
            return Problem("rdf-syntax", message)
    return None


def _danger_in_xml(data: bytes | mmap.mmap, name: str) -> Problem | None:
    # The engine's parser takes a document that breaks off for a whole one, and its time grows with the depth.
    from xml.parsers import expat

    parser, depth = expat.ParserCreate(), 0

    def refuse(*_: object) -> None:
        # Entities that name each other ten times over grow without end.
        raise _DangerError("doctype", f"{name} has a DOCTYPE, whose entities kg does not expand")

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _NESTED:
            raise _DangerError("rdf-syntax", f"{name} has more than {_NESTED} elements inside each other")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, begin, end
    try:
        for start in range(0, len(data), _PIECE):
            parser.Parse(data[start : start + _PIECE], False)
        parser.Parse(b"", True)
    except _DangerError as error:
        return Problem(error.code, str(error), "convert it to Turtle first")
    except expat.ExpatError as error:
        place = Position(name, error.lineno, error.offset + 1, "")
        return Problem("rdf-syntax", f"this is not well-formed rdfxml: {expat.ErrorString(error.code)}", "", place)
    return None


class _DangerError(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def _data_of(source: bytes | Path) -> Iterator[bytes | mmap.mmap]:
    if isinstance(source, bytes) or not source.stat().st_size:
        yield source if isinstance(source, bytes) else b""
        return
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


def _syntax_problem(error: SyntaxError, name: str, format: str) -> Problem:
    message, position = str(error.msg), None
    if error.lineno:
        position = Position(name, error.lineno, error.offset or 1, (error.text or "").rstrip("\r\n"))
        message = re.sub(r"^Parser error at [^:]*: ", "", message)
    else:
        message = f"{name}: {message}"
    return Problem("rdf-syntax", f"this is not well-formed {format}: {message}", "", position)


def _remote_context(data: bytes | mmap.mmap, name: str) -> Problem:
    found = _CONTEXT.search(data)
    address = found.group(1).decode("utf-8", "replace") if found else ""
    cure = "write the context into the file, or convert the file to Turtle first"
    if re.fullmatch(r"https?://(www\.)?schema\.org(/.*)?", address):
        cure = (
            'for RDF write {"@vocab": "https://schema.org/"} in its place (schema.org\'s own context says http:, which '
            "no shape of kg meets); an article, as `kg read` writes it, is read from a file that ends in .json"
        )
    which = f"the JSON-LD context {address}" if address else "a JSON-LD context elsewhere"
    return Problem("remote-context", f"{name} refers to {which}, and kg fetches nothing", cure)
