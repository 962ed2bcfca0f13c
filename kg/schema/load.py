"""Loads a Schema from Turtle files, and from what a store keeps: reads, lints, compiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Triple

from kg.errors import SchemaError
from kg.resources import ontology_dir, shapes_dir
from kg.schema.compile import compile_schema
from kg.schema.knowledge import Knowledge, gather
from kg.schema.lint import lint
from kg.schema.sources import Sources, turtle_files
from kg.schema.types import Own, Schema
from kg.vocab import sh


def load_schema(
    shapes: Iterable[Path] = (), ontology: Iterable[Path] = (), *, bundled: bool = True, kept: Own | None = None
) -> Schema:
    """The bundled shapes and ontology with those of the given files and folders added, and those that a store kept.

    Nothing is fetched: `owl:imports` is passed over. `bundled=False` leaves out what comes with kg.
    Raises SchemaError with every lint finding, and UnreadableInputError for a path that is not there.
    """
    kept, given = kept or Own(), tuple(shapes)
    shape_sources, own_shapes = _read([shapes_dir()] if bundled else [], given, kept.shapes)
    ontology_sources, own_ontology = _read([ontology_dir()] if bundled else [], ontology, kept.ontology)
    known = gather(shape_sources, ontology_sources)
    problems = lint(known)
    if problems:
        raise SchemaError(problems)
    own = Own(own_shapes, own_ontology)
    return compile_schema(known, own, tuple(_own_shapes(known, given, kept)))


def _own_shapes(known: Knowledge, paths: Iterable[Path], kept: Own) -> Iterator[str]:
    """The shapes with queries in some files, each with its file; where there are none the files; and what was kept."""
    files = turtle_files(paths)
    asking = [known.shapes.owner(shape) for shape, _ in known.shapes.subjects(sh.sparql)]
    placed = [(each, known.shapes.files.get(each)) for each in asking]
    yield from dict.fromkeys([f"{each.value} ({file})" for each, file in placed if file in files] or map(str, files))
    if kept.shapes:
        yield "the shapes that the store keeps"


@lru_cache(maxsize=1)
def bundled_schema() -> Schema:
    """The schema of the bundled shapes and ontology, compiled once."""
    return load_schema()


def _read(bundled: Iterable[Path], own: Iterable[Path], kept: Iterable[Triple]) -> tuple[Sources, tuple[Triple, ...]]:
    """What all of them say, and what of it the bundled files do not say."""
    sources, bundled_files = Sources(), turtle_files(bundled)
    for file in bundled_files:
        sources.add(file)
    known = len(sources.triples)
    for file in turtle_files(own):
        if file not in bundled_files:
            sources.add(file)
    sources.add_triples(kept)
    return sources, tuple(sources.triples[known:])
