"""Times one publish of one article, from its fact file to what follows from it, into an empty store and large ones.

    python -m benchmarks.publish_one [STORE ...] [--times N] [--cold N] [--folder DIR] [--json FILE]

Each STORE was published before, of any articles (`benchmarks/archive.py --president 5` makes some with a president in
every fifth); it is copied, and stays as it is. Into each copy, and into a store that was empty, fact files that it has
not got are published one by one, all stores in turn so that they meet the same noise. Prints, for each store, the
median and the 99th percentile of the whole and of each of its parts, how many times the empty store's median that is,
and the slowest; then the median of steps within the store (of publishes apart, since the profiler costs time itself),
and of `kg publish FILE` as a command of its own (`--cold` of them).
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import json
import math
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from benchmarks.archive import facts_of
from kg.factfile import write_facts
from kg.iris import Iris
from kg.mapping import Mapped
from kg.publishing import Gate, Texts, publish
from kg.publishing.gate import Case
from kg.publishing.inputs import Input
from kg.schema import load_schema
from kg.store import ArticleChange, Published, Snapshot, Store, open_store
from kg.store.drafts import Derive
from kg.store.folder import copy_file, link_file
from kg.validation import Report, Validator

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
FIRST = 10_000_000  # the number of the first article that is published: no archive has as many
PRESIDENT = 5  # one in so many is about her
WARM = 3  # publishes that are not counted: the first into an empty store goes through the bulk loader
SPENT: dict[str, float] = defaultdict(float)  # seconds of one publish, by part
STEPS = (
    "opened_draft",
    "checkpoint",
    "missing_or_cut",
    "<method 'flush' of 'pyoxigraph.Store' objects>",
    "apply",
    "apply_entities",
    "apply_derived",
    "record",
    "close",
    "file_marks",
    "fsync_tree",
    "commit",
    "write_current",
    "prune",
    "recover",
    "clear_leftovers",
    "tombstones",
    "<built-in method posix.fsync>",
)


@contextlib.contextmanager
def clocked(part: str) -> Iterator[None]:
    """Count the time of the context to a part of the publish."""
    start = time.perf_counter()
    yield
    SPENT[part] += time.perf_counter() - start


class TimedGate(Gate):
    """A gate that counts the time of its checks."""

    def case(self, given: Input) -> Case:
        """As a gate does."""
        with clocked("map and validate"):
            return super().case(given)

    def report(self, mapped: Mapped) -> Report:
        """As a gate does."""
        with clocked("map and validate"):
            return super().report(mapped)


class TimedStore(Store):
    """A store that counts the time of its publishes, and by itself that of what follows from several articles."""

    def snapshot(self, **asked: Any) -> Snapshot:
        """As a store does."""
        with clocked("open what is there"):
            return super().snapshot(**asked)

    def publish(self, changes: Iterable[ArticleChange], *, derive: Derive | None = None, **terms: Any) -> Published:
        """As a store does."""
        before = SPENT["derive"]

        def derived(*given: Any) -> list[tuple[Quad, bool]]:
            with clocked("derive"):
                return list(derive(*given)) if derive else []

        with clocked("store"):
            published = super().publish(changes, derive=derived, **terms)
        SPENT["store"] -= SPENT["derive"] - before
        return published


@dataclass(slots=True)
class Timed:
    """A store, and what was measured of publishes into it: milliseconds, by part."""

    store: TimedStore
    gate: Gate
    articles: int
    clock: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    steps: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def publish(self, file: Path) -> None:
        """Publish a fact file, as `kg publish` does once it has started."""
        summary = publish([file], self.store, self.gate, Texts(), now=datetime.now(UTC))
        assert [each.state for each in summary.outcomes] == ["accepted"], summary

    def measure(self, file: Path) -> None:
        """The same, and keep what it took."""
        SPENT.clear()
        start, worked = time.perf_counter(), time.process_time()
        self.publish(file)
        whole, work = time.perf_counter() - start, time.process_time() - worked
        parts = {**SPENT, "read, and hold against the store": whole - sum(SPENT.values())}
        for part, seconds in {"whole": whole, "of the processor": work, **parts}.items():
            self.clock[part].append(seconds * 1000)

    def profile(self, file: Path) -> None:
        """The same under a profiler."""
        profile = cProfile.Profile()
        profile.runcall(self.publish, file)
        for name, seconds in spent_in(profile):
            self.steps[name].append(seconds * 1000)

    def measure_cold(self, file: Path) -> None:
        """Publish a fact file with a command of its own."""
        start = time.perf_counter()
        subprocess.run([*KG, "publish", file, "--store", self.store.path, "-q"], check=True)
        self.clock["as a command"].append((time.perf_counter() - start) * 1000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("stores", type=Path, nargs="*")
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--cold", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="Where the copies are made; the system's own place by default.")
    parser.add_argument("--json", type=Path, help="A file for the figures.")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        files = fact_files(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        stores = []
        for source in (None, *given.stores):
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder))
            stores.append(opened(source, Path(folder) / "store"))
        measure(stores, files, given.times, given.cold)
        report(stores)
    if given.json:
        given.json.write_text(json.dumps({each.articles: each.clock for each in stores}, indent=1) + "\n", "utf-8")


def opened(source: Path | None, root: Path) -> Timed:
    """A store of its own: a copy, of which the large files that nobody writes into are links, or an empty one."""
    if source is not None:
        shutil.copytree(source, root, copy_function=lambda old, new: link(Path(old), Path(new)))
    base = open_store(root, create=source is None).base
    types = load_schema()
    store = TimedStore(root, base)
    return Timed(store, TimedGate(types, Validator(types), Iris(base)), len(store.digests()))


def link(old: Path, new: Path) -> None:
    """Give a file of a database a second name; copy any other, which a writer may change."""
    (link_file if old.suffix == ".sst" else copy_file)(old, new)


def fact_files(folder: Path) -> Iterator[Path]:
    """One fact file after the other, each beside its text in a folder of its own."""
    number = FIRST
    while True:
        place, facts = folder / str(number), facts_of(number, president=PRESIDENT)
        place.mkdir()
        (place / "one.txt").write_text(facts.article.text or "", encoding="utf-8")
        (place / "one.facts.yaml").write_text(write_facts(facts), encoding="utf-8")
        yield place / "one.facts.yaml"
        number += 1


def measure(stores: list[Timed], files: Iterator[Path], times: int, cold: int) -> None:
    """Publish one article after another, to each store in its turn."""
    rounds: list[tuple[int, Callable[[Timed, Path], None]]] = [
        (WARM, Timed.publish),
        (times, Timed.measure),
        (max(times // 4, 1), Timed.profile),
        (cold, Timed.measure_cold),
    ]
    for count, act in rounds:
        for _ in range(count):
            file = next(files)
            for each in stores:
                act(each, file)


def report(stores: list[Timed]) -> None:
    """Print what was measured."""
    for each in stores:
        print(
            f"\none publish into {each.articles:,} articles, ms {'median':>14} {'p99':>8} {'slowest':>8} {'times':>7}"
        )
        for part, found in sorted(each.clock.items(), key=lambda item: -statistics.median(item[1])):
            others = statistics.median(stores[0].clock[part])
            last = sorted(found)[math.ceil(len(found) * 0.99) - 1]
            middle = statistics.median(found)
            print(f"  {part:<40} {middle:10.1f} {last:8.1f} {max(found):8.1f} {middle / others:7.2f}")
        print("  under a profiler:")
        for name, found in sorted(each.steps.items(), key=lambda item: -statistics.median(item[1])):
            print(f"    {name:<48} {statistics.median(found):8.1f}")


def spent_in(profile: cProfile.Profile) -> Iterator[tuple[str, float]]:
    """The seconds spent in each of STEPS and what they call; steps may lie within each other."""
    for (_, _, name), values in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STEPS:
            yield name, values[3]


if __name__ == "__main__":
    main()
