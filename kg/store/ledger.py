"""The ledger: every revision of every article, who supports which triple of the graph of entities, links, tombstones.

Each row is true from the generation `from_gen` until before `to_gen`. Rows are committed before CURRENT is replaced, so
readers filter by their generation, and a writer first takes back the rows of a generation that never became current.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.store.archive import NOWHERE, Place
from kg.store.links import Link
from kg.store.tables import WITHOUT, open_tables
from kg.store.values import ArticleChange, GenerationInfo

_LIVE = """FROM article JOIN revision ON revision.article = article.id
    WHERE digest <> '' AND from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)"""
_CHANGING = ("support", "revision", "link", "vocabulary", "tombstone")


class Ledger:
    """The open ledger of a store; a writer's has one transaction, which `commit` ends."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._sql = open_tables(path, write=write)

    def close(self) -> None:
        """Close; what was not committed is undone."""
        self._sql.close()

    def verify(self) -> None:
        """Read all of it. Raises sqlite3.DatabaseError where it is damaged."""
        (found,) = self._sql.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(f"the ledger is damaged ({found.splitlines()[-1]}): {WITHOUT}")

    def begin(self) -> None:
        """Begin the transaction."""
        self._sql.execute("BEGIN IMMEDIATE")

    def rows(self, sql: str, **values: object) -> list[Any]:
        """The rows of a question, all at once: whoever read them slowly would keep writers waiting."""
        return self._sql.execute(sql, values).fetchall()

    def run(self, sql: str, **values: object) -> None:
        """Change rows."""
        self._sql.execute(sql, values)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, for statements over very many rows (`kg.store.bulk_ledger`)."""
        return self._sql

    def known(self) -> set[str]:
        """The IRIs of all articles that ever were."""
        return {iri for (iri,) in self._sql.execute("SELECT iri FROM article")}

    def commit(self) -> None:
        """Make what was recorded durable."""
        self._sql.execute("COMMIT")

    def recover(self, current: int) -> int:
        """Take back the rows of generations after `current`, which were never acknowledged; gives the newest's number.

        It is `current` where there are none.
        """
        newest = self._sql.execute("SELECT max(number) FROM generation").fetchone()[0]
        if newest is None or newest <= current:
            return current
        at = {"current": current}
        self._sql.execute(
            "INSERT OR IGNORE INTO touched SELECT claim FROM support WHERE from_gen > :current OR to_gen > :current", at
        )
        for table in _CHANGING:
            self._sql.execute(f"DELETE FROM {table} WHERE from_gen > :current", at)
            self._sql.execute(f"UPDATE {table} SET to_gen = NULL WHERE to_gen > :current", at)
        self._sql.execute("DELETE FROM generation WHERE number > :current", at)
        self._sql.execute(
            "UPDATE claim SET supporters = (SELECT count(DISTINCT article) FROM support WHERE claim = id"
            " AND sign = 1 AND to_gen IS NULL) WHERE id IN (SELECT claim FROM touched)"
        )
        self._sql.execute("DELETE FROM touched")
        return int(newest)

    def digest(self, article: NamedNode) -> str:
        """The digest of the article's newest revision; empty where it was taken away or never was."""
        row = self._sql.execute(
            "SELECT digest FROM revision JOIN article ON article.id = revision.article"
            " WHERE iri = ? AND to_gen IS NULL",
            (article.value,),
        ).fetchone()
        return str(row[0]) if row else ""

    def digest_in(self, article: str, generation: int) -> str:
        """The digest of an article's revision in a generation; empty where it has none."""
        rows = self.rows(f"SELECT digest {_LIVE} AND iri = :iri", g=generation, iri=article)
        return str(rows[0][0]) if rows else ""

    def digests(self, generation: int) -> dict[str, str]:
        """The digest of every article of a generation, by the article's IRI."""
        rows = self._sql.execute(f"SELECT iri, digest {_LIVE}", {"g": generation})
        return dict(rows.fetchall())

    def record(
        self,
        change: ArticleChange,
        generation: int,
        recorded_at: str,
        place: Place | None = None,
        *,
        linked: bool = False,
    ) -> None:
        """Record the article's new revision and what it supports, its triples in the form that the store gives them.

        `place` is where the history has what the article says itself; `linked` says that links make the store say it
        otherwise.
        """
        self._sql.execute(
            "INSERT OR IGNORE INTO article (iri, graph) VALUES (?, ?)", (change.article.value, change.graph.value)
        )
        article = self._sql.execute("SELECT id FROM article WHERE iri = ?", (change.article.value,)).fetchone()[0]
        self._end("revision", "article = ?", (article,), generation)
        number = self._sql.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article = ?", (article,)
        ).fetchone()[0]
        where = place.columns if place else NOWHERE
        self._sql.execute(
            "INSERT INTO revision VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?)",
            (article, number, change.digest, change.day, generation, recorded_at, *where, linked),
        )
        self._support(article, change, generation)

    def place(self, change: ArticleChange) -> Place | None:
        """Where the history has this very revision, if an article said the same once before."""
        row = self._sql.execute(
            "SELECT segment, start, length FROM revision JOIN article ON article.id = revision.article"
            " WHERE iri = ? AND digest = ? AND segment IS NOT NULL",
            (change.article.value, change.digest),
        ).fetchone()
        return Place(*row) if row else None

    def _support(self, article: int, change: ArticleChange, generation: int) -> None:
        said = [(triple, 1) for triple in change.claims] + [(triple, -1) for triple in change.refutations]
        new = {(self._claim(triple), sign, change.day) for triple, sign in said} if change.quads else set()
        old = set(
            self._sql.execute("SELECT claim, sign, day FROM support WHERE article = ? AND to_gen IS NULL", (article,))
        )
        for claim, sign, day in sorted(old - new):
            self._end(
                "support", "article = ? AND claim = ? AND sign = ? AND day = ?", (article, claim, sign, day), generation
            )
            self._touch(claim, -1 if sign == 1 else 0)
        for claim, sign, day in sorted(new - old):
            self._sql.execute(
                "INSERT INTO support VALUES (?, ?, ?, ?, ?, NULL)", (claim, article, sign, day, generation)
            )
            self._touch(claim, 1 if sign == 1 else 0)

    def _end(self, table: str, where: str, values: tuple[object, ...], generation: int) -> None:
        # A row that this same generation began was never anybody's: it goes without a trace.
        live = f"{table} WHERE {where} AND to_gen IS NULL"
        self._sql.execute(f"DELETE FROM {live} AND from_gen = ?", (*values, generation))
        self._sql.execute(f"UPDATE {table} SET to_gen = ? WHERE {where} AND to_gen IS NULL", (generation, *values))

    def _claim(self, triple: Triple) -> int:
        parts = (str(triple.subject), str(triple.predicate), str(triple.object))
        self._sql.execute("INSERT OR IGNORE INTO claim (subject, predicate, object) VALUES (?, ?, ?)", parts)
        found = self._sql.execute("SELECT id FROM claim WHERE subject = ? AND predicate = ? AND object = ?", parts)
        row = found.fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"the ledger is damaged: {WITHOUT}")
        return int(row[0])

    def _touch(self, claim: int, supporters: int) -> None:
        self._sql.execute("INSERT OR IGNORE INTO touched VALUES (?)", (claim,))
        if supporters:
            self._sql.execute("UPDATE claim SET supporters = supporters + ? WHERE id = ?", (supporters, claim))

    def touched(self) -> Iterator[tuple[str, str, str, bool]]:
        """Each claim whose support changed since the ledger was opened: its three terms, and whether it stands.

        It stands where somebody supports it and no refutation is as new as the newest support.
        """
        newest = "(SELECT max(day) FROM support WHERE support.claim = claim.id AND sign = {} AND to_gen IS NULL)"
        rows = self._sql.execute(  # CROSS JOIN: or SQLite goes through all claims in their order to save the sorting
            "SELECT subject, predicate, object, supporters > 0 AND"
            f" coalesce({newest.format(1)} > {newest.format(-1)}, 1)"
            " FROM temp.touched CROSS JOIN claim ON claim.id = touched.claim ORDER BY subject, predicate, object"
        )
        return ((s, p, o, bool(stands)) for s, p, o, stands in rows)

    def supported(self, subject: str, predicate: str) -> list[tuple[str, int]]:
        """The objects that articles support for `subject` and `predicate`, each with the number of articles."""
        return self._sql.execute(
            "SELECT object, supporters FROM claim WHERE subject = ? AND predicate = ? AND supporters > 0",
            (subject, predicate),
        ).fetchall()

    def links(self, generation: int) -> tuple[Link, ...]:
        """The links in force in a generation, in the order in which they were made."""
        rows = self._sql.execute(
            "SELECT old, new, recorded_at FROM link WHERE from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)"
            " ORDER BY rowid",
            {"g": generation},
        )
        return tuple(Link(*row) for row in rows)

    def add_link(self, link: Link, generation: int) -> None:
        """Record a link."""
        row = (link.old, link.new, link.recorded_at, generation)
        self._sql.execute("INSERT INTO link VALUES (?, ?, ?, ?, NULL)", row)

    def end_link(self, link: Link, generation: int) -> None:
        """Record that a link is undone."""
        self._end("link", "old = ?", (link.old,), generation)

    def supporters(self, iri: str) -> Iterator[NamedNode]:
        """The articles that support or refute something in which an entity stands."""
        rows = self._sql.execute(
            "SELECT DISTINCT iri FROM claim JOIN support ON support.claim = claim.id AND to_gen IS NULL"
            " JOIN article ON article.id = support.article WHERE subject = :node OR object = :node ORDER BY iri",
            {"node": str(NamedNode(iri))},
        )
        return (NamedNode(row[0]) for row in rows.fetchall())

    def erase(self, articles: str) -> None:
        """Delete what is recorded of some articles (a sub-select of their ids), and the claims that were theirs alone.

        Their IRIs and tombstones stay.
        """
        self._sql.execute(f"DELETE FROM support WHERE article IN ({articles})")
        self._sql.execute("DELETE FROM claim WHERE id NOT IN (SELECT claim FROM support)")
        self._sql.execute(f"DELETE FROM revision WHERE article IN ({articles})")

    def compact(self) -> None:
        """Write the file anew, without what it had of deleted rows; between transactions."""
        self._sql.execute("VACUUM")

    def record_vocabulary(self, digest: str, place: Place | None, generation: int) -> None:
        """Record that there is a new vocabulary."""
        where = place.columns if place else NOWHERE
        self._end("vocabulary", "1", (), generation)
        self._sql.execute("INSERT INTO vocabulary VALUES (?, ?, ?, ?, ?, NULL)", (digest, *where, generation))

    def vocabulary(self, generation: int) -> tuple[str, Place | None]:
        """The digest of a generation's vocabulary, and where the history has it; empty where it had none."""
        rows = self.rows(
            "SELECT digest, segment, start, length FROM vocabulary"
            " WHERE from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)",
            g=generation,
        )
        return (rows[0][0], Place(*rows[0][1:]) if rows[0][1] is not None else None) if rows else ("", None)

    def add_generation(self, info: GenerationInfo) -> None:
        """Record a generation."""
        self._sql.execute(
            "INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (info.number, info.parent, info.created, info.changed, info.removed, info.articles, info.quads, info.what),
        )

    def generations(self, current: int) -> tuple[GenerationInfo, ...]:
        """Every generation up to `current`, newest first."""
        rows = self._sql.execute("SELECT * FROM generation WHERE number <= ? ORDER BY number DESC", (current,))
        return tuple(replace(GenerationInfo(*row[:7]), current=row[0] == current, what=row[7]) for row in rows)

    def articles(self, generation: int) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The articles of a generation, each with its graph, in the order of their IRIs."""
        rows = self._sql.execute(f"SELECT iri, graph {_LIVE} ORDER BY iri", {"g": generation})
        return ((NamedNode(iri), NamedNode(graph)) for iri, graph in rows)
