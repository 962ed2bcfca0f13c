"""The types of one's own that a store keeps, so that whoever reads it knows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.api import publish
from kg.errors import KgError, SchemaError
from kg.exports import Selection, export_rdf
from kg.kept_types import types_of
from kg.publishing import Job, chunks_of, publish_many
from kg.schema import Schema, bundled_schema, load_schema
from kg.store import Store, open_store
from kg.store.interface import AnyStore
from kg.vocab import sh
from tests.conftest import ROOT

HERE = ROOT / "tests" / "new_type"
RULING, STORY = HERE / "ruling.facts.yaml", ROOT / "data" / "01-okoye-options.facts.yaml"
NOW = datetime(2031, 5, 17, tzinfo=UTC)
PREFIXES = """@prefix o: <https://own.example/ns#> . @prefix nf: <https://w3id.org/news-facts/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TERMS = "o:Strike a owl:Class ; rdfs:subClassOf nf:Happening . o:trade a owl:DatatypeProperty ."
STRIKE = """o: sh:declare [ sh:prefix "o" ; sh:namespace "https://own.example/ns#"^^xsd:anyURI ] .
[] a sh:NodeShape ; sh:targetClass o:Strike ; rdfs:label "strike"@en ;
  nf:sentence "{trade} (strike, struck)"@en ;
  sh:property [ sh:path o:trade ; sh:name "trade" ; sh:datatype xsd:string ; sh:in ( "dockers" "pilots" ) ] ;
  sh:sparql [ sh:prefixes o: ; sh:message "No strike of nobody."@en ;
    sh:select "SELECT $this WHERE { $this a o:Strike . FILTER NOT EXISTS { $this o:trade ?x } }" ] .
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


def rulings() -> Schema:
    return load_schema(shapes=[HERE / "shapes.ttl"], ontology=[HERE / "ontology.ttl"])


def types_in(folder: Path, shapes: str, terms: str = TERMS) -> Schema:
    folder.mkdir()
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, encoding="utf-8")
    (folder / "terms.ttl").write_text(PREFIXES + terms, encoding="utf-8")
    return load_schema(shapes=[folder / "shapes.ttl"], ontology=[folder / "terms.ttl"])


def known(store: AnyStore) -> Schema:
    with store.snapshot() as snapshot:
        return types_of(snapshot)


def test_a_store_knows_the_types_with_which_its_facts_were_published(store: Store) -> None:
    assert known(store) is bundled_schema()
    assert publish([RULING], store, schema=rulings(), now=NOW).clean
    assert known(store).types == rulings().types
    assert set(known(store).vocabulary) == set(rulings().vocabulary)


def test_shapes_without_names_are_kept_too(store: Store, tmp_path: Path) -> None:
    types = types_in(tmp_path / "strikes", STRIKE)
    assert publish([STORY], store, schema=types, now=NOW).clean
    (field,) = known(store).types["Strike"].fields
    assert (field.key, known(store).types["Strike"].sentence) == ("trade", "{trade} (strike, struck)")
    with store.snapshot() as snapshot:
        written = b"".join(export_rdf(snapshot, Selection(), "nquads")).decode()
    assert "_:" not in written
    assert publish([STORY], store, schema=types, now=NOW).generation is None


def test_who_publishes_without_them_takes_nothing_away(store: Store) -> None:
    assert publish([RULING], store, schema=rulings(), now=NOW).generation == 1
    assert publish([STORY], store, now=NOW).generation == 2
    assert known(store).types == rulings().types
    assert publish([STORY], store, now=NOW).generation is None
    assert publish([RULING], store, schema=rulings(), now=NOW).generation is None


def test_other_types_are_kept_beside_them_and_the_newest_of_a_class_replaces_the_one_before(
    store: Store, tmp_path: Path
) -> None:
    publish([RULING], store, schema=rulings(), now=NOW)
    publish([STORY], store, schema=types_in(tmp_path / "strikes", STRIKE), now=NOW)
    assert known(store).types.keys() - bundled_schema().types.keys() == {"Ruling", "Strike"}
    renamed = types_in(tmp_path / "renamed", STRIKE.replace("(strike, struck)", "(stop, stopped) work"))
    assert publish([STORY], store, schema=renamed, now=NOW).generation == 3
    assert known(store).types["Strike"].sentence == "{trade} (stop, stopped) work"
    assert known(store).types["Ruling"] == rulings().types["Ruling"]
    other = open_store(tmp_path / "other", create=True)
    publish([STORY], other, schema=renamed, now=NOW)
    publish([RULING], other, schema=rulings(), now=NOW)
    assert set(known(other).own.shapes) == set(known(store).own.shapes)


def test_types_that_do_not_go_together_are_refused(store: Store, tmp_path: Path) -> None:
    publish([RULING], store, schema=rulings(), now=NOW)
    another = types_in(
        tmp_path / "another",
        'o:RulingShape a sh:NodeShape ; sh:targetClass o:Ruling ; sh:property [ sh:path o:text ; sh:name "text" ;'
        " sh:datatype xsd:string ] .",
        "o:Ruling a owl:Class ; rdfs:subClassOf nf:Happening . o:text a owl:DatatypeProperty .",
    )
    with pytest.raises(SchemaError, match="Two fact types have the name Ruling"):
        publish([STORY], store, schema=another, now=NOW)
    with store.snapshot() as snapshot:
        assert snapshot.generation == 1


def test_a_generation_has_its_own(store: Store) -> None:
    publish([STORY], store, now=datetime(2031, 5, 1, tzinfo=UTC))
    publish([RULING], store, schema=rulings(), now=datetime(2031, 5, 2, tzinfo=UTC))
    with store.snapshot(as_of=datetime(2031, 5, 1, 12, tzinfo=UTC)) as before:
        assert "Ruling" not in types_of(before).types
    store.roll_back(now=NOW)
    with store.snapshot() as snapshot:
        assert types_of(snapshot) is bundled_schema()
        assert list(snapshot.quads(snapshot.iris.shapes_graph)) == []
    store.roll_back(2, now=NOW)
    assert known(store).types == rulings().types


def test_very_many_are_published_with_them_alike(store: Store, tmp_path: Path) -> None:
    shapes, ontology = (HERE / "shapes.ttl",), (HERE / "ontology.ttl",)
    job = Job(shapes=shapes, ontology=ontology, base=store.base)
    publish_many(list(chunks_of([RULING])), store, job, rulings(), now=NOW)
    assert known(store).types == rulings().types


def test_types_that_this_version_cannot_use_are_told(store: Store) -> None:
    graph = store_graph(store)
    broken = Quad(NamedNode("https://own.example/Shape"), sh.minCount, Literal("many"), graph)
    store.publish([], now=NOW, vocabulary=[broken])
    with pytest.raises(KgError, match="keeps fact types that this version of kg cannot use"):
        known(store)


def store_graph(store: Store) -> NamedNode:
    with store.snapshot() as snapshot:
        return snapshot.iris.shapes_graph
