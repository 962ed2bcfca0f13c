"""Whatever is killed on the way back, away or elsewhere: the store is whole, and what was purged is gone."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.store import Retention, folder, open_store, restore
from tests.conftest import ROOT
from tests.store.history_loop import said, word_of
from tests.store.samples import NOW, contents
from tests.store.test_retracting import traces

LOOP = [sys.executable, "-m", "tests.store.history_loop"]
OWN = {
    "CURRENT",
    "LOCK",
    "as-of",
    "backups.jsonl",
    "generations",
    "history",
    "ledger.sqlite",
    "retention.json",
    "search.sqlite",
}


def killed(root: Path, backups: Path, seed: int, delay: float) -> list[list[str]]:
    """Let a writer go on from `seed` and kill it; what it acknowledged."""
    with subprocess.Popen([*LOOP, root, str(seed), backups], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(delay)
        os.kill(writer.pid, 9)
        lines = [first, *writer.stdout.read().splitlines(keepends=True)]
    return [line.split() for line in lines if line.endswith("\n")]


def verify_whole(root: Path, acknowledged: list[list[str]]) -> None:
    """Assert that the store holds what its history comes to, and all that was acknowledged."""
    with open_store(root) as store:
        with store.snapshot() as snapshot, store.rebuilt() as rebuilt:
            assert snapshot.generation >= int(acknowledged[-1][0])
            assert contents(snapshot) == contents(rebuilt)
            assert snapshot.manifest.quads == len(contents(snapshot))
            assert {node.value for node, _ in snapshot.articles()} == set(store.digests())
        past = random.Random(len(acknowledged)).choice(store.history()).number
        store.rebuilt(past).close()
    for _, what, about in acknowledged:
        if what == "purge" and about != "-":
            assert traces(root, word_of(NamedNode(about))) == {}
        if what == "backup" and about != "-":
            restore(Path(about), root.with_name("restored"))
            with open_store(root.with_name("restored")) as store, store.snapshot() as snapshot:
                assert contents(store.rebuilt()) == contents(snapshot)
            shutil.rmtree(root.with_name("restored"))


def kill_and_verify(root: Path, backups: Path, times: int) -> None:
    """Kill writers at random moments and look after each; the next writer ends what they began."""
    moments = random.Random(20260303)
    done = set[str]()
    for seed in range(times):
        acknowledged = killed(root, backups, seed, moments.uniform(0, 0.4))
        verify_whole(root, acknowledged)
        done |= {what for _, what, _ in acknowledged}
    assert done >= {"publish", "rollback"}
    with open_store(root) as store:
        store.keep(Retention(2))
        published = store.publish([said(9_999, 1)], now=NOW)
        assert published.generation is not None
        for tombstone in store.tombstones():
            assert not tombstone.purged or traces(root, word_of(tombstone.article)) == {}
    assert {path.name for path in root.iterdir()} <= OWN
    kept = {f"{published.generation - back:06d}" for back in (1, 0)}
    assert {path.name for path in (root / folder.GENERATIONS).iterdir()} <= kept


def test_a_killed_writer_leaves_a_whole_store(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    kill_and_verify(tmp_path / "S", tmp_path / "backups", 10)


@pytest.mark.slow
def test_three_hundred_killed_writers_leave_a_whole_store(memory: Path) -> None:
    (memory / "backups").mkdir()
    kill_and_verify(memory / "S", memory / "backups", 300)
