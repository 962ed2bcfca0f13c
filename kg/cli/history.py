"""`kg history`: what was published when."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import STORE


@click.command()
@STORE
@click.option("--json", "as_json", is_flag=True, help="One JSON object a generation.")
def history(store: Path, as_json: bool) -> None:
    """List the generations that the store keeps, the newest first."""
    from kg.store import open_store

    with open_store(store) as opened:
        for generation in opened.history():
            if as_json:
                click.echo(json.dumps(generation.as_dict()))
            else:
                mark = "*" if generation.current else " "
                click.echo(f"{mark} {generation.number:>6}  {generation.created}  {generation.articles} articles, {generation.quads} quads")
