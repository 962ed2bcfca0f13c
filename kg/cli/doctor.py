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
        mark, colour = ("ok", "green") if check.works else ("MISSING", "red") if check.needed else ("absent", "yellow")
        click.echo(f"{click.style(f'{mark:<7}', fg=colour)} {check.name:<22} {check.detail}")
        healthy &= check.works or not check.needed
    if not healthy:
        click.get_current_context().exit(FINDINGS)
