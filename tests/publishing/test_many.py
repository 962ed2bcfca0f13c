"""Very many inputs: the same outcomes and bytes as one by one, in several processes, and after a kill."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate
from pathlib import Path

import pytest

from benchmarks.archive import facts_of as invented
from benchmarks.archive import write_archive
from kg.errors import KgError, StoreLockedError
from kg.exports import Selection, export_rdf
from kg.iris import Iris
from kg.model import Article
from kg.publishing import Chunk, Gate, Job, Progress, Rules, Summary, Texts, chunks_of, find_files, make_parts, publish
from kg.publishing import publish_many as publish_chunks
from kg.publishing.parts import is_made, make_part
from kg.publishing.pool import part_name
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.store.lock import writer_lock
from kg.validation import Validator
from kg.vocab import schema
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, with_fields, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)
TYPES = load_schema()
UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})
FORMER = with_fields(OFFICE, tenure="former")


def another(name: str, **changes: str | None) -> Article:
    known = {"url": f"https://harbourpost.example/{name}", "headline": name, **changes}
    return replace(ARTICLE, **known)  # type: ignore[arg-type]  # all of these are strings


def mixed(folder: Path) -> Path:
    """Inputs of every fate: accepted, rejected, unusable, superseded both ways, refuting what others say."""
    later = "2031-03-06T09:00:00+01:00"
    write_sample(folder, facts_of(VISIT, OFFICE), "a")
    write_sample(folder, facts_of(UNFINISHED, article=another("b")), "b")
    (folder / "c.facts.yaml").write_text("kg: 1\nfacts: [", encoding="utf-8")
    write_sample(folder, facts_of(MEETING, article=another("d")), "d")
    write_sample(folder, facts_of(VISIT, article=another("d", modified=later)), "e")
    write_sample(folder, facts_of(FORMER, article=another("f", published=later)), "f")
    write_sample(folder, facts_of(OFFICE, article=another("d", modified="2031-03-01")), "g")
    (folder / "h.txt").write_text("A storm\n\nAna Okoye, the Foreign Minister, visited Kesmark on Tuesday.\n", "utf-8")
    return folder


def chunks(folder: Path, most: int = 1) -> list[Chunk]:
    return list(chunks_of(find_files([folder], wanted=("article", "facts")), most))


def one_by_one(store: Store, folder: Path) -> Summary:
    gate = Gate(TYPES, Validator(TYPES), Iris(store.base))
    return publish(find_files([folder], wanted=("article", "facts")), store, gate, Texts(), now=NOW)


def together(store: Store, folder: Path, jobs: int = 1, rules: Rules | None = None) -> Summary:
    job = Job(store.base, rules or Rules())
    return publish_chunks(chunks(folder), store, job, TYPES, now=NOW, make=partial(make_parts, jobs=jobs))


def turtle(store: Store) -> bytes:
    with store.snapshot() as snapshot:
        return b"".join(export_rdf(snapshot, Selection(), "trig"))


def state(store: Store) -> object:
    """What a store says to its readers, the ledger included, without the times."""
    counts = [(each.number, each.changed, each.removed, each.articles, each.quads) for each in store.history()]
    return turtle(store), store.digests(), counts


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with open_store(tmp_path / "one", create=True) as one, open_store(tmp_path / "many", create=True) as many:
        yield one, many


def test_outcomes_their_order_and_the_store_are_those_of_one_by_one(
    stores: tuple[Store, Store], tmp_path: Path
) -> None:
    folder = mixed(tmp_path / "in")
    one, many = one_by_one(stores[0], folder), together(stores[1], folder)
    assert [outcome.state for outcome in many.outcomes] == [
        "accepted",
        "rejected",
        "unusable",
        "superseded",
        "accepted",
        "accepted",
        "superseded",
        "accepted",
    ]
    assert many == one
    assert state(stores[1]) == state(stores[0])
    reports = [sorted(path.read_text() for path in (store.path / "rejected").iterdir()) for store in stores]
    assert reports[1] == reports[0]
    assert len(reports[0]) == 1


def test_several_processes_make_the_same_bytes(stores: tuple[Store, Store], tmp_path: Path) -> None:
    write_archive(tmp_path / "in", 40, "yaml")
    mixed(tmp_path / "in")
    one, many = one_by_one(stores[0], tmp_path / "in"), together(stores[1], tmp_path / "in", jobs=2)
    assert many == one
    assert state(stores[1]) == state(stores[0])


@pytest.mark.parametrize("alone", [1, 10_000])
def test_a_store_that_holds_articles_comes_to_the_same(
    stores: tuple[Store, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: int
) -> None:
    """Known entities get more names, a plain statement is refuted, an article changes, and one is unchanged."""
    monkeypatch.setattr("kg.store.bulk.ALONE", alone)  # whether each part is loaded as it lies
    first, second = tmp_path / "first", tmp_path / "second"
    write_archive(first, 30, "yaml")
    write_sample(first, facts_of(OFFICE, VISIT), "kept")
    write_sample(first, facts_of(MEETING, article=another("changed")), "changed")
    write_archive(second, 60, "yaml")
    write_sample(second, facts_of(FORMER, article=another("x", published="2031-03-06T09:00:00Z")), "x")
    write_sample(second, facts_of(VISIT, article=another("changed", modified="2031-03-07")), "changed")
    for folder in (first, second):
        assert together(stores[1], folder) == one_by_one(stores[0], folder)
        assert state(stores[1]) == state(stores[0])


@pytest.mark.parametrize(("day", "stands"), [("2031-03-03", True), ("2031-03-04", False), ("2031-03-05", False)])
def test_a_refutation_counts_in_a_store_that_was_empty_where_it_is_as_new(
    stores: tuple[Store, Store], tmp_path: Path, day: str, stands: bool
) -> None:
    """OFFICE is of 2031-03-04."""
    write_sample(tmp_path / "in", facts_of(OFFICE), "a")
    write_sample(tmp_path / "in", facts_of(FORMER, article=another("b", published=f"{day}T09:00:00+01:00")), "b")
    assert together(stores[1], tmp_path / "in") == one_by_one(stores[0], tmp_path / "in")
    assert state(stores[1]) == state(stores[0])
    with stores[1].snapshot() as snapshot:
        graph = snapshot.iris.entities_graph
        assert any(True for _ in snapshot.match(None, schema.jobTitle, None, graph)) == stands


def test_what_follows_a_bulk_publish_is_as_if_it_had_been_none(stores: tuple[Store, Store], tmp_path: Path) -> None:
    """The ledger counts supporters as it should: articles change one by one afterwards."""
    folder, after = mixed(tmp_path / "in"), tmp_path / "after"
    write_archive(folder, 20, "yaml")
    one_by_one(stores[0], folder)
    together(stores[1], folder)
    write_sample(after, facts_of(MEETING, article=another("f", modified="2031-03-09")), "f")
    write_sample(after, facts_of(OFFICE, article=another("y")), "y")
    assert one_by_one(stores[1], after) == one_by_one(stores[0], after)
    assert state(stores[1]) == state(stores[0])


def test_publishing_twice_changes_nothing(stores: tuple[Store, Store], tmp_path: Path) -> None:
    folder = mixed(tmp_path / "in")
    together(stores[1], folder)
    before = state(stores[1])
    summary = together(stores[1], folder)
    assert (summary.generation, state(stores[1])) == (None, before)
    assert [outcome.state for outcome in summary.outcomes].count("unchanged") == 4


def test_parts_that_were_made_are_not_made_again(stores: tuple[Store, Store], tmp_path: Path) -> None:
    folder = mixed(tmp_path / "in")
    pieces, store, made = chunks(folder), stores[1], list[str]()

    def make(job: Job, given: Sequence[Chunk], parts: Path, until: int) -> Iterator[str]:
        for number, chunk in enumerate(given):
            if number == until:
                raise KeyboardInterrupt
            before = sorted(parts.iterdir())
            make_part(job, chunk, parts, part_name(number))
            made.extend(path.name for path in sorted(parts.iterdir()) if path not in before and path.suffix == ".nq")
            yield part_name(number)

    job = Job(store.base)
    with pytest.raises(KeyboardInterrupt):
        publish_chunks(pieces, store, job, TYPES, now=NOW, make=partial(make, until=5))
    assert made == [f"{number:06}.nq" for number in range(5)]
    made.clear()
    summary = publish_chunks(pieces, store, job, TYPES, now=NOW, make=partial(make, until=99))
    assert made == [f"{number:06}.nq" for number in range(5, 8)]
    assert summary == one_by_one(stores[0], folder)
    assert turtle(store) == turtle(stores[0])
    assert not (store.path / "parts").exists()


def test_a_part_is_made_anew_where_its_input_or_the_rules_are_others(tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE))
    (chunk,) = chunks(tmp_path / "in")
    parts, job = tmp_path / "parts", Job("https://kg.example/")
    parts.mkdir()
    make_part(job, chunk, parts, "a")
    first = (parts / "a.nq").read_bytes()
    write_sample(tmp_path / "in", facts_of(VISIT))
    os.utime(file, ns=(1, 1))
    make_part(job, chunk, parts, "a")
    assert (parts / "a.nq").read_bytes() != first
    assert job.key() != replace(job, rules=Rules(drafts=True)).key()
    assert job.key() == Job("https://kg.example/").key()


def test_a_part_with_unchecked_quotations_is_made_anew_once_texts_may_be_there(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT), text=False)
    (chunk,) = chunks(tmp_path / "in")
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    job, parts = Job("https://kg.example/", texts=(tmp_path / "texts",)), tmp_path / "parts"
    parts.mkdir()
    make_part(job, chunk, parts, "a")
    assert is_made(job, chunk, parts, "a")
    assert b"unverified" in (parts / "a.nq").read_bytes()
    (tmp_path / "texts" / "deep" / "okoye.txt").write_text(str(ARTICLE.text), encoding="utf-8")
    assert not is_made(job, chunk, parts, "a")
    make_part(replace(job, run="later"), chunk, parts, "a")  # another publish looks at the folder anew
    assert b"unverified" not in (parts / "a.nq").read_bytes()


def test_folders_of_texts_are_listed_once_for_all_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        write_sample(tmp_path / "in", facts_of(VISIT), name, text=False)
    walked, walk = list[Path](), os.walk

    def counted(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        walked.append(path)
        return walk(str(path))

    monkeypatch.setattr(os, "walk", counted)
    texts, parts = tmp_path / "texts", tmp_path / "parts"
    for folder in (texts, parts):
        folder.mkdir()
    job = Job("https://kg.example/", texts=(texts,))
    given = [Chunk((str(file),), 1) for file in sorted((tmp_path / "in").iterdir())]
    for number, chunk in enumerate(given):
        make_part(job, chunk, parts, part_name(number))
        assert is_made(job, chunk, parts, part_name(number))
    assert (len(given), walked.count(texts)) == (2, 1)
    (texts / "new").mkdir()
    assert not is_made(job, given[0], parts, part_name(0))


def test_a_part_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT, OFFICE))
    (chunk,) = chunks(tmp_path / "in")
    parts, job = tmp_path / "parts", Job("https://kg.example/")
    parts.mkdir()
    make_part(job, chunk, parts, "a")
    for file, word in (("a.nq", b"Okoye"), ("a.jsonl", b"accepted"), ("a.reports", b"okoye")):
        whole = (parts / file).read_bytes()
        assert word in whole
        for damage in (whole[:-10], whole.replace(word, word[::-1]), b""):
            (parts / file).write_bytes(damage)
            make_part(job, chunk, parts, "a")
            assert (parts / file).read_bytes() == whole


@pytest.mark.parametrize(
    ("strange", "said"),
    [
        ("parts", "parts: File exists"),
        ("parts/KEY", "parts/KEY: File exists"),
        ("parts/KEY/000000.nq/", "parts/KEY/000000.nq: Is a directory"),
        ("parts/KEY/000000.jsonl/", "parts/KEY/000000.jsonl: Is a directory"),
    ],
)
def test_what_lies_in_the_place_of_a_part_is_said_with_what_to_do(
    strange: str, said: str, stores: tuple[Store, Store], tmp_path: Path
) -> None:
    folder, key = stores[1].path, Job(stores[1].base).key()
    path = folder / strange.replace("KEY", key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if strange.endswith("/") else path.touch()
    with pytest.raises(KgError) as caught:
        together(stores[1], mixed(tmp_path / "in"))
    remedy = f"remove {folder}/parts, in which nothing but prepared work lies, and run the same again"
    assert str(caught.value) == f"{folder}/{said.replace('KEY', key)}; {remedy}"


def test_a_full_disk_is_told_with_its_folder(
    stores: tuple[Store, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.publishing.pool.make_part", full)
    with pytest.raises(OSError, match="No space left") as caught:
        together(stores[1], mixed(tmp_path / "in"))
    assert caught.value.filename == str(stores[1].path / "parts")


@pytest.mark.parametrize("error", [OSError("IO error: the table is damaged"), OSError(errno.EMFILE, "Too many files")])
def test_what_is_no_matter_of_the_folder_keeps_its_words(
    error: OSError, stores: tuple[Store, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("kg.publishing.pool.make_part", fail)
    with pytest.raises(OSError, match=r"damaged|many") as caught:
        together(stores[1], mixed(tmp_path / "in"))
    assert caught.value is error


def test_two_that_prepare_for_one_store_are_not_let_in_each_others_way(
    stores: tuple[Store, Store], tmp_path: Path
) -> None:
    (stores[1].path / "parts").mkdir()
    with writer_lock(stores[1].path / "parts"), pytest.raises(StoreLockedError, match=f"process {os.getpid()}"):
        together(stores[1], mixed(tmp_path / "in"))


def kill_once(job: Job, chunk: Chunk, folder: Path, name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_is_said_with_what_to_do(
    stores: tuple[Store, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.publishing.pool.make_part", kill_once)  # spawned processes look the function up by name
    with pytest.raises(KgError, match=r"was killed, perhaps for want of memory.*run the same again"):
        together(stores[1], mixed(tmp_path / "in"), jobs=2)


SCRIPT = """
import sys
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate
from pathlib import Path
from kg.publishing import Job, chunks_of, find_files, make_parts, publish_many
from kg.schema import load_schema
from kg.store import open_store

if __name__ == "__main__":
    with open_store(sys.argv[2], create=True) as store:
        chunks, make = list(chunks_of(find_files([Path(sys.argv[1])]), 20_000)), partial(make_parts, jobs=2)
        publish_many(chunks, store, Job(store.base), load_schema(), now=datetime.now(UTC), make=make)
"""


def published_elsewhere(folder: Path, store: Path, script: Path) -> subprocess.Popen[bytes]:
    script.write_text(SCRIPT, encoding="utf-8")
    words = [sys.executable, str(script), str(folder), str(store)]
    return subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True)


def test_the_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    write_archive(tmp_path / "in", 400, "jsonl")
    process = published_elsewhere(tmp_path / "in", tmp_path / "store", tmp_path / "publish.py")
    while process.poll() is None and not list(tmp_path.glob("store/parts/*/0*")):
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)  # its errors end when nobody is left who could write any


@pytest.mark.parametrize("times", [2, pytest.param(60, marks=pytest.mark.slow)])
def test_kill_9_at_any_moment_loses_and_repeats_nothing(tmp_path: Path, times: int) -> None:
    write_archive(tmp_path / "in", 80, "jsonl")
    (tmp_path / "in" / "texts.jsonl").unlink()
    begun = time.monotonic()
    process = published_elsewhere(tmp_path / "in", tmp_path / "calm", tmp_path / "publish.py")
    assert (process.communicate()[1], process.returncode) == (b"", 0)
    whole = time.monotonic() - begun
    with open_store(tmp_path / "calm") as calm:
        wanted = turtle(calm)
    for number in range(times):
        root = tmp_path / f"killed-{number}"
        process = published_elsewhere(tmp_path / "in", root, tmp_path / "publish.py")
        time.sleep(whole * (number + 1) / (times + 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if (root / "CURRENT").exists():
            with open_store(root) as store:
                assert turtle(store) in (b"", wanted)
        again = published_elsewhere(tmp_path / "in", root, tmp_path / "publish.py")
        assert (again.communicate()[1], again.returncode) == (b"", 0)
        with open_store(root) as store:
            assert turtle(store) == wanted
            assert [each.articles for each in store.history()] == [80, 0]
        left = ["CURRENT", "LOCK", "generations", "history", "ledger.sqlite", "search.sqlite"]
        assert sorted(path.name for path in root.iterdir()) == left


def test_an_invented_article_that_repeats_itself_is_as_sure_as_it_was() -> None:
    facts = invented(194_328).facts  # the one of two hundred thousand that says the same twice, of two bodies
    assert [(fact.fields["text"], fact.fields["certainty"]) for fact in facts] == [
        (("more boats were needed before winter",), ("probable",))
    ] * 2


def _at_least(size: int, numbers: list[int]) -> Iterator[list[int]]:
    """The numbers in stretches, each of the fewest that come to so much."""
    some: list[int] = []
    for number in numbers:
        some.append(number)
        if sum(some) >= size:
            yield some
            some = []
    if some:
        yield some


@pytest.mark.parametrize("piece", [200, 10_000])
def test_who_watches_hears_of_each_part_and_of_each_piece_that_is_loaded(
    stores: tuple[Store, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr("kg.store.bulk.PIECE", piece)
    write_archive(tmp_path / "in", 6, "yaml")
    heard: list[Progress] = []
    job, given = Job(stores[0].base), chunks(tmp_path / "in")
    summary = publish_chunks(given, stores[0], job, TYPES, now=NOW, watch=heard.append)
    with stores[0].snapshot() as snapshot:
        sizes = {each.value: sum(1 for _ in snapshot.match(graph=graph)) for each, graph in snapshot.articles()}
    works, in_order = [chunk.work for chunk in given], [sizes[outcome.article] for outcome in summary.outcomes]
    loaded = list(accumulate(map(sum, _at_least(piece, in_order))))
    assert [(each.share, each.articles, each.loaded) for each in heard] == [
        *((sum(works[:number]) / sum(works), number, None) for number in range(1, 7)),
        *((1.0, 6, each / loaded[-1]) for each in loaded),
    ]
