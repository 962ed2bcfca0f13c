"""Times what follows from several articles when one more is published, in archives with hot entities.

    python benchmarks/hot_entities.py [--articles N [N ...]] [--times N]

A president stands in 1 of 5 articles: she holds her post, meets, visits. Prints for each size how long all at once
took, and of one more article, with her and without, the median, the 99th percentile and the slowest: milliseconds of
this process, so that what else the machine does counts little.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.iris import Iris
from kg.mapping import map_article
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value
from kg.occurrences import derive
from kg.schema import load_schema
from kg.store import View

IRIS, TYPES = Iris(), load_schema()
PRESIDENT = "Vera Tolland"
NAMES = [f"Ana Okoye{number}" for number in range(3_000)]
COUNTRIES = [f"Country {number}" for number in range(60)]
YEARS = 2  # that the archive covers
SAID: dict[str, tuple[Value, ...]] = {
    "certainty": ("certain",),
    "polarity": ("positive",),
    "basis": ("stated",),
    "source": ("article",),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--times", type=int, default=50)
    arguments = parser.parse_args()
    for size in arguments.articles:
        with tempfile.TemporaryDirectory() as folder:
            report(Path(folder), size, arguments.times)


def report(folder: Path, size: int, times: int) -> None:
    """Fill a store with `size` articles and what follows from them, then add one more `times` times."""
    store = pyoxigraph.Store(folder / "oxigraph")
    store.bulk_extend(quad for number in range(size) for quad in article(number))
    view, start = View(folder, store, IRIS), time.process_time()
    graphs = frozenset(IRIS.graph(node(number)) for number in range(size))
    added = [quad for quad, _ in derive(view, graphs)]
    print(f"{size} articles, {len(store)} quads: {len(added)} derived in {time.process_time() - start:.1f} s")
    store.bulk_extend(added)
    for hot in (True, False):
        seconds = sorted(
            one_more(view, store, size + number + (0 if hot else times), hot=hot) for number in range(times)
        )
        who = "with the president" if hot else "without her     "
        print(
            f"  one more {who}: median {statistics.median(seconds) * 1000:.1f} ms,"
            f" p99 {seconds[int(len(seconds) * 0.99)] * 1000:.1f} ms, slowest {seconds[-1] * 1000:.1f} ms"
        )
    sys.stdout.flush()


def one_more(view: View, store: pyoxigraph.Store, number: int, *, hot: bool) -> float:
    """The seconds that the derivation takes once an article stands."""
    store.extend(article(number, hot=hot))
    start = time.process_time()
    changes = list(derive(view, frozenset([IRIS.graph(node(number))])))
    spent = time.process_time() - start
    for quad, stands in changes:
        store.add(quad) if stands else store.remove(quad)
    return spent


def node(number: int) -> NamedNode:
    """The IRI of an article."""
    return IRIS.article(url=f"https://harbourpost.example/{number}", publisher=None, id=None, text_digest=None)


def article(number: int, *, hot: bool | None = None) -> Iterator[Quad]:
    """An article of some day with six facts; in one of five the president stands."""
    chance = random.Random(number)
    hot = chance.random() < 0.2 if hot is None else hot
    day = date(2029, 1, 1) + timedelta(days=chance.randrange(365 * YEARS))
    people = [PRESIDENT if hot else chance.choice(NAMES), *chance.sample(NAMES, 3)]
    names = {f"p{place}": Entity(f"p{place}", "Person", name) for place, name in enumerate(people)}
    names["land"] = Entity("land", "Country", chance.choice(COUNTRIES))
    names["home"] = Entity("home", "Country", "Valdoria")
    post = "President" if hot else "member of parliament"
    soon = (day + timedelta(days=chance.randrange(30))).isoformat()
    facts = (
        fact("OfficeHolding", person="p0", post=post, organization="home", tenure="current"),
        fact("Visit", visitor="p0", destination="land", status="planned", date=soon),
        fact("Visit", visitor="p0", destination="land", status="mooted"),
        fact("Meeting", participants=("p0", "p1"), format="talks", status="occurred", date=day.isoformat()),
        fact("SpeechAct", speaker="p2", force="state", text=f"words {number}", directness="indirect"),
        fact("Event", kind="protest", place="land", date=day.isoformat(), status="occurred"),
    )
    about = Article(
        url=f"https://harbourpost.example/{number}",
        headline=f"Article {number}",
        published=day.isoformat(),
        publisher="The Harbour Post" if number % 2 else "The Kesmark Courier",
    )
    yield from map_article(ArticleFacts(about, names, facts), TYPES, IRIS).quads


def fact(type: str, **fields: Value | tuple[Value, ...]) -> Fact:
    """A fact of the article's own word."""
    given = {key: value if isinstance(value, tuple) else (value,) for key, value in fields.items()}
    return Fact(type, {**SAID, **given}, (Evidence(0, 4, "Okay"),))


if __name__ == "__main__":
    main()
