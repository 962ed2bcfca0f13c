"""Asks a store that is there every saved question, searches and ranges of days, and the same questions in Virtuoso.

    python -m benchmarks.questions STORE [--virtuoso] [--seconds 2] [--rounds 3] [--no-search] [--without NAME ...]
        [--json FILE]

The person that most articles name, and a body, a country, an article and days of the store take the place of all
parameters, also of those that may be left out; what has none is asked of the whole store. Prints what the first time
took, which may read the disk, and median and 99th percentile of the others (of fewer than a hundred: the longest), in
milliseconds by the clock, the median of the work of all processes that take part (milliseconds of processors), and how
many rows there are. With `--virtuoso` the
store's quads are loaded into a Virtuoso on this machine (`virtuoso-t` and `isql-vt` of Debian's
virtuoso-opensource-7-bin), which is asked in turn with kg, with the same SPARQL.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import KgError
from kg.questions import bind, read_questions
from kg.search import search
from kg.store import Limits, Snapshot, open_store
from kg.vocab import PREFIXES
from tests.remote.servers import ISQL, virtuoso

ROUNDS = 200  # at most
LIMITS = Limits(seconds=60)
BUFFERS = 170_000  # of 8 KB, for Virtuoso
_MOST = """SELECT ?name {{ {{ SELECT ?who (count(*) AS ?n) {{ ?a schema:mentions ?who }} GROUP BY ?who
    ORDER BY DESC(?n) LIMIT 200 }} ?who a {kind} ; schema:name ?name }} ORDER BY DESC(?n) LIMIT 1"""
_WITHIN = """SELECT ?who {{ ?f nf:attestedWithin "{days}" . ?f nf:asserts ?v . ?v nf:involves/schema:name ?who }}"""
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
Ask = Callable[[], int]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("store", type=Path)
    options.add_argument("--virtuoso", action="store_true")
    options.add_argument("--seconds", type=float, default=2.0, help="for each line, at most")
    options.add_argument("--rounds", type=int, default=3, help="for each line, at least; two or more")
    options.add_argument("--no-search", action="store_true", help="without what needs the full-text index")
    options.add_argument("--without", nargs="*", default=[], help="questions that are left out")
    options.add_argument("--json", type=Path, help="a file for the figures")
    given = options.parse_args()
    if given.rounds < 2:
        options.error("--rounds: two at least, for the first is shown by itself")
    figures: dict[str, dict[str, object]] = {}
    with open_store(given.store) as store, store.snapshot() as snapshot, tempfile.TemporaryDirectory() as scratch:
        print(f"{snapshot.manifest.articles:,} articles, {snapshot.manifest.quads:,} quads")
        if not given.no_search:
            search(snapshot, "harbour")  # makes the index, where it is not there yet
        with loaded(snapshot, Path(scratch)) if given.virtuoso else nothing() as other:
            head = f" {'first':>8} {'median':>8} {'p99':>8} {'work':>8} {'rows':>6}"
            print(f"{'':<36}{head}" + (head.replace("   first", "Virtuoso") if other else ""))
            for name, ask, beside in lines(snapshot, other):
                if name not in given.without and not (given.no_search and _needs_index(name)):
                    asked = [ask, beside] if beside else [ask]
                    figures[name] = line(name, asked, given.seconds, given.rounds)
    if given.json:
        whole = {"articles": snapshot.manifest.articles, "quads": snapshot.manifest.quads, "milliseconds": figures}
        given.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def lines(snapshot: Snapshot, other: str | None) -> Iterator[tuple[str, Ask, Ask | None]]:
    """What is asked: its name, how kg is asked, and how the other is."""
    kinds = "schema:Person", "schema:Organization", "schema:Country"
    person, body, country = (name_of(snapshot, kind) for kind in kinds)
    stamp = str(value_of(snapshot, "SELECT ?d { ?a schema:datePublished ?d } ORDER BY ?d OFFSET 1000 LIMIT 1"))
    day = stamp[:10]
    week = f"{day}/{day[:8]}{min(int(day[8:]) + 6, 28):02}"
    yield "search: two words", lambda: len(search(snapshot, "harbour timber").hits), None
    yield "search: one word, in very many", lambda: len(search(snapshot, "harbour").hits), None
    yield "search: newest of the hottest", lambda: len(search(snapshot, entity=person).hits), None
    yield "search: a word in a month", lambda: len(search(snapshot, "vote", since=f"{day[:8]}01", until=day).hits), None
    yield "SPARQL: nf:matches", lambda: rows(snapshot, 'SELECT ?f { ?f nf:matches "harbour timber" }'), None
    yield "SPARQL: nf:attestedWithin, a week", lambda: rows(snapshot, _WITHIN.format(days=week)), None
    values = {
        "article": str(value_of(snapshot, "SELECT ?u { ?a a schema:NewsArticle ; schema:url ?u } LIMIT 1")),
        "fact": str(value_of(snapshot, "SELECT ?f { ?f a nf:Assertion } LIMIT 1")),
        "on": day,
        "day": day,
        "days": week,
        "of": person,
        "who": person,
        "whom": person,
        "by": person,
        "about": person,
        "party": country,
        "source": person,
        "since": day,
    }
    for name, question in read_questions().items():
        wanted = {each.name: values[each.name] for each in question.parameters if each.name in values}
        wanted |= {"of": body} if name == "members" else {}
        sparql = bind(question, wanted, snapshot)
        beside = (lambda sparql=sparql: rows_elsewhere(other, sparql)) if other else None
        yield name, lambda sparql=sparql: rows(snapshot, sparql), beside  # type: ignore[misc]


def _needs_index(name: str) -> bool:
    return name.startswith(("search:", "SPARQL:"))


def name_of(snapshot: Snapshot, kind: str) -> str:
    """The name of the entity of a kind that most articles name."""
    return str(value_of(snapshot, _MOST.format(kind=kind)))


def value_of(snapshot: Snapshot, sparql: str) -> str | None:
    """The value in the one row of a query."""
    found = snapshot.query(sparql, LIMITS).rows
    term = found[0][0] if found else None
    return getattr(term, "value", None)


def rows(snapshot: Snapshot, sparql: str) -> int:
    """How many rows a query has."""
    return len(snapshot.query(sparql, LIMITS).rows)


def rows_elsewhere(url: str, sparql: str) -> int:
    """The same of an endpoint, whose default graph is the union of all."""
    words = urllib.parse.urlencode({"query": _PREFIXES + sparql}).encode()
    asked = urllib.request.Request(url, words, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return len(json.loads(answer.read())["results"]["bindings"])


def work() -> float:
    """Milliseconds of processors that this process and those that it started have used."""
    pids = [child for words in read_all(Path("/proc/self/task"), "*/children") for child in words]
    spent = [int(words[0]) for pid in pids for words in read_all(Path(f"/proc/{pid}/task"), "*/schedstat")]
    return time.process_time() * 1000 + sum(spent) / 1e6


def read_all(folder: Path, pattern: str) -> Iterator[list[str]]:
    """The words of these files; a thread that ends meanwhile has none."""
    for file in folder.glob(pattern):
        with suppress(FileNotFoundError, ProcessLookupError):
            yield file.read_text().split()


@dataclass(frozen=True, slots=True)
class Spent:
    """What a question took: milliseconds."""

    first: float
    median: float
    p99: float
    work: float
    rows: int | str

    @classmethod
    def of(cls, times: list[tuple[float, float]], rows: int | str) -> Spent:
        """What two rounds or more took, each its time and work."""
        (first, _), *others = times
        clock = sorted(time for time, _ in others)
        middle = statistics.median(spent for _, spent in others)
        return cls(first, statistics.median(clock), clock[len(clock) * 99 // 100], middle, rows)

    def text(self) -> str:
        """The figures in columns."""
        return f" {self.first:8.1f} {self.median:8.1f} {self.p99:8.1f} {self.work:8.1f} {self.rows:>6}"


def line(name: str, asked: list[Ask], seconds: float, least: int) -> dict[str, object]:
    """Ask in turn, and print one line."""
    times: list[list[tuple[float, float]]] = [[] for _ in asked]
    found: list[int | str] = [0 for _ in asked]
    end = time.monotonic() + seconds * len(asked)
    while len(times[0]) < least or (time.monotonic() < end and len(times[0]) < ROUNDS):
        for place, ask in enumerate(asked):
            start, before = time.perf_counter(), work()
            try:
                found[place] = ask()
            except (KgError, OSError) as error:
                found[place] = str(error).splitlines()[0]
            times[place].append(((time.perf_counter() - start) * 1000, work() - before))
    shown = [Spent.of(each, rows) for each, rows in zip(times, found, strict=True)]
    print(f"{name:<36}" + "".join(each.text() for each in shown), flush=True)
    result: dict[str, object] = {**asdict(shown[0]), "rounds": len(times[0])}
    return result | ({"virtuoso": asdict(shown[1])} if len(shown) > 1 else {})


@contextmanager
def nothing() -> Iterator[None]:
    """No other store."""
    yield None


@contextmanager
def loaded(snapshot: Snapshot, folder: Path) -> Iterator[str]:
    """The endpoint of a Virtuoso that holds what the store does."""
    start = time.monotonic()
    with (folder / "all.nq").open("wb") as file:
        pyoxigraph.Store.read_only(str(snapshot.path / "oxigraph")).dump(file, RdfFormat.N_QUADS)
    with virtuoso(folder, buffers=BUFFERS) as (url, port):
        load = "ld_dir('.', 'all.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
        subprocess.run([str(ISQL), f"127.0.0.1:{port}", "dba", "dba", f"exec={load}"], check=True, stdout=sys.stderr)
        print(f"loaded into Virtuoso in {time.monotonic() - start:.0f} s", flush=True)
        yield f"{url}/sparql"


if __name__ == "__main__":
    main()
