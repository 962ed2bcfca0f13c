"""What a store comes to by many small steps is what the ledger and the history come to at once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import ArticleChange, Store, View, open_store
from kg.store.archive import text_of
from kg.store.links import Link, redirects, resolved, substituted
from kg.vocab import nf, rdf, rdfs, schema
from tests.store.samples import IRIS, NOW, article, contents
from tests.store.test_entities import recomputed
from tests.store.test_relinking import PEOPLE, WIKIDATA, random_change, supporters

NS = NamedNode("https://example.org/ns")
MENTIONED, COUNT = NamedNode(f"{NS.value}#mentionedIn"), NamedNode(f"{NS.value}#count")


def derive(view: View, graphs: frozenset[NamedNode]) -> Iterator[tuple[Quad, bool]]:
    """Who is mentioned where, and in how many articles where in more than one: what several articles say together."""
    own = IRIS.occurrences_graph
    before = {quad for graph in graphs for quad in view.match(None, MENTIONED, graph, own)}
    after = {
        Quad(quad.object, MENTIONED, graph, own)
        for graph in graphs
        for quad in view.match(None, schema.mentions, None, graph)
        if isinstance(quad.object, NamedNode)
    }
    yield from ((quad, False) for quad in before - after)
    yield from ((quad, True) for quad in after - before)
    for person in {quad.subject for quad in before | after}:
        assert isinstance(person, NamedNode)
        elsewhere = {quad.object for quad in view.match(person, MENTIONED, None, own)} - graphs
        count = len(elsewhere) + len({quad.object for quad in after if quad.subject == person})
        wanted = {Quad(person, COUNT, Literal(f"in {count} articles"), own)} if count > 1 else set()
        stands = set(view.match(person, COUNT, None, own))
        yield from ((quad, False) for quad in stands - wanted)
        yield from ((quad, True) for quad in wanted - stands)


def vocabulary(number: int) -> list[Quad]:
    return [Quad(NamedNode(f"{NS.value}#Visit"), rdfs.label, Literal(f"visit {number}"), NS)]


@dataclass
class Model:
    """What a store should hold: the simplest program that does the same."""

    articles: dict[NamedNode, ArticleChange] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    terms: int | None = None
    buried: dict[NamedNode, str] = field(default_factory=dict)

    def copy(self) -> Model:
        return Model(dict(self.articles), self.links, self.terms, dict(self.buried))

    def contents(self) -> set[Quad]:
        final = resolved(self.links)
        stored = {node: substituted(each, final) for node, each in self.articles.items()}
        found = {quad for each in stored.values() for quad in each.quads} | recomputed(stored)
        found |= redirects(self.links, IRIS.entities_graph)
        found |= set(vocabulary(self.terms)) if self.terms is not None else set()
        for node, reason in self.buried.items():
            found.add(Quad(node, rdf.type, nf.Tombstone, IRIS.tombstones_graph))
            found.add(Quad(node, nf.retractionReason, Literal(reason), IRIS.tombstones_graph))
        return found | self._derived(stored)

    def _derived(self, stored: dict[NamedNode, ArticleChange]) -> set[Quad]:
        own = IRIS.occurrences_graph
        said = {
            (quad.object, each.graph)
            for each in stored.values()
            for quad in each.quads
            if quad.predicate == schema.mentions and isinstance(quad.object, NamedNode)
        }
        found = {Quad(person, MENTIONED, graph, own) for person, graph in said}
        for person in {person for person, _ in said}:
            count = sum(1 for each, _ in said if each == person)
            if count > 1:
                found.add(Quad(person, COUNT, Literal(f"in {count} articles"), own))
        return found


@dataclass
class Run:
    """A store and its model going the same way; `past` has the model of every generation."""

    store: Store
    dice: random.Random
    model: Model = field(default_factory=Model)
    past: list[Model] = field(default_factory=lambda: [Model()])
    lost: dict[NamedNode, ArticleChange | None] = field(default_factory=dict)  # what retracted articles said
    purged: set[NamedNode] = field(default_factory=set)
    texts: dict[NamedNode, str] = field(default_factory=dict)  # all that an article ever said

    def step(self) -> None:
        """Do something at random, in the store and in the model."""
        steps: list[Callable[[], int | None]] = [self.publish] * 8 + [self.link] * 3 + [self.unlink] * 2
        steps += [self.roll_back] * 3 + [self.retract] * 2 + [self.reinstate]
        generation = self.dice.choice(steps)()
        if generation is not None:
            assert generation == len(self.past)
            self.past.append(self.model.copy())

    def publish(self) -> int | None:
        changes = {each.article: each for each in (random_change(self.dice) for _ in range(self.dice.randrange(1, 3)))}
        terms = self.dice.randrange(3) if self.dice.random() < 0.2 else None
        given = vocabulary(terms) if terms is not None else []
        done = self.store.publish(changes.values(), now=NOW, derive=derive, vocabulary=given)
        allowed = {node: each for node, each in changes.items() if node not in self.model.buried}
        for node, each in allowed.items():
            self.texts[node] = self.texts.get(node, "") + text_of(each)
        merged = {**self.model.articles, **allowed}
        self.model.articles = {node: each for node, each in merged.items() if each.quads}
        self.model.terms = self.model.terms if terms is None else terms
        return done.generation

    def link(self) -> int | None:
        old, new = self.dice.sample([*PEOPLE, WIKIDATA], 2)
        final = resolved(self.model.links)
        ends = final.get(old.value, old.value), final.get(new.value, new.value)
        if ends[0] == ends[1]:
            return None
        self.model.links = (*self.model.links, Link(*ends))
        return self.store.link(old, new, now=NOW, derive=derive).generation

    def unlink(self) -> int | None:
        if not self.model.links:
            return None
        gone = self.dice.choice(self.model.links)
        self.model.links = tuple(link for link in self.model.links if link != gone)
        return self.store.unlink(NamedNode(gone.old), now=NOW, derive=derive).generation

    def roll_back(self) -> int | None:
        if len(self.past) == 1:
            return None
        number = self.dice.choice([None, *range(len(self.past))])
        old = self.past[len(self.past) - 2 if number is None else number]
        done = self.store.roll_back(number, now=NOW, derive=derive)
        self.model.articles = {n: each for n, each in old.articles.items() if n not in self.model.buried}
        self.model.links, self.model.terms = old.links, old.terms if old.terms is not None else self.model.terms
        return done.generation

    def retract(self) -> int | None:
        candidates = [node for node in map(article, range(4)) if self.store.revisions(node)]
        if not candidates:
            return None
        node = self.dice.choice(candidates)
        purge = self.dice.random() < 0.3 or node in self.model.buried
        done = self.store.retract(node, f"reason {len(self.past)}", now=NOW, derive=derive, purge=purge)
        self.lost[node] = None if purge else self.model.articles.get(node)
        self.purged |= {node} if purge else set()
        self.model.articles.pop(node, None)
        self.model.buried[node] = f"reason {len(self.past)}"
        if purge:
            said, others = self.texts.pop(node, ""), "".join(self.texts.values())
            for each in (self.model, *self.past):
                each.articles.pop(node, None)
                each.links = tuple(link for link in each.links if link.old not in said or link.old in others)
        return done.published.generation

    def reinstate(self) -> int | None:
        if not self.model.buried:
            return None
        node = self.dice.choice(list(self.model.buried))
        last = self.lost[node]
        del self.model.buried[node]
        self.purged.discard(node)
        self.model.articles |= {node: last} if last else {}
        return self.store.reinstate(node, now=NOW, derive=derive).generation

    def verify(self) -> None:
        """The store holds what its model does, and what is made of the ledger and the history alone."""
        with self.store.snapshot() as snapshot:
            held = contents(snapshot)
            assert held == self.model.contents()
            assert snapshot.manifest.quads == len(held)
            assert snapshot.manifest.articles == len(self.model.articles)
        assert supporters(self.store) == []
        with self.store.rebuilt(derive=derive) as rebuilt:
            assert contents(rebuilt) == held

    def verify_past(self) -> None:
        """An older generation is rebuilt as it was, without what was retracted since."""
        number = self.dice.randrange(len(self.past))
        then = self.past[number].copy()
        for node, reason in self.model.buried.items():
            if then.articles.pop(node, None) or node in self.purged:
                then.buried[node] = reason
        with self.store.rebuilt(number, derive=derive) as rebuilt:
            assert contents(rebuilt) == then.contents()


def run_sequence(seed: int, folder: Path, steps: int = 8) -> None:
    """Go at random, and verify in the end, and once on the way."""
    dice = random.Random(seed)
    with open_store(folder, create=True) as store:
        run = Run(store, dice)
        for _ in range(steps):
            run.step()
        run.verify()
        run.verify_past()


def by_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have few articles in an empty store written as many are."""
    monkeypatch.setattr("kg.store.writing.FEW", 0)
    monkeypatch.setattr("kg.store.rebuilding.FEW", 0)


@pytest.mark.parametrize("start", range(0, 100, 10))
def test_many_small_steps_come_to_what_the_history_comes_to_at_once(
    start: int, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if start % 20:
        by_the_loader(monkeypatch)
    for seed in range(start, start + 10):
        run_sequence(seed, memory / str(seed))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10_000, 15_000, 200))
def test_five_thousand_sequences_of_small_steps_come_to_it_too(
    start: int, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if start % 400:
        by_the_loader(monkeypatch)
    for seed in range(start, start + 200):
        run_sequence(seed, memory / str(seed), steps=12)
        shutil.rmtree(memory / str(seed))
