"""The ledger's part of a bulk publish: articles that it never saw, in a few statements over all of them."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.store.archive import Place
from kg.store.entities import NAMES, preferred_name, term_of
from kg.store.prepared import Prepared, statements_of, supported_of
from kg.vocab import schema

_Numbered = tuple[int, Prepared]
_SIGNS = (1, -1)
_LARGE = 100_000  # rows from which on an index is quicker made anew than filled row by row
_INDEXES = {
    "support_by_claim": "support (claim, sign, day) WHERE to_gen IS NULL",
    "support_by_article": "support (article) WHERE to_gen IS NULL",
}
_STANDS = "sum(sign = 1) > 0 AND coalesce(max(day) FILTER (WHERE sign = 1) > max(day) FILTER (WHERE sign = -1), 1)"


def gather_new(sql: sqlite3.Connection, changes: Iterable[Prepared]) -> None:
    """Put together what articles that the ledger has never seen support and refute, for `new_entities`.

    `record_gathered` then records it.
    """
    sql.execute(
        "CREATE TEMP TABLE said (article INTEGER, sign INTEGER, day TEXT, subject TEXT, predicate TEXT, object TEXT)"
    )
    for some in _numbered(sql, changes):
        rows = (
            (id, sign, each.day, *terms)
            for (id, each), supported in zip(some, supported_of(each for _, each in some), strict=True)
            for sign, lines in zip(_SIGNS, supported, strict=True)
            for terms in statements_of(lines)
        )
        sql.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?)", rows)
    sql.execute("CREATE TEMP TABLE met (subject TEXT PRIMARY KEY) WITHOUT ROWID")
    if sql.execute("SELECT EXISTS (SELECT 1 FROM claim)").fetchone()[0]:
        sql.execute(
            "INSERT OR IGNORE INTO met SELECT DISTINCT subject FROM said"
            " WHERE EXISTS (SELECT 1 FROM claim WHERE claim.subject = said.subject)"
        )
    sql.execute(
        f"CREATE TEMP TABLE told AS SELECT subject, predicate, object, sum(sign = 1) AS supporters, {_STANDS} AS stands"
        " FROM said GROUP BY subject, predicate, object ORDER BY subject, predicate, object"
    )


def meets_known(sql: sqlite3.Connection) -> bool:
    """Whether what `gather_new` brought is, in part, on entities that the ledger knew already."""
    return bool(sql.execute("SELECT EXISTS (SELECT 1 FROM met)").fetchone()[0])


def record_gathered(
    sql: sqlite3.Connection, changes: Iterable[Prepared], places: Iterable[Place], generation: int, recorded_at: str
) -> None:
    """Record the articles that were gathered, whose `places` are theirs in the history, and who supports what.

    Claims on entities that the ledger knew already go to temp.touched; `new_entities` has those of the others.
    """
    _articles(sql, changes, places, generation, recorded_at)
    sql.execute(
        "INSERT INTO claim (subject, predicate, object, supporters)"
        " SELECT subject, predicate, object, supporters FROM told WHERE true ORDER BY rowid"
        " ON CONFLICT (subject, predicate, object) DO UPDATE SET supporters = supporters + excluded.supporters"
    )
    _support(sql, generation)
    sql.execute(
        "INSERT OR IGNORE INTO touched SELECT claim.id FROM said JOIN claim USING (subject, predicate, object)"
        " WHERE subject IN (SELECT subject FROM met)"
    )
    for table in ("said", "told", "met"):
        sql.execute(f"DROP TABLE {table}")


def _articles(
    sql: sqlite3.Connection, changes: Iterable[Prepared], places: Iterable[Place], generation: int, recorded_at: str
) -> None:
    lying = iter(places)
    for some in _numbered(sql, changes):
        sql.executemany(
            "INSERT INTO article (id, iri, graph) VALUES (?, ?, ?)",
            [(id, each.article.value, each.graph.value) for id, each in some],
        )
        sql.executemany(
            "INSERT INTO revision VALUES (?, 1, ?, ?, ?, NULL, ?, ?, ?, ?, 0)",
            [(id, each.digest, each.day, generation, recorded_at, *next(lying).columns) for id, each in some],
        )


def _numbered(sql: sqlite3.Connection, changes: Iterable[Prepared]) -> Iterator[list[_Numbered]]:
    """The changes, some at a time, with the numbers that their articles get."""
    (last,) = sql.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
    waiting = enumerate(changes, start=last + 1)
    while some := list(itertools.islice(waiting, 1_000)):
        yield some


def _support(sql: sqlite3.Connection, generation: int) -> None:
    (new,) = sql.execute("SELECT count(*) FROM said").fetchone()
    (held,) = sql.execute("SELECT coalesce(max(rowid), 0) FROM support").fetchone()
    anew = new > max(_LARGE, held)
    for name in _INDEXES if anew else ():
        sql.execute(f"DROP INDEX {name}")
    sql.execute(
        "INSERT INTO support SELECT claim.id, article, sign, day, ?, NULL"
        " FROM said JOIN claim USING (subject, predicate, object)",
        (generation,),
    )
    for name, columns in _INDEXES.items() if anew else ():
        sql.execute(f"CREATE INDEX {name} ON {columns}")


def new_entities(sql: sqlite3.Connection, graph: NamedNode) -> Iterator[str]:
    """The lines (N-Quads) of the graph of entities on those that `gather_new` brought, in the order of their IRIs.

    The same rules as `kg.store.entities.entity_changes` has for the others.
    """
    rows = sql.execute(
        "SELECT subject, predicate, object, supporters, stands FROM told"
        " WHERE subject NOT IN (SELECT subject FROM met) ORDER BY rowid"
    )
    end = f" {graph} .\n"
    for subject, said in itertools.groupby(rows, key=lambda row: str(row[0])):
        names: dict[str, dict[str, int]] = {predicate: {} for predicate in NAMES}
        for _, predicate, object, supporters, stands in said:
            if predicate not in names:
                if stands:
                    yield f"{subject} {predicate} {object}{end}"
            elif supporters:
                names[predicate][object] = supporters
        yield from (f"{subject} {line}{end}" for line in _named(*names.values()))


def _named(names: dict[str, int], others: dict[str, int]) -> Iterator[str]:
    """The names that stand, each with its predicate: the preferred one, and the others."""
    preferred = _preferred(names) if names else None
    if preferred is not None:
        yield f"{schema.name} {preferred}"
    for other in sorted({*names, *others} - {preferred}):
        yield f"{schema.alternateName} {other}"


def _preferred(names: dict[str, int]) -> str:
    if len(names) == 1:
        return next(iter(names))
    terms = {term_of(name): articles for name, articles in names.items()}
    return str(preferred_name({term: n for term, n in terms.items() if isinstance(term, Literal)}))
