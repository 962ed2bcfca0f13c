"""The options that say which store is meant, a folder here or a server elsewhere, and the store that they open."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import folder_of
from kg.cli.output import say

if TYPE_CHECKING:
    from kg.remote import Address
    from kg.store.interface import AnyStore

PATIENCE = 10.0  # seconds that a command waits for another writer
_STORE = click.option(
    "--store",
    metavar="FOLDER|URL",
    default=lambda: os.environ.get("KG_STORE") or "store",
    show_default="$KG_STORE, else ./store",
    help="The folder of the store, or the URL of a SPARQL endpoint.",
)
_WRITING = (
    click.option(
        "--graph-store-url",
        metavar="URL",
        help="Where a server takes graphs by the Graph Store Protocol; without it they go by updates.",
    ),
    click.option(
        "--update-url", metavar="URL", help="Where a server takes updates, if not where kg would look for it."
    ),
    _STORE,
)


def store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--store`, for those who only read; the command gets `store`, a folder or an address."""

    @wraps(command)
    def placed(*words: Any, store: str, **named: Any) -> Any:
        return command(*words, store=_place(store, None, None), **named)

    return _STORE(placed)


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--store`, `--update-url` and `--graph-store-url`, for those who write; the command gets `store` as well."""

    @wraps(command)
    def placed(*words: Any, store: str, update_url: str | None, graph_store_url: str | None, **named: Any) -> Any:
        return command(*words, store=_place(store, update_url, graph_store_url), **named)

    for option in _WRITING:
        placed = option(placed)
    return placed


def _place(store: str, update: str | None, graph_store: str | None) -> Path | Address:
    if "://" in store and not store.lower().startswith(("http://", "https://")):
        raise click.BadParameter(
            f"'{store}' is not a store: the URL of an endpoint begins with http:// or https://", param_hint="--store"
        )
    if not store.lower().startswith(("http://", "https://")):
        if update or graph_store:
            raise click.UsageError(f"--update-url and --graph-store-url go with a store at a URL, and {store} is none")
        return folder_of(Path(store))
    from kg.remote.addresses import address_of

    return address_of(store, update, graph_store)


def opened(place: Path | Address, *, create: bool = False, base: str | None = None, wait: float = PATIENCE) -> AnyStore:
    """The store at a place, whose writers wait so long; see `kg.store.open_store`, `kg.remote.open_remote`."""
    if isinstance(place, Path):
        from kg.store import open_store

        found = open_store(place, create=create, base=base, wait=wait, tell=lambda words: say([words]))
        if create:
            found.verify_writable()  # before anything is read for it
        return found
    from kg.remote import open_remote

    return open_remote(place, create=create, base=base)
