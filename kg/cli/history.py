"""`kg history`: what was published when."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import STORE


@click.command()
@STORE
@click.option("--json", "as_json", is_flag=True, help="One JSON object a generation.")
def history(store: Path, as_json: bool) -> None:
    """List what was published when, the newest first: articles changed and removed, and what there was then."""
    from kg.store import open_store

    with open_store(store) as opened:
        generations = opened.history()
    for generation in generations:
        if as_json:
            click.echo(json.dumps(asdict(generation)))
        else:
            mark = "*" if generation.current else " "
            counts = f"{generation.articles} articles, {generation.quads} quads"
            change = f"+{generation.changed} -{generation.removed}"
            click.echo(f"{mark} {generation.number:>6}  {generation.created}  {change:<10} {counts}")
