"""How long a cold `kg` takes, beside the `pyshacl` command on the same triples and shapes.

    python benchmarks/cold_start.py FACTS.facts.yaml [--rounds 10]

Prints the median wall time of each command in milliseconds, the commands taking turns.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.schema import load_schema


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long a cold kg takes, beside pyshacl on the same triples.")
    parser.add_argument("facts", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    facts, rounds = given.facts, given.rounds
    scripts = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        data, shapes = write_inputs(facts, Path(folder))
        commands: dict[str, list[str | Path]] = {
            "kg --help": [scripts / "kg", "--help"],
            "kg validate": [scripts / "kg", "validate", "-q", facts],
            "pyshacl": [scripts / "pyshacl", "-s", shapes, "-df", "nt", "-sf", "nt", data],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run([str(part) for part in command], check=True, capture_output=True)
                times[name].append(1000 * (time.perf_counter() - start))
    reference = statistics.median(times["pyshacl"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:<16} {median:8.1f} ms   {median / reference:5.2f} of pyshacl")


def write_inputs(facts: Path, folder: Path) -> tuple[Path, Path]:
    """The same triples and shapes as N-Triples files, for the other command."""
    types = load_schema()
    mapped = map_article(read_facts(facts, types), types, Iris())
    data, shapes = folder / "data.nt", folder / "shapes.nt"
    triples = "".join(f"{triple} .\n" for triple in (*(quad.triple for quad in mapped.quads), *mapped.claims))
    data.write_text(triples + types.axioms_ntriples, encoding="utf-8")
    shapes.write_text(types.shapes_ntriples, encoding="utf-8")
    return data, shapes


if __name__ == "__main__":
    main()
