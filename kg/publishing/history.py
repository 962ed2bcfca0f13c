"""Joins the store's history and the stages: the ways back, away and into the past, with what articles lead to."""

from __future__ import annotations

from datetime import datetime

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.lookup import article_candidates, find_article
from kg.occurrences import derive
from kg.store import Published, Retracted, Snapshot, Store, moment
from kg.store.interface import AnyStore
from kg.views import Quads
from kg.vocab import nf, schema


def title_of(article: NamedNode, *views: Quads) -> str:
    """The headline of an article in the first of these views that has one, else its IRI."""
    found = (quad.object for view in views for quad in view.match(article, schema.headline))
    return next((each.value for each in found if isinstance(each, Literal)), article.value)


def last_title(article: NamedNode, snapshot: Snapshot) -> str:
    """The headline of an article, of one that is gone the last that it had; its IRI where the history has none."""
    title = title_of(article, snapshot)
    if title != article.value or not title.startswith(snapshot.iris.prefixes()["article"]):
        return title
    held = (each.number for each in snapshot.revisions(article) if each.digest)
    said = (change for number in held if (change := snapshot.said(article, number)))
    headlines = (quad.object for change in said for quad in change.quads if quad.predicate == schema.headline)
    return next((each.value for each in headlines if isinstance(each, Literal)), title)


def roll_back(store: Store, generation: int | None, *, now: datetime) -> Published:
    """Publish anew what a generation held, or the one before the current."""
    return store.roll_back(generation, now=now, derive=derive)


def retract(store: AnyStore, article: NamedNode, reason: str, *, now: datetime, purge: bool = False) -> Retracted:
    """Take an article away for good. Raises StoreError where the store never had it."""
    return store.retract(article, reason, now=now, purge=purge, derive=derive)


def reinstate(store: AnyStore, given: str, *, now: datetime) -> Published:
    """Let a retracted article come back. Raises KgError where it was not retracted, with those that were."""
    try:
        article = known_article(store, given)
    except KgError as error:
        raise KgError("\n".join((str(error), *_retracted(store)))) from None
    return store.reinstate(article, now=now, derive=derive)


def _retracted(store: AnyStore) -> list[str]:
    with store.snapshot() as snapshot:
        gone = snapshot.match(None, nf.retractionReason, None, snapshot.iris.tombstones_graph)
        lines = [
            f"  {quad.subject.value}  {quad.object.value}"
            for quad in gone
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        ]
    return ["These are retracted; give the IRI:", *sorted(lines)] if lines else []


def snapshot_at(store: Store, time: str) -> Snapshot:
    """What readers saw at a time (`kg.store.moment`). Raises KgError for what is no time."""
    return store.snapshot(as_of=moment(time), derive=derive)


def known_article(store: AnyStore, given: str) -> NamedNode:
    """The article with this IRI, URL, id or exact headline; by IRI or URL also where it is not published any more.

    Raises KgError, with the headlines that come near, where the store never had it.
    """
    with store.snapshot() as snapshot:
        known = (each for each in article_candidates(snapshot, given) if store.knows(each))
        return next(known, None) or find_article(snapshot, given)
