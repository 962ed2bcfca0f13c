"""kg.server.asking: what is remembered of answers, and how much."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from pathlib import Path
from typing import Any, cast

import pytest

from kg.server.asking import Asker
from kg.server.generations import Generations
from kg.server.pool import BusyError
from kg.server.process import DamagedError, Reply
from kg.store import Limits


class Parrot:
    """A pool that answers everything with so many bytes."""

    limits = Limits()

    def __init__(self, size: int) -> None:
        self.size = size

    async def ask(self, *question: object, **more: object) -> Reply:  # noqa: ARG002  # as `Pool` takes them
        return Reply(b"x" * self.size)


def kept_of(store: Path, queries: list[str], size: int) -> list[str]:
    """The queries whose answers, of so many bytes, are kept in 10,000 bytes after all were asked."""
    with contextlib.closing(Generations(store)) as generations:
        asker = Asker(generations, cast(Any, Parrot(size)), 10_000)

        async def all_asked() -> None:
            for query in queries:
                await asker.ask(query)

        asyncio.run(all_asked())
        return [str(key[1]) for key in asker._kept]


QUERIES = [f"ASK {{ ?s ?p {number} }}" for number in range(10, 30)]


def test_answers_are_kept_as_far_as_there_is_room_the_last_ones_longest(store: Path) -> None:
    assert kept_of(store, QUERIES, 1_000) == QUERIES[-4:]  # each counts 1,000 bytes more, and four a letter


def test_an_answer_that_would_take_a_quarter_of_the_room_is_not_kept(store: Path) -> None:
    assert kept_of(store, QUERIES, 2_000) == []


def test_what_changes_by_itself_and_what_is_long_is_not_kept(store: Path) -> None:
    assert kept_of(store, ["SELECT (NOW() AS ?now) {}", "ASK {}" + " " * 8_000, "ASK {}"], 10) == ["ASK {}"]


def test_a_long_query_is_not_remembered(store: Path) -> None:
    with contextlib.closing(Generations(store)) as generations:
        asker = Asker(generations, cast(Any, Parrot(10)), 10_000)
        for number in range(20):
            asyncio.run(asker.prepare(f"ASK {{}} #{number}" + "x" * 50_000))
        assert asker._prepare.cache_info().currsize == 0


class Damaged(Parrot):
    """A pool that finds the database damaged."""

    async def ask(self, *question: object, **more: object) -> Reply:  # noqa: ARG002  # as `Pool` takes them
        raise DamagedError("IO error: No such file or directory")


def test_what_a_purge_erased_is_asked_again_and_not_taken_for_damage(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "S")
    with contextlib.closing(Generations(tmp_path / "S")) as generations:
        asker = Asker(generations, cast(Any, Damaged(0)), 10_000)
        with pytest.raises(DamagedError):
            asyncio.run(asker.ask("ASK {}"))
        with generations.current() as snapshot:
            snapshot.path.rename(tmp_path / "erased")
        with pytest.raises(BusyError, match="an article was purged, and with it what this was read from: ask again"):
            asyncio.run(asker.ask("ASK {}"))
