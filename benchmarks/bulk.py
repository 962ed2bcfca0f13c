"""Times the publishing of an archive beside the engine's own bulk loader, and beside what one would write by hand.

    python -m benchmarks.bulk [--articles 10000] [--sample 60] [--one 100] [--jobs N] [--folder FOLDER] [--keep DIR]
        [--no-export] [--json FILE]

Of the first 10,000 articles it prints, as each is known: seconds, seconds of processors, articles and quads per second,
and peak memory of `kg publish`, of pyoxigraph's bulk_load of the same quads from N-Quads (the limit), and of rdflib,
pyshacl and INSERT DATA article by article (on a sample); then where the processors' time goes. Of a larger archive it
then publishes all, into a store that is kept in DIR where that is said. In the end come the publishing of one article
into the largest store, and the export of everything beside the engine's own dump. Memory is that of the largest
process, and the most that all of them had together.

The figures go to FILE too, of which `benchmarks/plots.py` makes pictures.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from benchmarks.archive import FOLDER, write_archive
from benchmarks.export import exports
from benchmarks.publish_one import WARM, fact_files, opened
from benchmarks.running import KG, Taken, run
from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.occurrences import packed, report_of
from kg.publishing import Chunk, Job, processors
from kg.publishing.parts import make_part
from kg.schema import Schema, load_schema
from kg.store import open_store, stored_lines
from kg.terms import lines_of
from kg.validation import Validator

FIRST = 10_000  # articles that are held against the loader alone and against what one would write
_FINDINGS = 1  # what `kg publish` ends with where something was refused


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--articles", type=int, default=FIRST)
    options.add_argument("--sample", type=int, default=60)
    options.add_argument("--one", type=int, default=100, help="so many articles are published one by one")
    options.add_argument("--jobs", type=int, default=processors())
    options.add_argument("--folder", type=Path, help="an archive that benchmarks/archive.py made")
    options.add_argument("--keep", type=Path, metavar="DIR", help="a new folder in which the store stays")
    options.add_argument("--no-export", action="store_true")
    options.add_argument("--json", type=Path, help="a file for the figures")
    given = options.parse_args()
    if given.keep and given.keep.exists():
        options.error(f"{given.keep} is there already: name a new folder")
    with tempfile.TemporaryDirectory(prefix="kg-bulk-") as scratch:
        root = Path(scratch)
        archive = given.folder or made(root / "archive", given.articles)
        store = given.keep or root / "store"
        figures = report(archive, store, root, given)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def made(folder: Path, articles: int) -> Path:
    """An archive of so many articles."""
    start = time.perf_counter()
    write_archive(folder, articles, "yaml")
    os.sync()  # or the first that asks the disk to keep its own files waits for these
    print(f"{articles:,} articles were made in {time.perf_counter() - start:.0f} s", flush=True)
    return folder


def report(archive: Path, store: Path, root: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Measure all of it and print the figures."""
    parts = sorted(path for path in archive.iterdir() if path.is_dir())
    is_large = len(parts) * FOLDER > FIRST
    some, place = (parts[: FIRST // FOLDER], root / "first") if is_large else ([archive], store)
    heading(f"{given.jobs} processes")
    figures = beside(some, place, root, given)
    figures["stages"] = where_time_goes(sorted(file for path in some for file in path.rglob("*.facts.yaml"))[:500])
    if is_large:
        figures |= whole(parts, store, figures["whole"]["kg publish"], given.jobs)
    figures["one"] = one_by_one(store, root, given.one) if given.one else {}
    figures["export"] = {} if given.no_export else exports(store, root, figures["quads"], ("nquads", "turtle"))
    return figures


def beside(archive: list[Path], store: Path, root: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Print what publishing takes beside the loader alone, and beside what one would write by hand."""
    publish, articles, quads = published(archive, store, given.jobs)
    load = raw_load(store, root)
    line("bulk_load of the same N-Quads", load, articles, quads)
    taken = {"kg publish": (publish, articles), "bulk_load": (load, articles)}
    files = sorted(file for path in archive for file in path.rglob("*.facts.yaml"))[: given.sample]
    if files:
        by_hand, count = loop_by_hand(files, root)
        line(f"rdflib, pyshacl, INSERT ({len(files)} of them)", by_hand, len(files), count)
        taken["rdflib, pyshacl, INSERT"] = by_hand, len(files)
        faster = by_hand.seconds / len(files) / (publish.seconds / articles)
        work = by_hand.processors / len(files) / (publish.processors / articles)
        print(f"\nkg publish is {faster:.0f} times as fast, with a {work:.0f}th of the processors' time")
    of_load, of_work = load.seconds / publish.seconds, load.processors / publish.processors
    print(
        f"kg publish is at {of_load:.2f} of bulk_load by the clock, {of_work:.2f} by the processors' time", flush=True
    )
    figures = {name: {"articles": number, **asdict(each)} for name, (each, number) in taken.items()}
    return {"articles": articles, "quads": quads, "jobs": given.jobs, "whole": figures}


def whole(archive: list[Path], store: Path, first: dict[str, Any], jobs: int) -> dict[str, Any]:
    """Print what publishing all of a large archive takes, beside its first articles."""
    heading("all of it")
    taken, articles, quads = published(archive, store, jobs)
    rate, before = articles / taken.seconds, first["articles"] / first["seconds"]
    work, worked = taken.processors / articles * 1000, first["processors"] / first["articles"] * 1000
    print(f"\n{rate:.0f} articles a second, where the first go at {before:.0f}: {rate / before - 1:+.0%};", end=" ")
    print(f"{work:.2f} ms of the processors for one, where the first take {worked:.2f}", flush=True)
    return {"articles": articles, "quads": quads, "large": {"articles": articles, **asdict(taken)}}


def published(archive: list[Path], store: Path, jobs: int) -> tuple[Taken, int, int]:
    """Publish an archive and print what it took; gives that, and the articles and quads that the store has."""
    paths = [str(path) for path in archive]
    taken = run(*KG, "publish", *paths, "--store", str(store), "--jobs", str(jobs), codes=(0, _FINDINGS))
    with open_store(store) as opened_store:
        newest = opened_store.history()[0]
    line(f"kg publish --jobs {jobs}", taken, newest.articles, newest.quads)
    reports = len(os.listdir(store / "rejected")) if (store / "rejected").exists() else 0
    if reports:
        print(f"{reports} reports of what was refused are in {store / 'rejected'}", flush=True)
    return taken, newest.articles, newest.quads


def one_by_one(store: Path, root: Path, times: int) -> dict[str, float]:
    """Print what it takes to publish one article into a copy of the store, again and again."""
    target = opened(store, root / "one")
    os.sync()  # what is still on its way to the disk is the archive's, and not a publish's
    (root / "files").mkdir()
    files = fact_files(root / "files")
    for _ in range(WARM):
        target.publish(next(files))
    for _ in range(times):
        target.measure(next(files))
    found = sorted(target.clock["whole"])
    figures = {
        "median": statistics.median(found),
        "p99": found[math.ceil(len(found) * 0.99) - 1],
        "worst": found[-1],
        "processors": statistics.median(target.clock["of the processor"]),
    }
    print(f"\n{times} publishes of one article into {target.articles:,}, ms:", end=" ")
    print(", ".join(f"{name} {value:,.0f}" for name, value in figures.items()), flush=True)
    return figures


def heading(what: str) -> None:
    """Print what the columns of the rows to come are."""
    columns = f"{'s':>8} {'cpu s':>8} {'articles/s':>11} {'quads/s':>9} {'MB':>6} {'all':>6}"
    print(f"\n{what:34} {columns}", flush=True)


def line(what: str, taken: Taken, articles: int, quads: int) -> None:
    """Print one row."""
    rates = f"{articles / taken.seconds:11,.0f} {quads / taken.seconds:9,.0f}"
    memory = f"{taken.megabytes:6,.0f} {taken.together or taken.megabytes:6,.0f}"
    print(f"{what:34} {taken.seconds:8.1f} {taken.processors:8.1f} {rates} {memory}", flush=True)


def raw_load(store: Path, root: Path) -> Taken:
    """Load what was published with the engine's own loader, from a file of N-Quads."""
    with (root / "all.nq").open("wb") as file:
        newest = max((store / "generations").glob("*/oxigraph"))
        pyoxigraph.Store.read_only(str(newest)).dump(file, RdfFormat.N_QUADS)
    script = (
        "import pyoxigraph, sys; store = pyoxigraph.Store(sys.argv[1]);"
        "store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS); store.flush()"
    )
    taken = run(sys.executable, "-c", script, str(root / "raw"), str(root / "all.nq"))
    (root / "all.nq").unlink()
    return taken


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
        "validate": lambda: [validator.validate_statements((*m.said, *m.supported), sound=m.sound) for m in mapped],
        "digest, canonical N-Quads, history": lambda: [
            stored_lines(m.article, m.graph, *map(lines_of, (m.said, m.supported, m.refuted)), day=m.day)
            for m in mapped
        ],
        "what is held against others": lambda: [packed(told) for m in mapped if (told := report_of(m.said, iris))],
    }
    print(f"\n{'of one article, in a process':34} {'ms':>8}")
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="kg-part-") as folder:
        chunk, job = Chunk(tuple(map(str, files)), 0), Job(iris.base)
        make_part(job, replace(chunk, names=chunk.names[:10]), Path(folder), "warm")
        stages["all of it, written as a part"] = lambda: make_part(job, chunk, Path(folder), "part")
        for name, stage in stages.items():
            with measured() as spent:
                stage()
            found[name] = spent[0] / len(files) * 1000
            print(f"{name:34} {found[name]:8.2f}", flush=True)
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
