"""Times the export of everything in a store beside the engine's own dump, with the memory of each.

python -m benchmarks.export STORE [--formats turtle nquads]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.running import KG, run
from kg.store import open_store

FORMATS = ("nquads", "trig", "turtle")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("store", type=Path)
    options.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    given = options.parse_args()
    with open_store(given.store) as store, store.snapshot() as snapshot:
        quads = snapshot.manifest.quads
    print(f"{quads:,} quads")
    with tempfile.TemporaryDirectory(prefix="kg-export-") as scratch:
        exports(given.store, Path(scratch), quads, given.formats)


def exports(store: Path, scratch: Path, quads: int, formats: tuple[str, ...] = FORMATS) -> dict[str, dict[str, float]]:
    """Print how quickly everything is exported, and with how much memory, beside the engine's own dump."""
    print(f"\n{'export of everything':34} {'s':>8} {'cpu s':>8} {'quads/s':>9} {'MB':>6}")
    database = max((store / "generations").glob("*/oxigraph"))
    dump = (
        "import pyoxigraph, sys; store = pyoxigraph.Store.read_only(sys.argv[1]);"
        "store.dump(open(sys.argv[2], 'wb'), pyoxigraph.RdfFormat.N_QUADS)"
    )
    commands = {"Store.dump to N-Quads": [sys.executable, "-c", dump, str(database), str(scratch / "all")]}
    for form in formats:
        words = ["export", "--store", str(store), "--format", form, "-o", str(scratch / "all")]
        commands[f"kg export --format {form}"] = [*KG, *words]
    found: dict[str, dict[str, float]] = {}
    for name, command in commands.items():
        taken = run(*command)
        (scratch / "all").unlink()
        rate = f"{quads / taken.seconds:9,.0f} {taken.megabytes:6,.0f}"
        print(f"{name:34} {taken.seconds:8.1f} {taken.processors:8.1f} {rate}", flush=True)
        found[name] = {"seconds": taken.seconds, "processors": taken.processors, "megabytes": taken.megabytes}
    return found


if __name__ == "__main__":
    main()
