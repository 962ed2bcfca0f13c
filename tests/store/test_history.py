"""What was published stays known: every revision, what stood when, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import KgError, StoreError
from kg.store import GenerationInfo, Published, Retention, RevisionInfo, Store, change, moment, open_store, retention
from kg.store.archive import change_of, segments, text_of
from kg.store.moments import KEPT
from kg.vocab import rdfs, schema
from tests.store.samples import IRIS, NOW, OKOYE, article, contents, entity_quads, publication, quads_of, withdrawal
from tests.store.test_faults import WITHOUT_PRIVILEGES, run_child

HOUR = timedelta(hours=1)


def published_days(root: Path, days: int, keep: int = 10) -> Store:
    """A store to which an article was published every hour, each time with another headline."""
    store = open_store(root, create=True)
    store.keep(Retention(keep))
    for day in range(1, days + 1):
        store.publish([publication(1, f"Day {day}")], now=NOW + day * HOUR)
    return store


def headline(store: Store, as_of: datetime | None = None) -> str:
    with store.snapshot(as_of=as_of) as snapshot:
        (quad,) = snapshot.match(article(1), schema.headline)
    assert isinstance(quad.object, Literal)
    return quad.object.value


def test_the_history_says_of_an_article_what_it_said_from_when_until_when(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1), publication(2)], now=NOW)
    store.publish([withdrawal(1)], now=NOW + HOUR)
    store.publish([publication(1, "Sun")], now=NOW + 2 * HOUR)
    assert store.revisions(article(1)) == (
        RevisionInfo(3, 3, "2026-03-02T11:30:00.000000Z", None, publication(1, "Sun").digest),
        RevisionInfo(2, 2, "2026-03-02T10:30:00.000000Z", "2026-03-02T11:30:00.000000Z", ""),
        RevisionInfo(1, 1, "2026-03-02T09:30:00.000000Z", "2026-03-02T10:30:00.000000Z", publication(1).digest),
    )
    assert store.revisions(article(9)) == ()


@pytest.mark.parametrize("headline", ["# claims\n", 'say "no"\r\n# refutations\n', "Å 𝔸  \x7f", "", "\\n# claims"])
def test_the_history_gives_back_what_an_article_said(headline: str) -> None:
    given = publication(1, headline, ["A. Okoye", headline])
    refuted = Triple(OKOYE, schema.jobTitle, Literal(headline, language="en-GB"))
    given = change(given.article, given.graph, given.quads, given.claims, [refuted], day=given.day)
    assert change_of(text_of(given)) == given


def test_the_history_of_a_generation_is_one_file_that_other_programs_read(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(n) for n in range(700)], now=NOW)
    store.publish([publication(1, "Sun")], now=NOW)
    found = segments(tmp_path / "S")
    assert sorted(found) == [1, 2]
    with found[1].open("rb") as file:
        text = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read().decode()
    assert [line for line in text.splitlines() if line.startswith("# article")] == [
        f"# article {article(n).value}" for n in range(700)
    ]


def test_what_an_article_said_once_before_is_not_kept_twice(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 2)
    store.roll_back(now=NOW)
    store.publish([withdrawal(1)], now=NOW)
    store.publish([publication(1, "Day 2")], now=NOW)
    assert sorted(segments(tmp_path / "S")) == [1, 2]


def test_what_a_generation_left_that_never_became_current_goes(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 4)
    (tmp_path / "S/CURRENT").write_text("000001\n")
    (tmp_path / "S/history/000002.nq.zst").write_text("what a killed writer left")
    assert store.publish([withdrawal(1)], now=NOW).generation == 2
    assert sorted(segments(tmp_path / "S")) == [1]


def test_a_damaged_history_is_named(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 2)
    path = tmp_path / "S/history/000001.nq.zst"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"000001.nq.zst is damaged .*: put it back from a backup"):
            store.roll_back(now=NOW)
        assert headline(store) == "Day 2"
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("2031-03-04", datetime(2031, 3, 4, 23, 59, 59, 999999, UTC)),
        ("2032-02-29", datetime(2032, 2, 29, 23, 59, 59, 999999, UTC)),
        ("0987-03-04", datetime(987, 3, 4, 23, 59, 59, 999999, UTC)),
        ("2031-03-04T09:30", datetime(2031, 3, 4, 9, 30, 59, 999999, UTC)),
        ("2031-03-04T09:30:05.25Z", datetime(2031, 3, 4, 9, 30, 5, 250000, UTC)),
        ("2031-03-04T00:30:05+01:00", datetime(2031, 3, 3, 23, 30, 5, 999999, UTC)),
    ],
)
def test_a_moment_is_the_end_of_a_day_or_a_time_in_utc(words: str, means: datetime) -> None:
    assert moment(words) == means


@pytest.mark.parametrize("words", ["yesterday", "2031-02-29", "2031-03-04T25:00", "", "2031-03"])
def test_what_is_no_moment_is_refused(words: str) -> None:
    with pytest.raises(KgError, match="is no time: write a date"):
        moment(words)


@pytest.mark.parametrize("keep", [10, 1])
def test_the_past_is_as_it_was_whether_it_is_kept_or_rebuilt(tmp_path: Path, keep: int) -> None:
    store = published_days(tmp_path / "S", 5, keep=keep)
    assert [headline(store, NOW + hours * HOUR + HOUR / 2) for hours in range(1, 6)] == [
        f"Day {day}" for day in range(1, 6)
    ]
    with store.snapshot(as_of=NOW + 2 * HOUR) as snapshot:
        assert (snapshot.generation, snapshot.manifest.articles, snapshot.manifest.quads) == (2, 1, 6)
        assert contents(snapshot) == {*quads_of(1, "Day 2"), *entity_quads("Ana Okoye")}
        assert snapshot.articles() == ((article(1), IRIS.graph(article(1))),)
        assert snapshot.query("SELECT ?h { ?a schema:headline ?h }").rows == ((Literal("Day 2"),),)
    assert (tmp_path / "S/as-of").exists() == (keep == 1)


def test_rebuilt_generations_are_kept_for_the_next_who_asks_but_not_many(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 6, keep=1)
    with store.snapshot(as_of=NOW + HOUR) as first:
        for day in (2, 3, 4, 5, 2):
            assert headline(store, NOW + day * HOUR) == f"Day {day}"
        assert contents(first) == {*quads_of(1, "Day 1"), *entity_quads("Ana Okoye")}
        kept = {path.name[:6] for path in (tmp_path / "S/as-of").iterdir() if path.is_dir()}
        assert kept == {"000001", "000004", "000005", "000002"} - {"000001"} | {first.root.name[:6]}


def test_a_time_before_the_store_is_refused(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    with pytest.raises(StoreError, match=r"the store has nothing of 2020-01-01T00:00:00Z: it began at 20"):
        store.snapshot(as_of=datetime(2020, 1, 1, tzinfo=UTC))


def test_whoever_may_only_read_the_store_may_ask_about_the_past() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # pytest's own folders are closed to everybody else
        root = Path(name) / "S"
        published_days(root, 3, keep=1)
        for path in [root, *root.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        said = run_child(
            WITHOUT_PRIVILEGES
            + """
with open_store(root) as store:
    with store.snapshot(as_of=NOW + timedelta(hours=1)) as snapshot:
        print(snapshot.generation, len(contents(snapshot)), snapshot.root != root)
        copy = snapshot.root
print(copy.exists(), sorted(path.name for path in root.iterdir()))
""",
            root,
        )
        for path in [root, *root.rglob("*")]:
            path.chmod(0o755)
    left = ["CURRENT", "LOCK", "generations", "history", "ledger.sqlite", "retention.json", "search.sqlite"]
    assert said == f"1 6 True\nFalse {left}\n"


def test_what_stands_in_the_way_of_rebuilding_is_named(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 3, keep=1)
    (tmp_path / "S/as-of").write_text("where no folder can be made")
    with pytest.raises(StoreError, match="could not be rebuilt"):
        headline(store, NOW + HOUR)


def test_a_clock_that_went_back_does_not_hide_what_came_later(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1, "Day 1")], now=NOW + 9 * HOUR)
    store.publish([publication(1, "Day 2")], now=NOW)
    assert headline(store, NOW + HOUR) == "Day 2"


def test_a_rollback_is_a_new_generation_that_holds_what_the_old_one_held(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 3, keep=1)
    store.publish([publication(2, "Other", ["Okoye"])], now=NOW + 4 * HOUR)
    assert store.roll_back(1, now=NOW + 5 * HOUR) == Published(5, changed=(article(1),), removed=(article(2),))
    with store.snapshot() as snapshot:
        assert contents(snapshot) == {*quads_of(1, "Day 1"), *entity_quads("Ana Okoye")}
    info = GenerationInfo(5, 4, "2026-03-02T14:30:00.000000Z", 1, 1, 1, 6, current=True, what="rollback to 1")
    assert store.history()[0] == info
    assert store.digests() == {article(1).value: publication(1, "Day 1").digest}
    assert store.publish([publication(1, "Day 1")], now=NOW).generation is None


def test_a_rollback_undoes_the_last_publish_and_a_second_one_the_first(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 3)
    assert (store.roll_back(now=NOW).generation, headline(store)) == (4, "Day 2")
    assert (store.roll_back(now=NOW).generation, headline(store)) == (5, "Day 3")
    assert store.roll_back(3, now=NOW).generation is None


def test_links_and_the_vocabulary_go_back_too(tmp_path: Path) -> None:
    store, graph, other = open_store(tmp_path / "S", create=True), NamedNode("https://a.example/ns"), article(9)
    first, second = (Quad(graph, rdfs.label, Literal(words), graph) for words in ("first", "second"))
    store.publish([publication(1)], now=NOW, vocabulary=[first])
    store.link(OKOYE, other, now=NOW)
    store.publish([publication(2)], now=NOW, vocabulary=[second])
    with store.snapshot() as snapshot:
        newest = contents(snapshot)
    assert store.roll_back(1, now=NOW) == Published(4, changed=(article(1),), removed=(article(2),))
    with store.snapshot() as snapshot:
        assert contents(snapshot) == {first, *quads_of(1, "Rain in Valdoria"), *entity_quads("Ana Okoye")}
    assert store.links() == ()
    store.roll_back(now=NOW)
    with store.snapshot() as snapshot:
        assert contents(snapshot) == newest
    assert [(link.old, link.new) for link in store.links()] == [(OKOYE.value, other.value)]


@pytest.mark.parametrize(("number", "says"), [(7, "there is no generation 7: the current one is 1"), (-1, "nothing")])
def test_a_rollback_to_what_never_was_is_refused(tmp_path: Path, number: int, says: str) -> None:
    store = published_days(tmp_path / "S", 1)
    with pytest.raises(StoreError, match=says):
        store.roll_back(number, now=NOW)
    with pytest.raises(StoreError, match="no generation before this one"):
        open_store(tmp_path / "T", create=True).roll_back(now=NOW)


def test_a_store_keeps_as_many_generations_as_it_was_told_to(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 5)
    assert store.keep(Retention(3)) == (0, 1, 2)
    store.publish([publication(1, "Day 6")], now=NOW)
    assert sorted(path.name for path in (tmp_path / "S/generations").iterdir()) == ["000004", "000005", "000006"]
    assert open_store(tmp_path / "S").retention() == Retention(3)


@pytest.mark.parametrize("setting", ["{", '{"generations": "5"}', '{"generations": 5, "bytes": 1.5}', '{"days": 5}'])
def test_a_setting_that_cannot_be_read_stops_a_publish_before_it_begins(tmp_path: Path, setting: str) -> None:
    store = published_days(tmp_path / "S", 1)
    (tmp_path / "S/retention.json").write_text(setting)
    with pytest.raises(StoreError, match="set it anew with `kg history --keep`"):
        store.publish([publication(2)], now=NOW)
    assert store.generation() == 1
    store.keep(Retention(3))
    assert store.publish([publication(2)], now=NOW).generation == 2


def test_generations_that_the_disk_does_not_let_go_stop_no_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no")

    store = published_days(tmp_path / "S", 1)
    store.keep(Retention(10, 1 << 40))
    monkeypatch.setattr(retention, "_size_of", refuse)
    assert store.publish([publication(2)], now=NOW).generation == 2


def test_a_rebuilt_generation_goes_at_once_so_that_nobody_finds_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = published_days(tmp_path / "S", 6)

    def killed(path: Path) -> None:
        raise KeyboardInterrupt

    for number in range(1, KEPT + 1):
        store.rebuilt(number).close()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            store.rebuilt(KEPT + 1)
    for number in range(1, KEPT + 2):
        store.rebuilt(number).close()


def test_generations_stay_within_the_bytes_that_they_may_take(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 5)
    with store.snapshot() as newest, store.snapshot(as_of=NOW + 2 * HOUR):
        assert store.keep(Retention(10, bytes=1)) == (0, 1, 3, 4)
        assert sorted(path.name for path in (tmp_path / "S/generations").iterdir()) == ["000002", "000005"]
        assert contents(newest)
    store.publish([publication(1, "Day 6")], now=NOW + 6 * HOUR)
    assert sorted(path.name for path in (tmp_path / "S/generations").iterdir()) == ["000006"]
    assert headline(store, NOW + HOUR) == "Day 1"


def test_a_store_of_another_version_is_refused_with_a_cure(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    with closing(sqlite3.connect(tmp_path / "S/ledger.sqlite")) as ledger:
        ledger.execute("PRAGMA user_version = 9")
    with pytest.raises(StoreError, match=r"S was made by another version of kg, .*: publish its articles into a new"):
        store.history()
    with pytest.raises(StoreError, match="S was made by another version of kg"):
        store.publish([publication(2)], now=NOW)
