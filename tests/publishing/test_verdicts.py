"""What `kg validate` says of fact files and of RDF."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.exports import Selection, export_rdf
from kg.iris import Iris
from kg.publishing import Gate, Rules, Texts, Verdict, publish, validate_files
from kg.schema import load_schema
from kg.store import change, open_store
from kg.validation import Validator
from kg.vocab import nf, rdf, schema, sh
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, write_sample

TYPES = load_schema()
VALIDATOR = Validator(TYPES)
UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})  # needs two people


def judged(*paths: Path, strict: bool = False, store: Path | None = None) -> Verdict:
    gate = Gate(TYPES, VALIDATOR, Iris(), Rules(drafts=True, strict=strict))
    return validate_files(paths, gate, Texts(), store)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one article."""
    path = tmp_path / "store"
    with open_store(path, create=True) as opened:
        file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE, MEETING))
        publish([file], opened, Gate(TYPES, VALIDATOR, Iris()), Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))
    return path


def exported(store: Path, selection: Selection) -> str:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        return b"".join(export_rdf(snapshot, selection, "turtle")).decode()


def test_what_conforms_is_said_in_a_line_and_a_count(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, replace(OFFICE, draft=True)))
    assert judged(file).render("text") == (
        f"{file}: conforms, 2 facts, 1 draft among them\nAll of it conforms. 1 article checked, 0 errors, 0 warnings."
    )


def test_what_does_not_conform_is_said_with_its_line_and_sentence(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, UNFINISHED))
    verdict = judged(file)
    text = verdict.render("text")
    line = file.read_text(encoding="utf-8").splitlines().index("    participants: [okoye, okoye]") + 1
    assert (verdict.conforms, verdict.usable) == (False, True)
    assert text.startswith(
        f"{file}: does not conform, 2 facts\n  {file}:{line}:5: violation[Meeting-participants:MinCount]: "
    )
    assert f"“{facts_of().article.text}”" in text
    assert text.endswith("Not all of it conforms. 1 article checked, 1 error, 0 warnings.")


def test_a_warning_counts_only_where_that_is_wanted(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT), text=False)
    lax, strict = judged(file), judged(file, strict=True)
    assert (lax.conforms, strict.conforms) == (True, False)
    assert lax.render("text").splitlines()[1].startswith("  warning[unverified]: The article's text is not at hand")
    assert lax.render("text").endswith("All of it conforms. 1 article checked, 0 errors, 1 warning.")
    assert strict.render("text").startswith(f"{file}: does not conform, 1 fact\n")


def test_json_has_every_problem_with_its_place(tmp_path: Path) -> None:
    good = write_sample(tmp_path, facts_of(VISIT), "good")
    bad = tmp_path / "bad.facts.yaml"
    bad.write_text("kg: 1: 2", encoding="utf-8")
    first, second = json.loads(judged(good, bad).render("json"))
    assert first == {"input": str(good), "conforms": True, "facts": 1, "drafts": 0, "problems": [], "findings": []}
    (problem,) = second["problems"]
    assert (second["conforms"], second["facts"]) == (False, None)
    assert (problem["code"], problem["severity"], problem["line"], problem["column"]) == ("yaml-syntax", "error", 1, 6)


def test_turtle_is_a_w3c_report(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(UNFINISHED))
    quads = list(parse(judged(file).render("turtle"), format=RdfFormat.TURTLE))
    assert [quad.object for quad in quads if quad.predicate == sh.conforms] == [Literal(False)]
    assert [quad.object for quad in quads if quad.predicate == sh.resultSeverity] == [sh.Violation]


def test_an_exported_article_conforms_by_itself(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.ttl"
    file.write_text(exported(store, Selection(article=str(ARTICLE.url))), encoding="utf-8")
    assert judged(file).conforms


def test_rdf_that_does_not_conform_is_said_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text(
        "@prefix nf: <https://w3id.org/news-facts/ns#> .\n\n<https://a.example/visit> a nf:Visit .\n", encoding="utf-8"
    )
    verdict = judged(file)
    assert not verdict.conforms
    assert {str(finding.position) for finding in verdict.judged[0].findings} == {f"{file}:3:1"}


def test_the_store_knows_the_nodes_that_an_rdf_file_only_speaks_of(store: Path, tmp_path: Path) -> None:
    """An assertion cut out of an export speaks of an article and of entities that it does not describe."""
    whole = exported(store, Selection(entity="Kesmark"))
    file = tmp_path / "visit.ttl"
    file.write_text(whole, encoding="utf-8")
    assert judged(file).conforms
    cut = "\n\n".join(block for block in whole.split("\n\n") if " a schema:" not in block)
    file.write_text(cut, encoding="utf-8")
    assert not judged(file).conforms
    assert judged(file, store=store).render("text").splitlines()[0] == f"{file}: conforms"


def test_what_a_file_adds_to_a_node_of_the_store_is_judged_with_the_rest_of_it(store: Path, tmp_path: Path) -> None:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        ((article, _),) = snapshot.articles()
    file = tmp_path / "more.ttl"
    file.write_text(f'<{article.value}> <https://schema.org/headline> "Another headline" .', encoding="utf-8")
    assert judged(file).conforms
    findings = judged(file, store=store).judged[0].findings
    assert [(finding.code, finding.focus) for finding in findings] == [("Article-headline:MaxCount", article.value)]


def test_a_node_with_its_type_in_the_file_is_judged_as_the_file_describes_it(store: Path, tmp_path: Path) -> None:
    whole = exported(store, Selection(article=str(ARTICLE.url)))
    file = tmp_path / "changed.ttl"
    file.write_text(whole.replace('"Okoye may travel"', '"Another headline"'), encoding="utf-8")
    assert judged(file, store=store).judged[0].findings == ()


def test_what_is_wrong_only_in_the_store_is_not_said_of_the_file(tmp_path: Path) -> None:
    node, graph = NamedNode("https://kg.example/article/a"), NamedNode("https://kg.example/graph/a")
    path = tmp_path / "store"
    with open_store(path, create=True) as opened:
        quads = [Quad(node, rdf.type, schema.NewsArticle, graph)]
        opened.publish([change(node, graph, quads, day="")], now=datetime(2031, 3, 5, tzinfo=UTC))
    file = tmp_path / "new.ttl"
    file.write_text(f"<https://b.example/x> <https://schema.org/about> <{node.value}> .", encoding="utf-8")
    assert judged(file, store=path).judged[0].findings == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.ttl", b"<a> <b>", "rdf-syntax"),
        ("a.ttl", b"\xff\xfe\x00", "rdf-syntax"),
        ("a.rdf", b"<!DOCTYPE x><rdf/>", "doctype"),
        ("a.jsonld", b'{"@context": "https://a.example/context", "@id": "x"}', "remote-context"),
    ],
)
def test_rdf_that_cannot_be_read_has_a_code(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    verdict = judged(file)
    assert (verdict.usable, [problem.code for problem in verdict.judged[0].problems]) == (False, [code])
    assert verdict.render("text").startswith(f"{file}: cannot be used\n")


def test_a_note_about_a_situation_is_judged_with_the_word_that_the_store_has(store: Path, tmp_path: Path) -> None:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        visit = next(quad.subject for quad in snapshot.match(None, rdf.type, nf.Visit))
    note = tmp_path / "note.ttl"
    note.write_text(f"{visit} <http://www.w3.org/2000/01/rdf-schema#comment> 'Ask again.' .", "utf-8")
    assert judged(note, store=store).judged[0].findings == ()
