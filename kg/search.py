"""Search by words over articles, statements and entities, of which a person says whom and which days they mean."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from kg.errors import QueryError
from kg.lookup import find_entities, names_spelt_like
from kg.store import Snapshot, listing
from kg.store.indexing import indexed
from kg.store.resolving import parse_day
from kg.store.searching import CLOSE, KINDS, OPEN, ORDERS, Found, Hit, Wanted
from kg.store.searching import search as search_index

__all__ = [
    "KINDS",
    "ORDERS",
    "Found",
    "Hit",
    "articles_by_day",
    "count",
    "hit_dict",
    "names_near",
    "newest",
    "pieces",
    "search",
    "statements_about",
    "verify_day",
]

MOST = 1_000  # hits of a kind
_BEGINNING = 3  # letters that a name has in common with what was asked
_NAMES, _COMPARED = 200, 3  # names that begin as a word does, and words of which they are looked for


def search(
    snapshot: Snapshot,
    words: str = "",
    *,
    entity: str | None = None,
    since: str = "",
    until: str = "",
    kinds: tuple[str, ...] = tuple(KINDS),
    limit: int = 20,
    order: str = "best",
    seconds: float = 60.0,
) -> Found:
    """What has all the words, or is about an entity (its IRI or name), or both: at most `limit` of each kind.

    The best come first, of equals the newest; without words, or with the `order` "newest", the newest, and with
    "oldest" the oldest, among which is nothing without a day. A word matches its other forms (visit, visits,
    visited), "words in quotation marks" match as they stand, `visit*` matches what begins so. `since` and `until` are
    ISO days, inclusive; entities have no day and are left out where one is given.
    Raises QueryError where there is nothing to look for, or nothing could ever be found, and where it takes longer than
    so many seconds; KgError where there is no such entity.
    """
    kinds = _kinds_of_days(since, until, kinds)
    if order not in ORDERS:
        raise QueryError(f"{order} is no order: choose among {', '.join(ORDERS)}")
    if entity == "":
        raise QueryError("the entity is empty: give its IRI or its exact name")
    iris = tuple(each.value for each in find_entities(snapshot, entity)) if entity else ()
    with indexed(snapshot) as index:
        index.stop_at(time.monotonic() + seconds)  # to make the index takes as long as it takes
        return search_index(
            index, snapshot.generation, Wanted(words, iris, since, until, kinds, max(1, min(limit, MOST)), order)
        )


def names_near(snapshot: Snapshot, words: str, seconds: float = 60.0) -> list[str]:
    """Names of entities that may be meant by words that nothing has: begun and spelt alike, three at most.

    Raises as `search` does.
    """
    asked = re.findall(r"\w+", words)
    until, names = time.monotonic() + seconds, set[str]()
    for word in sorted((each for each in asked if len(each) >= _BEGINNING), key=len, reverse=True)[:_COMPARED]:
        left = max(0.0, until - time.monotonic())
        found = search(snapshot, f"{word[:_BEGINNING]}*", kinds=("entity",), limit=_NAMES, seconds=left)
        names.update(hit.title for hit in found.hits)
    return names_spelt_like(" ".join(asked), names)


def statements_about(snapshot: Snapshot, entity: str, most: int) -> list[str]:
    """The IRIs of the newest statements that involve an entity (its IRI) or rest on its word: newest first."""
    with indexed(snapshot) as index:
        return listing.statements_about(index, snapshot.generation, entity, most)


def articles_by_day(snapshot: Snapshot, most: int) -> list[tuple[str, str]]:
    """The days and IRIs of the newest articles: so many, and all others of the last one's day."""
    with indexed(snapshot) as index:
        return listing.articles_by_day(index, snapshot.generation, most)


def newest(snapshot: Snapshot, kind: str, most: int, skip: int = 0) -> list[str]:
    """The IRIs of the newest of a kind (of KINDS), so many after the first `skip`."""
    with indexed(snapshot) as index:
        return listing.newest(index, snapshot.generation, kind, most, skip)


def count(snapshot: Snapshot, kind: str) -> int:
    """How many there are of a kind (of KINDS)."""
    with indexed(snapshot) as index:
        return listing.count(index, snapshot.generation, kind)


def _kinds_of_days(since: str, until: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the kinds that have a day where days are given. Raises QueryError where nothing can be of these days."""
    days = [day for day in (since, until) if day]
    for day in days:
        verify_day(day)
    if len(days) == 2 and parse_day(since) > parse_day(until):
        raise QueryError(f"no day is both since {since} and until {until}")
    dated = tuple(kind for kind in kinds if kind != "entity" or not days)
    if kinds and not dated:
        raise QueryError("an entity has no day: look for it without one, or for articles and statements")
    return dated


def verify_day(day: str) -> None:
    """Raise QueryError for what is no day."""
    try:
        parse_day(day)
    except ValueError as error:
        raise QueryError(f"{day}: {error}") from error


def pieces(snippet: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a snippet in their order, each with whether it matches.

    >>> list(pieces("a \\x02cable\\x03 ship"))
    [('a ', False), ('cable', True), (' ship', False)]
    """
    for part in snippet.split(OPEN):
        matching, closed, rest = part.partition(CLOSE)
        if closed:
            yield matching, True
        yield (rest if closed else matching), False


def hit_dict(hit: Hit) -> dict[str, object]:
    """A hit for JSON: its text without marks, and where in it (code points) stand the words that match."""
    text, marks = "", list[tuple[int, int]]()
    for piece, matches in pieces(hit.snippet):
        marks += [(len(text), len(text) + len(piece))] if matches else []
        text += piece
    told = {"kind": hit.kind, "iri": hit.node, "type": hit.label, "day": hit.day, "text": text, "marks": marks}
    more = {"title": hit.title, "article": hit.article, "url": hit.url, "situation": hit.about}
    return {**told, **{key: value for key, value in more.items() if value}}
