"""Pieces of N-Quads are loaded several at a time, and never more of them than there are processors, four at most."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

from pyoxigraph import Store

from kg.store.loading import AddedLines, load_files, load_lines

LINES = [f'<https://a.example/{number}> <https://a.example/p> "a" <https://a.example/g> .\n' for number in range(20)]


class Counting:
    """A store that counts how many pieces it is given at once, and the lines of all."""

    def __init__(self) -> None:
        self.now = self.most = self.lines = 0
        self._lock = threading.Lock()

    def bulk_load(self, *, path: Path, **_: Any) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.lines += len(path.read_text().splitlines())
        time.sleep(0.02)  # or the pieces of one would be done before another's begin
        with self._lock:
            self.now -= 1


def test_whoever_loads_beside_another_shares_the_processors_with_it(tmp_path: Path) -> None:
    counting = Counting()
    store = cast(Store, counting)

    def files() -> Iterator[Path]:
        for number in range(20):
            file = tmp_path / f"one.{number}"
            file.write_text(LINES[number])
            yield file

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(load_files, store, files())
        count = load_lines(store, LINES, tmp_path / "two", piece=1)
        first.result()
    assert (count, counting.lines, counting.most) == (20, 40, min(4, os.cpu_count() or 1))
    assert list(tmp_path.iterdir()) == []


def test_added_lines_are_their_quads_for_whoever_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "derived.nq"
    file.write_text("".join(LINES[:2]))
    assert [(f"{quad} .\n", stands) for quad, stands in AddedLines(file)] == [(LINES[0], True), (LINES[1], True)]
