"""`kg schema`: the JSON Schema of fact files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import shapes_options, types_of


@click.command()
@shapes_options
def schema(shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> None:
    """Print the JSON Schema of fact files: editors complete and check fields with it.

    \b
    kg schema > facts.schema.json
    """
    from kg.schema import json_schema

    click.echo(json.dumps(json_schema(types_of(shapes, ontology)), ensure_ascii=False, indent=2))
