"""Times one publish by one process, by two, and by two workers of a Dask scheduler on this machine.

python -m benchmarks.cluster [--articles 3000]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.bulk import line
from benchmarks.running import KG, run
from kg.store import open_store
from tests.scale.running import cluster


def main() -> None:
    """Measure and print; of the cluster the scheduler and the workers are counted too."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--articles", type=int, default=3_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-cluster-") as scratch:
        root = Path(scratch)
        write_archive(root / "archive", given.articles, "yaml")
        print(f"{'':34} {'s':>8} {'cpu s':>8} {'articles/s':>11} {'quads/s':>9} {'MB':>6}")
        for jobs in (1, 2):
            publish(root, f"{jobs} process{'es' * (jobs > 1)}", given.articles, "--jobs", str(jobs))
        with cluster(root / "dask") as dask:
            publish(root, "2 workers of a Dask scheduler", given.articles, "--scheduler", dask.address)
            before = processors()
        print(f"the scheduler and its workers: {processors() - before:.1f} s of the processors")


def publish(root: Path, name: str, articles: int, *words: str) -> None:
    """Publish into a store of its own, and print a line."""
    store = root / name.replace(" ", "-")
    taken = run(*KG, "publish", str(root / "archive"), "--store", str(store), "-q", *words)
    with open_store(store) as opened:
        line(name, taken, articles, opened.history()[0].quads)


def processors() -> float:
    """Seconds of the processors of all processes that have ended."""
    time.sleep(0.2)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
