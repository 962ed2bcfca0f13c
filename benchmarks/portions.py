"""Publishes a portion of articles into a copy of a store, then one by one: does one of these wait for the tables?

    python -m benchmarks.portions STORE [--portions 240 320 480] [--times 200]

The engine merges all its tables once the layers upon them come to about a twentieth, and whoever publishes then waits;
large publishes merge before (`kg/store/layers.py`). For each portion, into a copy of its own, it prints what the
portion took and, of the single articles, the median and the slowest three with their numbers, in milliseconds of the
processor and by the clock. Seconds of the processor tell a merge also where the machine is busy.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.publish_one import fact_files, opened
from kg.publishing import Texts, publish


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("store", type=Path)
    options.add_argument("--portions", type=int, nargs="+", default=[240, 320, 480])
    options.add_argument("--times", type=int, default=200)
    given = options.parse_args()
    for portion in given.portions:
        with tempfile.TemporaryDirectory(prefix="kg-portion-") as scratch:
            print(measured(given.store, portion, given.times, Path(scratch)), flush=True)


def measured(store: Path, portion: int, times: int, scratch: Path) -> str:
    """What a portion and the articles after it took, in words."""
    target, files = opened(store, scratch / "store"), fact_files(scratch)
    start = time.process_time()
    publish([next(files) for _ in range(portion)], target.store, target.gate, Texts(), now=datetime.now(UTC))
    took = time.process_time() - start
    for _ in range(times):
        target.measure(next(files))
    work, clock = target.clock["of the processor"], target.clock["whole"]
    slowest = sorted(range(times), key=lambda number: -work[number])[:3]
    told = ", ".join(f"number {number} {work[number]:,.0f} ({clock[number]:,.0f})" for number in slowest)
    return (
        f"{portion} into {target.articles:,}: {took:.1f} s of the processor; then {times} of one, ms (by the clock): "
        f"median {statistics.median(work):.0f} ({statistics.median(clock):.0f}), slowest {told}"
    )


if __name__ == "__main__":
    main()
