"""Whatever was published in whatever order, what is derived is what the articles that are there come to."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad

from kg.occurrences import Separation, derive, derived_quads, separation_quads
from kg.store import ArticleChange, Link, View
from kg.store.links import resolved, substituted
from kg.vocab import nf, rdf
from tests.occurrences.world import IRIS, NOW, PEOPLE, Desk, change_of, desk, random_article, taken_away

STEPS = 7


class Memory:
    """A store in memory: what articles say, links laid over it, what persons decided, and what follows."""

    def __init__(self) -> None:
        self.quads = pyoxigraph.Store()
        self.given: dict[NamedNode, ArticleChange] = {}
        self.links: tuple[Link, ...] = ()
        self.view = View(Path("memory"), self.quads, IRIS)

    def held(self) -> set[Quad]:
        return set(self.view.quads(IRIS.occurrences_graph))

    def lay(self) -> None:
        """Bring the graphs to what is given, and what is derived to that."""
        final, changed = resolved(self.links), set[NamedNode]()
        for each in self.given.values():
            wanted, held = set(substituted(each, final).quads), set(self.view.quads(each.graph))
            if wanted != held:
                self.replace(held, wanted)
                changed.add(each.graph)
        self.follow(changed)

    def replace(self, held: set[Quad], wanted: set[Quad]) -> None:
        for quad in held - wanted:
            self.quads.remove(quad)
        self.quads.extend(wanted - held)

    def follow(self, changed: set[NamedNode]) -> None:
        for quad, stands in list(derive(self.view, frozenset(changed))):
            assert (quad in self.quads, quad.graph_name) == (not stands, IRIS.occurrences_graph)
            self.quads.add(quad) if stands else self.quads.remove(quad)

    def decide(self, decided: set[Separation]) -> None:
        self.replace(set(self.view.quads(IRIS.decisions_graph)), set(separation_quads(decided, IRIS)))
        self.follow({IRIS.decisions_graph})


def step(at: Memory, chance: random.Random, *, narrow: bool) -> None:
    """One thing that may be done to a store."""
    deed = chance.random()
    if deed < 0.12:
        one, other = (IRIS.shared_entity(PEOPLE[key].name).value for key in chance.sample(sorted(PEOPLE), 2))
        final = resolved(at.links)
        ends = final.get(one, one), final.get(other, other)
        at.links += (Link(*ends),) if ends[0] != ends[1] else ()
        at.lay()
    elif deed < 0.2 and at.links:
        gone = chance.choice(at.links)
        at.links = tuple(link for link in at.links if link != gone)
        at.lay()
    elif deed < 0.35:
        joins = sorted({quad.subject for quad in at.view.match(None, rdf.type, nf.Join)}, key=str)
        pairs = [sorted(str(quad.object).strip("<>") for quad in at.view.match(join, nf.joins)) for join in joins]
        at.decide({Separation(*pair) for pair in pairs if chance.random() < 0.3})
    else:
        for number in chance.sample(range(1, 13), chance.randint(1, 4)):
            article = random_article(chance, number, narrow=narrow)
            change = taken_away(article) if chance.random() < 0.25 else change_of(article)
            at.given[change.article] = change
        at.lay()


def follow(seed: int) -> Counter[str]:
    """Do some random things; gives how often there was something derived of each kind."""
    chance, at, kinds = random.Random(seed), Memory(), Counter[str]()
    for _ in range(STEPS):
        step(at, chance, narrow=bool(seed % 2))
        held, wanted = at.held(), derived_quads(at.view)
        assert (seed, held - wanted, wanted - held) == (seed, set(), set())
        kinds.update(str(quad.object).strip("<>").rpartition("#")[2] for quad in held if quad.predicate == rdf.type)
        kinds.update(quad.predicate.value.rpartition("#")[2] for quad in held if quad.predicate == nf.copyOf)
    return kinds


@pytest.mark.parametrize("ten", range(10))
def test_what_was_derived_step_by_step_is_what_is_derived_at_once(ten: int) -> None:
    kinds = sum((follow(number) for number in range(ten * 10, ten * 10 + 10)), Counter())
    assert set(kinds) == {"Occurrence", "Join", "Conflict", "Dispute", "copyOf"}


@pytest.mark.parametrize("seed", [2268, 2442])
def test_an_article_that_leaves_a_month_which_another_enters_is_missed_by_none(seed: int) -> None:
    assert follow(seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(1, 51))
def test_it_is_so_in_thousands_of_sequences(hundred: int) -> None:
    kinds = sum((follow(seed) for seed in range(hundred * 100, hundred * 100 + 100)), Counter())
    assert set(kinds) == {"Occurrence", "Join", "Conflict", "Dispute", "copyOf"}


def test_a_store_on_disk_holds_what_its_articles_come_to(tmp_path: Path) -> None:
    chance = random.Random(7)
    at: Desk = desk(tmp_path / "store")
    for number in range(1, 9):
        at.publish(random_article(chance, number))
    at.store.link(*(IRIS.shared_entity(PEOPLE[key].name) for key in ("okoye", "rehn")), now=NOW, derive=derive)
    at.withdraw(random_article(chance, 3))
    assert at.difference() == (set(), set())
    at.store.close()
