"""Of the gold facts, nothing that is said with a reserve becomes a plain statement or a schema:Event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.model import ARTICLE, ArticleFacts, Fact
from kg.schema import load_schema
from kg.vocab import rdf, schema
from tests.conftest import SHARED, needs_shared

TYPES = load_schema()
PLAIN = {schema.jobTitle, schema.worksFor, schema.memberOf}


def has(key: str, *values: str) -> Callable[[Fact], bool]:
    return lambda fact: fact.fields.get(key, ("",))[0] in values


RESERVES: dict[str, tuple[Callable[[Fact], bool], int]] = {  # how many gold facts have each
    "former": (has("tenure", "former"), 15),
    "incoming": (has("tenure", "incoming"), 1),
    "negative": (has("polarity", "negative"), 3),
    "inferred": (has("basis", "inferred"), 17),
    "less than certain": (has("certainty", "probable", "possible"), 10),
    "attributed": (lambda fact: fact.fields["source"] != (ARTICLE,), 29),
    "mooted": (has("status", "mooted"), 4),
    "planned": (has("status", "planned"), 12),
    "cancelled or postponed": (has("status", "cancelled", "postponed"), 1),
    "of unknown status": (has("status", "unknown"), 1),
}


def each_fact() -> Iterator[tuple[Fact, ArticleFacts]]:
    """Every gold fact, with its article as if it had no other."""
    for path in sorted((SHARED / "gold").glob("*.facts.yaml")):
        facts = read_facts(path, TYPES)
        yield from ((fact, replace(facts, facts=(fact,))) for fact in facts.facts)


def plainly_said(alone: ArticleFacts) -> list[str]:
    """What the article would say without an assertion around it."""
    mapped = map_article(alone, TYPES, Iris())
    events = ["Event" for quad in mapped.quads if quad.predicate == rdf.type and quad.object == schema.Event]
    return events + [claim.predicate.value.rpartition("/")[2] for claim in mapped.claims if claim.predicate in PLAIN]


@needs_shared
@pytest.mark.parametrize("reserve", RESERVES)
def test_nothing_with_this_reserve_is_said_plainly(reserve: str) -> None:
    is_so, count = RESERVES[reserve]
    concerned = [alone for fact, alone in each_fact() if is_so(fact)]
    assert (len(concerned), [said for alone in concerned if (said := plainly_said(alone))]) == (count, [])


@needs_shared
def test_of_318_gold_facts_so_many_are_said_plainly() -> None:
    said = [plainly_said(alone) for _, alone in each_fact()]
    assert len(said) == 318
    assert Counter(name for names in said for name in names) == {
        "Event": 67,
        "jobTitle": 44,
        "memberOf": 5,
        "worksFor": 5,
    }


@needs_shared
def test_every_gold_fact_without_a_reserve_is_said_plainly_but_what_people_said() -> None:
    unsaid = Counter(
        fact.type
        for fact, alone in each_fact()
        if not any(is_so(fact) for is_so, _ in RESERVES.values()) and not plainly_said(alone)
    )
    assert unsaid == {"SpeechAct": 128}
