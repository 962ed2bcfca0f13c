"""`kg restore`: makes a store of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import STORE
from kg.cli.output import say


@click.command()
@click.argument("backup", type=click.Path(path_type=Path, exists=True, file_okay=False))
@STORE
def restore(backup: Path, store: Path) -> None:
    """Make a store of BACKUP in a new folder, once every byte is found to be as it was written.

    What was retracted after the backup was made is in it: retract it again.

    \b
    kg restore /backups/newsroom-2031-03-05 --store newsroom
    """
    from kg.store import restore as restore_store

    generation = restore_store(backup, store)
    say([f"Restored generation {generation} to {store}."])
