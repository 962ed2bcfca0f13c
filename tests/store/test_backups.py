"""A backup is a store by itself, whatever is written meanwhile, and is restored only if every byte is right."""

from __future__ import annotations

import multiprocessing
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Backup, Retention, open_store, restore
from tests.store.samples import NOW, article, contents, entity_quads, publication, quads_of
from tests.store.test_history import HOUR, headline, published_days


def test_a_backup_is_restored_with_its_history(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 3)
    store.keep_report("talks", "{}")
    made = store.back_up(tmp_path / "B", now=NOW)
    assert made == Backup(str(tmp_path / "B"), "2026-03-02T09:30:00.000000Z", 3)
    assert store.backups() == (made,)
    store.publish([publication(1, "Day 4")], now=NOW + 4 * HOUR)
    assert restore(tmp_path / "B", tmp_path / "R") == 3
    with open_store(tmp_path / "R") as restored:
        assert restored.history() == open_store(tmp_path / "B").history()
        assert [info.number for info in restored.history()] == [3, 2, 1, 0]
        assert headline(restored, NOW + HOUR) == "Day 1"
        assert restored.backups() == ()
        assert restored.publish([publication(1, "Day 5")], now=NOW).generation == 4
        assert restored.roll_back(1, now=NOW).generation == 5
        with restored.snapshot() as snapshot:
            assert contents(snapshot) == {*quads_of(1, "Day 1"), *entity_quads("Ana Okoye")}
        assert (tmp_path / "R/rejected/talks.json").read_text() == "{}"


def test_a_backup_can_be_read_where_it_lies(tmp_path: Path) -> None:
    published_days(tmp_path / "S", 2).back_up(tmp_path / "B", now=NOW)
    with open_store(tmp_path / "B") as backup:
        assert (headline(backup), headline(backup, NOW + HOUR)) == ("Day 2", "Day 1")


def _publish(root: Path, times: int) -> None:
    for edition in range(times):
        changes = [publication(n, f"Edition {edition}", [f"Okoye {edition % 3}"]) for n in range(1, 4)]
        open_store(root).publish(changes, now=NOW + timedelta(seconds=edition), wait=30)


def test_backups_are_whole_while_a_writer_writes(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.keep(Retention(2))
    store.publish([publication(n, "Edition 0", ["Okoye 0"]) for n in range(1, 4)], now=NOW)
    writer = multiprocessing.get_context("spawn").Process(target=_publish, args=(tmp_path / "S", 15))
    writer.start()
    numbers = list[int]()
    while writer.is_alive() or not numbers:
        target = tmp_path / f"B{len(numbers)}"
        numbers.append(store.back_up(target, now=NOW).generation)
        restore(target, tmp_path / "R")
        with open_store(tmp_path / "R") as restored, restored.snapshot() as snapshot, restored.rebuilt() as rebuilt:
            edition = headline(restored)
            assert {quad for n in range(1, 4) for quad in quads_of(n, edition)} <= contents(snapshot)
            assert contents(rebuilt) == contents(snapshot)
            assert snapshot.generation == numbers[-1] == restored.history()[0].number
        shutil.rmtree(tmp_path / "R")
    writer.join()
    assert writer.exitcode == 0
    assert numbers == sorted(numbers)
    assert [backup.generation for backup in store.backups()] == numbers


@pytest.mark.parametrize("name", ["ledger.sqlite", "CURRENT", "history/000002.nq.zst", "*.sst", "manifest.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_backup_is_not_restored(tmp_path: Path, name: str, how: str) -> None:
    published_days(tmp_path / "S", 2).back_up(tmp_path / "B", now=NOW)
    path = next((tmp_path / "B").rglob(Path(name).name))
    data = bytearray(path.read_bytes())
    if how == "flipped":
        data[len(data) // 2] ^= 1
    path.write_bytes(data[:-1] if how == "cut" else data)
    if how == "gone":
        path.unlink()
    what = "is missing" if how == "gone" else "is not as it was written"
    with pytest.raises(StoreError, match=rf"B is damaged: .*{path.name} {what}; nothing was restored"):
        restore(tmp_path / "B", tmp_path / "R")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["B", "S"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    store.back_up(tmp_path / "B", now=NOW)
    for target in (tmp_path / "B", tmp_path / "S"):
        with pytest.raises(StoreError, match="is there already and holds something"):
            store.back_up(target, now=NOW)
        with pytest.raises(StoreError, match="is there already and holds something"):
            restore(tmp_path / "B", target)
    (tmp_path / "empty").mkdir()
    assert restore(tmp_path / "B", tmp_path / "empty") == 1


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (None, "is no backup made by `kg backup`"),
        ("{", "cannot be read"),
        ('{"generation": 1, "files": {"../../S/CURRENT": [7, "x"]}}', "names files outside of it"),
    ],
)
def test_what_is_no_backup_is_not_restored(tmp_path: Path, sheet: str | None, says: str) -> None:
    (tmp_path / "B").mkdir()
    if sheet:
        (tmp_path / "B/backup.json").write_text(sheet)
    with pytest.raises(StoreError, match=says):
        restore(tmp_path / "B", tmp_path / "R")


def test_a_backup_that_its_store_cannot_note_is_whole_and_said_to_be_unknown(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    (tmp_path / "S/backups.jsonl").mkdir()
    with pytest.raises(StoreError, match=r"/B is whole, but .*/S could not take note of it \(Is a directory\)"):
        store.back_up(tmp_path / "B", now=NOW)
    restore(tmp_path / "B", tmp_path / "R")
    assert open_store(tmp_path / "R").digests() == store.digests()


def test_a_note_of_a_backup_that_was_cut_hides_no_other(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    (tmp_path / "S/backups.jsonl").write_text('{"target": "/a", "cre')
    made = store.back_up(tmp_path / "B", now=NOW)
    assert store.backups() == (made,)


@pytest.mark.parametrize("name", ["B", "generations/B", "../S/history/B"])
def test_a_store_is_not_backed_up_into_itself(tmp_path: Path, name: str) -> None:
    store = published_days(tmp_path / "S", 1)
    before = sorted((tmp_path / "S").rglob("*"))
    with pytest.raises(StoreError, match=r"is within the store .*: name a folder elsewhere"):
        store.back_up(tmp_path / "S" / name, now=NOW)
    assert sorted((tmp_path / "S").rglob("*")) == before


def test_a_backup_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    store = published_days(tmp_path / "S", 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        store.back_up(tmp_path / "file/B", now=NOW)
    assert str(caught.value) == f"{tmp_path}/file/B could not be written: Not a directory; nothing is left of it"
    assert store.backups() == ()
    assert store.digests() == {article(1).value: publication(1, "Day 1").digest}
