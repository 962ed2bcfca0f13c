"""`kg backup`: copies the store to a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import STORE
from kg.cli.output import say


@click.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@STORE
def backup(target: Path, store: Path) -> None:
    """Copy the store to the new folder TARGET, with its history, while others read it and publish.

    `kg restore` makes a store of it again.

    \b
    kg backup /backups/newsroom-2031-03-05 --store newsroom
    """
    from kg.store import open_store

    with open_store(store) as opened:
        if target.resolve().is_relative_to(store.resolve()):
            raise click.UsageError(f"{target} lies inside the store {store}: name a folder outside it")
        made = opened.back_up(target, now=datetime.now(UTC))
    say([f"Backed up generation {made.generation} of {store} to {target}."])
