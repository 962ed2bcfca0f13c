"""The library as a script or a notebook uses it."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Quad

import kg
from tests.conftest import ROOT
from tests.samples import ARTICLE, MEETING, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)


def test_every_public_name_is_there_and_documented() -> None:
    assert sorted(kg.__all__) == kg.__all__
    undocumented = [name for name in kg.__all__ if not inspect.getdoc(getattr(kg, name))]
    assert undocumented == []
    assert set(kg.__all__) <= set(dir(kg))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_an_article_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    article = kg.read_article(str(file))
    assert (article.text, article.text_digest, article.origin) == (TEXT, ARTICLE.text_digest, str(file))


def test_facts_are_loaded_with_the_text_beside_them(tmp_path: Path) -> None:
    facts = kg.load_facts(write_sample(tmp_path, facts_of(VISIT, OFFICE)))
    assert (facts.facts, facts.entities, facts.article.text) == (
        (VISIT, OFFICE),
        facts_of().entities,
        TEXT,
    )


def test_a_text_elsewhere_is_named(tmp_path: Path) -> None:
    file = write_sample(tmp_path / "facts", facts_of(VISIT), text=False)
    write_sample(tmp_path / "texts", facts_of(VISIT))
    assert [each.verified for each in kg.load_facts(file).facts[0].evidence] == [False]
    found = kg.load_facts(file, texts=[tmp_path / "texts"])
    assert [each.verified for each in found.facts[0].evidence] == [True]


def test_a_fact_file_that_cannot_be_used_raises_with_every_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.facts.yaml"
    file.write_text("kg: 2\narticles: {}\n", encoding="utf-8")
    with pytest.raises(kg.FactFileError) as caught:
        kg.load_facts(file)
    assert {problem.code for problem in caught.value.problems} == {
        "unknown-version",
        "unknown-field",
        "missing-article",
    }


def test_facts_become_quads_of_the_articles_graph_and_of_the_entities() -> None:
    quads = list(kg.to_quads(facts_of(VISIT, OFFICE), base="https://harbourpost.example/id/"))
    assert all(isinstance(quad, Quad) for quad in quads)
    graphs = {str(quad.graph_name).strip("<>").removeprefix("https://harbourpost.example/id/graph/") for quad in quads}
    assert "entities" in graphs
    assert len(graphs) == 2


def test_validation_gives_a_report() -> None:
    assert kg.validate(facts_of(VISIT, OFFICE, MEETING)) == kg.Report(True)
    report = kg.validate(with_no_destination())
    assert (report.conforms, [finding.code for finding in report.findings]) == (False, ["Visit-destination:MinCount"])
    assert kg.validate(with_no_destination(), engine="pyshacl").findings == report.findings


def with_no_destination() -> kg.ArticleFacts:
    fields = {key: value for key, value in VISIT.fields.items() if key != "destination"}
    return facts_of(kg.Fact("Visit", fields, VISIT.evidence))


def test_publishing_and_asking_take_four_lines(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, OFFICE))
    with kg.open_store(tmp_path / "store", create=True) as store:
        summary = kg.publish([file], store, now=NOW)
        with store.snapshot() as snapshot:
            answer = snapshot.query("SELECT ?who { ?visit nf:visitor/schema:name ?who }")
    assert (summary.clean, summary.generation) == (True, 1)
    assert [str(row[0]) for row in answer.rows] == ['"Ana Okoye"']


def test_a_schema_of_ones_own_is_used(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "new_type"
    schema = kg.load_schema(shapes=[folder / "shapes.ttl"], ontology=[folder / "ontology.ttl"])
    facts = kg.load_facts(folder / "ruling.facts.yaml", schema=schema)
    assert {fact.type for fact in facts.facts} == {"Ruling"}
    assert kg.validate(facts, schema=schema).conforms


def test_quads_are_serialized_to_the_same_bytes_whatever_their_order() -> None:
    quads = list(kg.to_quads(facts_of(with_fields(VISIT, date="2031-04"))))
    one, two = (b"".join(kg.serialize(each, "nquads", {})) for each in (quads, quads[::-1]))
    assert one == two
    assert len(one.splitlines()) == len(set(quads))
