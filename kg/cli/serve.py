"""`kg serve`: the published graph on the web."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from kg.cli.options import Number, Whole, local_folder

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_PATHS = click.Path(path_type=Path, exists=True)


@click.command()
@click.option("--config", type=_FILE, help="A TOML file of settings: each option here without its dashes.")
@click.option(
    "--store",
    metavar="FOLDER",
    callback=lambda *given: given[2] and local_folder(given[2]),
    type=click.Path(path_type=Path),
    default=None,
    show_default="$KG_STORE, else ./store",
    help="The folder of the store.",
)
@click.option("--host", default=None, show_default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=Whole(0, 65_535), show_default="8000", help="The port; 0 takes any that is free.")
@click.option("--base-url", help="The public address, where it is not that of host and port.")
@click.option("--hosts", multiple=True, help="A further name under which the server may be asked.")
@click.option("--trusted-proxies", multiple=True, help="An IP address whose X-Forwarded-For is believed.")
@click.option("--title", show_default="kg", help="What the pages call the site.")
@click.option("--license", help="The address of the licence of the data.")
@click.option("--publisher", help="Who publishes the data: a name, or an address that stands for them.")
@click.option("--token-file", type=_FILE, help="Who may write (`kg token` makes it); without it nobody may.")
@click.option("--update/--no-update", default=None, help="Take SPARQL updates at /update.  [default: no]")
@click.option("--workers", type=Whole(1, 256), show_default="2", help="Processes that answer queries.")
@click.option("--deadline", type=Number(0.1, 3_600), show_default="10", help="Seconds a query may take.")
@click.option("--max-rows", type=Whole(1), show_default="100000", help="Rows of an answer; more are refused.")
@click.option("--max-bytes", type=Whole(1_000), show_default="16777216", help="Bytes of an answer; more are refused.")
@click.option("--memory", type=Whole(256 << 20), show_default="1073741824", help="Bytes for a query process.")
@click.option("--cache", type=Whole(0), show_default="67108864", help="Bytes of answers that are kept.")
@click.option("--rate", type=Whole(0), show_default="no limit", help="Requests a minute of one client.")
@click.option("--max-body", type=Whole(1), show_default="10485760", help="Bytes of a request.")
@click.option(
    "--shapes", multiple=True, type=_PATHS, help="Shapes of your own fact types, not those that the store keeps."
)
@click.option("--ontology", multiple=True, type=_PATHS, help="Ontology of your own fact types, likewise.")
@click.option("--log/--no-log", default=None, help="Log each request on stderr, a line of JSON.  [default: yes]")
def serve(config: Path | None, **given: Any) -> None:
    """Serve the store: SPARQL at /sparql, every IRI of the graph at its address, pages.

    \b
    kg serve                                    for yourself, at http://127.0.0.1:8000/
    kg serve --base-url https://kg.example.org/ --token-file tokens   behind a proxy that speaks TLS
    Each setting may also stand in a file (--config) or the environment (KG_SERVE_PORT=9000).
    """
    from kg.server import read_settings
    from kg.server.running import run

    told = {name: value for name, value in given.items() if value not in (None, ())}
    if usual := os.environ.get("KG_STORE"):
        told.setdefault("store", Path(usual))
    run(read_settings(config, os.environ, told), lambda address: click.echo(f"Serving at {address}", err=True))
