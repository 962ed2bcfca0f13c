"""A publish changes what it should, once, in one generation, or nothing at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.iris import Iris
from kg.store import ArticleChange, GenerationInfo, Published, Retention, View, change, open_store
from kg.vocab import rdf, rdfs, schema, xsd
from tests.store.samples import (
    IRIS,
    NOW,
    OKOYE,
    article,
    contents,
    entity_quads,
    publication,
    quads_of,
    withdrawal,
)


def tree(root: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "LOCK"
    }


def test_an_article_is_published_with_its_entities(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    assert store.publish([publication(1)], now=NOW) == Published(1, changed=(article(1),))
    with store.snapshot() as snapshot:
        assert contents(snapshot) == {*quads_of(1, "Rain in Valdoria"), *entity_quads("Ana Okoye")}
        assert snapshot.manifest.quads == 6
        assert snapshot.articles() == ((article(1), IRIS.graph(article(1))),)


def test_what_follows_from_articles_stands_in_the_same_generation(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    met, parted = (
        Quad(OKOYE, schema.description, Literal(words), IRIS.occurrences_graph) for words in ("met", "parted")
    )
    seen = list[frozenset[NamedNode]]()

    def derive(view: View, graphs: frozenset[NamedNode]) -> Iterator[tuple[Quad, bool]]:
        seen.append(graphs)
        stands = set(view.quads(IRIS.occurrences_graph))
        yield from ((quad, False) for quad in stands)
        yield (parted if stands else met), True

    store.publish([publication(1)], now=NOW, derive=derive)
    with store.snapshot() as snapshot:
        assert list(snapshot.quads(IRIS.occurrences_graph)) == [met]
        assert snapshot.manifest.quads == 7
    store.publish([publication(2)], now=NOW, derive=derive)
    with store.snapshot() as snapshot:
        assert list(snapshot.quads(IRIS.occurrences_graph)) == [parted]
        assert snapshot.manifest.quads == 11
    assert seen == [{IRIS.graph(article(1))}, {IRIS.graph(article(2))}]


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1), publication(2)], now=NOW)
    before = tree(tmp_path)
    again = store.publish([publication(2), publication(1)], now=NOW)
    assert again == Published(None, unchanged=(article(2), article(1)))
    assert tree(tmp_path) == before


def test_a_new_revision_replaces_the_old_one(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1), publication(2)], now=NOW)
    assert store.publish([publication(1, "Sun in Valdoria"), publication(2)], now=NOW) == Published(
        2, changed=(article(1),), unchanged=(article(2),)
    )
    with store.snapshot() as snapshot:
        assert set(snapshot.article_graph(article(1))) == set(quads_of(1, "Sun in Valdoria"))
        assert set(snapshot.article_graph(article(2))) == set(quads_of(2, "Rain in Valdoria"))


def test_an_article_that_is_taken_away_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1), publication(2, names=["A. Okoye"])], now=NOW)
    assert store.publish([withdrawal(1)], now=NOW) == Published(2, removed=(article(1),))
    with store.snapshot() as snapshot:
        assert contents(snapshot) == {*quads_of(2, "Rain in Valdoria"), *entity_quads("A. Okoye")}
        assert snapshot.graphs() == tuple(sorted([IRIS.graph(article(2)), IRIS.entities_graph], key=str))
    assert store.publish([withdrawal(1)], now=NOW) == Published(None, unchanged=(article(1),))
    store.publish([publication(1)], now=NOW)
    assert store.digests() == {
        n.value: c.digest for n, c in ((article(1), publication(1)), (article(2), publication(2, names=["A. Okoye"])))
    }


@pytest.mark.parametrize("count", [2, 700])
def test_of_two_changes_of_one_article_the_last_holds(tmp_path: Path, count: int) -> None:
    store = open_store(tmp_path / "S", create=True)
    changes = [publication(n) for n in range(count)] + [publication(1, "Sun in Valdoria", ["Okoye"])]
    store.publish(changes, now=NOW)
    with store.snapshot() as snapshot:
        assert set(snapshot.article_graph(article(1))) == set(quads_of(1, "Sun in Valdoria"))
        assert set(snapshot.quads(IRIS.entities_graph)) == entity_quads("Ana Okoye", "Okoye")
        assert snapshot.manifest.quads == len(contents(snapshot)) == 4 * count + 3
        assert snapshot.manifest.articles == count


def test_many_articles_are_published_and_replaced_in_one_generation_each(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish((publication(n) for n in range(600)), now=NOW)
    store.publish((publication(n, f"Day {n}", ["A. Okoye"]) for n in range(50, 650)), now=NOW)
    with store.snapshot() as snapshot:
        expected = {quad for n in range(50) for quad in quads_of(n, "Rain in Valdoria")}
        expected |= {quad for n in range(50, 650) for quad in quads_of(n, f"Day {n}")}
        assert contents(snapshot) == expected | entity_quads("A. Okoye", "Ana Okoye")
        assert (snapshot.manifest.quads, snapshot.manifest.articles) == (len(contents(snapshot)), 650)


def test_the_vocabulary_has_its_own_graph_and_is_replaced_whole(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    graph, visit = NamedNode("https://example.org/ns"), NamedNode("https://example.org/ns#Visit")
    first = Quad(visit, rdfs.label, Literal("visit", language="en"), graph)
    second = Quad(visit, rdfs.label, Literal("journey", language="en"), graph)
    assert store.publish([], now=NOW, vocabulary=[first]).generation == 1
    assert store.publish([publication(1)], now=NOW, vocabulary=[first]).generation == 2
    assert store.publish([publication(1)], now=NOW, vocabulary=[first]).generation is None
    assert store.publish([publication(1)], now=NOW).generation is None
    assert store.publish([publication(1)], now=NOW, vocabulary=[second]).generation == 3
    with store.snapshot() as snapshot:
        assert set(snapshot.quads(graph)) == {second}


def test_a_vocabulary_with_blank_nodes_is_the_same_vocabulary(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    graph = NamedNode("https://example.org/ns")

    def vocabulary(label: str) -> list[Quad]:
        return [Quad(BlankNode(label), rdf.type, rdfs.Class, graph)]

    assert store.publish([], now=NOW, vocabulary=vocabulary("x")).generation == 1
    assert store.publish([], now=NOW, vocabulary=vocabulary("y")).generation is None


def test_literals_are_stored_in_their_canonical_form_and_still_found_unchanged(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    node, graph = article(1), IRIS.graph(article(1))

    def priced(lexical: str, *more: str) -> ArticleChange:
        quads = [Quad(node, schema.text, Literal(each, datatype=xsd.decimal), graph) for each in (lexical, *more)]
        return change(node, graph, quads, [q.triple for q in quads], day="2026-03-01")

    store.publish([priced("1.50", "1.5")], now=NOW)
    assert store.publish([priced("1.50", "1.5")], now=NOW).generation is None
    store.publish([priced("1.500")], now=NOW)
    with store.snapshot() as snapshot:
        assert {quad.object for quad in snapshot.quads(graph)} == {Literal("1.5", datatype=xsd.decimal)}
        assert {q.object for q in snapshot.quads(IRIS.entities_graph)} == {Literal("1.5", datatype=xsd.decimal)}
        assert snapshot.manifest.quads == 2


def test_a_check_sees_the_new_generation_and_may_stop_it(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1)], now=NOW)
    before = tree(tmp_path)
    seen = list[tuple[set[Quad], frozenset[NamedNode]]]()

    def refuse(view: View, graphs: frozenset[NamedNode]) -> None:
        seen.append((set(view.article_graph(article(2))), graphs))
        kept.append(view.quads())
        next(kept[0])  # an iterator that stays half-read keeps nothing open
        raise StoreError("the check says no")

    kept = list[Iterator[Quad]]()
    with pytest.raises(StoreError, match="the check says no"):
        store.publish([publication(2)], now=NOW, check=refuse)
    assert seen == [(set(quads_of(2, "Rain in Valdoria")), frozenset({IRIS.graph(article(2))}))]
    assert tree(tmp_path) == before
    assert store.publish([publication(2)], now=NOW).generation == 2


def test_an_error_of_the_caller_half_way_changes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1)], now=NOW)
    before = tree(tmp_path)

    def broken() -> Iterator[ArticleChange]:
        yield from (publication(n) for n in range(2, 600))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.publish(broken(), now=NOW)
    assert tree(tmp_path) == before


def test_a_quad_outside_its_article_and_a_blank_node_are_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    node, graph = article(1), IRIS.graph(article(1))
    stray = change(node, graph, [Quad(node, schema.about, OKOYE, IRIS.entities_graph)], day="2026-03-01")
    blank = change(node, graph, [Quad(node, schema.about, BlankNode("x"), graph)], day="2026-03-01")
    with pytest.raises(StoreError, match="is not in its graph"):
        store.publish([stray], now=NOW)
    with pytest.raises(StoreError, match="has a blank node"):
        store.publish([blank], now=NOW)
    assert [info.number for info in store.history()] == [0]


def test_the_history_names_every_generation_newest_first(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish([publication(1), publication(2)], now=NOW)
    store.publish([withdrawal(2)], now=NOW)
    newest, middle, _ = store.history()
    assert newest == GenerationInfo(2, 1, "2026-03-02T09:30:00.000000Z", 0, 1, 1, 6, current=True)
    assert middle == GenerationInfo(1, 0, "2026-03-02T09:30:00.000000Z", 2, 0, 2, 10)
    assert middle.as_dict()["number"] == 1


def test_only_the_newest_generations_stay_and_those_that_are_read(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.keep(Retention(2))
    store.publish([publication(1, "Day 1")], now=NOW)
    with store.snapshot() as old:
        for day in range(2, 7):
            store.publish([publication(1, f"Day {day}")], now=NOW)
        assert sorted(os.listdir(tmp_path / "S/generations")) == ["000001", "000005", "000006"]
        assert set(old.article_graph(article(1))) == set(quads_of(1, "Day 1"))
    store.publish([publication(1, "Day 7")], now=NOW)
    assert sorted(os.listdir(tmp_path / "S/generations")) == ["000006", "000007"]
    assert [info.number for info in store.history()] == [7, 6, 5, 4, 3, 2, 1, 0]


def test_a_store_keeps_the_base_that_it_was_made_with(tmp_path: Path) -> None:
    open_store(tmp_path / "S", create=True, base="https://data.harbourpost.example/")
    assert open_store(tmp_path / "S").base == "https://data.harbourpost.example/"
    with pytest.raises(StoreError, match=r"was made with the base https://data.harbourpost.example/, not https://kg"):
        open_store(tmp_path / "S", base=Iris().base)


def test_a_folder_that_is_no_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a store"):
        open_store(tmp_path / "missing")
    (tmp_path / "letter.txt").write_text("Dear editor")
    with pytest.raises(StoreError, match="holds other files"):
        open_store(tmp_path, create=True)
    assert os.listdir(tmp_path) == ["letter.txt"]
    with pytest.raises(StoreError, match="Not a directory"):
        open_store(tmp_path / "letter.txt", create=True)


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    with pytest.raises(ValueError, match="time zone"):
        store.publish([publication(1)], now=NOW.replace(tzinfo=None))


def test_reports_of_what_was_not_published_are_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.keep_report("talks", '{"conforms": true}')
    path = store.keep_report("talks", '{"conforms": false}')
    assert (path, path.read_text()) == (tmp_path / "S/rejected/talks.json", '{"conforms": false}')


def test_changes_beside_prepared_ones_are_looked_at_as_all_others(tmp_path: Path) -> None:
    with open_store(tmp_path / "S", create=True) as store:
        store.publish([publication(1), publication(2)], now=NOW)
        store.retract(article(2), "By mistake.", now=NOW)
        done = store.publish_prepared([], [publication(1), publication(2, "Again")], now=NOW)
        assert done == Published(None, unchanged=(article(1),), retracted=(article(2),))
        foreign = replace(publication(3), graph=IRIS.graph(article(4)))
        with pytest.raises(StoreError, match="is not in its graph"):
            store.publish_prepared([], [foreign], now=NOW)
        twice = [publication(3, "First"), publication(3, "Second")]
        assert store.publish_prepared([], twice, now=NOW).changed == (article(3),)
        with store.snapshot() as snapshot:
            assert set(quads_of(3, "Second")) <= contents(snapshot)


def test_what_very_many_articles_wrote_lies_in_one_layer_of_tables(tmp_path: Path) -> None:
    store = open_store(tmp_path / "S", create=True)
    store.publish((publication(number, f"Day {number}") for number in range(2_001)), now=NOW)
    tables = list((tmp_path / "S/generations/000001/oxigraph").glob("*.sst"))
    assert len(tables) <= 10  # Oxigraph's indexes, one table each; unmerged there are seventeen
