"""Times one publish of one article into an empty store and into large ones, and says where the time goes.

    python benchmarks/publish_one.py [--articles N ...] [--stores STORE ...] [--times N] [--folder DIR]

One article in five names the same person, so there are entities that very many articles support. Prints, for each
size, the median, the 99th percentile and the slowest of the whole publish, how many times the empty store's median that
is, and the median of each of its steps (of publishes apart, since the profiler costs time itself). `--stores` are
stores that were published before, of any articles; they are copied, and stay as they are.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import math
import pstats
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.store import ArticleChange, Store, change, open_store
from kg.store.folder import copy_file, link_file
from kg.vocab import nf, rdf, schema

IRIS = Iris()
QUADS = 100  # of one article
ENTITIES = 5  # that one article names, out of
PEOPLE = 2_000
STEPS = (
    "opened_draft",
    "checkpoint",
    "missing_or_cut",
    "<method 'flush' of 'pyoxigraph.Store' objects>",
    "apply",
    "apply_bulk",
    "apply_entities",
    "close",
    "file_marks",
    "fsync_tree",
    "commit",
    "write_current",
    "prune",
    "recover",
    "clear_leftovers",
    "_archived",
    "_vocabulary",
    "tombstones",
    "<built-in method posix.fsync>",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, nargs="*", default=[10_000])
    parser.add_argument("--stores", type=Path, nargs="*", default=[])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="Where the stores are made; the system's own place by default.")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        stores = {}
        for size in (0, *arguments.articles):
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=arguments.folder))
            stores[size] = filled(Path(folder) / "store", size)
        for source in arguments.stores:
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=arguments.folder))
            store = copied(source, Path(folder) / "store")
            stores[len(store.digests())] = store
        report(stores, arguments.times)


def filled(root: Path, size: int) -> Store:
    """A store with `size` articles, to which a few have been published one by one."""
    now, store, start = datetime.now(UTC), open_store(root, create=True), time.perf_counter()
    store.publish((article(number) for number in range(size)), now=now)
    print(f"{size:,} articles of {QUADS} quads, published in {time.perf_counter() - start:.1f} s", flush=True)
    warm(store, size)
    return store


def warm(store: Store, size: int) -> None:
    """Publish a few articles: the first into an empty store goes through the bulk loader."""
    for number in range(size, size + 3):
        store.publish([article(number)], now=datetime.now(UTC))


def copied(source: Path, root: Path) -> Store:
    """A copy of a store, of which its large immutable files are links, to which a few articles have been published."""
    shutil.copytree(source, root, copy_function=lambda old, new: link(Path(old), Path(new)))
    store = open_store(root)
    warm(store, len(store.digests()))
    return store


def link(old: Path, new: Path) -> None:
    """Give a file of a database a second name; copy any other, which a writer may change."""
    (link_file if old.suffix == ".sst" else copy_file)(old, new)


def report(stores: dict[int, Store], times: int) -> None:
    """Publish one article after another, to each store in its turn so that all meet the same noise; print figures."""
    now, seconds, cpu = datetime.now(UTC), defaultdict[int, list[float]](list), defaultdict[int, list[float]](list)
    for number in range(3, 3 + times):
        for size, store in stores.items():
            start, worked = time.perf_counter(), time.process_time()
            store.publish([article(size + number)], now=now)
            seconds[size].append(time.perf_counter() - start)
            cpu[size].append(time.process_time() - worked)
    for size, store in stores.items():
        median, late = statistics.median(seconds[size]), sorted(seconds[size])[math.ceil(times * 0.99) - 1]
        work = statistics.median(cpu[size])
        slowest = milliseconds(max(seconds[size]))
        print(f"one publish into {size:,} articles: median {milliseconds(median)}, p99 {milliseconds(late)},")
        print(
            f"  slowest {slowest}, beside the median of all {sum(seconds[size]) / times / median:.2f} times on average,"
        )
        print(f"  of the processor {milliseconds(work)}; beside the empty store {ratio(median, seconds[0])} times,")
        print(f"  of the processor {ratio(work, cpu[0])} times")
        steps = defaultdict[str, list[float]](list)
        for number in range(3 + times, 3 + times + max(times // 3, 1)):
            profile = cProfile.Profile()
            profile.runcall(store.publish, [article(size + number)], now=now)
            for name, spent in spent_in(profile):
                steps[name].append(spent)
        for name, spent_each in sorted(steps.items(), key=lambda item: -statistics.median(item[1])):
            print(f"    {milliseconds(statistics.median(spent_each)):>9}  {name}")
        kept = sum(file.stat().st_size for file in (store.path / "history").iterdir())
        print(f"  the history takes {kept / len(store.digests()):,.0f} bytes an article", flush=True)


def ratio(value: float, others: list[float]) -> str:
    """How many times the median of others a value is."""
    return f"{value / statistics.median(others):.2f}"


def spent_in(profile: cProfile.Profile) -> Iterator[tuple[str, float]]:
    """The seconds spent in each of STEPS and what they call; steps may lie within each other."""
    for (_, _, name), values in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STEPS:
            yield name, values[3]


def milliseconds(seconds: float) -> str:
    """Seconds for people."""
    return f"{seconds * 1000:.1f} ms"


def article(number: int) -> ArticleChange:
    """An article that names a few of PEOPLE and says QUADS things."""
    node = IRIS.article(url=f"https://harbourpost.example/{number}", publisher=None, id=None, text_digest=None)
    graph = IRIS.graph(node)
    people = [IRIS.shared_entity(f"Person {number * 31 % PEOPLE + n}") for n in range(ENTITIES)]
    people += [IRIS.shared_entity("President Ada Ferris")] if number % 5 == 0 else []
    quads = [Quad(node, rdf.type, schema.NewsArticle, graph)]
    quads += [Quad(node, schema.mentions, person, graph) for person in people]
    for n in range(QUADS - len(quads)):
        situation = NamedNode(f"{node.value}-{n // 9}")
        quads.append(Quad(situation, nf.involves if n % 9 else rdf.type, Literal(f"value {number} {n}"), graph))
    claims = [Triple(person, rdf.type, schema.Person) for person in people]
    claims += [Triple(person, schema.name, Literal(f"Name of {person.value[-8:]}")) for person in people]
    return change(node, graph, quads, claims, day="2026-03-01")


if __name__ == "__main__":
    main()
