"""Whatever is killed, full, locked or damaged: readers see a whole generation, and nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from kg.errors import KgError, StoreError, StoreLockedError
from kg.store import Limits, Retention, folder, open_store
from kg.store.lock import writer_lock
from kg.vocab import schema
from tests.conftest import ROOT
from tests.store.samples import IRIS, NOW, article, contents, entity_quads, publication, quads_of, withdrawal

LASTING = {"CURRENT", "LOCK", "generations", "history", "ledger.sqlite", "retention.json", "search.sqlite"}
LOOP = [sys.executable, "-m", "tests.store.publish_loop"]


def killed_writer(root: Path, start: int, others: int, delay: float) -> tuple[int, int]:
    """Let a writer publish from `start` on, kill it; the last edition and generation that it acknowledged."""
    command = [*LOOP, str(root), str(start), str(others)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(delay)
        os.kill(writer.pid, 9)
        lines = [first, *writer.stdout.read().splitlines()]
    edition, generation = [line for line in lines if re.fullmatch(r"\d+ \d+\n?", line)][-1].split()
    return int(edition), int(generation)


def verify_whole(root: Path, acknowledged: tuple[int, int]) -> int:
    """Assert that a whole edition stands that is not older than the acknowledged one; its number."""
    with open_store(root) as store, store.snapshot() as snapshot:
        headlines = {q.object.value for n in (1, 2) for q in snapshot.match(article(n), schema.headline)}  # type: ignore[union-attr]
        assert len(headlines) == 1, headlines
        edition = int(headlines.pop().removeprefix("Edition "))
        assert edition >= acknowledged[0]
        assert snapshot.generation >= acknowledged[1]
        expected = {q for node, _ in snapshot.articles() for q in snapshot.article_graph(node)}
        assert contents(snapshot) == expected | set(snapshot.quads(IRIS.entities_graph))
        assert snapshot.manifest.quads == len(contents(snapshot))
        assert {node.value for node, _ in snapshot.articles()} == set(store.digests())
        assert (
            store.digests()[article(1).value] == publication(1, f"Edition {edition}", [f"Okoye {edition % 3}"]).digest
        )
        if snapshot.manifest.articles == 2:
            assert set(snapshot.quads(IRIS.entities_graph)) == entity_quads(f"Okoye {edition % 3}")
    return edition


def kill_and_verify(root: Path, times: int, others: int) -> None:
    """Kill writers at random moments; verify the store after each, and that the next writer leaves no litter."""
    moments, edition = random.Random(20260302), 0
    for _ in range(times):
        acknowledged = killed_writer(root, edition + 1, others, moments.uniform(0, 0.15))
        edition = verify_whole(root, acknowledged)
    store = open_store(root)
    published = store.publish([publication(n, f"Edition {edition + 1}", ["Ana Okoye"]) for n in (1, 2)], now=NOW)
    assert published.generation is not None
    names = sorted(os.listdir(root / folder.GENERATIONS))
    assert names == [f"{published.generation - back:06d}" for back in (2, 1, 0)]
    litter = [name for name in os.listdir(root) if name not in LASTING]
    assert litter == []


def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    kill_and_verify(tmp_path / "S", 20, others=0)


@pytest.mark.slow
def test_killed_writers_lose_nothing_three_hundred_times(tmp_path: Path) -> None:
    kill_and_verify(tmp_path / "S", 270, others=0)
    kill_and_verify(tmp_path / "T", 30, others=600)  # through the bulk loader


def test_rows_of_a_generation_that_never_became_current_are_taken_back(tmp_path: Path) -> None:
    root = tmp_path / "S"
    store = open_store(root, create=True)
    store.publish([publication(1)], now=NOW)
    store.publish([publication(1, names=["A. Okoye"]), publication(2)], now=NOW)
    (root / folder.CURRENT).write_text("000001\n")  # as if the power had failed before CURRENT was replaced
    with store.snapshot() as snapshot:
        assert contents(snapshot) == {*quads_of(1, "Rain in Valdoria"), *entity_quads("Ana Okoye")}
        assert snapshot.articles() == ((article(1), IRIS.graph(article(1))),)
    assert store.digests() == {article(1).value: publication(1).digest}
    assert [info.number for info in store.history()] == [1, 0]
    assert store.publish([publication(3, names=["Okoye"])], now=NOW).generation == 2
    with store.snapshot() as snapshot:
        expected = {*quads_of(1, "Rain in Valdoria"), *quads_of(3, "Rain in Valdoria")}
        assert contents(snapshot) == expected | entity_quads("Ana Okoye", "Okoye")


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    with writer_lock(tmp_path / "S"), pytest.raises(StoreLockedError, match=rf"by process {os.getpid()}:"):
        store.publish([publication(1)], now=NOW)


def test_a_second_writer_waits_as_long_as_the_store_was_told_and_says_so(tmp_path: Path) -> None:
    root = tmp_path / "S"
    open_store(root, create=True)
    said: list[str] = []
    with contextlib.ExitStack() as other:
        other.enter_context(writer_lock(root))

        def tell(words: str) -> None:
            said.append(words)
            other.close()

        assert open_store(root, wait=5.0, tell=tell).publish([publication(1)], now=NOW).generation == 1
    assert said == [f"{root} is being written to by process {os.getpid()}: waiting for it"]


def test_two_writers_that_wait_for_each_other_both_publish(tmp_path: Path) -> None:
    root = tmp_path / "S"
    open_store(root, create=True)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_publish_ten, args=(root, start)) for start in (0, 10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_store(root) as store, store.snapshot() as snapshot:
        assert snapshot.generation == 20
        assert [node for node, _ in snapshot.articles()] == sorted((article(n) for n in range(20)), key=str)


def _publish_ten(root: Path, start: int) -> None:
    for number in range(start, start + 10):
        open_store(root).publish([publication(number)], now=NOW, wait=30)


def test_the_lock_of_a_dead_writer_is_taken_at_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    (tmp_path / "S/LOCK").write_text("999999\n")
    assert store.publish([publication(1)], now=NOW).generation == 1


WITHOUT_PRIVILEGES = """
if os.getuid() == 0:  # whom no mode stops as long as he may do what capabilities(7) lists
    import ctypes
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    nothing = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None, use_errno=True).capset(header, nothing) == 0, ctypes.get_errno()
"""


def run_child(program: str, root: Path) -> str:
    """What a child program prints; it finds the store's folder in `root`."""
    heading = "import os, resource, sys\nfrom datetime import timedelta\nfrom pathlib import Path\n"
    heading += "from kg.errors import StoreError\n"
    heading += "from kg.store import open_store\nfrom tests.store.samples import *\nroot = Path(sys.argv[1])\n"
    done = subprocess.run(
        [sys.executable, "-c", heading + textwrap.dedent(program), str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "S"
    open_store(root, create=True).publish([publication(1)], now=NOW)
    said = run_child(
        """
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        for articles in (1, 700):
            try:
                open_store(root).publish([publication(n, "rain " * 50_000) for n in range(articles)], now=NOW)
            except StoreError as error:
                print("nothing was published" in str(error))
        """,
        root,
    )
    assert said == "True\nTrue\n"
    with open_store(root) as store:
        with store.snapshot() as snapshot:
            assert contents(snapshot) == {*quads_of(1, "Rain in Valdoria"), *entity_quads("Ana Okoye")}
        assert store.publish([publication(2)], now=NOW).generation == 2
    assert sorted(os.listdir(root / folder.GENERATIONS)) == ["000000", "000001", "000002"]


def test_whether_a_store_can_be_written_to_is_known_before_the_work(tmp_path: Path) -> None:
    root = tmp_path / "S"
    open_store(root, create=True).verify_writable()
    assert sorted(os.listdir(root / folder.GENERATIONS)) == ["000000"]
    said = run_child(
        """
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            open_store(root).verify_writable()
        except StoreError as error:
            print(error)
        """,
        root,
    )
    assert said == f"{root} could not be written to: File too large; nothing was published\n"


def test_a_read_only_folder_can_be_read_and_not_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # pytest's own folders are closed to everybody else
        said = read_only_use(Path(name) / "S")
    assert re.search(r"6 1\n.*/S cannot be written to: Permission denied\n$", said)


def read_only_use(root: Path) -> str:
    """What comes of reading and of writing a store without permission to write."""
    open_store(root, create=True).publish([publication(1)], now=NOW)
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = run_child(
        """
        def use(root):
            with open_store(root) as store, store.snapshot() as snapshot:
                print(len(set(snapshot.quads())), len(snapshot.articles()))
            try:
                open_store(root).publish([publication(2)], now=NOW)
            except StoreError as error:
                print(error)
        """
        + textwrap.indent(WITHOUT_PRIVILEGES, " " * 8)
        + "        use(root)",
        root,
    )
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755)
    return said


def test_a_store_without_hard_links_works(tmp_path: Path) -> None:
    source = tmp_path / "S/generations/000001" / folder.OXIGRAPH
    open_store(tmp_path / "S", create=True).publish([publication(1)], now=NOW)
    folder.checkpoint(source, tmp_path / "copy", link=folder.copy_file)
    assert {p.name: p.read_bytes() for p in (tmp_path / "copy").glob("*.sst")} == {
        p.name: p.read_bytes() for p in source.glob("*.sst")
    }
    assert all(p.stat().st_nlink == 1 for p in (tmp_path / "copy").glob("*.sst"))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A store whose second generation holds two thousand articles."""
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1)], now=NOW)
    store.publish((publication(n, f"Day {n}") for n in range(2_000)), now=NOW)
    return tmp_path / "S"


def flip_bytes(path: Path) -> None:
    """Change the bytes in the middle of a file that may be a link to another generation's."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(byte ^ 0xFF for byte in data[middle : middle + 64])
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("which", ["all", "large"])
def test_flipped_bytes_are_noticed_and_the_error_says_what_to_do(large: Path, which: str) -> None:
    for path in (large / "generations/000002/oxigraph").glob("*.sst"):
        if which == "all" or path.stat().st_size > 10_000:  # where the middle is data, read only when it is asked for
            flip_bytes(path)
    cure = r"000002 is damaged \(.*\): put back this folder from a backup, or write 000001 into CURRENT"
    with open_store(large) as store, pytest.raises(StoreError, match=cure):
        contents(store.snapshot())
    with open_store(large) as store, pytest.raises(StoreError, match=cure):
        store.snapshot().query("SELECT (COUNT(DISTINCT ?o) AS ?n) { GRAPH ?g { ?s ?p ?o } }", Limits(memory=400 << 20))
    with open_store(large) as store, pytest.raises(StoreError, match=cure):
        store.snapshot().verify()
    with pytest.raises(StoreError, match=cure):
        open_store(large).publish([withdrawal(n) for n in range(2_000)], now=NOW)
    (large / "CURRENT").write_text("000001\n")
    with open_store(large) as store:
        with store.snapshot() as snapshot:
            assert set(snapshot.article_graph(article(1))) == set(quads_of(1, "Rain in Valdoria"))
        assert store.publish([publication(2)], now=NOW).generation == 2


def test_a_generation_that_shares_the_damage_is_not_named_as_the_way_back(large: Path) -> None:
    store = open_store(large)
    store.publish([publication(2_000)], now=NOW)
    shared = max((large / "generations/000003/oxigraph").glob("*.sst"), key=lambda file: file.stat().st_size)
    assert (large / "generations/000002/oxigraph" / shared.name).stat().st_ino == shared.stat().st_ino
    shared.chmod(0o644)
    shared.write_bytes(b"no table")
    with pytest.raises(StoreError, match=r"000003 is damaged .* or write 000001 into CURRENT"):
        store.snapshot()
    shutil.rmtree(large / "generations/000001")
    with pytest.raises(StoreError, match=r"000003 is damaged .*: put back this folder from a backup; none before it"):
        store.snapshot()
    (large / "CURRENT").unlink()
    with pytest.raises(StoreError, match=r"it has no CURRENT: no generation that it has is whole: restore a backup"):
        open_store(large)


def test_a_store_of_a_newer_kg_is_neither_read_nor_written(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1)], now=NOW)
    path = tmp_path / "S/generations/000001/manifest.json"
    told = json.loads(path.read_text())
    assert told["format"] == folder.FORMAT
    path.write_text(json.dumps({**told, "kg": "99.0", "format": folder.FORMAT + 1, "more": 1}))
    for use in (store.snapshot, lambda: open_store(tmp_path / "S"), lambda: store.publish([publication(2)], now=NOW)):
        with pytest.raises(StoreError, match=r"was made by a newer version of kg \(99.0\)"):
            use()


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_cut_or_missing_file_is_noticed_when_the_store_is_opened(large: Path, name: str) -> None:
    path = next((large / "generations/000002/oxigraph").glob(name))
    path.write_bytes(path.read_bytes()[:-1])
    with open_store(large) as store, pytest.raises(StoreError, match=rf"{path.name} has \d+ bytes, not \d+"):
        store.snapshot()
    path.unlink()
    with open_store(large) as store, pytest.raises(StoreError, match=f"{path.name} is missing"):
        store.snapshot()
    with pytest.raises(StoreError, match=f"{path.name} is missing"):
        open_store(large).publish([publication(1, "Sun in Valdoria")], now=NOW)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "CURRENT",
            "forty-two\n",
            "does not hold the number of a generation: write the newest that is whole, 000001, into it",
        ),
        ("CURRENT", "000", "does not hold the number of a generation"),
        ("ledger.sqlite", "", "has lost its records: put it back from a backup"),
        ("CURRENT", "000009\n", "manifest.json is missing|manifest.json: No such file"),
        ("generations/000001/manifest.json", "{", "is damaged"),
        ("generations/000001/manifest.json", "{}", "is damaged"),
        ("ledger.sqlite", "x" * 5_000, "file is not a database|malformed"),
    ],
)
def test_damaged_small_files_are_named(tmp_path: Path, name: str, content: str, says: str) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1)], now=NOW)
    (tmp_path / "S" / name).write_text(content)

    def use() -> None:
        with open_store(tmp_path / "S") as opened, opened.snapshot() as snapshot:
            snapshot.articles()

    with pytest.raises(StoreError, match=says):
        use()
    with pytest.raises(KgError):
        open_store(tmp_path / "S").publish([publication(2)], now=NOW)


@pytest.mark.parametrize("name", ["ledger.sqlite", "generations/000002/oxigraph/*.sst"])
def test_nothing_is_pruned_where_what_would_stay_is_damaged(large: Path, name: str) -> None:
    for path in large.glob(name):
        flip_bytes(path)
    before = sorted(each.name for each in (large / "generations").iterdir())
    with open_store(large) as store, pytest.raises(StoreError, match=r"damaged|malformed|disk image"):
        store.keep(Retention(1))
    assert sorted(each.name for each in (large / "generations").iterdir()) == before


def test_an_interrupted_creation_is_taken_up(tmp_path: Path) -> None:
    root = tmp_path / "S"
    store = open_store(root, create=True)
    (root / "CURRENT").unlink()  # as if killed just before the end
    assert open_store(root, create=True).publish([publication(1)], now=NOW).generation == 1
    assert [info.number for info in store.history()] == [1, 0]


@pytest.mark.slow
def test_every_file_and_folder_is_synced_before_current_is_replaced(tmp_path: Path) -> None:
    assert shutil.which("strace"), "this test needs strace: apt-get install strace"
    root = tmp_path / "S"
    open_store(root, create=True).publish([publication(1)], now=NOW)
    trace = tmp_path / "trace"
    calls = (
        "fsync,fdatasync,rename,renameat,renameat2,write,pwrite64,writev,pwritev,ftruncate,fallocate,unlink,unlinkat"
    )
    program = f"from kg.store import open_store; from tests.store.samples import *; open_store({str(root)!r})"
    subprocess.run(
        [
            "strace",
            "-f",
            "-y",
            "-s",
            "0",
            "-e",
            f"trace={calls}",
            "-o",
            str(trace),
            sys.executable,
            "-c",
            program + ".publish([publication(1, 'Sun in Valdoria'), publication(2)], now=NOW)",
        ],
        cwd=ROOT,
        check=True,
    )
    lines = trace.read_text("utf-8").splitlines()
    swap = next(
        n
        for n, line in enumerate(lines)
        if "rename" in line and line.count('CURRENT"') == 2 and f'"{root}/CURRENT"' in line
    )
    renamed = next(n for n, line in enumerate(lines) if "rename" in line and f'"{root}/generations/000002"' in line)
    draft = re.search(r'"([^"]*/generations/\.tmp-[0-9a-f]+)"', lines[renamed])
    assert draft is not None
    synced = {
        path: n for n, line in enumerate(lines[:renamed]) for path in re.findall(r"f(?:data)?sync\(\d+<([^>]*)>", line)
    }
    written = {
        path: n for n, line in enumerate(lines) for path in re.findall(r"(?:write\w*|ftruncate)\(\d+<([^>]*)>", line)
    }
    generation = root / "generations/000002"
    before = {path.name: path.stat().st_ino for path in (root / "generations/000001").rglob("*.sst")}
    new = [path for path in generation.rglob("*") if before.get(path.name) != path.stat().st_ino]
    assert len(new) < len(list(generation.rglob("*")))  # the others are the same files, and were synced then
    for path in [generation, *new]:
        name = draft[1] + str(path).removeprefix(str(generation))
        assert name in synced, f"{name} was not synced"
        assert written.get(name, -1) < synced[name], f"{name} was written to after it was synced"
    between = "\n".join(lines[renamed:swap])
    for name in (
        f"{root}/generations",
        f"{root}/ledger.sqlite",
        f"{root}/ledger.sqlite-journal",
        f"{root}/.tmp-CURRENT",
    ):
        assert re.search(rf"sync\(\d+<{re.escape(name)}>", between), (
            f"{name} was not synced before CURRENT was replaced"
        )
    assert re.search(rf"fsync\(\d+<{re.escape(str(root))}>", "\n".join(lines[swap:])), "the rename was not synced"


@pytest.mark.parametrize("lost", ["removed", "a folder"])
def test_a_store_that_lost_its_current_is_never_begun_anew(tmp_path: Path, lost: str) -> None:
    root = tmp_path / "S"
    open_store(root, create=True).publish([publication(1)], now=NOW)
    (root / folder.CURRENT).unlink()
    if lost == "a folder":
        (root / folder.CURRENT).mkdir()
    before = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(StoreError):
        open_store(root, create=True)
    assert {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    if lost == "removed":
        with pytest.raises(StoreError, match=re.escape("write the newest that is whole, 000001, into it")):
            open_store(root)
