"""Times the publishing of an archive beside the engine's own bulk loader, and beside what one would write by hand.

    python -m benchmarks.bulk [--articles 10000] [--sample 20] [--jobs N] [--folder FOLDER] [--no-export] [--json FILE]

Prints, of the same articles: seconds, seconds of processors, articles and quads per second, and peak memory of
`kg publish`, of pyoxigraph's bulk_load of the same quads from N-Quads (the limit), and of rdflib, pyshacl and
INSERT DATA article by article (on a sample); then where the processors' time goes, and the export of everything.
The figures go to FILE too, of which `benchmarks/plots.py` makes pictures.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from benchmarks.archive import write_archive
from benchmarks.export import exports
from benchmarks.running import KG, Taken, run
from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.occurrences import packed, report_of
from kg.publishing import processors
from kg.schema import Schema, load_schema
from kg.store import open_store, stored_lines
from kg.validation import Validator


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--sample", type=int, default=20)
    options.add_argument("--jobs", type=int, default=processors())
    options.add_argument("--folder", type=Path, help="an archive that benchmarks/archive.py made")
    options.add_argument("--no-export", action="store_true")
    options.add_argument("--json", type=Path, help="a file for the figures")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bulk-") as scratch:
        root = Path(scratch)
        archive = given.folder or made(root / "archive", given.articles)
        figures = report(archive, root, given.sample, given.jobs, export=not given.no_export)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def made(folder: Path, articles: int) -> Path:
    """An archive of so many articles."""
    write_archive(folder, articles, "yaml")
    return folder


def report(archive: Path, root: Path, sample: int, jobs: int, *, export: bool) -> dict[str, Any]:
    """Measure all of it and print the figures."""
    publish = run(*KG, "publish", str(archive), "--store", str(root / "store"), "--jobs", str(jobs), "-q")
    with open_store(root / "store") as store:
        articles, quads = store.history()[0].articles, store.history()[0].quads
    print(f"{articles:,} articles, {quads:,} quads, {jobs} processes\n")
    print(f"{'':34} {'s':>8} {'cpu s':>8} {'articles/s':>11} {'quads/s':>9} {'MB':>6}")
    line(f"kg publish --jobs {jobs}", publish, articles, quads)
    shutil.copytree(root / "store" / "generations", root / "kept")
    load = raw_load(root)
    line("bulk_load of the same N-Quads", load, articles, quads)
    files = sorted(archive.rglob("*.facts.yaml"))[:sample]
    if files:
        by_hand, count = loop_by_hand(files, root)
        line(f"rdflib, pyshacl, INSERT ({len(files)} of them)", by_hand, len(files), count)
        faster = by_hand.seconds / len(files) / (publish.seconds / articles)
        work = by_hand.processors / len(files) / (publish.processors / articles)
        print(f"\nkg publish is {faster:.0f} times as fast, with a {work:.0f}th of the processors' time")
    of_load, of_work = load.seconds / publish.seconds, load.processors / publish.processors
    print(f"kg publish is at {of_load:.2f} of bulk_load by the clock, {of_work:.2f} by the processors' time")
    taken = {"kg publish": (publish, articles), "bulk_load": (load, articles)}
    if files:
        taken["rdflib, pyshacl, INSERT"] = by_hand, len(files)
    each = {
        name: {"articles": number, "seconds": t.seconds, "processors": t.processors, "megabytes": t.megabytes}
        for name, (t, number) in taken.items()
    }
    stages = where_time_goes(sorted(archive.rglob("*.facts.yaml"))[:500])
    exported = exports(root / "store", root, quads) if export else {}
    return {"articles": articles, "quads": quads, "jobs": jobs, "whole": each, "stages": stages, "export": exported}


def line(what: str, taken: Taken, articles: int, quads: int) -> None:
    """Print one row."""
    rates = f"{articles / taken.seconds:11,.0f} {quads / taken.seconds:9,.0f}"
    print(f"{what:34} {taken.seconds:8.1f} {taken.processors:8.1f} {rates} {taken.megabytes:6,.0f}", flush=True)


def raw_load(root: Path) -> Taken:
    """Load what was published with the engine's own loader, from a file of N-Quads."""
    (generation,) = [path for path in (root / "kept").iterdir() if path.name == "000001"]
    with (root / "all.nq").open("wb") as file:
        pyoxigraph.Store.read_only(str(generation / "oxigraph")).dump(file, RdfFormat.N_QUADS)
    shutil.rmtree(root / "kept")
    script = (
        "import pyoxigraph, sys; store = pyoxigraph.Store(sys.argv[1]);"
        "store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS); store.flush()"
    )
    return run(sys.executable, "-c", script, str(root / "raw"), str(root / "all.nq"))


def loop_by_hand(files: list[Path], root: Path) -> tuple[Taken, int]:
    """What one would write today: PyYAML, an rdflib graph, pyshacl, and INSERT DATA into a store on disk.

    The mapping itself is not counted: the graph is parsed from Turtle that kg made.
    """
    import pyshacl
    import yaml
    from rdflib import Graph

    types = load_schema()
    shapes = Graph().parse(data=types.shapes_ntriples, format="nt")
    axioms = Graph().parse(data=types.axioms_ntriples, format="nt")
    turtles = [turtle_of(file, types) for file in files]
    store, count = pyoxigraph.Store(str(root / "by-hand")), 0
    usage, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    for file, (name, turtle) in zip(files, turtles, strict=True):
        yaml.safe_load(file.read_text(encoding="utf-8"))
        graph = Graph().parse(data=turtle, format="turtle")
        conforms, _, text = pyshacl.validate(graph + axioms, shacl_graph=shapes, inplace=True)
        assert conforms, text
        store.update(f"INSERT DATA {{ GRAPH <{name}> {{ {graph.serialize(format='nt')} }} }}")
        count += len(graph)
    seconds, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - usage.ru_utime - usage.ru_stime
    return Taken(seconds, cpu, now.ru_maxrss / 1024), count


def turtle_of(file: Path, types: Schema) -> tuple[str, str]:
    """The name of an article's graph, and what it comes to in Turtle."""
    mapped = map_article(read_facts(file, types), types, Iris())
    triples = (*(quad.triple for quad in mapped.quads), *mapped.claims)
    return mapped.graph.value, (pyoxigraph.serialize(triples, format=RdfFormat.TURTLE) or b"").decode()


def where_time_goes(files: list[Path]) -> dict[str, float]:
    """Print the share of each stage in what a process does for an article, one after the other."""
    types, iris = load_schema(), Iris()
    validator = Validator(types)
    read = [read_facts(file, types) for file in files]
    mapped = [map_article(each, types, iris) for each in read]
    stages: dict[str, Callable[[], Any]] = {
        "read the fact files": lambda: [read_facts(file, types) for file in files],
        "map to quads": lambda: [map_article(each, types, iris) for each in read],
        "validate": lambda: [validator.validate((*m.triples, *m.claims)) for m in mapped],
        "digest, canonical N-Quads, history": lambda: [
            stored_lines(m.article, m.graph, m.triples, m.claims, m.refutations, day=m.day) for m in mapped
        ],
        "what is held against others": lambda: [packed(told) for m in mapped if (told := report_of(m.triples, iris))],
    }
    print(f"\n{'of one article, in a process':34} {'ms':>8}")
    found: dict[str, float] = {}
    for name, stage in stages.items():
        with measured() as spent:
            stage()
        found[name] = spent[0] / len(files) * 1000
        print(f"{name:34} {found[name]:8.2f}")
    return found


@contextmanager
def measured() -> Iterator[list[float]]:
    """The seconds of the processor that the context took."""
    spent: list[float] = []
    start = time.process_time()
    yield spent
    spent.append(time.process_time() - start)


if __name__ == "__main__":
    main()
