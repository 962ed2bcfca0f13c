"""`kg query`: every form of query in every format, and the limits."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.serialization import parse
from tests.cli.running import run

NAMES = "SELECT ?name { ?p a schema:Person ; schema:name ?name } ORDER BY ?name"
ASK = "ASK { ?visit a nf:Visit }"
CONSTRUCT = "CONSTRUCT { ?p schema:name ?name } { ?p a schema:Person ; schema:name ?name }"
DESCRIBE = 'DESCRIBE ?p { ?p schema:name "Tomas Rehn" }'
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_table_is_what_a_terminal_shows(newsroom: Path) -> None:
    result = run("query", NAMES, "--store", newsroom)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "name\n──────────\nAna Okoye\nTomas Rehn\n(2 rows)\n"


def test_a_question_that_is_answered_with_yes_or_no(newsroom: Path) -> None:
    assert run("query", ASK, "--store", newsroom).stdout == "yes\n"
    assert run("query", "ASK { ?a a nf:Agreement }", "--store", newsroom).stdout == "no\n"


def test_bindings_as_json(newsroom: Path) -> None:
    answer = json.loads(run("query", NAMES, "--store", newsroom, "--format", "json").stdout)
    assert answer["head"] == {"vars": ["name"]}
    assert [row["name"] for row in answer["results"]["bindings"]] == [
        {"type": "literal", "value": "Ana Okoye"},
        {"type": "literal", "value": "Tomas Rehn"},
    ]


def test_bindings_as_csv_and_tsv(newsroom: Path) -> None:
    as_csv = run("query", NAMES, "--store", newsroom, "--format", "csv").stdout_bytes
    assert as_csv == b"name\r\nAna Okoye\r\nTomas Rehn\r\n"
    as_tsv = run("query", NAMES, "--store", newsroom, "--format", "tsv").stdout_bytes
    assert as_tsv == b'?name\n"Ana Okoye"\n"Tomas Rehn"\n'


def test_bindings_and_answers_as_xml(newsroom: Path) -> None:
    space = "{http://www.w3.org/2005/sparql-results#}"
    rows = ElementTree.fromstring(run("query", NAMES, "--store", newsroom, "--format", "xml").stdout)
    assert [each.text for each in rows.iter(f"{space}literal")] == ["Ana Okoye", "Tomas Rehn"]
    answer = ElementTree.fromstring(run("query", ASK, "--store", newsroom, "--format", "xml").stdout)
    assert [each.text for each in answer.iter(f"{space}boolean")] == ["true"]
    assert json.loads(run("query", ASK, "--store", newsroom, "--format", "json").stdout)["boolean"] is True


@pytest.mark.parametrize("sparql", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_is_the_same_in_every_rdf_format(newsroom: Path, sparql: str, form: str) -> None:
    written = run("query", sparql, "--store", newsroom, "--format", form)
    plain = run("query", sparql, "--store", newsroom, "--format", "ntriples")
    found = {quad.triple for quad in parse(written.stdout_bytes, form)}
    assert (written.exit_code, written.stderr) == (0, "")
    assert found == {quad.triple for quad in parse(plain.stdout_bytes, "ntriples")}
    assert "Tomas Rehn" in {getattr(triple.object, "value", "") for triple in found}


def test_a_graph_in_a_terminal_is_turtle(newsroom: Path) -> None:
    table, turtle = (run("query", CONSTRUCT, "--store", newsroom, *words) for words in ((), ("--format", "turtle")))
    assert table.stdout == turtle.stdout
    assert table.stdout.startswith("@prefix entity: <https://kg.example/entity/> .\n")


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        *((sparql, form) for sparql in (NAMES, ASK) for form in ("turtle", "ntriples", "jsonld", "rdfxml")),
        *((sparql, form) for sparql in (CONSTRUCT, DESCRIBE) for form in ("json", "csv", "tsv", "xml")),
        (ASK, "csv"),
        (ASK, "tsv"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(newsroom: Path, sparql: str, form: str) -> None:
    result = run("query", sparql, "--store", newsroom, "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: the answer to ")
    assert f"cannot be written as {form}: " in result.stderr


def test_a_query_may_stand_in_a_file_or_come_from_stdin(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "names.rq"
    file.write_text("\ufeff# who is named\n" + NAMES, encoding="utf-8")
    expected = run("query", NAMES, "--store", newsroom).stdout
    assert run("query", "-f", file, "--store", newsroom).stdout == expected
    assert run("query", "-", "--store", newsroom, stdin=NAMES).stdout == expected
    assert run("query", "-f", "-", "--store", newsroom, stdin=NAMES).stdout == expected


def test_an_answer_goes_into_a_file_whole(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    result = run("query", NAMES, "--store", newsroom, "--format", "csv", "-o", file)
    assert (result.exit_code, result.output, [path.name for path in tmp_path.iterdir()]) == (0, "", ["names.csv"])
    assert list(csv.reader(io.StringIO(file.read_text(encoding="utf-8")))) == [["name"], ["Ana Okoye"], ["Tomas Rehn"]]


def test_a_query_that_fails_leaves_the_file_of_the_last_answer(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("before", encoding="utf-8")
    assert run("query", ASK, "--store", newsroom, "--format", "csv", "-o", file).exit_code == 2
    assert (file.read_text(encoding="utf-8"), [path.name for path in tmp_path.iterdir()]) == ("before", ["names.csv"])


def test_a_query_over_its_deadline_is_stopped(newsroom: Path) -> None:
    result = run("query", SLOW, "--store", newsroom, "--deadline", "0.3")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: the query was stopped after 0.3 seconds: narrow it, or allow it more time\n"


def test_an_answer_over_its_rows_is_cut_and_says_so(newsroom: Path) -> None:
    result = run("query", "SELECT ?s { ?s ?p ?o }", "--store", newsroom, "--max-rows", "2")
    assert result.exit_code == 0
    assert result.stdout.endswith("(2 rows, cut)\n")
    assert result.stderr == "The answer was cut after 2 rows: --max-rows allows more.\n"
    as_json = run("query", "SELECT ?s { ?s ?p ?o }", "--store", newsroom, "--max-rows", "2", "--format", "json")
    assert json.loads(as_json.stdout)["truncated"] == "2 rows"


@pytest.mark.parametrize(("left", "right"), [("{", "}"), ("(", ")")])
def test_a_query_nested_too_deeply_is_refused(newsroom: Path, left: str, right: str) -> None:
    result = run("query", f"SELECT * {{ {left * 3000}{right * 3000} }}", "--store", newsroom)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: the query is nested too deeply: at most 200 braces and 1000 brackets\n"


def test_from_reads_no_file(newsroom: Path) -> None:
    result = run("query", "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "--store", newsroom)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "(0 rows)")


def test_a_misspelt_term_of_the_vocabulary_is_told_beside_the_empty_answer(newsroom: Path) -> None:
    result = run("query", "SELECT ?who { ?visit nf:visiter ?who }", "--store", newsroom)
    assert (result.exit_code, result.stdout) == (0, "who\n───\n(0 rows)\n")
    assert result.stderr == "warning: nothing in this store is called nf:visiter; did you mean nf:visitor?\n"


def test_what_is_not_a_number_is_no_deadline(newsroom: Path) -> None:
    result = run("query", "--store", newsroom, "ASK {}", "--deadline", "nan")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--deadline': 'nan' is not a number.",
    )
