"""The tables of the ledger: one SQLite file, made by the first writer, and opened only by a kg that knows its form."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.errors import StoreError
from kg.store.folder import CURRENT, FORMAT

_VERSION = FORMAT
_MEMORY = 128 << 10  # KiB of changed pages that a writer may hold

WITHOUT = (
    "put it back from a backup; who has none still has what is published (`kg query`, `kg export`), and makes a new "
    "store of the fact files and articles with `kg publish`"
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS generation (number INTEGER PRIMARY KEY, parent INTEGER, created TEXT NOT NULL,
    changed INTEGER NOT NULL, removed INTEGER NOT NULL, articles INTEGER NOT NULL, quads INTEGER NOT NULL,
    what TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, graph TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS revision (article INTEGER NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL,
    day TEXT NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER, recorded_at TEXT NOT NULL,
    segment INTEGER, start INTEGER, length INTEGER, linked INTEGER NOT NULL,
    PRIMARY KEY (article, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL,
    object TEXT NOT NULL, supporters INTEGER NOT NULL DEFAULT 0, UNIQUE (subject, predicate, object));
CREATE TABLE IF NOT EXISTS support (claim INTEGER NOT NULL, article INTEGER NOT NULL, sign INTEGER NOT NULL,
    day TEXT NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE TABLE IF NOT EXISTS link (old TEXT NOT NULL, new TEXT NOT NULL, recorded_at TEXT NOT NULL,
    from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE TABLE IF NOT EXISTS vocabulary (digest TEXT NOT NULL, segment INTEGER, start INTEGER, length INTEGER,
    from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE TABLE IF NOT EXISTS tombstone (article INTEGER NOT NULL, reason TEXT NOT NULL, recorded_at TEXT NOT NULL,
    purged INTEGER NOT NULL, from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE INDEX IF NOT EXISTS tombstone_by_article ON tombstone (article) WHERE to_gen IS NULL;
CREATE INDEX IF NOT EXISTS support_by_claim ON support (claim, sign, day) WHERE to_gen IS NULL;
CREATE INDEX IF NOT EXISTS support_by_article ON support (article) WHERE to_gen IS NULL;
"""


def open_tables(path: Path, *, write: bool) -> sqlite3.Connection:
    """The file of a ledger; a writer's has begun a transaction, and has a table `touched` for claims of its own.

    Raises StoreError for a file that another version of kg made, and for an empty one in a store.
    """
    # A reader too may have to roll back what a killed writer left, so it opens `rw`, never `ro`.
    sql = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if write else 'rw'}", uri=True, isolation_level=None, timeout=30
    )
    try:
        _prepare(sql, path, write=write)
    except BaseException:
        sql.close()
        raise
    return sql


def _prepare(sql: sqlite3.Connection, path: Path, *, write: bool) -> None:
    version = sql.execute("PRAGMA user_version").fetchone()[0]
    begun = sql.execute("SELECT count(*) FROM sqlite_master WHERE name = 'generation'").fetchone()[0]
    if begun and version != _VERSION:
        raise StoreError(
            f"{path.parent} was made by another version of kg, which kept other records: publish its articles into"
            " a new store, or use that version"
        )
    if not begun and (path.parent / CURRENT).is_file():
        raise StoreError(f"{path} has lost its records: {WITHOUT}")
    if write:
        # EXTRA also syncs the folder once the journal is deleted, so that a commit survives a loss of power.
        sql.execute("PRAGMA synchronous = EXTRA")
        # Pages that find no room go into the file before the commit, and from then on nobody may read it.
        sql.execute(f"PRAGMA cache_size = -{_MEMORY}")
        sql.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten: a purge leaves nothing
        sql.execute("CREATE TEMP TABLE touched (claim INTEGER PRIMARY KEY)")
        sql.execute("BEGIN IMMEDIATE")
        if not begun:
            for statement in _SCHEMA.split(";"):
                sql.execute(statement)
            sql.execute(f"PRAGMA user_version = {_VERSION}")
