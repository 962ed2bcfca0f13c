"""The full-text index holds at every moment what a generation holds, whatever was killed, undone or erased."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError, StoreError
from kg.store import Snapshot, Store, change, folder, indexing, open_store
from kg.store.archive import segment_path, segments
from kg.store.folder import SEARCH
from kg.store.fulltext import Index, created
from kg.store.indexing import AT_ONCE, build, indexed
from kg.store.rows import ARTICLE, ENTITY, STATEMENT, Row, article_rows, entity_row
from kg.store.searching import Wanted, expression, matching, search
from kg.vocab import nf, rdf, schema, xsd
from tests.conftest import ROOT
from tests.store.samples import IRIS, NOW, OKOYE, article, publication, withdrawal
from tests.store.test_faults import LOOP

REHN = IRIS.shared_entity("Tomas Rehn")


def held(root: Path, snapshot: Snapshot) -> set[tuple[str, str, str, str]]:
    """What the index has for a generation: node, title, text and names of each row."""
    with closing(Index(root / SEARCH)) as index:
        assert index.has(snapshot.generation)
        rows = index.sql.execute(
            "SELECT node, title, text, names FROM row JOIN words ON words.rowid = row.id"
            " WHERE from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)",
            {"g": snapshot.generation},
        ).fetchall()
    assert len(rows) == len(set(rows))
    return set(rows)


def wanted(snapshot: Snapshot) -> set[tuple[str, str, str, str]]:
    """What it should have: all that derives from the quads."""
    rows = [row for node, _ in snapshot.articles() for row in article_rows(snapshot, node)]
    entities = {quad.subject for quad in snapshot.match(graph=snapshot.iris.entities_graph)}
    found = [entity_row(snapshot, entity) for entity in entities if isinstance(entity, NamedNode)]
    return {(row.node, row.title, row.text, row.names) for row in [*rows, *found] if row}


def verify(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert held(store.path, snapshot) == wanted(snapshot)


def found(store: Store, words: str) -> list[str]:
    with store.snapshot() as snapshot, indexed(snapshot) as index:
        return matching(index, snapshot.generation, words, 100)[0]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return open_store(tmp_path / "S", create=True)


def test_the_index_follows_every_publish(store: Store) -> None:
    store.publish([publication(1), publication(2, "Snow in Sollen")], now=NOW)
    verify(store)
    store.publish([publication(1, "Hail in Halvik", names=["A. Okoye"])], now=NOW)
    verify(store)
    assert (found(store, "hail"), found(store, "rain")) == ([article(1).value], [])
    store.publish([withdrawal(1), publication(3)], now=NOW)
    verify(store)
    assert (found(store, "hail"), found(store, "okoye")) == ([], [OKOYE.value])
    store.publish([withdrawal(2), withdrawal(3)], now=NOW)
    verify(store)
    assert found(store, "okoye") == []


def test_an_entity_of_which_nothing_new_is_said_keeps_its_row(store: Store) -> None:
    for number in range(3):
        store.publish([publication(number)], now=NOW)
    with closing(Index(store.path / SEARCH)) as index:
        rows = index.sql.execute("SELECT from_gen, to_gen FROM row WHERE node = ?", (OKOYE.value,)).fetchall()
    assert rows == [(1, None)]
    verify(store)


def test_a_link_is_followed_by_the_index(store: Store) -> None:
    store.publish([publication(1)], now=NOW)
    store.link(OKOYE, REHN, now=NOW)
    verify(store)
    assert found(store, "okoye") == [REHN.value]
    store.unlink(OKOYE, now=NOW)
    verify(store)
    assert found(store, "okoye") == [OKOYE.value]


def test_a_reader_of_an_older_generation_finds_what_that_had(store: Store) -> None:
    store.publish([publication(1)], now=NOW)
    with store.snapshot() as before:
        store.publish([publication(1, "Hail in Halvik"), publication(2)], now=NOW)
        assert held(store.path, before) == wanted(before)
        with indexed(before) as index:
            assert matching(index, before.generation, "rain", 9) == ([article(1).value], False)
            assert matching(index, before.generation, "hail", 9) == ([], False)


def test_rows_of_a_generation_that_never_became_current_are_taken_back(store: Store) -> None:
    store.publish([publication(1)], now=NOW)
    store.publish([publication(1, "Hail in Halvik"), publication(2)], now=NOW)
    (store.path / folder.CURRENT).write_text("000001\n")  # as if the power had failed before CURRENT was replaced
    assert (found(store, "rain"), found(store, "hail")) == ([article(1).value], [])
    store.publish([publication(3, "Fog in Skerrow")], now=NOW)
    verify(store)
    assert found(store, "hail") == []


@pytest.mark.parametrize("damage", ["missing", "cut", "other", "torn", "older"])
def test_an_index_that_cannot_be_used_is_made_anew(store: Store, damage: str) -> None:
    store.publish([publication(1)], now=NOW)
    path = store.path / SEARCH
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:3000])
    elif damage == "torn":  # behind its first pages, which is seen when it is written to
        data = path.read_bytes()
        path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    elif damage == "other":
        path.write_bytes(b"no database at all" * 400)
    else:
        with closing(sqlite3.connect(path)) as sql, sql:
            sql.execute("UPDATE meta SET version = 0")
    store.publish([publication(2, "Hail in Halvik")], now=NOW)
    assert found(store, "hail") == [article(2).value]
    verify(store)


def torn(store: Store) -> None:
    """Damage the index behind its first pages, where only a question sees it."""
    path = store.path / SEARCH
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))


def test_an_index_that_is_found_damaged_when_it_is_asked_is_removed_and_made_anew(store: Store) -> None:
    store.publish([publication(1)], now=NOW)
    torn(store)
    with pytest.raises(StoreError, match=r"was damaged \(.*\), and is removed: ask again, and it is made anew"):
        found(store, "rain")
    assert list(store.path.glob(f"{SEARCH}*")) == []
    assert found(store, "rain") == [article(1).value]
    verify(store)


@pytest.mark.parametrize("case", ["torn", "no file"])
def test_a_question_that_needs_no_index_is_answered_without_one_that_cannot_be_used(store: Store, case: str) -> None:
    store.publish([publication(1)], now=NOW)
    if case == "torn":
        torn(store)
    else:
        (store.path / SEARCH).unlink()
        (store.path / SEARCH).mkdir()
    with store.snapshot() as snapshot:
        query = "SELECT ?a { # newest 5 ?a: a schema:NewsArticle\n ?a a schema:NewsArticle }"
        assert snapshot.query(query).rows == ((article(1),),)


@pytest.mark.parametrize("damaged", [False, True])
def test_where_nothing_may_be_written_it_is_said_what_the_search_lacks(
    store: Store, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    store.publish([publication(1)], now=NOW)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    if damaged:
        torn(store)
        monkeypatch.setattr(indexing, "remove", refuse)
        wanted = r"search.sqlite is damaged \(.*\), and cannot be removed: .*Read-only file system"
    else:
        (store.path / SEARCH).unlink()
        monkeypatch.setattr(indexing, "build", refuse)
        wanted = (
            r"has no search index of generation 1, and none can be made there \(Read-only file system\): "
            "search it once as somebody who may write to it"
        )
    with pytest.raises(StoreError, match=wanted):
        found(store, "rain")


@pytest.mark.parametrize("day", ["2031-03-04Z", "-0044-03-15", "12031-01-01", "2031-02-30"])
def test_a_day_that_the_index_cannot_count_stops_no_publish(store: Store, day: str) -> None:
    node, graph = article(1), IRIS.graph(article(1))
    said = NamedNode(f"{node.value}/said")
    quads = (
        Quad(node, schema.headline, Literal("Hail in Halvik"), graph),
        Quad(said, rdf.type, nf.Assertion, graph),
        Quad(said, nf.attestedOn, Literal(day, datatype=xsd.date), graph),
        Quad(node, schema.datePublished, Literal(day, datatype=xsd.date), graph),
    )
    store.publish([change(node, graph, quads, (), day="2026-03-01")], now=NOW)
    assert found(store, "hail") == [node.value]
    verify(store)


def test_very_many_articles_are_left_until_somebody_asks(store: Store) -> None:
    many = [publication(number, f"Edition {number}") for number in range(AT_ONCE + 1)]
    store.publish(many, now=NOW)
    assert not (store.path / SEARCH).exists()
    store.publish([publication(1, "Hail in Halvik")], now=NOW)
    assert found(store, "hail") == [article(1).value]
    verify(store)
    store.publish([publication(2, "Fog in Skerrow")], now=NOW)
    verify(store)


def test_an_index_goes_away_with_the_journal_that_a_killed_writer_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([publication(number) for number in range(100)], now=NOW)
    with closing(sqlite3.connect(store.path / SEARCH, isolation_level=None)) as sql:
        sql.executescript("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        sql.execute("UPDATE row SET label = hex(zeroblob(900))")
        left = {path: path.read_bytes() for path in store.path.glob(f"{SEARCH}*")}
    assert len(left) == 2
    for path, data in left.items():
        path.write_bytes(data)
    monkeypatch.setattr("kg.store.indexing.AT_ONCE", 3)
    store.publish([publication(number, "Hail in Halvik") for number in range(4)], now=NOW)
    assert list(store.path.glob(f"{SEARCH}*")) == []
    assert len(found(store, "hail")) == 4
    store.publish([publication(5, "Fog in Skerrow")], now=NOW)
    verify(store)


@pytest.mark.parametrize("times", [1, 2])
def test_articles_are_published_while_the_index_is_made_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    store.publish([publication(1), publication(2), publication(3, names=["A. Okoye"])], now=NOW)
    (store.path / SEARCH).unlink()

    def slow(index: Index, snapshot: Snapshot) -> None:
        write(index, snapshot)
        changes = [publication(1, "Hail in Halvik", names=["A. Okoye"]), withdrawal(2), publication(4)]
        for some in [changes] if times == 1 else [changes[:2], changes[2:]]:
            store.publish(some, now=NOW)

    write = indexing._build
    monkeypatch.setattr(indexing, "_build", slow)
    with store.snapshot() as before:
        if times == 1:
            with indexed(before) as index:
                assert len(matching(index, before.generation, "rain", 9)[0]) == 3
        else:
            with pytest.raises(StoreError, match="begins with generation 3"), indexed(before):
                pass
    assert (found(store, "hail"), found(store, "rain")) == ([article(1).value], [article(4).value, article(3).value])
    verify(store)
    assert [path.name for path in store.path.glob(f"{SEARCH}*")] == [SEARCH]


def test_of_two_who_make_the_index_at_once_both_are_answered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.publish([publication(1)], now=NOW)
    (store.path / SEARCH).unlink()
    answers = []

    def slow(index: Index, snapshot: Snapshot) -> None:
        write(index, snapshot)
        with monkeypatch.context() as patch:
            patch.setattr(indexing, "_build", write)
            answers.append(found(store, "rain"))

    write = indexing._build
    monkeypatch.setattr(indexing, "_build", slow)
    answers.append(found(store, "rain"))
    assert answers == [[article(1).value]] * 2
    assert [path.name for path in store.path.glob(f"{SEARCH}*")] == [SEARCH]


def test_an_index_in_the_making_is_given_up_when_an_article_is_purged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([publication(1, "Hail in Halvik"), publication(2)], now=NOW)
    (store.path / SEARCH).unlink()

    def slow(index: Index, snapshot: Snapshot) -> None:
        write(index, snapshot)
        store.retract(article(1), "By mistake.", now=NOW, purge=True)

    write = indexing._build
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_build", slow)
        with pytest.raises(StoreError, match="search again"):
            found(store, "hail")
    assert list(store.path.glob(f"{SEARCH}*")) == []
    assert found(store, "hail") == []
    verify(store)


def test_a_generation_before_the_index_was_made_is_not_searched(store: Store) -> None:
    store.publish([publication(1)], now=NOW)
    with store.snapshot() as before:
        store.publish([publication(2)], now=NOW)
        build(store.path)
        refused = "begins with generation 2; generation 1 can be queried, but not searched"
        with pytest.raises(StoreError, match=refused), indexed(before):
            pass


def killed(root: Path, start: int, delay: float) -> int:
    """Let a writer publish from `start` on, and kill it; the number of its last edition."""
    with subprocess.Popen([*LOOP, str(root), str(start), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(delay)
        os.kill(writer.pid, 9)
        return int([first, *writer.stdout.read().splitlines()][-1].split()[0])


def kill_writers(root: Path, times: int) -> None:
    moments, edition = random.Random(20260302), 0
    for _ in range(times):
        edition = killed(root, edition + 1, moments.uniform(0, 0.15))
        with open_store(root) as store:
            verify(store)


def test_a_killed_writer_leaves_the_index_as_the_store(tmp_path: Path) -> None:
    kill_writers(tmp_path / "S", 5)


@pytest.mark.slow
def test_killed_writers_leave_the_index_as_the_store_two_hundred_times(tmp_path: Path) -> None:
    kill_writers(tmp_path / "S", 200)


SIGNS = [
    '"',
    "*",
    "(",
    ")",
    ":",
    "^",
    "-",
    "+",
    "{",
    "}",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "title",
    "a",
    "é",
    "\0",
    "'",
    ",",
    " ",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
@settings(max_examples=500)
def test_no_words_are_syntax_of_the_index(words: str) -> None:
    with closing(sqlite3.connect(":memory:")) as sql:
        sql.execute('CREATE VIRTUAL TABLE words USING fts5(title, text, names, about, tokenize = "porter unicode61")')
        if any(map(str.isalnum, words)):
            sql.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression(words),)).fetchall()
            return
    with pytest.raises(QueryError, match="no word in this"):
        expression(words)


def made_anew(root: Path) -> set[object]:
    """All that an index has that is made anew, but for the numbers of its rows."""
    build(root)
    with closing(Index(root / SEARCH)) as index:
        columns = "node, row.about, label, url, title, text, names, words.about"
        return set(index.sql.execute(f"SELECT {columns} FROM row JOIN words ON words.rowid = row.id"))


@pytest.mark.parametrize("case", ["whole", "links", "cut"])
def test_an_index_made_from_the_history_is_that_of_the_store(store: Store, case: str) -> None:
    store.publish([publication(number, f"Rain in {number}") for number in range(4)], now=NOW)
    store.publish([publication(1, "Hail in Halvik", names=["A. Okoye"]), withdrawal(2)], now=NOW)
    if case == "links":
        store.link(OKOYE, REHN, now=NOW)
    if case == "cut":
        path = segment_path(store.path, 1)
        path.write_bytes(path.read_bytes()[:-40])
    found = made_anew(store.path)
    verify(store)
    for path in segments(store.path).values():
        path.unlink()
    assert found == made_anew(store.path)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("visits", ["A visit to Kesmark"]),
        ("VISIT kesmark", ["A visit to Kesmark"]),
        ('"visit kesmark"', []),
        ('"visit to kesmark"', ["A visit to Kesmark"]),
        ("kes*", ["A visit to Kesmark"]),
        ("nunez", ["José Núñez resigns"]),
        ("title:visit", []),
        ("visit OR resigns", []),
        ("NEAR(visit kesmark)", []),
    ],
)
def test_what_words_find(tmp_path: Path, words: str, titles: list[str]) -> None:
    with created(tmp_path / SEARCH, 1) as index:
        index.begin(1)
        for number, title in enumerate(("A visit to Kesmark", "José Núñez resigns")):
            index.add([Row(ARTICLE, "2031-03-04", f"https://harbourpost.example/{number}", "article", title)], 1)
        index.commit(1)
        assert [hit.title for hit in search(index, 1, Wanted(words)).hits] == titles


def test_the_newest_and_a_period(tmp_path: Path) -> None:
    with created(tmp_path / SEARCH, 1) as index:
        index.begin(1)
        for day in ("2031-03-05", "0988-02-29", "2031-03-04", ""):
            index.add(
                [Row(ARTICLE, day, f"https://harbourpost.example/{day}", "article", "Talks", entities=("x:a",))], 1
            )
        index.add([Row(ENTITY, "", "x:a", "person", "Talks")], 1)
        index.add([Row(ARTICLE, "2031-03-06", "x:rain", "article", "Rain", entities=("x:b",))], 1)
        index.commit(1)

        def days(asked: Wanted) -> list[str]:
            return [hit.day for hit in search(index, 1, asked).hits if hit.kind == "article"]

        assert days(Wanted(entity=("x:a",))) == ["2031-03-05", "2031-03-04", "0988-02-29", ""]
        assert days(Wanted(entity=("x:b", "x:a")))[:2] == ["2031-03-06", "2031-03-05"]
        assert days(Wanted("rain", entity=("x:b", "x:c"))) == ["2031-03-06"]
        assert days(Wanted("talks")) == ["2031-03-05", "2031-03-04", "0988-02-29", ""]
        assert days(Wanted("talks", since="2031-03-05")) == ["2031-03-05"]
        assert days(Wanted("talks", since="0988-02-29", until="2031-03-04")) == ["2031-03-04", "0988-02-29"]
        few = search(index, 1, Wanted("talks", limit=1))
        assert ([hit.kind for hit in few.hits], few.more) == (["article", "entity"], frozenset({"article"}))


def test_an_index_filled_at_once_is_that_which_grew_row_by_row(tmp_path: Path) -> None:
    told = [
        [
            Row(ARTICLE, day, f"x:{number}", "article", f"Talks {number}", entities=("x:a",)),
            Row(STATEMENT, day, f"x:{number}-said", "speech act", text="the harbour stays open", about="x:s"),
        ]
        for number, day in enumerate(("2031-03-05", "2031-03-04", "", "2031-03-05"))
    ]
    every = [*told, [], [Row(ENTITY, "", "x:a", "person", "Ana Okoye")]]

    def content(name: str, *, at_once: bool) -> list[list[Any]]:
        with created(tmp_path / name, 1) as index:
            index.begin(1)
            if at_once:
                index.fill(every, 1)
            else:
                for rows in every:
                    index.add(rows, 1)
            index.commit(1)
            asked = (
                "SELECT * FROM row ORDER BY id",
                "SELECT rowid, * FROM words ORDER BY rowid",
                "SELECT rowid FROM words WHERE words MATCH 'harbour OR talks' ORDER BY rowid",
                "SELECT * FROM words_config ORDER BY k",
                "SELECT name, sql FROM sqlite_master ORDER BY name",
            )
            return [index.sql.execute(each).fetchall() for each in asked]

    filled, grown = content("filled", at_once=True), content("grown", at_once=False)
    assert filled[:3] == grown[:3]
    assert [len(rows) for rows in filled[:3]] == [9, 9, 8]
    assert filled[3] == sorted([("hashsize", 1 << 20), *grown[3]])  # which is what FTS5 takes unasked
    assert filled[4] == grown[4]


def test_words_that_are_too_many_are_refused() -> None:
    with pytest.raises(QueryError, match="61 words are too many to search for: 60 at most"):
        expression("a " * 61)


def test_bytes_that_are_no_text_are_no_words() -> None:
    with pytest.raises(QueryError, match=r"'a\\udcff': this is no Unicode text; give the words in UTF-8"):
        expression("a\udcff")


def test_an_error_shows_the_beginning_of_very_long_words() -> None:
    with pytest.raises(QueryError) as raised:
        expression("! " * 50_000)
    assert str(raised.value) == f"'{'! ' * 40}…': there is no word in this to search for"
