"""The library as a script or a notebook uses it."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

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


CMS = {
    "@type": "NewsArticle",
    "headline": "Okoye goes to Kesmark",
    "datePublished": datetime(2031, 5, 6, 9, 30, tzinfo=UTC),
    "publisher": {"name": "The Harbour Post"},
    "url": "https://harbourpost.example/okoye-goes",
    "articleBody": "<p>Foreign Minister Ana Okoye visited Kesmark on Tuesday.</p><p>Nobody had expected it.</p>",
}
POSTS = "SELECT ?name { ?person schema:jobTitle ?post ; schema:name ?name }"


def test_an_article_of_a_cms_is_read_extracted_and_published_without_a_file(tmp_path: Path) -> None:
    article = kg.parse_article(CMS)
    assert (article.text, article.published) == (
        "Okoye goes to Kesmark\n\nForeign Minister Ana Okoye visited Kesmark on Tuesday.\n\nNobody had expected it.",
        "2031-05-06T09:30:00+00:00",
    )
    summary = kg.publish(article, tmp_path / "store", now=NOW, with_text=True)
    assert [(each.name, each.state, each.accepted) for each in summary.outcomes] == [(str(CMS["url"]), "accepted", 1)]
    assert [str(row[0]) for row in kg.query(tmp_path / "store", POSTS).rows] == ['"Ana Okoye"']
    body = kg.query(str(tmp_path / "store"), "SELECT ?text { ?article schema:articleBody ?text }")
    assert [str(row[0]) for row in body.rows] == [str(Literal(article.text or ""))]


def test_facts_are_published_as_their_file_would_be(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, OFFICE))
    of_file = kg.publish(str(file), tmp_path / "one", now=NOW)
    of_facts = kg.publish(kg.load_facts(file), tmp_path / "two", now=NOW)
    assert [each.state for each in (*of_file.outcomes, *of_facts.outcomes)] == ["accepted", "accepted"]
    assert kg.export(tmp_path / "one", "nquads") == kg.export(tmp_path / "two", "nquads")


def test_who_reviewed_facts_is_said_as_the_command_says_it(tmp_path: Path) -> None:
    article = kg.parse_article(CMS)
    kg.publish([kg.extract(article)], tmp_path, reviewed_by="R. Sand", reviewed_on=date(2031, 5, 7), now=NOW)
    found = kg.query(tmp_path, "SELECT DISTINCT ?by { ?said nf:reviewedBy ?by }")
    assert [str(row[0]) for row in found.rows] == ['"R. Sand"']
    kg.publish(article, tmp_path, replace=True, now=NOW)
    assert not kg.query(tmp_path, "ASK { ?said nf:reviewedBy ?who }").boolean
    with pytest.raises(ValueError, match="go together"):
        kg.publish(article, tmp_path, reviewed_by="R. Sand")


def test_facts_whose_words_are_not_in_their_text_are_refused(tmp_path: Path) -> None:
    wrong = dataclasses.replace(VISIT, evidence=(kg.Evidence(0, 4, "Fog!"),))
    summary = kg.publish(facts_of(wrong), tmp_path / "store", now=NOW)
    assert [(each.state, [p.code for p in each.problems]) for each in summary.outcomes] == [
        ("unusable", ["wrong-quote"])
    ]


def test_a_file_of_several_articles_has_no_one_article(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"headline": "One", "text": "It rained."}\n{"headline": "Two", "text": "It snowed."}\n')
    for path in (file, tmp_path / "two.jsonl"):
        with pytest.raises(kg.UnreadableInputError) as caught:
            kg.read_article(path)
        assert caught.value.problem.code == "several-articles"
    assert [each.headline for each in kg.read_articles(tmp_path)] == ["One", "Two"]


def test_what_is_no_article_and_no_facts_is_said(tmp_path: Path) -> None:
    wrong: list[tuple[Callable[..., object], object, str]] = [
        (kg.extract, "Rain fell.", r"kg.extract takes Article, not a str; kg.read_article reads one"),
        (kg.validate, kg.Article(text="Rain fell."), r"kg.validate takes ArticleFacts, not an Article; kg.extract"),
        (kg.read_article, 5, r"kg.read_articles takes a path, not an int"),
        (kg.parse_article, 5, r"kg.parse_article takes a mapping, a str or bytes, not an int"),
        (lambda given: kg.publish([given], tmp_path / "store"), 5, r"kg.publish takes a path, not an int"),
        (lambda given: kg.publish([given], tmp_path / "store"), CMS, r"kg.publish takes a path, not a dict"),
        (lambda given: kg.publish(given, tmp_path / "store"), CMS, r"kg.publish takes no dict; kg.parse_article makes"),
    ]
    for call, given, said in wrong:
        with pytest.raises(TypeError, match=said):
            call(given)


def test_html_as_the_text_of_an_article_is_refused(tmp_path: Path) -> None:
    article = kg.Article(text="<p>Foreign Minister Ana Okoye resigned.</p>", headline="Okoye resigns")
    with pytest.raises(kg.UnreadableInputError, match="the text of this Article is HTML"):
        kg.extract(article)
    assert [each.state for each in kg.publish(article, tmp_path / "store").outcomes] == ["unusable"]


def test_a_saved_question_is_asked_and_a_table_exported(tmp_path: Path) -> None:
    kg.publish(kg.parse_article(CMS), tmp_path, now=NOW)
    answer = kg.ask(tmp_path, "offices-of", {"who": "Ana Okoye"})
    assert ["Foreign Minister" in str(row) for row in answer.rows] == [True]
    table = kg.export(tmp_path, "csv", entity="Ana Okoye").decode()
    assert [line.split(",")[3] for line in table.splitlines()] == ["statement", "Ana Okoye is Foreign Minister"]
    assert kg.query(tmp_path, POSTS, as_of="2031-03-05").rows == kg.query(tmp_path, POSTS).rows
    with pytest.raises(kg.QueryError):
        kg.ask(tmp_path, "no-such-question")


def test_an_export_names_every_format_that_there_is(tmp_path: Path) -> None:
    kg.publish(kg.parse_article(CMS), tmp_path, now=NOW)
    with pytest.raises(kg.KgError, match=r"ttl is not a format: choose among turtle, .*, rdfxml and csv$"):
        kg.export(tmp_path, "ttl")


def test_an_article_is_taken_back_and_comes_back(tmp_path: Path) -> None:
    kg.publish(kg.parse_article(CMS), tmp_path, now=NOW)
    before = kg.export(tmp_path)
    gone = kg.retract(tmp_path, str(CMS["url"]), "Published by mistake.", now=NOW)
    assert (gone.published.generation, gone.backups) == (2, ())
    assert kg.query(tmp_path, POSTS).rows == ()
    (why,) = kg.query(tmp_path, "SELECT ?why { ?article nf:retractionReason ?why }").rows
    assert why == (Literal("Published by mistake."),)
    with pytest.raises(kg.KgError, match=r"was retracted on 20..-..-..: Published by mistake\."):
        kg.retract(tmp_path, str(CMS["url"]), "Again.", now=NOW)
    assert kg.reinstate(tmp_path, str(CMS["url"]), now=NOW).generation == 3
    assert kg.export(tmp_path) == before
    with pytest.raises(kg.KgError, match="was not retracted"):
        kg.reinstate(tmp_path, str(CMS["url"]), now=NOW)


def test_a_publish_is_rolled_back(tmp_path: Path) -> None:
    kg.publish(kg.parse_article(CMS), tmp_path, now=NOW)
    before = kg.export(tmp_path)
    kg.publish(kg.parse_article({**CMS, "articleBody": "Tomas Rehn, the mayor of Orlen, resigned."}), tmp_path,
               replace=True, now=NOW)  # fmt: skip
    assert kg.export(tmp_path) != before
    assert kg.roll_back(tmp_path, now=NOW).generation == 3
    assert kg.export(tmp_path) == before


def test_a_store_that_was_closed_gives_no_snapshot(tmp_path: Path) -> None:
    store = kg.open_store(tmp_path / "store", create=True)
    store.close()
    with pytest.raises(kg.StoreError, match="this store was closed"):
        store.snapshot()


def test_importing_kg_imports_no_stage() -> None:
    code = "import sys, kg; print(sorted(each for each in sys.modules if each.split('.')[0] in ('kg', 'pyoxigraph')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "['kg']\n"
