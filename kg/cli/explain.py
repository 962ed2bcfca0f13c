"""`kg explain`: what an error code means and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import shapes_options, types_of


@click.command()
@click.argument("code", required=False)
@shapes_options
def explain(code: str | None, shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> None:
    """Say what CODE means and how to mend it; without CODE list all codes.

    \b
    kg explain wrong-quote
    kg explain Visit-destination:MinCount
    """
    from kg.explanations import explanation_of, known_codes

    types = types_of(shapes, ontology)
    if code is None:
        for known, first in known_codes(types):
            click.echo(f"{known:<44} {first}")
        return
    click.echo(explanation_of(code, types))
