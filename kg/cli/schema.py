"""`kg schema`: the JSON Schema of fact files, and the shapes for any SHACL engine."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import shapes_options, types_of


@click.command()
@click.option(
    "--format",
    type=click.Choice(["json", "shacl"]),
    default="json",
    help="JSON Schema, or the shapes in Turtle for an engine that does not know nf:scheme.",
)
@shapes_options
def schema(format: str, shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> None:
    """Print the JSON Schema of fact files: editors complete and check fields with it. Or the shapes of RDF.

    \b
    kg schema > facts.schema.json
    kg schema --format shacl > shapes.ttl
    """
    types = types_of(shapes, ontology)
    if format == "shacl":
        from kg.exports import export_shapes

        click.echo(b"".join(export_shapes(types)), nl=False)
    else:
        from kg.schema import json_schema

        click.echo(json.dumps(json_schema(types), ensure_ascii=False, indent=2))
