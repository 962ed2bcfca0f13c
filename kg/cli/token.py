"""`kg token`: a token for who may write to a server."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("tokens"),
    show_default=True,
    help="The server's file of tokens, which gets a line more.",
)
def token(name: str, file: Path) -> None:
    """Make a token for NAME, who may then write, and print it once: the file of tokens has only its hash.

    \b
    kg token editor --file tokens
    kg serve --token-file tokens

    To revoke a token, delete its line: the server reads the file at each write.
    """
    from kg.server.tokens import add_token

    click.echo(add_token(file, name))
