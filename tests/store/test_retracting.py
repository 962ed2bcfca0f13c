"""A retracted article stays away, a purged one leaves no byte behind, and only an express word lets one come back."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.store import ArticleChange, Published, Store, Tombstone, View, change, open_store, retracting
from kg.store.ledger import Ledger
from kg.store.snapshot import Snapshot, open_ledger, reading
from kg.store.tombstones import LEFT
from kg.vocab import nf, rdf, schema
from tests.store.samples import IRIS, NOW, OKOYE, article, contents, entity_quads, publication, quads_of, withdrawal

SECRET = "Wyqzvkopl"  # no other word has these letters, so a compressor keeps them as they are
SOURCE = IRIS.own_entity(article(1), f"{SECRET} Dunne")
REASON = "Published by mistake."


def secret(headline: str = f"Rain in {SECRET}") -> ArticleChange:
    """An article whose text, whose people and whose links have a word that nobody else uses."""
    graph = IRIS.graph(article(1))
    quads = [*quads_of(1, headline), Quad(article(1), schema.mentions, SOURCE, graph)]
    claims = [Triple(SOURCE, schema.name, Literal(f"{SECRET} Dunne")), Triple(SOURCE, rdf.type, schema.Person)]
    return change(article(1), graph, quads, claims, day="2026-03-01")


def tombstone_quads(reason: str = REASON) -> set[Quad]:
    graph = IRIS.tombstones_graph
    return {
        Quad(article(1), rdf.type, nf.Tombstone, graph),
        Quad(article(1), nf.retractionReason, Literal(reason), graph),
    }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two generations, an hour apart; the second has another revision of the article."""
    with open_store(tmp_path / "S", create=True) as store:
        store.publish([secret(), publication(2, "Sun in Sollen")], now=NOW)
        store.publish([secret(f"Sun in {SECRET}")], now=NOW + timedelta(hours=1))
        yield store


def held(store: Store, as_of: datetime | None = None) -> set[Quad]:
    with store.snapshot(as_of=as_of) as snapshot:
        return contents(snapshot)


def traces(root: Path, word: str = SECRET) -> dict[str, int]:
    """How often a word stands in each file of a folder, also where it is compressed or a link's target."""
    found = dict[str, int]()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".zst":
                data += zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True).read()
            count = data.lower().count(word.lower().encode())
            found |= {str(path.relative_to(root)): count} if count or word.lower() in path.name.lower() else {}
    return found


OTHERS = {*quads_of(2, "Sun in Sollen"), *entity_quads("Ana Okoye")}


def test_a_retracted_article_leaves_a_tombstone_with_the_reason(store: Store) -> None:
    done = store.retract(article(1), REASON, now=NOW + timedelta(hours=2))
    assert (done.published, done.backups) == (Published(3, removed=(article(1),)), ())
    assert held(store) == OTHERS | tombstone_quads()
    assert store.tombstones() == (Tombstone(article(1), REASON, "2026-03-02T11:30:00.000000Z", purged=False),)
    with store.snapshot() as snapshot:
        assert (snapshot.retraction(article(1)), snapshot.retraction(article(2))) == (REASON, None)
        assert snapshot.manifest.quads == len(contents(snapshot))


def test_a_retracted_article_is_not_published_again(store: Store) -> None:
    store.retract(article(1), REASON, now=NOW)
    before = held(store)
    done = store.publish([secret("Snow in Valdoria"), publication(3)], now=NOW)
    assert done == Published(4, changed=(article(3),), retracted=(article(1),))
    assert store.publish([secret()], now=NOW) == Published(None, retracted=(article(1),))
    assert held(store) == before | set(quads_of(3, "Rain in Valdoria"))


def test_no_rollback_brings_a_retracted_article_back(store: Store) -> None:
    store.retract(article(1), REASON, now=NOW)
    assert store.roll_back(1, now=NOW).generation is None
    store.publish([publication(2, "Hail in Sollen")], now=NOW)
    store.roll_back(1, now=NOW)
    assert held(store) == OTHERS | tombstone_quads()


def test_no_question_about_the_past_shows_a_retracted_article(store: Store) -> None:
    before = held(store, NOW)
    assert before >= set(quads_of(1, f"Rain in {SECRET}"))
    store.retract(article(1), REASON, now=NOW + timedelta(hours=2))
    assert held(store, NOW) == OTHERS | tombstone_quads()
    store.reinstate(article(1), now=NOW + timedelta(hours=3))
    assert held(store, NOW) == before


def test_an_undone_retraction_brings_back_what_was_there(store: Store) -> None:
    before, said = held(store), store.revisions(article(1))
    store.retract(article(1), REASON, now=NOW)
    assert store.reinstate(article(1), now=NOW) == Published(4, changed=(article(1),))
    assert held(store) == before
    assert store.tombstones() == ()
    assert [(each.generation, bool(each.digest)) for each in store.revisions(article(1))] == [
        (4, True),
        (3, False),
        *((each.generation, True) for each in said),
    ]


def test_an_article_that_was_away_when_it_was_retracted_stays_away_after(store: Store) -> None:
    store.publish([withdrawal(1)], now=NOW)
    store.retract(article(1), REASON, now=NOW)
    store.reinstate(article(1), now=NOW)
    assert held(store) == OTHERS
    assert store.publish([secret()], now=NOW).changed == (article(1),)


@pytest.mark.parametrize(
    ("number", "reason", "says"),
    [
        (7, REASON, "the store never had this article"),
        (1, "  ", "needs a reason"),
        (2, REASON, "was retracted on 2026-03-02: before"),
        (1, "A mistake.\x1b[2J", r"has the sign U\+001B that none can read: write it in words, on one line"),
        (1, "Two\nlines", r"has the sign U\+000A"),
        (1, "\u202esekatsim", r"has the sign U\+202E"),
        (1, "half \udc80", r"has the sign U\+DC80"),
    ],
)
def test_a_retraction_that_makes_no_sense_is_refused(store: Store, number: int, reason: str, says: str) -> None:
    store.retract(article(2), "before", now=NOW)
    before = held(store)
    with pytest.raises(StoreError, match=says):
        store.retract(article(number), reason, now=NOW)
    assert held(store) == before
    with pytest.raises(StoreError, match="was not retracted"):
        store.reinstate(article(1), now=NOW)


def test_a_check_that_raises_stops_a_retraction(store: Store) -> None:
    before, files = held(store), traces(store.path)

    def refuse(view: View, graphs: frozenset[NamedNode]) -> None:
        assert graphs == {IRIS.graph(article(1))}
        assert set(view.quads(IRIS.tombstones_graph)) == tombstone_quads()
        raise StoreError("no")

    for purge in (False, True):
        with pytest.raises(StoreError, match="no"):
            store.retract(article(1), REASON, now=NOW, purge=purge, check=refuse)
    assert (held(store), store.tombstones(), traces(store.path)) == (before, (), files)
    assert len(list((store.path / "generations").iterdir())) == 3


def scatter(store: Store) -> None:
    """Leave the word wherever a store keeps words."""
    store.keep_report("talks", f'{{"article": "{article(1).value}", "headline": "Rain in {SECRET}"}}')
    store.keep_report("rain", f'{{"article": "{article(2).value}", "headline": "Rain in Sollen"}}')
    (store.path / "parts/job").mkdir(parents=True)
    (store.path / "parts/job/1.nq").write_text(f"Rain in {SECRET}")
    store.link(SOURCE, OKOYE, now=NOW + timedelta(hours=1))
    store.unlink(SOURCE, now=NOW + timedelta(hours=1))
    held(store, NOW)
    store.rebuilt(1).close()


def test_a_purge_leaves_no_byte_of_what_was_said(store: Store) -> None:
    scatter(store)
    before = traces(store.path)
    kinds = {name.split("/")[0] for name in before}
    assert kinds == {"as-of", "generations", "history", "ledger.sqlite", "parts", "rejected", "search.sqlite"}
    store.retract(article(1), REASON, now=NOW + timedelta(hours=2), purge=True)
    assert traces(store.path) == {}
    assert held(store) == OTHERS | tombstone_quads()
    assert store.revisions(article(1)) == ()
    assert [path.name for path in (store.path / "rejected").iterdir()] == ["rain.json"]


def test_a_purge_takes_away_the_links_of_whom_nobody_else_names(store: Store) -> None:
    store.publish([publication(3, names=["A. Okoye"])], now=NOW)
    store.link(SOURCE, OKOYE, now=NOW)
    store.link(OKOYE, article(9), now=NOW)
    store.retract(article(1), REASON, now=NOW, purge=True)
    assert [(link.old, link.new) for link in store.links()] == [(OKOYE.value, article(9).value)]
    assert traces(store.path) == {}


def test_the_past_is_told_without_a_purged_article(store: Store) -> None:
    past = {
        1: {*quads_of(2, "Sun in Sollen"), *entity_quads("Ana Okoye")} | tombstone_quads(),
        0: tombstone_quads(),
    }
    store.retract(article(1), REASON, now=NOW + timedelta(hours=2), purge=True)
    assert held(store, NOW) == past[1]
    with store.rebuilt(0) as rebuilt:
        assert contents(rebuilt) == past[0]
    assert traces(store.path) == {}


def test_a_retracted_article_can_be_purged_later_and_then_no_more(store: Store) -> None:
    store.retract(article(1), REASON, now=NOW)
    assert traces(store.path)
    store.retract(article(1), "Court order.", now=NOW, purge=True)
    assert (held(store), traces(store.path)) == (OTHERS | tombstone_quads("Court order."), {})
    with pytest.raises(StoreError, match="was purged on 2026-03-02: Court order"):
        store.retract(article(1), REASON, now=NOW, purge=True)


def test_a_purged_article_can_be_published_anew_once_the_retraction_is_undone(store: Store) -> None:
    store.retract(article(1), REASON, now=NOW, purge=True)
    assert store.reinstate(article(1), now=NOW) == Published(4)
    assert held(store) == OTHERS
    assert store.publish([publication(1)], now=NOW).changed == (article(1),)
    assert [each.number for each in store.revisions(article(1))] == [1]


def test_readers_do_not_take_what_a_purge_erases_for_damage(tmp_path: Path) -> None:
    with open_store(tmp_path / "S", create=True) as store:
        store.publish([publication(number) for number in range(8)], now=NOW)
        with ThreadPoolExecutor(1) as threads:
            purging = threads.submit(purge, store, range(7))
            while not purging.done():
                with Snapshot(store.path) as snapshot:
                    assert len(contents(snapshot)) >= 4
            purging.result()


def purge(store: Store, numbers: Iterable[int]) -> None:
    for number in numbers:
        store.retract(article(number), REASON, now=NOW + timedelta(minutes=number), purge=True)


def test_what_is_read_while_a_purge_erases_it_is_said_to_be_erased(store: Store) -> None:
    with store.snapshot() as snapshot:
        purge(store, [1])
        with pytest.raises(StoreError, match=r"000002 is erased, for an article was purged"), reading(snapshot.path):
            raise OSError("IO error: No such file or directory")


def test_a_purge_that_stopped_half_way_is_finished_by_the_next_writer(store: Store) -> None:
    before = (store.path / "history/000001.nq.zst").stat()
    scatter(store)
    (store.path / "rejected/broken.json").mkdir()  # which nobody can read as a file
    with pytest.raises(StoreError, match="not all that it said was erased"):
        store.retract(article(1), REASON, now=NOW + timedelta(hours=2), purge=True)
    assert held(store) == OTHERS | tombstone_quads()
    (store.path / "rejected/broken.json").rmdir()
    store.publish([publication(3)], now=NOW + timedelta(hours=3))
    assert traces(store.path) == {}
    assert (store.path / "history/000001.nq.zst").stat().st_size == before.st_size


def test_a_purge_names_the_backups_that_may_have_the_article(store: Store, tmp_path: Path) -> None:
    late = datetime(2026, 3, 4, 12, tzinfo=UTC)
    with open_store(tmp_path / "T", create=True) as other:
        other.publish([publication(2)], now=NOW)
        before = other.back_up(tmp_path / "before", now=NOW)
        other.publish([secret()], now=NOW)
        after = other.back_up(tmp_path / "after", now=late)
        assert (before.generation, after.generation) == (1, 2)
        done = other.retract(article(1), REASON, now=late, purge=True)
        assert done.backups == (after,)
        assert after.target == str(tmp_path / "after")
    assert traces(tmp_path / "before") == {}
    assert traces(tmp_path / "after") != {}


def test_a_purge_that_fails_in_the_ledger_says_that_the_article_was_retracted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compact(ledger: Ledger) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "compact", compact)
    with pytest.raises(
        StoreError, match="was retracted, but not all that it said was erased: database or disk is full"
    ):
        store.retract(article(1), REASON, now=NOW + timedelta(hours=2), purge=True)
    assert held(store) == OTHERS | tombstone_quads()


def test_a_backup_is_refused_while_a_purge_is_not_finished(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(retracting, "finish_purges", lambda *_: pytest.fail("killed"))
        with pytest.raises(pytest.fail.Exception, match="killed"):
            store.retract(article(1), REASON, now=NOW, purge=True)
    with pytest.raises(StoreError, match="is being purged: back it up again when that is done"):
        store.back_up(tmp_path / "B", now=NOW)
    assert not (tmp_path / "B").exists()
    store.publish([publication(3)], now=NOW)
    store.back_up(tmp_path / "B", now=NOW)
    assert traces(tmp_path) == {}


def test_what_is_left_of_purges_is_found_without_reading_every_revision(store: Store) -> None:
    with open_ledger(store.path) as ledger:
        plan = [row[3] for row in ledger.rows(f"EXPLAIN QUERY PLAN {LEFT}")]
    assert [step for step in plan if step.startswith("SCAN") and "tombstone" not in step] == []
    assert any(step.startswith("SEARCH revision") for step in plan)


class Killed(BaseException):
    """Stands for the end of a process."""


def test_a_purge_that_is_killed_once_the_history_is_blank_is_finished_by_the_next_writer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.link(OKOYE, article(9), now=NOW + timedelta(hours=1))  # which has nothing to do with the article

    def erase(ledger: Ledger, articles: str) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "erase", erase)
        with pytest.raises(Killed):
            store.retract(article(1), REASON, now=NOW + timedelta(hours=2), purge=True)
    assert store.publish([publication(3)], now=NOW + timedelta(hours=3)).generation == 5
    assert (traces(store.path), store.revisions(article(1))) == ({}, ())
