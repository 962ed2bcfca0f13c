"""The two SHACL engines behind one face: N-Triples in, findings out.

`shacl` (Rust) is the fast one, `pyshacl` the reference; tests hold their findings equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from importlib.util import find_spec
from typing import Any

from kg.errors import KgError
from kg.validation.findings import BLANK, Finding, finding_of
from kg.validation.wording import Wording

ENGINES = ("auto", "pyshacl", "shacl")
Validate = Callable[[str], list[Finding]]


def engine_of(name: str, shapes: str, messages: Mapping[str, str]) -> Validate:
    """The engine of that name with the shapes (N-Triples) compiled; `auto` is the fast one where it is installed.

    `messages` has the words for shapes, by IRI; where it has none, the shape's own message stands, or
    what its constraint asks for. Raises KgError
    for an engine that is not installed and for shapes that cannot be compiled; the engine raises it for data that
    cannot be validated.
    """
    if name not in ENGINES:
        raise KgError(f"{name} is no SHACL engine: choose among {', '.join(ENGINES)}")
    chosen = ("shacl" if find_spec("shacl") else "pyshacl") if name == "auto" else name
    if not find_spec(chosen):
        raise KgError(f"the SHACL engine {chosen} is not installed: pip install {chosen}")
    validate, wording = _compiled(chosen, shapes, messages), Wording(shapes)

    @wraps(validate)
    def worded(ntriples: str) -> list[Finding]:
        return wording.worded(validate(ntriples), ntriples)

    return worded


def _compiled(chosen: str, shapes: str, messages: Mapping[str, str]) -> Validate:
    if chosen == "shacl":
        return _shacl(shapes, messages)
    from kg.validation.reference import reference_engine

    return reference_engine(shapes, messages)


def _shacl(shapes: str, messages: Mapping[str, str]) -> Validate:
    import shacl

    try:
        compiled = shacl.Shapes.from_text(shapes, format="ntriples")
    except ValueError as error:
        raise KgError(f"the shapes cannot be compiled: {error}") from error

    def validate(ntriples: str) -> list[Finding]:
        try:
            report = compiled.validate_text(ntriples, format="ntriples")
        except ValueError as error:
            raise KgError(f"the data cannot be validated: {error}") from error
        return [_finding(result, messages) for result in report.results]

    return validate


def _finding(result: Any, messages: Mapping[str, str]) -> Finding:
    shape = _bare(result.root_shape or result.source_shape or "")
    return finding_of(
        shape=shape,
        component=_bare(result.component_iri),
        severity=result.severity_iri,
        message=messages.get(shape) or min(result.messages, default=None),
        focus=_term(result.focus_node),
        path=_path(result.path),
        value=None if result.value is None else _term(result.value),
    )


def _term(written: str) -> str:
    """A term as the store writes it."""
    from pyoxigraph import RdfFormat, parse

    if written.startswith("_:"):
        return BLANK
    if written.startswith("<"):
        return written
    return str(next(iter(parse(f"<a:a> <a:a> {written} .", RdfFormat.N_TRIPLES))).object)


def _path(path: str | None) -> str | None:
    """A path without the brackets that the engine puts around a sequence."""
    if path and path.startswith("(") and path.endswith(")"):
        return path[1:-1]
    return path


def _bare(iri: str) -> str:
    return iri.removeprefix("<").removesuffix(">")
