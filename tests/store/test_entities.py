"""The graph of entities equals what all current articles together say, whatever came before."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.store import ArticleChange, GenerationInfo, change, open_store
from kg.store.entities import entity_changes
from kg.store.ledger import Ledger
from kg.vocab import rdf, schema
from tests.store.samples import IRIS, NOW, OKOYE, article, claims_of, entity_quads, publication, quads_of, withdrawal

POST = Triple(OKOYE, schema.jobTitle, Literal("Minister of Harbours"))


def recomputed(current: Mapping[NamedNode, ArticleChange]) -> set[Quad]:
    """The graph of entities as the rules say it, from scratch."""
    supports: dict[Triple, list[str]] = {}
    refuted: dict[Triple, str] = {}
    for each in current.values():
        for triple in set(each.claims):
            supports.setdefault(triple, []).append(each.day)
        for triple in each.refutations:
            refuted[triple] = max(each.day, refuted.get(triple, ""))
    graph, quads = IRIS.entities_graph, set[Quad]()
    names: dict[Any, list[tuple[int, int, str, Literal]]] = {}
    for triple, days in supports.items():
        if triple.predicate == schema.name:
            name: Any = triple.object
            names.setdefault(triple.subject, []).append((-len(days), -len(name.value), name.value, name))
        elif triple.predicate == schema.alternateName or triple not in refuted or max(days) > refuted[triple]:
            quads.add(Quad(triple.subject, triple.predicate, triple.object, graph))
    for entity, ranked in names.items():
        best = min(ranked)[3]
        quads |= {Quad(entity, schema.alternateName, entry[3], graph) for entry in ranked}
        quads.discard(Quad(entity, schema.alternateName, best, graph))
        quads.add(Quad(entity, schema.name, best, graph))
    return quads


ENTITIES = [OKOYE, IRIS.shared_entity("Marek Tal")]
TRIPLES = [
    Triple(entity, predicate, Literal(text))
    for entity in ENTITIES
    for predicate in (schema.name, schema.alternateName, schema.jobTitle)
    for text in ("Okoye", "Ana Okoye", "Tal")
] + [Triple(entity, rdf.type, schema.Person) for entity in ENTITIES]
REFUTABLE = [triple for triple in TRIPLES if triple.predicate == schema.jobTitle]


def said_by(number: int, claims: Sequence[Triple], refutations: Sequence[Triple], day: str) -> ArticleChange:
    """An article with these claims; it is taken away where it makes none."""
    node = article(number)
    quads = quads_of(number, "Rain in Valdoria") if claims else ()
    return change(node, IRIS.graph(node), quads, claims, refutations, day=day)


CHANGES = st.builds(
    said_by,
    st.integers(0, 3),
    st.lists(st.sampled_from(TRIPLES), max_size=5),
    st.lists(st.sampled_from(REFUTABLE), max_size=2),
    st.sampled_from(["2026-03-01", "2026-03-02", "2026-03-03"]),
)


@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_support_counts_equal_full_recomputation(generations: list[list[ArticleChange]]) -> None:
    current, store = dict[NamedNode, ArticleChange](), Store()
    with tempfile.TemporaryDirectory() as folder:
        for number, changes in enumerate(generations, start=1):
            with contextlib.closing(Ledger(Path(folder, "ledger.sqlite"), write=True)) as ledger:
                for each in changes:
                    ledger.record(each, number, "2026-03-02T09:30:00Z")
                    current[each.article] = each
                    if not each.quads:
                        del current[each.article]
                for quad, stands in list(entity_changes(ledger, store, IRIS.entities_graph)):
                    assert (quad in store) != stands  # only what changes is touched
                    store.add(quad) if stands else store.remove(quad)
                assert set(store) == recomputed(current)
                ledger.commit()


@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_a_store_on_disk_has_the_same_graph_of_entities(generations: list[list[ArticleChange]]) -> None:
    current = dict[NamedNode, ArticleChange]()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "S"), create=True) as store:
        for changes in generations:
            store.publish(changes, now=NOW)
            current.update({each.article: each for each in changes})
        current = {node: each for node, each in current.items() if each.quads}
        with store.snapshot() as snapshot:
            expected = {quad for each in current.values() for quad in each.quads} | recomputed(current)
            assert set(snapshot.quads()) == expected
            assert snapshot.manifest.quads == len(expected)


def test_a_triple_stands_once_however_many_articles_say_it(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(n) for n in range(5)], now=NOW)
    with store.snapshot() as snapshot:
        assert sorted(map(str, snapshot.match(OKOYE, rdf.type))) == [
            f"{OKOYE} {rdf.type} {schema.Person} {IRIS.entities_graph}"
        ]
    store.publish([withdrawal(n) for n in range(4)], now=NOW)
    with store.snapshot() as snapshot:
        assert set(snapshot.quads(IRIS.entities_graph)) == entity_quads("Ana Okoye")
    store.publish([withdrawal(4)], now=NOW)
    with store.snapshot() as snapshot:
        assert set(snapshot.quads()) == set()


def test_an_entity_is_called_what_most_articles_call_it(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1, names=["Okoye"]), publication(2, names=["Ana Okoye"])], now=NOW)
    with store.snapshot() as snapshot:  # a tie: the longer one
        assert set(snapshot.quads(IRIS.entities_graph)) == entity_quads("Ana Okoye", "Okoye")
    store.publish([publication(3, names=["Okoye"])], now=NOW)
    with store.snapshot() as snapshot:
        assert set(snapshot.quads(IRIS.entities_graph)) == entity_quads("Okoye", "Ana Okoye")


def test_a_plain_triple_falls_with_a_refutation_as_new_as_its_newest_support(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)

    def holds(*changes: ArticleChange) -> bool:
        store.publish(changes, now=NOW)
        with store.snapshot() as snapshot:
            return any(snapshot.match(OKOYE, schema.jobTitle))

    person = claims_of("Ana Okoye")
    assert holds(said_by(1, [*person, POST], [], "2026-03-02"))
    assert holds(said_by(2, person, [POST], "2026-03-01"))  # an older refutation
    assert not holds(said_by(2, person, [POST], "2026-03-02"))  # of the same day
    assert holds(said_by(3, [*person, POST], [], "2026-03-03"))  # a newer support
    assert not holds(said_by(4, person, [POST], "2026-03-04"))
    assert holds(withdrawal(4))
    assert not holds(withdrawal(3))
    assert holds(withdrawal(2))
    assert not holds(withdrawal(1))


def steps_of_a_publish(ledger: Ledger) -> int:
    """How much SQLite has to do to record one article and to find what stands after it: its own count of steps."""
    steps = list[None]()
    ledger.connection.set_progress_handler(lambda: steps.append(None), 1)
    ledger.record(publication(0, names=["Ana Okoye"]), 2, "2026-03-02T09:30:00Z")
    assert len(list(ledger.touched())) == 2
    ledger.connection.set_progress_handler(None, 0)
    return len(steps)


def test_a_publish_does_not_go_through_what_all_articles_support(tmp_path: Path) -> None:
    counted = []
    for articles in (10, 2_000):
        with contextlib.closing(Ledger(tmp_path / f"{articles}.sqlite", write=True)) as ledger:
            for number in range(1, articles):
                ledger.record(publication(number, names=[f"Okoye {number}"]), 1, "2026-03-02T09:30:00Z")
            ledger.add_generation(GenerationInfo(1, 0, "2026-03-02T09:30:00Z", articles, 0, articles, 0))
            ledger.commit()
        with contextlib.closing(Ledger(tmp_path / f"{articles}.sqlite", write=True)) as ledger:
            counted.append(steps_of_a_publish(ledger))
    assert counted[1] < counted[0] + 50
