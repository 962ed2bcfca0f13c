"""`kg rollback`: publishes anew what an older generation held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import STORE, Whole
from kg.cli.output import one_line, say

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.views import Quads


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
    from kg.publishing.history import roll_back
    from kg.store import open_store

    with open_store(store) as opened:
        before = opened.snapshot()
        published = roll_back(opened, generation, now=datetime.now(UTC))
        views = opened.snapshot(), before
        told = f"{_told(published.changed, 'as before', views)}, {_told(published.removed, 'removed', views)}"
    if published.generation is None:
        say([f"Nothing to undo: {store} holds the same as then, but for what was retracted since."])
        return
    say([f"Went back: {told} (generation {published.generation})."])


def _told(articles: Sequence[NamedNode], what: str, views: Sequence[Quads]) -> str:
    """What became of so many articles; one is named."""
    from kg.publishing import counts
    from kg.publishing.history import title_of

    named = f" ({one_line(title_of(articles[0], *views))})" if len(articles) == 1 else ""
    return f"{counts(len(articles), 'article')} {what}{named}"
