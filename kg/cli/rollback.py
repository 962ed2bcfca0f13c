"""`kg rollback`: publishes anew what an older generation held."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import STORE, Whole
from kg.cli.output import say


@click.command()
@click.argument("generation", type=Whole(0), required=False, metavar="[GENERATION]")
@STORE
def rollback(generation: int | None, store: Path) -> None:
    """Go back to what GENERATION held, or the one before the current, in a new generation.

    Articles, links and the vocabulary go back. Nothing is lost: a second rollback undoes the first. What was retracted
    stays away; `kg retract --undo` brings it back.

    \b
    kg rollback                  undo the last publish
    kg rollback 41               as `kg history` numbers them
    """
    from kg.publishing import counts
    from kg.publishing.history import roll_back
    from kg.store import open_store

    with open_store(store) as opened:
        published = roll_back(opened, generation, now=datetime.now(UTC))
    if published.generation is None:
        say([f"Nothing to undo: {store} holds the same as then, but for what was retracted since."])
        return
    changed, removed = counts(len(published.changed), "article"), counts(len(published.removed), "article")
    say([f"Went back: {changed} as before, {removed} removed (generation {published.generation})."])
