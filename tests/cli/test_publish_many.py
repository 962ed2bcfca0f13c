"""`kg publish` of so many inputs that it shares them among processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from kg.cli.progress import progress_line
from kg.publishing import Progress
from tests.cli.running import run


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few articles in one file, without their texts."""
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, 9, "jsonl")
    (folder / "texts.jsonl").unlink()
    return folder


def test_a_table_stands_in_the_place_of_a_line_an_article(archive: Path, tmp_path: Path) -> None:
    (archive / "broken.facts.yaml").write_text("kg: 1\n", encoding="utf-8")
    result = run("publish", archive, "--store", tmp_path / "store", "--jobs", "1")
    (archive / "broken.facts.yaml").unlink()
    lines = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert lines[0] == f"unusable   {archive}/broken.facts.yaml"
    assert lines[-6].split() == ["articles", "facts"]
    assert lines[-5].split()[:2] == ["accepted", "9"]
    assert lines[-4].split()[:2] == ["unusable", "1"]
    assert lines[-3].startswith("9 published with a warning[unverified]")
    assert lines[-2].startswith("10 articles in ")
    assert lines[-1].startswith("Published 9 articles with ")


def test_with_json_only_what_is_wrong_is_named(archive: Path, tmp_path: Path) -> None:
    (archive / "broken.facts.yaml").write_text("kg: 1\n", encoding="utf-8")
    result = run("publish", archive, "--store", tmp_path / "store", "--json", "--jobs", "1")
    (archive / "broken.facts.yaml").unlink()
    lines = result.stderr.splitlines()
    assert (result.exit_code, len(result.stdout.splitlines())) == (2, 10)
    assert lines[0] == f"unusable   {archive}/broken.facts.yaml"
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["unusable", "Published"]


def test_json_has_an_object_an_article_in_the_order_of_the_inputs(archive: Path, tmp_path: Path) -> None:
    result = run("publish", archive, "--store", tmp_path / "store", "--json", "-q", "--jobs", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line)["headline"] for line in result.stdout.splitlines()]
    assert len(found) == 9
    lines = (archive / "archive.facts.jsonl").read_text().splitlines()
    assert found == [json.loads(line)["article"]["headline"] for line in lines]


def test_who_stops_it_hears_that_what_was_prepared_is_kept(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.publishing.many.read_part", stopped)
    words = "publish", archive, "--store", tmp_path / "store", "--jobs", "1"
    result = run(*words)
    said = "What was prepared is kept: run the same again, and it goes on from there.\n\nStopped.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", said)
    monkeypatch.undo()
    assert run(*words).exit_code == 0


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ([signal.SIGINT], 130, "kept: run the same again, and it goes on from there.\n\nStopped.\n"),
        ([signal.SIGINT] * 3, 130, "Stopped.\n"),  # the second may come before the first is answered
        ([signal.SIGTERM], -signal.SIGTERM, "Stopped.\n"),
        ([signal.SIGTERM] * 4, -signal.SIGTERM, "Stopped.\n"),
    ],
)
def test_whoever_stops_it_waits_for_nothing_and_reads_no_more_than_that(
    told: list[signal.Signals], code: int, said: str, tmp_path: Path
) -> None:
    write_archive(tmp_path / "archive", 2_000, "jsonl")
    words = ["publish", str(tmp_path / "archive"), "--store", str(tmp_path / "store"), "--jobs", "2", "-q"]
    command = [sys.executable, "-c", "from kg.cli import main; main()", *words]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not list((tmp_path / "store").glob("parts/*/0*.jsonl")):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        for each in told:
            os.killpg(process.pid, each)  # as a terminal does
            time.sleep(0.03)
        _, errors = process.communicate(timeout=20)  # when the last process that has the pipe has ended
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert (process.returncode, errors.decode()[-len(said) :], errors.count(b"\n") <= 3) == (code, said, True)


def test_a_scheduler_without_an_address_is_refused(archive: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    result = run("publish", archive, "--store", tmp_path / "store", "--scheduler", "")
    assert (result.exit_code, result.stdout) == (2, "")
    said = "Error: --scheduler : the address of a scheduler has a host and a port, as in tcp://10.0.0.1:8786\n"
    assert result.stderr == said


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress(0.35, 70_144, 60.0), " 35% of the work, 70,144 articles, 1,169 a second, 1 min 51 s left"),
        (Progress(1.0, 200_000, 171.0), "prepared: 200,000 articles, 1,170 a second, in 2 min 51 s; writing"),
        (Progress(1.0, 900, 100.0, 0.404), "prepared: 900 articles, 9.0 a second, in 1 min 40 s; loading 40%"),
        (Progress(1.0, 900, 100.0, 1.0), "prepared: 900 articles, 9.0 a second, in 1 min 40 s; merging tables"),
    ],
)
def test_progress_says_how_far_it_is_and_what_is_left(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line
