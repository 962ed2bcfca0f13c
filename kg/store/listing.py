"""What the full-text index lists without words: the newest of a kind, of an entity, or that have something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.store.fulltext import A_DAY, LIVE, Index, day_of, numbers
from kg.store.rows import ARTICLE, STATEMENT, facet
from kg.store.searching import KINDS, expression, one_of
from kg.vocab import rdf, schema

MANY = 5_000  # statements that a question may be narrowed to
_ARTICLES = facet(rdf.type.value, schema.NewsArticle.value)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a statement is to have: one of each of `facets` (`kg.store.rows.facet`), and none of `without`."""

    facets: Sequence[Sequence[str]]
    without: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """How many of the newest are looked for, and of which days (ISO, inclusive; empty: any)."""

    most: int
    since: str = ""
    until: str = ""


def statements_about(index: Index, generation: int, entity: str, most: int) -> list[str]:
    """The IRIs of the newest statements that involve an entity or rest on its word, so many of them at most.

    The newest come first, those of one day by their IRIs.
    """
    first, last = numbers(STATEMENT)
    found = index.rows(
        f"SELECT row.id, node FROM words JOIN row ON row.id = words.rowid WHERE words MATCH :asked"
        f" AND words.rowid BETWEEN :first AND :last AND {LIVE} ORDER BY words.rowid DESC LIMIT :most",
        asked=expression("", (entity,)),
        first=first,
        last=last,
        g=generation,
        most=most,
    )
    return [node for _, node in sorted((-(number // A_DAY), node) for number, node in found)]


def newest_having(index: Index, generation: int, sought: Sought, span: Span) -> list[str] | None:
    """The IRIs of the newest statements, or articles, that have what is sought, in no order.

    As many as `span` asks for, with all others of the last one's day and those of no day that the index knows; None
    where that is more than MANY, or where nothing is sought.
    """
    if not sought.facets:
        return None
    articles = _ARTICLES in sought.facets[0]
    kind = ARTICLE if articles else STATEMENT
    undated, (first, last) = numbers(kind)[0], numbers(kind, span.since, span.until)
    dated = undated + A_DAY
    asked = " AND ".join(map(one_of, sought.facets))
    if sought.without:
        asked = f"({asked}) NOT {one_of(sought.without)}"

    def having(first: int, last: int, most: int) -> list[tuple[int, str]]:
        return index.rows(
            f"SELECT row.id, node FROM facets JOIN row ON row.id = facets.rowid WHERE facets MATCH :asked"
            f" AND facets.rowid BETWEEN :first AND :last AND {LIVE} ORDER BY facets.rowid DESC LIMIT :most",
            asked=asked,
            first=first,
            last=last,
            g=generation,
            most=most,
        )

    found = having(max(first, dated), last, span.most)
    if found and len(found) == span.most:
        number = found[-1][0]
        day = number // A_DAY * A_DAY
        # Articles have an hour of some zone: what is the newer one by the clock may have the earlier day.
        found += having(max(dated, day - (2 * A_DAY if articles else 0)), number - 1, MANY)
    found += having(undated, dated - 1, MANY)
    return [node for _, node in found] if len(found) <= MANY else None


def articles_by_day(index: Index, generation: int, most: int) -> list[tuple[str, str]]:
    """The days (ISO) and IRIs of the newest articles: so many, and all others of the last one's day."""
    first, last = numbers(ARTICLE)
    sql = f"SELECT id, node FROM row WHERE id BETWEEN :first AND :last AND {LIVE} ORDER BY id DESC LIMIT :most"
    found = index.rows(sql, first=first, last=last, g=generation, most=most)
    if len(found) == most and found:
        number = found[-1][0]
        begun = number // A_DAY * A_DAY
        found += index.rows(sql, first=begun, last=number - 1, g=generation, most=-1)
    return [(day_of(number), node) for number, node in found]


def newest(index: Index, generation: int, kind: str, most: int, skip: int = 0) -> list[str]:
    """The IRIs of the newest of a kind, so many after the first `skip`."""
    first, last = numbers(KINDS[kind])
    rows = f"SELECT node FROM row WHERE id BETWEEN :first AND :last AND {LIVE} ORDER BY id DESC"
    page = {"most": most, "skip": skip}
    found = index.rows(f"{rows} LIMIT :most OFFSET :skip", first=first, last=last, g=generation, **page)
    return [node for (node,) in found]


def count(index: Index, generation: int, kind: str) -> int:
    """How many rows of a kind there are."""
    first, last = numbers(KINDS[kind])
    sql = f"SELECT count(*) FROM row WHERE id BETWEEN :first AND :last AND {LIVE}"
    return int(index.rows(sql, first=first, last=last, g=generation)[0][0])
