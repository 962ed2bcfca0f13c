"""The ledger: every revision of every article, who supports which triple of the graph of entities, and links.

Each row is true from the generation `from_gen` until before `to_gen`. Rows are committed before CURRENT is replaced, so
readers filter by their generation, and a writer first takes back the rows of a generation that never became current.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg.store.links import Link, change_of_lines, lines_of
from kg.store.values import ArticleChange, GenerationInfo

_SCHEMA = """
CREATE TABLE IF NOT EXISTS generation (number INTEGER PRIMARY KEY, parent INTEGER, created TEXT NOT NULL,
    changed INTEGER NOT NULL, removed INTEGER NOT NULL, articles INTEGER NOT NULL, quads INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, graph TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS revision (article INTEGER NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL,
    day TEXT NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER, recorded_at TEXT NOT NULL,
    PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL,
    object TEXT NOT NULL, supporters INTEGER NOT NULL DEFAULT 0, UNIQUE (subject, predicate, object));
CREATE TABLE IF NOT EXISTS support (claim INTEGER NOT NULL, article INTEGER NOT NULL, sign INTEGER NOT NULL,
    day TEXT NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE TABLE IF NOT EXISTS link (old TEXT NOT NULL, new TEXT NOT NULL, recorded_at TEXT NOT NULL,
    from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE TABLE IF NOT EXISTS given (article INTEGER NOT NULL, quads TEXT NOT NULL, claims TEXT NOT NULL,
    refutations TEXT NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE INDEX IF NOT EXISTS given_by_article ON given (article) WHERE to_gen IS NULL;
CREATE INDEX IF NOT EXISTS support_by_claim ON support (claim, sign, day) WHERE to_gen IS NULL;
CREATE INDEX IF NOT EXISTS support_by_article ON support (article) WHERE to_gen IS NULL;
"""
_LIVE = """FROM article JOIN revision ON revision.article = article.id
    WHERE digest <> '' AND from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)"""


class Ledger:
    """The open ledger of a store; a writer's has one transaction, which `commit` ends."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        # A reader too may have to roll back what a killed writer left, so it opens `rw`, never `ro`.
        self._sql = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'rwc' if write else 'rw'}", uri=True, isolation_level=None, timeout=30
        )
        if write:
            # EXTRA also syncs the folder once the journal is deleted, so that a commit survives a loss of power.
            self._sql.execute("PRAGMA synchronous = EXTRA")
            self._sql.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA.split(";"):
                self._sql.execute(statement)
            self._sql.execute("CREATE TEMP TABLE touched (claim INTEGER PRIMARY KEY)")

    def close(self) -> None:
        """Close; what was not committed is undone."""
        self._sql.close()

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

    def recover(self, current: int) -> None:
        """Take back the rows of generations after `current`: they were never acknowledged."""
        newest = self._sql.execute("SELECT max(number) FROM generation").fetchone()[0]
        if newest is None or newest <= current:
            return
        at = {"current": current}
        self._sql.execute(
            "INSERT OR IGNORE INTO touched SELECT claim FROM support WHERE from_gen > :current OR to_gen > :current", at
        )
        for table in ("support", "revision", "link", "given"):
            self._sql.execute(f"DELETE FROM {table} WHERE from_gen > :current", at)
            self._sql.execute(f"UPDATE {table} SET to_gen = NULL WHERE to_gen > :current", at)
        self._sql.execute("DELETE FROM generation WHERE number > :current", at)
        self._sql.execute(
            "UPDATE claim SET supporters = (SELECT count(DISTINCT article) FROM support WHERE claim = id"
            " AND sign = 1 AND to_gen IS NULL) WHERE id IN (SELECT claim FROM touched)"
        )
        self._sql.execute("DELETE FROM touched")

    def digest(self, article: NamedNode) -> str:
        """The digest of the article's newest revision; empty where it was taken away or never was."""
        row = self._sql.execute(
            "SELECT digest FROM revision JOIN article ON article.id = revision.article"
            " WHERE iri = ? AND to_gen IS NULL",
            (article.value,),
        ).fetchone()
        return str(row[0]) if row else ""

    def digests(self, generation: int) -> dict[str, str]:
        """The digest of every article of a generation, by the article's IRI."""
        rows = self._sql.execute(f"SELECT iri, digest {_LIVE}", {"g": generation})
        return dict(rows.fetchall())

    def record(
        self, change: ArticleChange, generation: int, recorded_at: str, given: ArticleChange | None = None
    ) -> None:
        """Record the article's new revision and what it supports, its triples in the form that the store gives them.

        `given` is what the article says itself, where links make the store say it otherwise.
        """
        self._sql.execute(
            "INSERT OR IGNORE INTO article (iri, graph) VALUES (?, ?)", (change.article.value, change.graph.value)
        )
        article = self._sql.execute("SELECT id FROM article WHERE iri = ?", (change.article.value,)).fetchone()[0]
        self._end("revision", "article = ?", (article,), generation)
        number = self._sql.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article = ?", (article,)
        ).fetchone()[0]
        self._sql.execute(
            "INSERT INTO revision VALUES (?, ?, ?, ?, ?, NULL, ?)",
            (article, number, change.digest, change.day, generation, recorded_at),
        )
        self._support(article, change, generation)
        self._end("given", "article = ?", (article,), generation)
        if given:
            row = (article, *lines_of(given), generation)
            self._sql.execute("INSERT INTO given VALUES (?, ?, ?, ?, ?, NULL)", row)

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
        return int(found.fetchone()[0])

    def _touch(self, claim: int, supporters: int) -> None:
        self._sql.execute("INSERT OR IGNORE INTO touched VALUES (?)", (claim,))
        if supporters:
            self._sql.execute("UPDATE claim SET supporters = supporters + ? WHERE id = ?", (supporters, claim))

    def touched(self) -> Iterator[tuple[str, str, str, bool]]:
        """Each claim whose support changed since the ledger was opened: its three terms, and whether it stands.

        It stands where somebody supports it and no refutation is as new as the newest support.
        """
        newest = "(SELECT max(day) FROM support WHERE support.claim = claim.id AND sign = {} AND to_gen IS NULL)"
        rows = self._sql.execute(
            "SELECT subject, predicate, object, supporters > 0 AND"
            f" coalesce({newest.format(1)} > {newest.format(-1)}, 1)"
            " FROM temp.touched JOIN claim ON claim.id = touched.claim ORDER BY subject, predicate, object"
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
        if not self._sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'link'").fetchone():
            return ()  # a store that no writer has touched since there are links
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

    def given(self) -> Iterator[ArticleChange]:
        """What each article says itself, of those of which links make the store say it otherwise."""
        rows = self._sql.execute(
            "SELECT iri, graph, day, digest, quads, claims, refutations FROM given"
            " JOIN article ON article.id = given.article JOIN revision ON revision.article = article.id"
            " WHERE given.to_gen IS NULL AND revision.to_gen IS NULL ORDER BY iri"
        ).fetchall()
        return (change_of_lines(iri, graph, day, digest, parts) for iri, graph, day, digest, *parts in rows)

    def held(self, article: NamedNode, quads: Iterable[Quad]) -> ArticleChange:
        """What an article says, of which the store has these quads: with what the ledger knows it to support."""
        id, graph, day, digest = self._sql.execute(
            "SELECT id, graph, day, digest FROM article JOIN revision ON revision.article = article.id"
            " WHERE iri = ? AND to_gen IS NULL",
            (article.value,),
        ).fetchone()
        said = self._sql.execute(
            "SELECT sign, subject || ' ' || predicate || ' ' || object || ' .' FROM support"
            " JOIN claim ON claim.id = support.claim WHERE article = ? AND to_gen IS NULL",
            (id,),
        ).fetchall()
        claims, refutations = ("\n".join(line for its, line in said if its == sign) for sign in (1, -1))
        known = change_of_lines(article.value, graph, day, digest, ("", claims, refutations))
        return replace(known, quads=tuple(quads))

    def supporters(self, iri: str) -> Iterator[NamedNode]:
        """The articles that support or refute something in which an entity stands."""
        rows = self._sql.execute(
            "SELECT DISTINCT iri FROM claim JOIN support ON support.claim = claim.id AND to_gen IS NULL"
            " JOIN article ON article.id = support.article WHERE subject = :node OR object = :node ORDER BY iri",
            {"node": str(NamedNode(iri))},
        )
        return (NamedNode(row[0]) for row in rows.fetchall())

    def add_generation(self, info: GenerationInfo) -> None:
        """Record a generation."""
        self._sql.execute(
            "INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?, ?)",
            (info.number, info.parent, info.created, info.changed, info.removed, info.articles, info.quads),
        )

    def generations(self, current: int) -> tuple[GenerationInfo, ...]:
        """Every generation up to `current`, newest first."""
        rows = self._sql.execute("SELECT * FROM generation WHERE number <= ? ORDER BY number DESC", (current,))
        return tuple(replace(GenerationInfo(*row), current=row[0] == current) for row in rows)

    def articles(self, generation: int) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The articles of a generation, each with its graph, in the order of their IRIs."""
        rows = self._sql.execute(f"SELECT iri, graph {_LIVE} ORDER BY iri", {"g": generation})
        return ((NamedNode(iri), NamedNode(graph)) for iri, graph in rows)
