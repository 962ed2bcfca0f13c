"""`kg retract`: takes an article back, or lets it return."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import say
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.remote import Address
    from kg.store import Retracted


@click.command()
@click.argument("article")
@store_options
@click.option("--reason", metavar="WORDS", help="Why, in words that readers will see.")
@click.option("--purge", is_flag=True, help="Erase also all that the store remembers of it. Cannot be undone.")
@click.option("--undo", is_flag=True, help="Let it come back, as it was last; a purged one can be published anew.")
def retract(article: str, store: Path | Address, reason: str | None, purge: bool, undo: bool) -> None:
    """Take ARTICLE (its URL, IRI, id or headline) away, with all that it alone supports; a tombstone has the reason.

    It stays away: publishes leave it out, rollbacks and --as-of do not bring it back. With --purge nothing of what it
    said is left in the store: not in the history, older generations (all are removed), reports or the search index.
    A server keeps nothing of what was taken away there: --purge is for a folder, and --undo lets it be published again.

    \b
    kg retract https://harbourpost.example/talks --reason "Published by mistake."
    kg retract https://harbourpost.example/talks --reason "Court order 12/31." --purge
    kg retract https://harbourpost.example/talks --undo
    """
    from kg.publishing import history

    if undo == (reason is not None) or (undo and purge):
        raise click.UsageError('give --reason "WORDS", or --undo, and not both')
    with opened(store) as source:
        if undo:
            published = history.reinstate(source, article, now=datetime.now(UTC))
            back = "is published again" if published.changed else "may be published again, for nothing is kept of it"
            say([f"{article} {back} (generation {published.generation})."])
            return
        known = history.known_article(source, article)
        done = history.retract(source, known, str(reason), now=datetime.now(UTC), purge=purge)
        way_back = "" if purge else f"To undo this: kg retract {known.value} --undo --store {shlex.quote(source.place)}"
    say(_lines(article, done, way_back, purge=purge))


def _lines(article: str, done: Retracted, way_back: str, *, purge: bool) -> Iterator[str]:
    what = "was retracted, and what it said erased" if purge else "was retracted"
    yield f"{article} {what} (generation {done.published.generation})."
    if way_back:
        yield way_back
    if done.backups:
        yield "These backups may still have it; kg does not reach them. Delete them, or make them anew:"
        yield from (f"  {each.target}  of {each.created[:19].replace('T', ' ')} (UTC)" for each in done.backups)
