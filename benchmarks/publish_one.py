"""Times one publish of one article into stores of 0 and of 10,000 articles, and says where the time goes.

    python benchmarks/publish_one.py [--articles N] [--times N]

Prints, for each size, the median and the slowest of the whole publish, and the median of each of its steps.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.store import ArticleChange, change, open_store
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
    "<built-in method posix.fsync>",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=50)
    arguments = parser.parse_args()
    for size in (0, arguments.articles):
        with tempfile.TemporaryDirectory() as folder:
            report(Path(folder) / "store", size, arguments.times)


def report(root: Path, size: int, times: int) -> None:
    """Fill a store with `size` articles, publish one more `times` times, print the figures."""
    now, store = datetime.now(UTC), open_store(root, create=True)
    start = time.perf_counter()
    store.publish((article(number) for number in range(size)), now=now)
    print(f"{size} articles of {QUADS} quads, published in {time.perf_counter() - start:.1f} s")
    seconds, steps = list[float](), dict[str, list[float]]()
    for number in range(size, size + times):
        profile, start = cProfile.Profile(), time.perf_counter()
        profile.runcall(store.publish, [article(number)], now=now)
        seconds.append(time.perf_counter() - start)
        for name, spent in spent_in(profile):
            steps.setdefault(name, []).append(spent)
    print(f"  one publish: median {milliseconds(statistics.median(seconds))}, slowest {milliseconds(max(seconds))}")
    for name, spent_each in sorted(steps.items(), key=lambda item: -statistics.median(item[1])):
        print(f"    {milliseconds(statistics.median(spent_each)):>9}  {name}")
    sys.stdout.flush()


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
