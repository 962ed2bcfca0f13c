"""The small schema that these tests and those of fact files use, so that they need not follow the bundled one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.schema import Schema, load_schema

HERE = Path(__file__).resolve().parent
SHAPES = HERE / "mini" / "shapes"
ONTOLOGY = HERE / "mini" / "ontology"


@cache
def mini_schema() -> Schema:
    """The schema in tests/schema/mini."""
    return load_schema([SHAPES], [ONTOLOGY], bundled=False)
