"""Work that is shared among processes comes back in its order."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from kg.cli.sharing import Sharing
from kg.publishing.pool import processes, shared


def process(number: int) -> tuple[int, int]:
    return number, os.getpid()


def test_what_processes_make_comes_in_the_order_of_what_they_were_given() -> None:
    numbers = [-number for number in range(40)]
    assert list(shared(abs, numbers, 2, "run it again")) == [abs(number) for number in numbers]


def test_processes_that_were_begun_before_do_the_work_and_end_with_it() -> None:
    with processes(2) as pool:
        begun = set(pool._processes)
        made = list(shared(process, range(20), 2, "run it again", pool))
    assert [number for number, _ in made] == list(range(20))
    assert {process for _, process in made} <= begun
    assert len(begun) == 2
    for each in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


@pytest.mark.parametrize(
    ("sharing", "files", "jobs"),
    [
        (Sharing(None, 3, quiet=True), 1_537, 3),  # four chunks, of which each has 512 files at most
        (Sharing(None, 3, quiet=True), 1_536, None),
        (Sharing(None, 1, quiet=True), 5_000, None),
        (Sharing("tcp://127.0.0.1:8786", None, quiet=True), 5_000, None),
    ],
)
def test_processes_begin_ahead_where_so_many_files_are_work_for_several(
    sharing: Sharing, files: int, jobs: int | None
) -> None:
    with sharing.begun(files) as ready:
        assert (ready.pool and ready.pool._max_workers) == jobs  # type: ignore[attr-defined]  # nothing else tells


def test_an_interrupt_ends_the_processes_of_the_pool_and_no_others() -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    try:
        with pytest.raises(KeyboardInterrupt), processes(2):
            raise KeyboardInterrupt
        assert multiprocessing.active_children() == [other]
    finally:
        other.kill()
        other.join()


def test_whoever_takes_no_more_waits_for_nothing() -> None:
    others = shared(abs, [-1, -2], 2, "run it again")
    assert next(others) == 1
    results = shared(time.sleep, [0, 60, 60], 2, "run it again")
    assert next(results) is None
    begun = time.monotonic()
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - begun < 30
    assert list(others) == [2]
    assert multiprocessing.active_children() == []
