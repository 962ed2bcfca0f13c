"""`kg history`: what was published when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import say
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.remote import Address
    from kg.store.interface import AnyStore

_ROW = "{:>10}  {:<19}  {:>7}  {:>7}  {:>8}  {:>9}{}"


@click.command()
@store_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a generation.")
def history(store: Path | Address, as_json: bool) -> None:
    """List what was published when, the newest first: articles changed and removed, and what there was then."""
    with opened(store) as source:
        generations, unfinished = source.history(), _unfinished(source)
    say(f"Not wholly written: {iri}; publish it again, which finishes it." for iri in unfinished)
    if as_json:
        for each in generations:
            click.echo(json.dumps(each.as_dict()))
        return
    click.echo(_ROW.format("generation", "published (UTC)", "changed", "removed", "articles", "quads", "").rstrip())
    for each in generations:
        time = each.created[:19].replace("T", " ")
        mark = "  current" if each.current else ""
        numbers = each.changed, each.removed, each.articles, each.quads
        click.echo(_ROW.format(each.number, time, *(f"{number:,}" for number in numbers), mark).rstrip())


def _unfinished(source: AnyStore) -> list[str]:
    """The articles that a publish to a server has begun and not finished; in a folder there are none."""
    from kg.remote import RemoteStore

    return [article.value for article in source.unfinished()] if isinstance(source, RemoteStore) else []
