"""`kg publish --scheduler`: the same bytes as one process, whatever worker or scheduler is killed."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from kg.exports import Selection, export_rdf
from kg.store import open_store
from tests.scale.running import cluster, kg, killed

pytest.importorskip("distributed")


def trig(store: Path) -> bytes:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        return b"".join(export_rdf(snapshot, Selection(), "trig"))


def done(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a command ended, and what it said."""
    _, said = process.communicate(timeout=300)
    return process.returncode, said


def many(folder: Path, articles: int) -> Path:
    """An archive that is cut into several chunks: 512 files are one."""
    write_archive(folder, articles, "yaml", facts=1)
    return folder


def test_two_workers_make_the_same_bytes_as_one_process(tmp_path: Path) -> None:
    archive = many(tmp_path / "in", 1100)
    assert done(kg("publish", archive, "--store", tmp_path / "one", "-q", "--jobs", "1")) == (0, "")
    with cluster(tmp_path / "dask") as dask:
        here = ("--scheduler", dask.address, "-q")
        assert done(kg("publish", archive, "--store", tmp_path / "two", *here)) == (0, "")
        assert done(kg("publish", archive, "--to-files", tmp_path / "files", *here)) == (0, "")
        killed(dask.workers[0])
        assert done(kg("publish", archive, "--store", tmp_path / "left", *here)) == (0, "")
    assert trig(tmp_path / "two") == trig(tmp_path / "one")
    assert trig(tmp_path / "left") == trig(tmp_path / "one")
    with open_store(tmp_path / "one") as store, store.snapshot() as snapshot:
        wanted = sorted(f"{quad} .\n" for quad in snapshot.quads())
    found = [line for file in (tmp_path / "files").glob("*.nq") for line in file.open(encoding="utf-8")]
    assert sorted(found) == wanted


def test_a_worker_that_is_killed_at_work_loses_and_repeats_nothing(tmp_path: Path) -> None:
    archive = many(tmp_path / "in", 2100)
    assert done(kg("publish", archive, "--store", tmp_path / "one", "-q", "--jobs", "1")) == (0, "")
    with cluster(tmp_path / "dask") as dask:
        process = kg("publish", archive, "--store", tmp_path / "two", "--scheduler", dask.address, "-q")
        wait_for_parts(tmp_path / "two", 1)
        killed(dask.workers[0])
        assert done(process) == (0, "")
    assert trig(tmp_path / "two") == trig(tmp_path / "one")


def test_who_loses_the_scheduler_is_told_and_goes_on_with_another(tmp_path: Path) -> None:
    archive = many(tmp_path / "in", 2100)
    assert done(kg("publish", archive, "--store", tmp_path / "one", "-q", "--jobs", "1")) == (0, "")
    with cluster(tmp_path / "dask") as dask:
        address = dask.address
        process = kg("publish", archive, "--store", tmp_path / "two", "--scheduler", address, "-q")
        wait_for_parts(tmp_path / "two", 1)
        assert dask.scheduler
        killed(dask.scheduler)
        code, said = done(process)
    kept = next((tmp_path / "two" / "parts").glob("*/"))
    assert (code, said) == (
        2,
        f"Error: {address}: the scheduler is gone; what was prepared is kept in {kept}: "
        "run the same again when it is back\n",
    )
    before = {path.name: path.stat().st_mtime_ns for path in kept.glob("*.jsonl")}
    assert before
    with cluster(tmp_path / "dask") as dask:
        process = kg("publish", archive, "--store", tmp_path / "two", "--scheduler", dask.address, "-q")
        assert done(process) == (0, "")
    assert trig(tmp_path / "two") == trig(tmp_path / "one")


def test_a_scheduler_that_is_not_there_is_said(tmp_path: Path) -> None:
    archive = many(tmp_path / "in", 2)
    code, said = done(kg("publish", archive, "--store", tmp_path / "s", "--scheduler", "tcp://127.0.0.1:9", "-q"))
    assert (code, said.startswith("Error: tcp://127.0.0.1:9: no Dask scheduler answers there (")) == (2, True)


def test_a_scheduler_without_workers_is_said(tmp_path: Path) -> None:
    archive = many(tmp_path / "in", 2)
    with cluster(tmp_path / "dask", workers=0) as dask:
        code, said = done(kg("publish", archive, "--store", tmp_path / "s", "--scheduler", dask.address, "-q"))
        assert (code, said) == (
            2,
            f"Error: {dask.address}: the scheduler has no workers; start some with: dask worker {dask.address}\n",
        )


def wait_for_parts(store: Path, count: int) -> None:
    """Wait until so many parts are made."""
    until = time.monotonic() + 120
    while len(list(store.glob("parts/*/*.jsonl"))) < count:
        assert time.monotonic() < until, "no part within two minutes"
        time.sleep(0.02)
