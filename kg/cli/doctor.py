"""`kg doctor`: what is installed here and works."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failures import FINDINGS
from kg.cli.options import STORE


@click.command()
@STORE
def doctor(store: Path) -> None:
    """Try each part that kg needs and say what works, what is missing and what to do about it."""
    from kg.diagnosis import examine

    healthy = True
    for check in examine(store):
        mark = click.style("ok     " if check.works else "MISSING", fg="green" if check.works else "red")
        click.echo(f"{mark} {check.name:<22} {check.detail}")
        healthy &= check.works or not check.needed
    if not healthy:
        click.get_current_context().exit(FINDINGS)
