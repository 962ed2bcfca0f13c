"""What is written for another store's own loader."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.publishing import Job, chunks_of, find_files, publish_many, publish_to_files
from kg.schema import load_schema
from kg.store import open_store
from tests.samples import MEETING, OFFICE, VISIT, facts_of, write_sample

TYPES = load_schema()
JOB = Job("https://kg.example/")


def test_the_files_hold_what_a_new_store_would_hold_but_for_what_follows_from_several_articles(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT, OFFICE, MEETING))
    (tmp_path / "in" / "broken.facts.yaml").write_text("kg: 1\n", encoding="utf-8")
    chunks = list(chunks_of(find_files([tmp_path / "in"]), 1))
    written = publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    with open_store(tmp_path / "store", create=True) as store:
        published = publish_many(chunks, store, JOB, TYPES, now=datetime(2031, 3, 5, tzinfo=UTC))
        with store.snapshot() as snapshot:
            others = snapshot.iris.occurrences_graph
            quads = sorted(f"{quad} .\n" for quad in snapshot.quads() if quad.graph_name != others)
    assert (written.outcomes, written.files, written.generation) == (published.outcomes, 3, None)
    names = ["articles-00000.nq", "entities.nq", "vocabulary.nq"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [*names[:2], "manifest.json", names[2]]
    contents = {name: (tmp_path / "out" / name).read_bytes() for name in names}
    lines = [line for content in contents.values() for line in content.decode().splitlines(keepends=True)]
    assert sorted(lines) == quads
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest == {
        "base": "https://kg.example/",
        "articles": 1,
        "files": {
            name: {
                "bytes": len(content),
                "quads": content.count(b"\n"),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in contents.items()
        },
    }


def test_a_second_run_replaces_the_files_of_the_first(tmp_path: Path) -> None:
    for facts in ((VISIT,), (VISIT, OFFICE)):
        write_sample(tmp_path / "in", facts_of(*facts))
        publish_to_files(list(chunks_of(find_files([tmp_path / "in"]))), tmp_path / "out", JOB, TYPES)
    assert b"OfficeHolding" in (tmp_path / "out" / "articles-00000.nq").read_bytes()


@pytest.mark.parametrize("moves", range(1, 5))
def test_a_run_that_is_killed_as_it_replaces_files_is_followed_by_one_that_replaces_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT, OFFICE))
    chunks = list(chunks_of(find_files([tmp_path / "in"])))
    publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    wanted = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    left, replace = iter(range(moves)), Path.replace

    def killed(path: Path, target: Path) -> Path:
        if path.parent.name not in (".draft", "out"):
            return replace(path, target)
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        patch.setattr("kg.publishing.files._LARGEST", 1)
        with pytest.raises(KeyboardInterrupt):
            publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == wanted


def test_only_files_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT))
    chunks = list(chunks_of(find_files([tmp_path / "in"])))
    publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    (tmp_path / "out/mine.nq").write_text("")
    publish_to_files(chunks, tmp_path / "out", JOB, TYPES)
    assert (tmp_path / "out/mine.nq").exists()
    (tmp_path / "site").mkdir()
    for name, text in (("manifest.json", '{"name": "Site"}'), ("mine.nq", "")):
        (tmp_path / "site" / name).write_text(text)
    with pytest.raises(KgError, match=r"site holds other files \(manifest\.json\)"):
        publish_to_files(chunks, tmp_path / "site", JOB, TYPES)
    assert (tmp_path / "site/mine.nq").exists()


def test_a_folder_that_holds_anything_else_is_refused(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT))
    with pytest.raises(KgError, match=r"in holds other files \(okoye\.facts\.yaml\): choose a new or an empty folder"):
        publish_to_files(list(chunks_of(find_files([tmp_path / "in"]))), tmp_path / "in", JOB, TYPES)
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["okoye.facts.yaml", "okoye.txt"]
