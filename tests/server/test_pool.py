"""The query processes: how many there are does not change, whatever becomes of those who ask and of the machine."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from kg.server.pool import BusyError, OverrunError, Pool
from kg.server.process import QueryProcess, Question
from kg.store import Limits, Snapshot, open_store

ALIVE = cast(QueryProcess, type("Idle", (), {"alive": True})())  # a process that nobody asks anything


@contextlib.asynccontextmanager
async def one_process(limits: Limits) -> AsyncIterator[Pool]:
    pool = Pool(1, limits)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def anything(snapshot: Snapshot) -> Question:
    return Question(str(snapshot.path / "oxigraph"), "ASK { ?s ?p ?o }", {}, union=True, format="json")


def test_a_process_that_comes_free_at_the_deadline_is_for_the_next() -> None:
    async def late() -> Pool:
        pool, loop = Pool(1, Limits()), asyncio.get_running_loop()
        asking = asyncio.create_task(pool._next(0.05))
        await asyncio.sleep(0)

        def busy() -> None:
            time.sleep(0.1)  # the loop has other work until the deadline is past
            loop.call_soon(pool._release, ALIVE)

        loop.call_soon(busy)
        with pytest.raises(BusyError, match="no query process was free within"):
            await asking
        return pool

    pool = asyncio.run(late())
    assert (list(pool._idle), pool.waiting) == ([ALIVE], 0)


def test_a_process_that_comes_free_as_a_client_leaves_is_for_the_next() -> None:
    async def left() -> Pool:
        pool = Pool(1, Limits())
        asking = asyncio.create_task(pool._next(5))
        await asyncio.sleep(0)
        pool._release(ALIVE)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        return pool

    pool = asyncio.run(left())
    assert (list(pool._idle), pool.waiting) == ([ALIVE], 0)


def test_so_many_queries_wait_and_the_next_is_told_so_at_once() -> None:
    async def third() -> tuple[str, int]:
        pool = Pool(1, Limits(), queue=2)
        waiting = [asyncio.create_task(pool._next(5)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError) as caught:
            await asyncio.wait_for(pool._next(5), 1)
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return str(caught.value), pool.waiting

    assert asyncio.run(third()) == ("too many queries are waiting already: ask again in a moment", 0)


def test_who_waits_for_a_process_is_told_when_time_is_up() -> None:
    async def waited() -> tuple[str, int]:
        pool = Pool(1, Limits())
        with pytest.raises(BusyError) as caught:
            await asyncio.wait_for(pool._next(0.05), 5)
        return str(caught.value), pool.waiting

    told = "no query process was free within 0.05 seconds: ask again in a moment"
    assert asyncio.run(waited()) == (told, 0)


def test_what_was_spent_before_counts_against_the_deadline(store: Path) -> None:
    async def overruns() -> str:
        async with one_process(Limits(seconds=60)) as pool:
            with open_store(store) as opened, opened.snapshot() as snapshot:
                endless = replace(anything(snapshot), sparql=ENDLESS)
                with pytest.raises(OverrunError) as caught:
                    await asyncio.wait_for(pool.ask(endless, spent=59.8), 10)
        return str(caught.value)

    assert asyncio.run(overruns()) == "the query was stopped after 60 seconds: narrow it"


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_process_that_cannot_be_replaced_at_once_is_replaced_later(store: Path) -> None:
    async def recovers() -> tuple[bytes, int]:
        enough = Limits(seconds=20)
        async with one_process(enough) as pool:
            pool.limits = replace(enough, memory=1)  # in which no process starts
            pool._idle[0].kill()
            await asyncio.sleep(1)
            assert not pool._idle
            pool.limits = enough
            with open_store(store) as opened, opened.snapshot() as snapshot:
                return (await pool.ask(anything(snapshot))).body, len(pool._all)

    body, processes = asyncio.run(recovers())
    assert (b"true" in body, processes) == (True, 1)
