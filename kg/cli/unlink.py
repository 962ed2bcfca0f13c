"""`kg unlink`: undoes a merge."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import STORE
from kg.cli.output import say


@click.command()
@click.argument("iri")
@STORE
def unlink(iri: str, store: Path) -> None:
    """Undo a merge: the entity that gave way is itself again in every article, as if it had never been merged.

    \b
    kg unlink https://kg.example/entity/a-okoye-x6vq2b7a --store newsroom
    kg link --list --store newsroom                    what can be undone
    """
    from pyoxigraph import NamedNode

    from kg.publishing import counts
    from kg.publishing.links import undo_link
    from kg.store import open_store

    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise click.UsageError(f"{iri} is no IRI; `kg link --list` has those that can be undone") from error
    with open_store(store) as opened:
        published = undo_link(opened, node, now=datetime.now(UTC))
    rewritten = counts(len(published.changed), "article")
    say([f"{iri} is itself again: {rewritten} rewritten (generation {published.generation})."])
