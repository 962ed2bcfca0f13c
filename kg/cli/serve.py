"""`kg serve`: the published graph on the web."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


@click.command()
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="$KG_STORE, else ./store",
    help="The folder of the store.",
)
@click.option("--host", default=None, show_default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=None, show_default="8000", help="0 takes any.")
@click.option("--base-url", default=None, help="The public address, where it is not that of host and port.")
def serve(**given: Any) -> None:
    """Serve the store: a SPARQL endpoint at /sparql, every IRI of the graph, pages."""
    from kg.server import read_settings
    from kg.server.running import run

    given["store"] = given["store"] or Path(os.environ.get("KG_STORE") or "store")
    run(read_settings(None, os.environ, given), lambda address: click.echo(f"Serving at {address}", err=True))
