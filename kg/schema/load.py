"""Loads a Schema from Turtle files: reads, lints, compiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import SchemaError
from kg.resources import ontology_dir, shapes_dir
from kg.schema.compile import compile_schema
from kg.schema.knowledge import Knowledge, gather
from kg.schema.lint import lint
from kg.schema.sources import Sources, turtle_files
from kg.schema.types import Schema
from kg.vocab import sh


def load_schema(shapes: Iterable[Path] = (), ontology: Iterable[Path] = (), *, bundled: bool = True) -> Schema:
    """The bundled shapes and ontology with those of the given files and folders added.

    Nothing is fetched: `owl:imports` is passed over. `bundled=False` leaves out what comes with kg.
    Raises SchemaError with every lint finding, and UnreadableInputError for a path that is not there.
    """
    own = tuple(shapes)
    shape_sources = _read([shapes_dir(), *own] if bundled else own)
    ontology_sources = _read([ontology_dir(), *ontology] if bundled else ontology)
    known = gather(shape_sources, ontology_sources)
    problems = lint(known)
    if problems:
        raise SchemaError(problems)
    return compile_schema(known, tuple(_own_shapes(known, own)))


def _own_shapes(known: Knowledge, paths: Iterable[Path]) -> Iterator[str]:
    """The shapes with queries in some files, each with its file; where there are none the files."""
    files = turtle_files(paths)
    asking = [known.shapes.owner(shape) for shape, _ in known.shapes.subjects(sh.sparql)]
    names = [f"{each.value} ({known.shapes.files[each]})" for each in asking if known.shapes.files[each] in files]
    yield from dict.fromkeys(names or map(str, files))


def _read(paths: Iterable[Path]) -> Sources:
    sources = Sources()
    for file in turtle_files(paths):
        sources.add(file)
    return sources
