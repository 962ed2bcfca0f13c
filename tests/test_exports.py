"""What of a store is exported, and how it reads back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Triple

from kg.api import publish
from kg.errors import KgError
from kg.exports import Selection, export_rdf, export_shapes, node_quads, selected_quads
from kg.iris import Iris
from kg.lookup import find_article, find_entities
from kg.schema import bundled_schema, load_schema
from kg.serialization import DATASET_FORMATS, FORMATS, parse
from kg.store import Snapshot, Store, change, open_store
from kg.vocab import SH, SHAPES, nf, rdf, schema
from tests.conftest import ROOT
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)
OTHER = replace(ARTICLE, url=None, id="hp-2", headline="Talks in Kesmark")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A store with two articles: one known by its URL, the other by its id."""
    folder = tmp_path_factory.mktemp("exports")
    files = [
        write_sample(folder, facts_of(VISIT, OFFICE), "one"),
        write_sample(folder, facts_of(MEETING, article=OTHER), "two"),
    ]
    with open_store(folder / "store", create=True) as store:
        assert publish(files, store, now=NOW).clean
        with store.snapshot() as opened:
            yield opened


def exported(snapshot: Snapshot, selection: Selection, form: str = "nquads") -> bytes:
    return b"".join(export_rdf(snapshot, selection, form))


def named(snapshot: Snapshot, headline: str) -> NamedNode:
    (node,) = [quad.subject for quad in snapshot.match(None, schema.headline) if quad.object.value == headline]  # type: ignore[union-attr]
    assert isinstance(node, NamedNode)
    return node


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(article=ARTICLE.url),
        Selection(entity="Ana Okoye"),
        Selection(graph="https://kg.example/graph/entities"),
    ],
    ids=["all", "article", "entity", "graph"],
)
def test_every_format_reads_back_as_what_was_selected(snapshot: Snapshot, selection: Selection, form: str) -> None:
    expected = set(selected_quads(snapshot, selection))
    found = set(parse(exported(snapshot, selection, form), form))
    assert expected
    assert found == (expected if form in DATASET_FORMATS else {Quad(*quad.triple) for quad in expected})


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_twice_gives_the_same_bytes(snapshot: Snapshot, form: str) -> None:
    assert exported(snapshot, Selection(), form) == exported(snapshot, Selection(), form)


def test_all_is_every_quad_of_the_store_but_its_index(snapshot: Snapshot) -> None:
    held = [str(quad) for quad in snapshot.quads() if quad.predicate != nf.indexKey]
    assert sorted(map(str, selected_quads(snapshot, Selection()))) == sorted(held)


@pytest.mark.parametrize("selection", [Selection(), Selection(graph="https://kg.example/graph/occurrences")])
def test_the_keys_of_the_index_of_occurrences_stay_in_the_store(tmp_path: Path, selection: Selection) -> None:
    with open_store(tmp_path / "store", create=True) as store:
        publish([write_sample(tmp_path, facts_of(MEETING))], store, now=NOW)
        with store.snapshot() as snapshot:
            assert any(True for _ in snapshot.match(None, nf.indexKey, None))
            assert b'#indexKey> "' not in exported(snapshot, selection)
            (article,) = snapshot.match(None, rdf.type, schema.NewsArticle)
            assert isinstance(article.subject, NamedNode)
            told = {quad.predicate for quad in node_quads(snapshot, article.subject)}
    assert (schema.headline in told, nf.indexKey in told) == (True, False)


@pytest.mark.parametrize(
    "given",
    ["https://harbourpost.example/2031/03/04/okoye", "HTTPS://harbourpost.example/2031/03/04/okoye?utm_source=x#top"],
)
def test_an_article_is_found_by_its_url_however_it_is_written(snapshot: Snapshot, given: str) -> None:
    assert find_article(snapshot, given) == named(snapshot, "Okoye may travel")


def test_an_article_is_found_by_its_iri_and_by_its_id(snapshot: Snapshot) -> None:
    node = named(snapshot, "Talks in Kesmark")
    assert (find_article(snapshot, node.value), find_article(snapshot, "hp-2")) == (node, node)


def test_an_article_comes_with_what_is_known_of_its_entities_and_nothing_of_others(snapshot: Snapshot) -> None:
    node = named(snapshot, "Talks in Kesmark")
    quads = list(selected_quads(snapshot, Selection(article="hp-2")))
    mentioned = {quad.object for quad in quads if quad.subject == node and quad.predicate == schema.mentions}
    in_entities = {quad.subject for quad in quads if quad.graph_name == snapshot.iris.entities_graph}
    assert in_entities == mentioned
    assert {quad.graph_name for quad in quads} == {snapshot.iris.graph(node), snapshot.iris.entities_graph}


@pytest.mark.parametrize("given", ["Ana Okoye", "Ms Okoye"])
def test_an_entity_is_found_by_any_of_its_names(snapshot: Snapshot, given: str) -> None:
    okoye = snapshot.iris.shared_entity("Ana Okoye")
    assert find_entities(snapshot, given) == find_entities(snapshot, okoye.value) == [okoye]


def test_an_entity_comes_with_its_facts_their_evidence_and_their_articles(snapshot: Snapshot) -> None:
    rehn = b"".join(export_rdf(snapshot, Selection(entity="Tomas Rehn"), "turtle")).decode()
    kesmark = b"".join(export_rdf(snapshot, Selection(entity="Kesmark"), "turtle")).decode()
    assert [rehn.count(f" a {kind} ;") for kind in ("nf:Meeting", "nf:Visit", "nf:OfficeHolding")] == [0, 0, 0]
    assert rehn.count(" a nf:Meeting , schema:Event ;") == 1
    assert 'schema:headline "Talks in Kesmark"' in rehn
    assert 'schema:name "Ana Okoye"' in rehn
    assert "schema:jobTitle" not in rehn
    assert kesmark.count(" a nf:Visit ;") == 1
    assert "schema:mentions" not in kesmark
    assert 'oa:exact "Ana Okoye may travel to Kesmark"' in kesmark


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(article="hp-3"), "hp-3: no article in the store has this URL, IRI, id or headline"),
        (Selection(article=""), ": no article in the store has this URL, IRI, id or headline"),
        (Selection(article="http://[a"), "http://[a: no article in the store has this URL, IRI, id or headline"),
        (
            Selection(article="https://kg.example/article/a b"),
            "https://kg.example/article/a b: no article in the store has this URL, IRI, id or headline",
        ),
        (Selection(entity="Nobody"), "Nobody: no entity in the store has this IRI or exact name"),
        (Selection(entity="http://[a"), "http://[a: no entity in the store has this IRI or exact name"),
        (Selection(entity=""), ": no entity in the store has this IRI or exact name"),
        (Selection(graph="https://a b/"), "https://a b/: the store has no graph of this name"),
        (Selection(graph=""), ": the store has no graph of this name"),
    ],
)
def test_what_is_not_there_is_said(snapshot: Snapshot, selection: Selection, message: str) -> None:
    with pytest.raises(KgError) as caught:
        exported(snapshot, selection)
    assert str(caught.value) == message


def of_records(folder: Path, *records: tuple[str, ...]) -> Store:
    """A store with an article for each of these `same_as` of Ana Okoye."""
    store = open_store(folder / "store", create=True)
    for number, (article, same_as) in enumerate(zip((ARTICLE, OTHER), records, strict=True)):
        facts = facts_of(OFFICE, article=article)
        okoye = replace(facts.entities["okoye"], same_as=same_as)
        given = replace(facts, entities={**facts.entities, "okoye": okoye})
        publish([write_sample(folder, given, str(number))], store, now=NOW)
    return store


def test_of_two_who_share_a_name_neither_is_chosen(tmp_path: Path) -> None:
    first, second = "https://authority.example/first-okoye", "https://authority.example/second-okoye"
    opened = of_records(tmp_path, (first,), (second,))
    with opened as store, store.snapshot() as snapshot, pytest.raises(KgError) as caught:
        find_entities(snapshot, "Ana Okoye")
    assert str(caught.value).splitlines() == [
        "Ana Okoye: 2 entities bear this name; give the IRI of one:",
        f"  {first}  Person: Ana Okoye, Foreign Minister",
        f"  {second}  Person: Ana Okoye, Foreign Minister",
        "If they are one, merge them: kg link --accept IRI IRI",
    ]


def test_somebody_whom_only_some_articles_give_a_record_is_meant_with_it_and_without(tmp_path: Path) -> None:
    record = "https://authority.example/other-okoye"
    with of_records(tmp_path, (), (record,)) as store, store.snapshot() as opened:
        assert find_entities(opened, "Ana Okoye") == [NamedNode(record), Iris().shared_entity("Ana Okoye")]


def test_an_entity_types_stand_in_one_graph_only(snapshot: Snapshot) -> None:
    triple = Triple(snapshot.iris.shared_entity("Ana Okoye"), rdf.type, schema.Person)
    assert [quad.graph_name for quad in snapshot.quads() if quad.triple == triple] == [snapshot.iris.entities_graph]


def test_parts_that_are_parts_of_each_other_are_told_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "S", create=True) as store:
        iris = Iris(store.base)
        node = iris.article(url="https://harbourpost.example/round")
        graph, (said, shown) = iris.graph(node), (NamedNode(f"{node.value}/{name}") for name in ("said", "shown"))
        quads = {Quad(said, nf.evidence, shown, graph), Quad(shown, nf.asserts, said, graph)}
        store.publish([change(node, graph, quads, day="2031-03-04")], now=NOW)
        with store.snapshot() as opened:
            assert set(node_quads(opened, said)) == quads


@pytest.mark.parametrize("case", ["Assertion/violates-certainty-unknown", "Guard/conforms-plain-event"])
def test_the_shapes_for_other_engines_know_the_values_of_schemes(case: str) -> None:
    from pyshacl import validate
    from rdflib import Graph, URIRef

    text = (ROOT / "tests" / "shapes" / f"{case}.ttl").read_text(encoding="utf-8")
    shapes = Graph().parse(data=b"".join(export_shapes(bundled_schema())), format="turtle")
    _, report, _ = validate(Graph().parse(data=text, format="turtle"), shacl_graph=shapes, ont_graph=shapes)
    assert isinstance(report, Graph)
    found = sorted(
        tuple(str(report.value(result, URIRef(SH + term))) for term in ("sourceShape", "sourceConstraintComponent"))
        for result in report.objects(None, URIRef(SH + "result"))
    )
    expected = [(SHAPES + "Assertion-certainty", SH + "InConstraintComponent")]
    assert found == (expected if "violates" in case else [])


def test_the_shapes_for_other_engines_are_the_same_bytes_each_time() -> None:
    assert b"".join(export_shapes(load_schema())) == b"".join(export_shapes(load_schema()))
