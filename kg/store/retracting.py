"""Retraction: an article goes away and leaves a tombstone; only an express word lets it come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.store import folder
from kg.store.archive import change_of, read_texts
from kg.store.backups import read_backups
from kg.store.chronicle import graph_of, retracted_place, revisions
from kg.store.drafts import Draft, apply, apply_graph
from kg.store.generations import Terms, new_generation
from kg.store.ledger import Ledger
from kg.store.purging import finish_purges, own_links
from kg.store.rebuilding import no_rebuilt
from kg.store.relinking import apply_links
from kg.store.tombstones import (
    end_tombstone,
    read_tombstones,
    set_tombstone,
    tombstone_of,
    tombstone_quads,
    verify_reason,
)
from kg.store.values import Backup, Published, Retracted, Tombstone, removal
from kg.store.writing import writer

Edit = Callable[[Draft, Ledger], None]


def retract(root: Path, article: NamedNode, reason: str, terms: Terms, *, purge: bool = False) -> Retracted:
    """Take an article away, in one new generation; its tombstone keeps it away from publishes, rollbacks and as-of.

    With `purge` all that it said is erased too, from the history, older generations (which all go), reports and the
    ledger. Backups are beyond reach: those that may have it are named. Raises StoreError where the store never had the
    article, or it is retracted already (a purge may follow), and as `kg.store.writing.writer` does.
    """
    verify_reason(reason)
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        first = _first_generation(ledger, article, current, purge=purge)

        def bury(draft: Draft, ledger: Ledger) -> None:
            draft.what = "purge" if purge else "retract"
            gone = [removal(article, graph_of(ledger, article))] if ledger.digest(article) else []
            before, own = ledger.links(current), own_links(root, ledger, [article.value]) if purge else set[str]()
            apply_links(root, draft, before, tuple(link for link in before if link.old not in own), gone)
            set_tombstone(ledger, Tombstone(article, reason, draft.recorded_at, purge), draft.generation)

        published = _in_new_generation(root, current, ledger, bury, terms, anew=purge)
        _forget(root, ledger, published)
    return Retracted(published, _may_have(root, first) if purge else ())


def reinstate(root: Path, article: NamedNode, terms: Terms) -> Published:
    """Lift a tombstone and publish what the article said when it was retracted; after a purge, nothing.

    Raises StoreError where it was not retracted.
    """
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        if tombstone_of(ledger, article) is None:
            raise StoreError(f"{article.value} was not retracted")
        place = retracted_place(ledger, article)

        def raise_up(draft: Draft, ledger: Ledger) -> None:
            draft.what = "retraction undone"
            end_tombstone(ledger, article, draft.generation)
            apply(draft, map(change_of, read_texts(root, [place] if place else [])))

        published = _in_new_generation(root, current, ledger, raise_up, terms)
        _forget(root, ledger, published)
    return published


def _first_generation(ledger: Ledger, article: NamedNode, current: int, *, purge: bool) -> int:
    """The generation that had an article first."""
    buried, said = tombstone_of(ledger, article), revisions(ledger, article, current)
    if buried and (buried.purged or not purge):
        again = "purged" if buried.purged else "retracted"
        raise StoreError(f"{article.value} was {again} on {buried.recorded_at[:10]}: {buried.reason}")
    if not said:
        raise StoreError(f"{article.value}: the store never had this article")
    return said[-1].generation


def _in_new_generation(
    root: Path, current: int, ledger: Ledger, edit: Edit, terms: Terms, *, anew: bool = False
) -> Published:
    parent = folder.read_manifest(folder.generation_path(root, current))
    with new_generation(root, parent, ledger, terms, anew=anew) as draft:
        edit(draft, ledger)
        graph = draft.iris.tombstones_graph
        apply_graph(draft, graph, tombstone_quads(read_tombstones(ledger, draft.generation), graph))
    return draft.published()


def _forget(root: Path, ledger: Ledger, published: Published) -> None:
    """Remove what was made of the article beside the generations; after a purge, all that is left of it."""
    try:
        with no_rebuilt(root):
            pass
        ledger.begin()
        finish_purges(root, ledger, published.generation or 0)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"the article was retracted, but not all that it said was erased: {error}; the next publish tries again"
        ) from error


def _may_have(root: Path, first: int) -> tuple[Backup, ...]:
    return tuple(each for each in read_backups(root) if each.generation >= first)
