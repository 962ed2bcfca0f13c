"""`kg publish --scheduler`: the same bytes as one process, whatever worker or scheduler is killed."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from kg.errors import KgError
from kg.exports import Selection, export_rdf
from kg.publishing import Chunk, Job
from kg.scale.cluster import _make_parts
from kg.scale.cluster import cluster as make_on
from kg.store import open_store
from tests.scale.running import cluster, kg, killed, published

pytest.importorskip("distributed")


def trig(store: Path) -> bytes:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        return b"".join(export_rdf(snapshot, Selection(), "trig"))


def done(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a command ended, and what it said."""
    _, said = process.communicate(timeout=300)
    return process.returncode, said


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in one file, that `published` cuts into ten chunks."""
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, 96, "jsonl")
    (folder / "texts.jsonl").unlink()
    return folder


@pytest.fixture(scope="module")
def wanted(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What one process makes of the archive."""
    store = tmp_path_factory.mktemp("one") / "store"
    assert done(kg("publish", archive, "--store", store, "-q", "--jobs", "1")) == (0, "")
    return trig(store)


def test_two_workers_make_the_same_bytes_as_one_process(archive: Path, wanted: bytes, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as dask:
        here = ("--scheduler", dask.address, "-q")
        assert done(kg("publish", archive, "--store", tmp_path / "two", *here)) == (0, "")
        assert done(kg("publish", archive, "--to-files", tmp_path / "files", *here)) == (0, "")
    assert trig(tmp_path / "two") == wanted
    assert sorted(path.name for path in (tmp_path / "two").iterdir() if path.is_dir()) == ["generations", "history"]
    with open_store(tmp_path / "two") as store, store.snapshot() as snapshot:
        others = snapshot.iris.occurrences_graph
        quads = sorted(f"{quad} ." for quad in snapshot.quads() if quad.graph_name != others)
    files = (tmp_path / "files").glob("*.nq")
    assert sorted(line for file in files for line in file.read_text("utf-8").split("\n") if line) == quads


def test_a_worker_that_is_killed_at_work_loses_and_repeats_nothing(
    archive: Path, wanted: bytes, tmp_path: Path
) -> None:
    with cluster(tmp_path / "dask") as dask:
        process = published(archive, tmp_path / "two", dask.address)
        wait_for_parts(tmp_path / "two", 1)
        killed(dask.workers[0])
        assert done(process) == (0, "")
    assert trig(tmp_path / "two") == wanted


def test_who_loses_the_scheduler_is_told_and_goes_on_with_another(archive: Path, wanted: bytes, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as dask:
        address = dask.address
        process = published(archive, tmp_path / "two", address)
        wait_for_parts(tmp_path / "two", 1)
        assert dask.scheduler
        killed(dask.scheduler)
        code, said = done(process)
    kept = next((tmp_path / "two" / "parts").glob("*/"))
    assert (code, said) == (
        1,
        f"{address}: the scheduler is gone; what was prepared is kept in {kept}: run the same again when it is back\n",
    )
    before = {path.name: path.stat().st_ino for path in kept.glob("*.nq")}
    assert before
    with cluster(tmp_path / "dask") as dask:
        process = published(archive, tmp_path / "two", dask.address, "keep")
        assert done(process) == (0, "")
    after = {path.name: path.stat().st_ino for path in (tmp_path / "kept").glob("*.nq")}
    assert {name: after[name] for name in before} == before
    assert len(after) == 10
    assert trig(tmp_path / "two") == wanted


@pytest.mark.slow  # it waits as long as the library does
def test_a_scheduler_that_is_not_there_is_said(archive: Path, tmp_path: Path) -> None:
    code, said = done(kg("publish", archive, "--store", tmp_path / "s", "--scheduler", "tcp://127.0.0.1:9", "-q"))
    assert (code, said.startswith("Error: tcp://127.0.0.1:9: no Dask scheduler answers there (")) == (2, True)


def test_a_scheduler_without_workers_is_said(archive: Path, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask", workers=0) as dask:
        code, said = done(kg("publish", archive, "--store", tmp_path / "s", "--scheduler", dask.address, "-q"))
        assert (code, said) == (
            2,
            f"Error: {dask.address}: the scheduler has no workers; start some with: dask worker {dask.address}\n",
        )


@pytest.mark.parametrize("address", ["tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://127.0.0.1:999999", "a b:1"])
def test_what_is_no_address_of_a_scheduler_is_said_at_once(address: str) -> None:
    wanted = f"--scheduler {address}: the address of a scheduler has a host and a port, as in tcp://10.0.0.1:8786"
    with pytest.raises(KgError, match=f"^{re.escape(wanted)}$"), make_on(address):
        pass


def test_the_key_of_a_job_is_worked_out_once_for_all_chunks(tmp_path: Path) -> None:
    keys = list[str]()

    class Client:
        def wait_for_workers(self, number: int, timeout: float) -> None:
            pass

        def nthreads(self) -> dict[str, int]:
            return {"one": 1}

        def submit(self, *given: object, **options: object) -> Client:
            *_, folder, name = given
            assert isinstance(folder, Path)
            (folder / f"{name}.jsonl").touch()
            keys.append(str(options["key"]))
            return self

        def result(self) -> None:
            pass

    class Counted(Job):
        def key(self) -> str:
            raise AssertionError("this reads the whole schema")

    folder = tmp_path / "0123"
    folder.mkdir()
    chunks = [Chunk((str(tmp_path / name),), 1) for name in "ab"]
    names = list(_make_parts(Client(), "tcp://here", Counted("https://kg.example/"), chunks, folder))
    assert (names, keys) == (["000000", "000001"], ["kg-0123-000000", "kg-0123-000001"])


def wait_for_parts(store: Path, count: int) -> None:
    """Wait until so many parts are made."""
    until = time.monotonic() + 120
    while len(list(store.glob("parts/*/0*.jsonl"))) < count:
        assert time.monotonic() < until, "no part within two minutes"
        time.sleep(0.002)
