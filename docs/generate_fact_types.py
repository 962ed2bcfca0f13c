"""Writes docs/reference/fact-types.md from the bundled shapes: `.venv/bin/python docs/generate_fact_types.py`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.schema import load_schema
from kg.schema.types import Field, Schema

PAGE = Path(__file__).parent / "reference" / "fact-types.md"

OPENING = """\
# Fact types

<!-- Made by docs/generate_fact_types.py from the shapes; change those, not this. -->

The fields of each type of fact: the key in fact files, how many values it must and may have, what a value is, and
the property in RDF. [The fact file](fact-file.md) tells of what every fact has besides.

In questions, a controlled value is a concept: `nf:status/skos:notation ?status` gives its word. An entity has a
`schema:name`.
"""


def page() -> str:
    """The whole page."""
    schema = load_schema()
    parts = [OPENING]
    for name in sorted(schema.types):
        each = schema.types[name]
        parts.append(f"## {name}\n\n{each.description}\n\n{table(each.fields, schema)}")
        parts += [f"Each of `{field.key}`:\n\n{table(field.fields, schema)}" for field in each.fields if field.fields]
    parts.append(f"## Every fact\n\n{table(schema.assertion_fields, schema)}")
    return "\n".join(parts)


def table(fields: Iterable[Field], schema: Schema) -> str:
    """A line a field."""
    rows = [
        f"| `{field.key}` | {count(field)} | {value(field, schema)} | `{short(field.path, schema)}` |"
        for field in sorted(fields, key=lambda each: each.order)
    ]
    return "\n".join(["| key | values | what | in RDF |", "|---|---|---|---|", *rows, ""])


def count(field: Field) -> str:
    """How many values: 1, 0-1, 1+."""
    least = 0 if field.default else field.min_count
    if field.max_count is None:
        return f"{least}+"
    return str(least) if least == field.max_count else f"{least}-{field.max_count}"


def value(field: Field, schema: Schema) -> str:
    """What a value may be."""
    if field.kind == "concept":
        return ", ".join(sorted(field.concepts))
    if field.kind == "entity":
        return "entity: " + (" or ".join(short(each, schema) for each in sorted(field.classes)) or "any")
    if field.kind == "node":
        return short(field.node_class or "", schema)
    return short(field.datatype or "", schema)


def short(iri: str, schema: Schema) -> str:
    """An IRI with its prefix."""
    fitting = [(prefix, start) for prefix, start in schema.prefixes.items() if iri.startswith(start)]
    prefix, start = max(fitting, key=lambda each: len(each[1]))
    return f"{prefix}:{iri.removeprefix(start)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
