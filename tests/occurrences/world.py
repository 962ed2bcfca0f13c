"""Small articles of two papers that share people, places and happenings, and stores that publish them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kg.iris import Iris
from kg.mapping import Mapped, map_article
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value
from kg.occurrences import derive, derived_quads
from kg.schema import Schema, load_schema
from kg.store import ArticleChange, Store, change, open_store, removal

IRIS = Iris()
NOW = datetime(2031, 4, 1, 12, tzinfo=UTC)
PEOPLE = {
    "okoye": Entity("okoye", "Person", "Ana Okoye"),
    "rehn": Entity("rehn", "Person", "Tomas Rehn"),
    "aalto": Entity("aalto", "Person", "Henrik Aalto"),
    "brandt": Entity("brandt", "Person", "Jory Brandt"),
}
ENTITIES = {
    **PEOPLE,
    "kesmark": Entity("kesmark", "Country", "Kesmark"),
    "valdoria": Entity("valdoria", "Country", "Valdoria"),
    "sollen": Entity("sollen", "City", "Sollen"),
    "halvik": Entity("halvik", "City", "Halvik"),
    "council": Entity("council", "Organization", "Northern Council"),
    "post": Entity("post", "NewsMediaOrganization", "The Harbour Post"),
    "official": Entity("official", "UnnamedSource", "an official"),
}
ASSERTED: dict[str, tuple[Value, ...]] = {
    "certainty": ("certain",),
    "polarity": ("positive",),
    "basis": ("stated",),
    "source": ("article",),
}
Fields = dict[str, tuple[Value, ...]]
Plain = dict[str, Value]


@cache
def types() -> Schema:
    return load_schema()


def fact(type: str, fields: Plain, lists: Fields | None = None) -> Fact:
    """A fact of the article's own certain word, with these fields of one value, and `lists` of several."""
    said = {**ASSERTED, **(lists or {}), **{key: (value,) for key, value in fields.items()}}
    return Fact(type, said, (Evidence(0, 4, "Okay"),))


def visit(status: str = "occurred", **more: Value) -> Fact:
    return fact("Visit", {"visitor": "okoye", "destination": "kesmark", "status": status, **more})


def meeting(*people: str, status: str = "occurred", **more: Value) -> Fact:
    return fact("Meeting", {"format": "talks", "status": status, **more}, {"participants": people})


def collision(deaths: int, day: str = "2031-03-10", **more: Value) -> Fact:
    fields: dict[str, Value] = {"kind": "collision", "date": day, "deaths": deaths, "place": "sollen"}
    return fact("Event", {**fields, "status": "occurred", **more})


def office(person: str, tenure: str = "current", **more: Value) -> Fact:
    held: Plain = {"person": person, "post": "Secretary-General", "organization": "council", "tenure": tenure}
    return fact("OfficeHolding", {**held, **more})


def story(name: str, day: str, *facts: Fact, paper: str = "The Harbour Post", **article: Any) -> ArticleFacts:
    """An article of a paper and day; `name` is its address."""
    site = "harbourpost" if paper == "The Harbour Post" else "kesmarkcourier"
    said = Article(url=f"https://{site}.example/{name}", headline=name, published=day, publisher=paper)
    used = {str(value) for each in facts for values in each.fields.values() for value in values}
    entities = {key: entity for key, entity in ENTITIES.items() if key in used}
    return ArticleFacts(replace(said, **article), entities, facts, curated=True)


def mapped(facts: ArticleFacts) -> Mapped:
    return map_article(facts, types(), IRIS)


def change_of(facts: ArticleFacts) -> ArticleChange:
    each = mapped(facts)
    return change(each.article, each.graph, each.quads, each.claims, each.refutations, day=each.day)


def taken_away(facts: ArticleFacts) -> ArticleChange:
    each = mapped(facts)
    return removal(each.article, each.graph)


@dataclass(frozen=True)
class Desk:
    """A store into which articles are published with all that follows from them."""

    store: Store

    def publish(self, *articles: ArticleFacts) -> None:
        self.store.publish([change_of(each) for each in articles], now=NOW, derive=derive)

    def withdraw(self, *articles: ArticleFacts) -> None:
        self.store.publish([taken_away(each) for each in articles], now=NOW, derive=derive)

    def difference(self) -> tuple[set[str], set[str]]:
        """What the graph of occurrences has too much, and what it lacks."""
        with self.store.snapshot() as view:
            held, wanted = set(view.quads(IRIS.occurrences_graph)), derived_quads(view)
        return {str(quad) for quad in held - wanted}, {str(quad) for quad in wanted - held}

    def ask(self, query: str) -> set[tuple[str, ...]]:
        """The rows of a query, as text."""
        with self.store.snapshot() as view:
            answer = view.query(query)
        return {tuple(str(getattr(term, "value", "")) for term in row) for row in answer.rows}


def desk(folder: Path) -> Desk:
    return Desk(open_store(folder, create=True))


DAYS = [(date(2031, 3, 1) + timedelta(days=number)).isoformat() for number in range(20)]


def random_fact(chance: random.Random, *, narrow: bool) -> Fact:
    """A fact that may meet others of a small world; in a narrow one two people do nothing but visit and meet."""
    day = chance.choice([*DAYS[:2], *DAYS[4::4], "2031-03", "2031-03", ""])
    dated: dict[str, Value] = {"date": day} if day else {}
    status = chance.choice(["mooted", "planned", "occurred", "cancelled", "occurred"])
    who = chance.sample(["okoye", "rehn"] if narrow else ["brandt", "okoye", "rehn"], 2)
    said: dict[str, Value] = {
        "polarity": chance.choice(["positive"] * 4 + ["negative"]),
        "source": chance.choice(["article"] * 4 + ["post", "official", "okoye"]),
        **({"reviewed_on": "2031-03-28"} if chance.random() < 0.1 else {}),
    }
    kind = chance.randrange(2 if narrow else 6)
    if kind == 0:
        return visit(
            status,
            visitor=who[0],
            destination="kesmark" if narrow else chance.choice(["kesmark", "sollen"]),
            **dated,
            **said,
        )
    if kind == 1:
        place: dict[str, Value] = {"place": chance.choice(["sollen", "halvik"])} if chance.random() < 0.5 else {}
        return meeting(*who, *(["aalto"] if chance.random() < 0.3 else []), status=status, **place, **dated, **said)
    if kind == 2:
        agreed: Plain = {"subject": "cables in the strait", "status": status, **dated, **said}
        return fact("Agreement", agreed, {"parties": ("kesmark", "valdoria")})
    if kind == 3:
        return office(who[0], chance.choice(["current", "current", "former"]), **said)
    if kind == 4:
        left: Plain = {"person": who[0], "post": "chair", "action": "resigned", "status": status}
        return fact("Appointment", {**left, **dated, **said})
    return collision(chance.randint(3, 4), chance.choice(DAYS[:2]), **said)


def random_article(chance: random.Random, number: int, *, narrow: bool = False) -> ArticleFacts:
    """One of a few articles, with new facts each time; some copy another, some correct themselves."""
    day = chance.choice(DAYS[2:8])
    paper = "The Harbour Post" if number % 2 else "The Kesmark Courier"
    more: dict[str, str] = {}
    if chance.random() < 0.25:
        more["based_on"] = f"https://harbourpost.example/{chance.randrange(1, 12, 2)}"
    elif chance.random() < 0.2:
        more["text_digest"] = f"sha256:{chance.randrange(3):064}"
    if chance.random() < 0.5:
        more |= {"modified": chance.choice(DAYS[10:]), "correction": "A number was wrong."}
    facts = [random_fact(chance, narrow=narrow) for _ in range(chance.randint(1, 5))]
    return story(str(number), day, *facts, paper=paper, **more)
