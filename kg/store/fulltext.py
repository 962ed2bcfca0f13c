"""The full-text index: one SQLite database (FTS5) beside the generations, written with each of them.

It has a row for every article, statement and entity. Like those of the ledger, rows are true from the generation
`from_gen` until before `to_gen`; they are committed before CURRENT is replaced, so readers filter by their generation,
and a writer first takes back what was written for a generation that never became current. All in it derives from the
quads: where it is missing, `kg.store.indexing` makes it anew.

What statements have (`kg.store.rows.facet`) has a table of its own: in that of the words it would count as length, by
which FTS5 ranks.

A row's number says its kind and its day (`numbers`), so that the newest come first and a period is a range, whatever
the words are.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.store.rows import Row

VERSION = 2
LIVE = "row.from_gen <= :g AND (row.to_gen IS NULL OR row.to_gen > :g)"  # the rows that generation :g has
_STEPS = 100  # of the database between two looks at the clock
A_DAY = 1 << 32  # numbers for the rows of a kind and a day
_DAYS = 1 << 24  # of a kind; the first is for rows without a day
_SCHEMA = """
CREATE TABLE meta (version INTEGER, first INTEGER, generation INTEGER);
CREATE TABLE row (id INTEGER PRIMARY KEY, whole INTEGER, node TEXT NOT NULL, about TEXT, label TEXT NOT NULL,
    url TEXT, from_gen INTEGER NOT NULL, to_gen INTEGER);
CREATE VIRTUAL TABLE words USING fts5(title, text, names, about, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE facets USING fts5(given, detail = none);
"""
_INDEXES = {"row_by_whole": "row (whole) WHERE whole IS NOT NULL", "row_by_node": "row (node) WHERE whole IS NULL"}
_MEMORY = 64 << 10  # KiB of changed pages that a writer may hold
_WORDS_HELD, _USUALLY_HELD = 32 << 20, 1 << 20  # bytes of words that FTS5 gathers before it writes a segment of them
_ADD_ROW = "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, NULL)"
_ADD_WORDS = "INSERT INTO words (rowid, title, text, names, about) VALUES (?, ?, ?, ?, ?)"


class SearchOverrunError(QueryError):
    """A search that was stopped at its deadline."""


class Index:
    """The open index, which has the generations from `first` to `generation`."""

    def __init__(self, path: Path) -> None:
        # A reader too may have to roll back what a killed writer left, so it opens `rw`, never `ro`.
        uri = f"{path.absolute().as_uri()}?mode=rw"
        self.sql = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
        try:
            row = self.sql.execute("SELECT version, first, generation FROM meta").fetchone()
        except sqlite3.Error:
            self.sql.close()
            raise
        known: tuple[int, int] = row[1:] if row and row[0] == VERSION else (0, -1)
        self.first, self.generation = known

    def has(self, generation: int) -> bool:
        """Whether it can be asked for a generation."""
        return self.first <= generation <= self.generation

    def stop_at(self, end: float) -> None:
        """From now on stop what is asked where it takes longer than until `end`, by `time.monotonic`.

        Whoever asked by `rows` then gets a SearchOverrunError.
        """
        self.sql.set_progress_handler(lambda: time.monotonic() > end, _STEPS)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a question. Raises QueryError where it asks FTS5 what that cannot read, or takes too long."""
        try:
            return self.sql.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise SearchOverrunError(
                    "the search was stopped: these words take too long; give fewer or longer ones"
                ) from error
            if "fts5" not in str(error):
                raise
            raise QueryError(f"these words cannot be searched for: {error}") from error

    def close(self) -> None:
        """Close; what was not committed is undone."""
        self.sql.close()

    def begin(self, current: int) -> None:
        """Begin to write, and take back the rows of generations after `current`: they never became current."""
        self.sql.execute(f"PRAGMA cache_size = -{_MEMORY}")  # as of the ledger: or readers wait
        self.sql.execute("PRAGMA secure_delete = ON")
        self.sql.execute("BEGIN IMMEDIATE")
        if self.generation > current:
            self._delete("from_gen > :g", {"g": current})
            self.sql.execute("UPDATE row SET to_gen = NULL WHERE to_gen > ?", (current,))
            self.generation = current

    def commit(self, generation: int) -> None:
        """Make durable what was written: the index has the generations up to this one now."""
        self.sql.execute("UPDATE meta SET generation = ?", (generation,))
        self.sql.execute("COMMIT")

    def replace(self, node: str, rows: Iterable[Row], generation: int) -> None:
        """Give an article these rows from `generation` on; none where it is gone."""
        own = "SELECT id FROM row WHERE node = ? AND whole IS NULL AND to_gen IS NULL"
        for (number,) in self.sql.execute(own, (node,)).fetchall():
            self._end(number, generation)
        self.add(rows, generation)

    def replace_one(self, node: str, row: Row | None, generation: int) -> None:
        """Give an entity this row from `generation` on; None where it is gone. A row that it has already stays."""
        held = self.sql.execute(
            "SELECT label, title, text FROM row JOIN words ON words.rowid = row.id"
            " WHERE node = ? AND whole IS NULL AND to_gen IS NULL",
            (node,),
        ).fetchall()
        if held != ([(row.label, row.title, row.text)] if row else []):
            self.replace(node, [row] if row else [], generation)

    def add(self, rows: Iterable[Row], generation: int) -> None:
        """Add the rows of an article, its own first, or that of an entity, of which there are none."""
        whole: int | None = None
        for row in rows:
            number = self._next(row)
            self.sql.execute(_ADD_ROW, (number, whole, row.node, row.about, row.label, row.url, generation))
            self.sql.execute(_ADD_WORDS, (number, *_words_of(row)))
            if row.facets:
                self.sql.execute("INSERT INTO facets (rowid, given) VALUES (?, ?)", (number, _facets_of(row)))
            whole = whole or number

    def fill(self, every: Iterable[Iterable[Row]], generation: int) -> None:
        """Give an index that is empty what `add` would give it of each, and the same numbers.

        FTS5 writes down what it gathered whenever a number is lower than the one before, and an article's is lower
        than those of the statements that came before it: so the words wait until all are known, and go in in order.
        """
        self.sql.execute("PRAGMA secure_delete = OFF")  # it is all new: there is nothing to forget
        for name in _INDEXES:  # which are quicker made of all rows at once
            self.sql.execute(f"DROP INDEX {name}")
        self.sql.execute("CREATE TEMP TABLE waiting (number, title, text, names, about, facets)")
        taken: dict[int, int] = {}  # how many numbers of a kind and a day are, by the first of them
        for rows in every:
            whole: int | None = None
            for row in rows:
                first, _ = _numbers_of(row)
                number = first + taken.get(first, 0)
                taken[first] = number - first + 1
                self.sql.execute(_ADD_ROW, (number, whole, row.node, row.about, row.label, row.url, generation))
                self.sql.execute(
                    "INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?)", (number, *_words_of(row), _facets_of(row))
                )
                whole = whole or number
        self._gather_up_to(_WORDS_HELD)
        self.sql.execute(
            "INSERT INTO words (rowid, title, text, names, about)"
            " SELECT number, title, text, names, about FROM waiting ORDER BY number"
        )
        self.sql.execute(
            "INSERT INTO facets (rowid, given) SELECT number, facets FROM waiting WHERE facets != '' ORDER BY number"
        )
        for table in ("words", "facets"):
            self.sql.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self._gather_up_to(_USUALLY_HELD)
        self.sql.execute("DROP TABLE waiting")
        _make_indexes(self.sql)

    def _gather_up_to(self, size: int) -> None:
        for table in ("words", "facets"):
            self.sql.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (size,))

    def _next(self, row: Row) -> int:
        first, last = _numbers_of(row)
        found = self.sql.execute("SELECT max(id) FROM row WHERE id BETWEEN ? AND ?", (first, last)).fetchone()[0]
        return first if found is None else int(found) + 1

    def _end(self, number: int, generation: int) -> None:
        # A row that this same generation began was never anybody's: it goes without a trace.
        live, values = "(id = :n OR whole = :n) AND to_gen IS NULL", {"n": number, "g": generation}
        self._delete(f"{live} AND from_gen = :g", values)
        self.sql.execute(f"UPDATE row SET to_gen = :g WHERE {live}", values)

    def _delete(self, where: str, values: Mapping[str, object]) -> None:
        for table in ("words", "facets"):
            self.sql.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT id FROM row WHERE {where})", values)
        self.sql.execute(f"DELETE FROM row WHERE {where}", values)


@contextlib.contextmanager
def created(path: Path, generation: int) -> Iterator[Index]:
    """A new index, of which `generation` is the first and only one; it may be lost where the power fails."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as sql:
        sql.executescript(_SCHEMA)
        _make_indexes(sql)
        sql.execute("INSERT INTO meta VALUES (?, ?, ?)", (VERSION, generation, generation))
    with contextlib.closing(Index(path)) as index:
        yield index


def _make_indexes(sql: sqlite3.Connection) -> None:
    for name, columns in _INDEXES.items():
        sql.execute(f"CREATE INDEX {name} ON {columns}")


def _words_of(row: Row) -> tuple[str, str, str, str]:
    """What FTS5 is told of a row, column by column."""
    return row.title, row.text, row.names, " ".join(map(token, row.entities))


def _facets_of(row: Row) -> str:
    return " ".join(map(token, row.facets))


def _numbers_of(row: Row) -> tuple[int, int]:
    """The first and the last number that a row of this kind and day may have."""
    if row.day:
        return numbers(row.kind, row.day, row.day)
    first, _ = numbers(row.kind)
    return first, first + A_DAY - 1


def numbers(kind: int, since: str = "", until: str = "") -> tuple[int, int]:
    """The first and the last number that rows of a kind may have, of these days (ISO) where they are given.

    Rows without a day come before all days. Raises ValueError for a day that is none.

    >>> [hex(number) for number in numbers(2, "2031-03-04", "2031-03-04")]
    ['0x20b508100000000', '0x20b5081ffffffff']
    """
    first = date.fromisoformat(since).toordinal() if since else 0
    last = date.fromisoformat(until).toordinal() if until else _DAYS - 1
    return (kind * _DAYS + first) * A_DAY, (kind * _DAYS + last + 1) * A_DAY - 1


def day_of(number: int) -> str:
    """The day (ISO) that a row's number says; empty where it has none.

    >>> day_of(numbers(2, "2031-03-04")[0]), day_of(numbers(2)[0])
    ('2031-03-04', '')
    """
    ordinal = number // A_DAY % _DAYS
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


@functools.lru_cache(1 << 16)
def token(about: str) -> str:
    """The word that stands for an entity (its IRI) or a facet in the index.

    >>> len(token("https://authority.example/id/ana-okoye"))
    17
    """
    return "x" + hashlib.blake2s(about.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
