"""How quick search, date ranges and the saved questions are: generated articles, median and 99th percentile.

`.venv/bin/python benchmarks/search_and_questions.py 20000 [FOLDER]`. The store is made in FOLDER, where it stays, or in
a temporary one. A few people are in very many articles: Ana Okoye in one of five. With `index` in the place of FOLDER
only the full-text index is made and asked, which is quicker.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kg.iris import Iris
from kg.mapping import map_article
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value
from kg.publishing import vocabulary_quads
from kg.questions import bind, read_questions
from kg.schema import Schema, load_schema
from kg.search import search
from kg.store import ArticleChange, Limits, Snapshot, change, open_store
from kg.store.fulltext import created
from kg.store.indexing import build
from kg.store.rows import ARTICLE, STATEMENT, Row
from kg.store.searching import Wanted
from kg.store.searching import search as search_index

NOW = datetime(2041, 1, 1, tzinfo=UTC)
FIRST = date(2021, 1, 1)
WORDS = (
    "cable letter strait pact herring quota minister talks harbour council inquiry collision trawler visit ban vote "
    "committee fisheries report budget ferry winter storm school hospital court judge appeal strike wage rail bridge"
).split() + [
    f"{a}{b}{c}" for a, b, c in itertools.product("bdfgklmnprst", "aeiou", ("ren", "lan", "sted", "vik", "dor"))
]
FORCES = ("state", "accuse", "deny", "demand", "call for", "warn", "promise", "criticise", "praise", "announce")
ASSERTED: dict[str, tuple[Value, ...]] = {
    "certainty": ("certain",),
    "polarity": ("positive",),
    "basis": ("stated",),
    "source": ("article",),
}
EXAMPLES = {
    "article": "https://harbourpost.example/7",
    "on": "2024-03-01",
    "day": "2024-03-01",
    "days": "2024-03-01/2024-03-07",
    "since": "2030-01-01",
    "force": "accuse",
    "most": "20",
}
ROUNDS = 15


def people(random_: random.Random, wanted: int) -> list[str]:
    """Names, the first of them those of whom the news is full."""
    names = ["Ana Okoye", "Tomas Rehn", "Judit Solane", "Henrik Aalto"]
    return names + [f"{random_.choice(WORDS).title()} {random_.choice(WORDS).title()}son{n}" for n in range(wanted)]


def generated(total: int) -> Iterator[ArticleFacts]:
    """Articles with six facts each, the same for the same number."""
    chance = random.Random(2031)
    names = people(chance, max(50, total // 20))
    weights = list(itertools.accumulate(1 / (rank + 1) ** 0.8 for rank in range(len(names))))
    for number in range(total):
        yield article(chance, number, total, chance.choices(names, cum_weights=weights, k=4))


def article(chance: random.Random, number: int, total: int, cast: list[str]) -> ArticleFacts:
    """One article of The Harbour Post or The Kesmark Courier."""
    day = FIRST + timedelta(days=number * 3650 // total)
    if chance.random() < 0.2:
        cast[0] = "Ana Okoye"
    keys = dict(zip("abcd", dict.fromkeys(cast), strict=False))
    entities = {key: Entity(key, "Person", name) for key, name in keys.items()}
    entities |= {"k": Entity("k", "Country", "Kesmark"), "g": Entity("g", "PoliticalParty", "Reform Alliance")}

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    def fact(kind: str, **fields: Value) -> Fact:
        quote, start = words(14), chance.randrange(5000)
        given = {key: (value,) for key, value in fields.items()}
        return Fact(kind, {**ASSERTED, **given}, (Evidence(start, start + len(quote), quote),))

    other = "b" if "b" in keys else "k"
    facts = [
        fact("Visit", visitor="a", destination="k", status="mooted", date=str(day)),
        fact("OfficeHolding", person="a", post=words(2), tenure="current"),
        fact("Meeting", participants="a", format="talks", status="occurred", date=str(day)),
        *(
            fact(
                "SpeechAct",
                speaker="a",
                force=chance.choice(FORCES),
                text=words(12),
                directness="indirect",
                about=other,
            )
            for _ in range(3)
        ),
    ]
    meeting = facts[2]
    facts[2] = Fact(meeting.type, {**meeting.fields, "participants": ("a", other)}, meeting.evidence)
    paper = "The Harbour Post" if number % 3 else "The Kesmark Courier"
    about = Article(
        text=None,
        text_digest=None,
        url=f"https://harbourpost.example/{number}",
        headline=words(7).capitalize(),
        description=words(16),
        published=f"{day}T09:00:00+00:00",
        publisher=paper,
    )
    return ArticleFacts(about, entities, tuple(facts), False)


def rows(facts: ArticleFacts) -> Iterator[Row]:
    """The rows that the index would have of an article, without the detour over quads."""
    day, names = str(facts.article.published)[:10], {key: each.name for key, each in facts.entities.items()}
    everybody = tuple(names.values())
    about = facts.article
    title, text = about.headline or "", about.description or ""
    yield Row(ARTICLE, day, str(about.url), "article", title, text, "\n".join(everybody), None, about.url, everybody)
    for place, fact in enumerate(facts.facts):
        involved = (names["a"], names.get("b", names["k"]))
        node, quote = f"{about.url}/{place}", fact.evidence[0].quote
        yield Row(STATEMENT, day, node, fact.type, "", quote, "\n".join(involved), f"{node}s", None, involved)


def measure_index(total: int, folder: Path) -> None:
    """Make the index of so many articles alone, and ask it."""
    path, chance = folder / "search.sqlite", random.Random(7)
    start = time.perf_counter()
    with created(path, 1) as index:
        index.sql.execute("PRAGMA journal_mode = OFF")
        index.begin(1)
        for facts in generated(total):
            index.add(rows(facts), 1)
        index.commit(1)
        made = time.perf_counter() - start
        print(f"{total:,} articles in {made:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
        print(f"{'':<44} {'median':>8} {'p99':>8} {'work':>8}  ms")

        def report(name: str, wanted: Callable[[], Wanted]) -> None:
            print(f"{name:<44} {timed(lambda: search_index(index, 1, wanted()), 200)}", flush=True)

        def month() -> tuple[str, str]:
            first = FIRST + timedelta(days=chance.randrange(3600))
            return str(first), str(first + timedelta(days=30))

        rare, hot = WORDS[-40:], WORDS[:30]
        report("two words", lambda: Wanted(" ".join(chance.sample(rare, 2))))
        report("one word, in very many", lambda: Wanted(chance.choice(hot)))
        report("one word and one month", lambda: Wanted(chance.choice(hot), (), *month()))
        report("newest 20 of Ana Okoye", lambda: Wanted("", ("Ana Okoye",)))
        report("newest 20 of Ana Okoye in a month", lambda: Wanted("", ("Ana Okoye",), *month()))
        report("the name Ana Okoye", lambda: Wanted('"Ana Okoye"'))


def changes(total: int, types: Schema, iris: Iris) -> Iterator[ArticleChange]:
    """The changes that publish the generated articles."""
    for facts in generated(total):
        mapped = map_article(facts, types, iris)
        yield change(mapped.article, mapped.graph, mapped.quads, mapped.claims, mapped.refutations, day=mapped.day)


def timed(ask: Callable[[], object], rounds: int = ROUNDS) -> str:
    """Median and 99th percentile (of few rounds: the longest) and the median of this process's own work, in ms."""
    times, worked = list[float](), list[float]()
    for _ in range(rounds):
        start, before = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - before) * 1000)
    longest = max(times) if rounds < 100 else sorted(times)[rounds * 99 // 100]
    return f"{statistics.median(times):8.1f} {longest:8.1f} {statistics.median(worked):8.1f}"


def measure(snapshot: Snapshot, chance: random.Random) -> None:
    """Print a line for each kind of search and each question."""
    rare, hot = WORDS[-40:], WORDS[:30]

    def report(name: str, ask: Callable[[], object], rounds: int = ROUNDS) -> None:
        print(f"{name:<44} {timed(ask, rounds)}", flush=True)

    def day() -> date:
        return FIRST + timedelta(days=chance.randrange(3600))

    report("search: two words", lambda: search(snapshot, " ".join(chance.sample(rare, 2))), 200)
    report("search: one word in a tenth of all", lambda: search(snapshot, chance.choice(hot)), 100)
    report("search: a word in one month", lambda: _in_a_month(snapshot, chance.choice(hot), day()), 200)
    report("search: newest 20 of Ana Okoye", lambda: search(snapshot, entity="Ana Okoye"), 100)
    report(
        "SPARQL: nf:matches, two words",
        lambda: snapshot.query(
            f'SELECT ?day ?type {{ ?fact nf:matches "{" ".join(chance.sample(rare, 2))}" . '
            "?fact nf:asserts/a ?type ; nf:attestedOn ?day }"
        ),
        100,
    )
    report(
        "SPARQL: nf:attestedWithin a week, visits",
        lambda: snapshot.query(_WITHIN.format(first=(start := day()), last=start + timedelta(days=6))),
        100,
    )
    for name, question in read_questions().items():
        values = {each.name: EXAMPLES.get(each.name, "Ana Okoye") for each in question.parameters if each.required}
        if "fact" in values:
            values["fact"] = snapshot.query("SELECT ?f { ?f a nf:Assertion } LIMIT 1").rows[0][0].value  # type: ignore[union-attr]
        if name == "members":
            values["of"] = "Reform Alliance"
        sparql = bind(question, values, snapshot)
        report(f"question: {name}", lambda sparql=sparql: snapshot.query(sparql, Limits(seconds=60)), 3)  # type: ignore[misc]


_WITHIN = """SELECT ?who {{ ?f nf:attestedWithin "{first}/{last}" .
    ?f nf:asserts ?v . ?v a nf:Visit ; nf:visitor/schema:name ?who }}"""


def _in_a_month(snapshot: Snapshot, word: str, first: date) -> None:
    search(snapshot, word, since=str(first), until=str(first + timedelta(days=30)))


def main(total: int, folder: Path) -> None:
    """Make the store where it is not there, and measure."""
    types, iris = load_schema(), Iris()
    with open_store(folder, create=True) as store:
        if not store.digests():
            start = time.perf_counter()
            store.publish(changes(total, types, iris), now=NOW, vocabulary=vocabulary_quads(types))
            print(f"{total:,} articles published in {time.perf_counter() - start:.0f} s")
            start = time.perf_counter()
            build(folder)
            print(f"indexed in {time.perf_counter() - start:.0f} s")
        size = (folder / "search.sqlite").stat().st_size / 1e6
        with store.snapshot() as snapshot:
            print(f"{snapshot.manifest.articles:,} articles, {snapshot.manifest.quads:,} quads, index {size:,.0f} MB")
            print(f"{'':<44} {'median':>8} {'p99':>8} {'work':>8}  ms")
            snapshot.query("ASK {}")
            measure(snapshot, random.Random(7))


if __name__ == "__main__":
    if sys.argv[2:] == ["index"]:
        with tempfile.TemporaryDirectory(prefix="kg-bench-") as made:
            measure_index(int(sys.argv[1]), Path(made))
    elif len(sys.argv) > 2:
        main(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="kg-bench-") as made:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000, Path(made, "store"))
