"""Joins the store and the words of its users: which article of a store's history somebody means."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.iris import Iris, is_web_address
from kg.store import Store
from kg.vocab import schema


def known_article(store: Store, given: str) -> NamedNode:
    """The article with this IRI, URL or id, also where it is not published any more.

    Raises KgError where the store never had it. What has no address and is not published is found by its IRI alone.
    """
    iris, candidates = Iris(store.base), list[NamedNode]()
    if is_web_address(given):
        candidates += [NamedNode(given), iris.article(url=given, publisher=None, id=None, text_digest=None)]
    with store.snapshot() as snapshot:
        named = (quad.subject for quad in snapshot.match(None, schema.identifier, Literal(given)))
        candidates += [subject for subject in named if isinstance(subject, NamedNode)]
    buried = {tombstone.article for tombstone in store.tombstones()}
    for candidate in candidates:
        if candidate in buried or store.revisions(candidate):
            return candidate
    raise KgError(f"{given}: the store never had an article with this URL, IRI or id")
