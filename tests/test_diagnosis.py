"""What `kg doctor` finds."""

from __future__ import annotations

from pathlib import Path

from kg.diagnosis import Check, examine
from kg.schema import load_schema
from kg.store import open_store


def found(store: Path) -> dict[str, Check]:
    return {check.name: check for check in examine(store)}


def test_every_part_that_kg_needs_is_tried(tmp_path: Path) -> None:
    checks = found(tmp_path / "store")
    assert list(checks) == [
        "shapes and ontology",
        "pyoxigraph",
        "pyshacl",
        "shacl",
        "trafilatura",
        "feedparser",
        "httpx",
        "pydantic",
        "English model",
        "hard links",
        "store",
    ]
    types = ", ".join(sorted(load_schema().types))
    assert checks["shapes and ontology"].detail == f"{len(load_schema().types)} fact types: {types}"
    assert [
        name for name, check in checks.items() if check.needed and not check.works and name != "English model"
    ] == []


def test_a_store_that_is_not_there_yet_is_not_needed(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert found(store)["store"] == Check(
        "store", False, f"{store} does not exist yet; the first `kg publish` makes it", needed=False
    )


def test_a_store_that_opens_is_said_with_its_generation(tmp_path: Path) -> None:
    open_store(tmp_path / "store", create=True).close()
    assert found(tmp_path / "store")["store"] == Check("store", True, f"{tmp_path / 'store'} opens at generation 0")


def test_a_store_that_does_not_open_is_needed(tmp_path: Path) -> None:
    check = found(tmp_path)["store"]
    assert (check.works, check.needed) == (False, True)
    assert check.detail.startswith(f"{tmp_path} is not a store")


def test_trying_hard_links_leaves_nothing_behind(tmp_path: Path) -> None:
    assert found(tmp_path / "store")["hard links"].works
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_nothing_can_be_written_is_a_result_and_no_failure() -> None:
    check = found(Path("/proc/kg"))["hard links"]
    assert (check.works, check.needed) == (False, False)
