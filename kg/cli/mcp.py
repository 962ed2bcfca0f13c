"""`kg mcp`: the published graph as tools for language models."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failures import ended_at_once
from kg.cli.options import STORE


@click.command()
@STORE
def mcp(store: Path) -> None:
    """Offer the store to a language model's client over stdio (Model Context Protocol).

    \b
    kg mcp --store FOLDER
    Tools: search, describe, query, evidence. They only read.
    A client starts it by itself; in its settings: command `kg`, arguments `mcp --store FOLDER`.
    """
    from importlib.util import find_spec

    from kg.errors import installing
    from kg.server.tool_server import mcp_server

    if find_spec("mcp") is None:
        raise click.ClickException(f"this needs the package mcp; {installing('mcp')}")
    server = mcp_server(store)
    with ended_at_once():
        server.run("stdio")
