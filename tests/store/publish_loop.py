"""A writer for the tests of faults: publishes pairs of articles for ever and says on stdout what was acknowledged.

Arguments: the store, the number to start with, and how many articles a publish has beside the pair.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from kg.store import Retention, open_store
from tests.store.samples import NOW, publication


def main() -> None:
    """Publish until killed."""
    store = open_store(Path(sys.argv[1]), create=True)
    if store.retention() != Retention(3):
        store.keep(Retention(3))
    for number in itertools.count(int(sys.argv[2])):
        changes = [publication(n, f"Edition {number}", [f"Okoye {number % 3}"]) for n in (1, 2)]
        others = [publication(1_000 + number * 1_000 + n, f"Edition {number}") for n in range(int(sys.argv[3]))]
        published = store.publish([*changes, *others], now=NOW, wait=5)
        print(number, published.generation, flush=True)


if __name__ == "__main__":
    main()
