"""The saved questions: each is answered as the story in data/ tells, and no value of a parameter changes a query."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from kg.api import publish
from kg.errors import KgError, QueryError
from kg.lookup import find_entities
from kg.model import Fact
from kg.questions import bind, read_question, read_questions
from kg.sparql_tokens import tokens
from kg.store import Snapshot, open_store
from kg.vocab import PREFIXES
from tests.cli.running import run
from tests.conftest import ROOT
from tests.samples import ASSERTED, VISIT, facts_of, write_sample

FOLDER = ROOT / "ontology" / "questions"
QUESTIONS = read_questions()
HOSTILE = [
    '" . ?x ?y ?z } #',
    "Ana Okoye> } UNION { ?a ?b ?c",
    "' } INSERT DATA { <a:a> <a:b> <a:c> } #",
    'x"""; DROP ALL; """',
    "\\",
    '\\" } SELECT * { ?s ?p ?o',
    "a\nb\r\nSERVICE <http://evil.example/> { ?s ?p ?o }",
    "\u202e} #",
    "$who ?who",
]


def test_there_are_at_least_two_dozen_questions() -> None:
    assert len(QUESTIONS) >= 24
    assert sorted(QUESTIONS) == sorted(file.stem for file in (FOLDER / "expected").glob("*.csv"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_as_the_story_tells(name: str, story: Snapshot) -> None:
    question = QUESTIONS[name]
    answer = story.query(bind(question, question.example, story))
    with (FOLDER / "expected" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *expected = csv.reader(file)
    found = [["" if term is None else getattr(term, "value", "") for term in row] for row in answer.rows]
    assert list(answer.variables) == head
    assert Counter(map(tuple, found)) == Counter(map(tuple, expected))
    assert expected  # a question without an answer would not show that it works


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_can_be_asked_without_what_is_optional(name: str, story: Snapshot) -> None:
    required = {each.name for each in QUESTIONS[name].parameters if each.required}
    given = {key: value for key, value in QUESTIONS[name].example.items() if key in required}
    assert set(given) == required
    everything, some = (
        story.query(bind(QUESTIONS[name], values, story)) for values in (given, dict(QUESTIONS[name].example))
    )
    assert len(everything.rows) >= len(some.rows)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_in_one_order(name: str, story: Snapshot) -> None:
    sparql = bind(QUESTIONS[name], QUESTIONS[name].example, story)
    assert story.query(sparql).rows == story.query(sparql).rows


def write_question(folder: Path, *lines: str, name: str = "mine") -> Path:
    file = folder / f"{name}.rq"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


WORDS = (
    "# Who is called so?",
    "# $name (word, required): the name",
    "SELECT ?said ?who { BIND ($name AS ?said) OPTIONAL { ?who schema:name $name } }",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_word_comes_back_as_it_was_given(value: str, tmp_path: Path, story: Snapshot) -> None:
    question = read_question(write_question(tmp_path, *WORDS))
    assert story.query(bind(question, {"name": value}, story)).rows == ((Literal(value), None),)


@given(value=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_is_one_term_whatever_it_holds(value: str, tmp_path: Path, story: Snapshot) -> None:
    question = read_question(write_question(tmp_path, *WORDS))
    before, after = (list(tokens(text)) for text in (question.sparql, bind(question, {"name": value}, story)))
    assert [kind for kind, _ in after] == ["string" if text == "$name" else kind for kind, text in before]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("met-by", "who"),
        ("facts-of-an-article", "article"),
        ("words-of-a-fact", "fact"),
        ("visits-as-of-a-day", "on"),
        ("tolls", "day"),
        ("reported-between", "days"),
        ("said-about", "force"),
        ("newest-facts", "most"),
    ],
)
def test_what_is_not_of_its_kind_is_refused(name: str, parameter: str, value: str, story: Snapshot) -> None:
    with pytest.raises(KgError, match=r"no entity|no article|no fact|no day|no such word|no number|a period"):
        bind(QUESTIONS[name], {**QUESTIONS[name].example, parameter: value}, story)


def test_two_who_bear_one_name_are_told_by_their_iris(story: Snapshot) -> None:
    with pytest.raises(KgError) as caught:
        bind(QUESTIONS["bans"], {"who": "Ivo Marten"}, story)
    assert str(caught.value) == (
        "Ivo Marten: 2 entities bear this name; give the IRI of one:\n"
        "  https://authority.example/id/ivo-marten-captain  Person: Ivo Marten, captain of the Orlen Star\n"
        "  https://authority.example/id/ivo-marten-mp  Person: Ivo Marten, MP for Skerrow\n"
        "If they are one, merge them: kg link --accept IRI IRI"
    )
    mp = bind(QUESTIONS["bans"], {"who": "https://authority.example/id/ivo-marten-mp"}, story)
    assert {row[2] for row in story.query(mp).rows} == {Literal("Ivo Marten")}


def test_a_place_that_nobody_linked_is_asked_about_in_every_article_that_names_it(story: Snapshot) -> None:
    def rows(house: str) -> list[tuple[str, ...]]:
        return [tuple(map(str, row)) for row in story.query(bind(QUESTIONS["own-word"], {"of": house}, story)).rows]

    each = [rows(house.value) for house in find_entities(story, "Customs House")]
    assert [len(found) for found in each] == [1, 2]
    assert sorted(rows("Customs House")) == sorted(each[0] + each[1])


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("met-by", {}, "met-by needs who: who met others"),
        ("met-by", {"whom": "x"}, "met-by has no parameter whom; did you mean who?"),
        ("corrections", {"x": "y"}, "corrections has no parameter x; it takes none"),
        (
            "met-by",
            {"who": "Tomas Rhen"},
            "Tomas Rhen: no entity in the store has this IRI or exact name; did you mean Tomas Rehn?",
        ),
        (
            "said-about",
            {"whom": "Ana Okoye", "force": "acuse"},
            "force=acuse: there is no such word; did you mean accuse?",
        ),
        ("tolls", {"day": "10 March"}, "day=10 March: this is no day; write it as in 2031-03-04"),
        ("newest-facts", {"whom": "Ana Okoye", "most": "0"}, "most=0: this is no number from 1 to 1,000,000"),
        (
            "reported-between",
            {"whom": "Ana Okoye", "days": "2031-03-02/2031-03-01"},
            "days=2031-03-02/2031-03-01: a period is two days, the earlier first, as in 2031-03-01/2031-03-31; "
            "3,700 at most",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right(
    name: str, values: dict[str, str], message: str, story: Snapshot
) -> None:
    with pytest.raises(KgError) as caught:
        bind(QUESTIONS[name], values, story)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("SELECT * { ?s ?p ?o }",), ":1: the first line is the question in words, as in `# Who met whom?`"),
        (("# Who?", "SELECT * { $who ?p ?o }"), ": $who is not told of in its head"),
        (("# Who?", "# $who (entity, required): x", "SELECT * { ?s ?p ?o }"), ": $who does not stand in its SPARQL"),
        (("# Who?", "# Example: who=me", "SELECT * { ?s ?p ?o }"), ": the example has who, which is no parameter"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(lines: tuple[str, ...], message: str, tmp_path: Path) -> None:
    file = write_question(tmp_path, *lines)
    with pytest.raises(QueryError) as caught:
        read_question(file)
    assert str(caught.value) == f"{file}{message}"


@pytest.mark.parametrize("wrong", ["# $who entity: x", "# $who (person, required): x", "# $who (entity, needed): x"])
def test_a_parameter_that_is_written_otherwise_is_refused(wrong: str, tmp_path: Path) -> None:
    file = write_question(tmp_path, "# Who?", wrong, "SELECT * { $who ?p ?o }")
    with pytest.raises(QueryError, match="write a parameter as"):
        read_question(file)


def test_a_question_is_a_query_as_it_stands_for_any_engine() -> None:
    for question in read_questions().values():
        Store().query(question.sparql, prefixes=PREFIXES)


def test_a_dollar_in_a_string_or_a_comment_is_no_parameter(tmp_path: Path, story: Snapshot) -> None:
    question = read_question(
        write_question(
            tmp_path, "# Who?", "# $x (word, required): x", 'SELECT ?a { BIND (CONCAT("$x", $x) AS ?a) } # $x'
        )
    )
    assert story.query(bind(question, {"x": "y"}, story)).rows == ((Literal("$xy"),),)


def test_the_command_asks_a_saved_question(story: Snapshot) -> None:
    words = ("--question", "met-by", "--param", "who=Tomas Rehn", "--store", story.root, "--format", "csv")
    answer = run("query", *words)
    expected = (FOLDER / "expected" / "met-by.csv").read_text(encoding="utf-8")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert list(csv.reader(io.StringIO(answer.stdout))) == list(csv.reader(io.StringIO(expected)))


def test_the_command_asks_a_question_of_ones_own(story: Snapshot, tmp_path: Path) -> None:
    write_question(tmp_path, "# How many facts?", "SELECT (COUNT(*) AS ?n) { ?fact a nf:Assertion }")
    words = ("--question", "mine", "--questions", tmp_path, "--store", story.root, "--format", "csv")
    assert run("query", *words).stdout.split() == ["n", "191"]


def test_a_question_is_asked_whatever_else_stands_in_its_folder(story: Snapshot, tmp_path: Path) -> None:
    write_question(tmp_path, "# How many facts?", "SELECT (COUNT(*) AS ?n) { ?fact a nf:Assertion }")
    (tmp_path / "mine.rq").rename(tmp_path / "by day.v2.rq")
    (tmp_path / "other.rq").write_text("ASK {}", encoding="utf-8")
    words = ("--questions", tmp_path, "--store", story.root)
    assert run("query", "--question", "by day.v2", *words, "--format", "csv").stdout.split() == ["n", "191"]
    no_question = (
        f"Error: {tmp_path / 'other.rq'}:1: the first line is the question in words, as in `# Who met whom?`\n"
    )
    assert (result := run("query", "--question", "other", *words)).stderr == no_question
    assert (result.exit_code, run("questions", "--questions", tmp_path).stderr) == (2, no_question)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--question", "met-bye"),
            "Error: met-bye: there is no question of this name; did you mean met-by? `kg questions` lists them all\n",
        ),
        (
            ("--question", "who-said-it"),
            "Error: who-said-it: there is no question of this name; `kg questions` lists them all\n",
        ),
        (("--question", "met-by", "--param", "who"), "'who' is not NAME=VALUE"),
        (("ASK {}", "--param", "who=x"), "--param and --questions go with --question"),
        (("ASK {}", "--question", "met-by"), "give a query, a file with one (-f) or a saved question"),
    ],
)
def test_a_command_line_that_is_wrong_says_so(words: tuple[str, ...], message: str, story: Snapshot) -> None:
    result = run("query", *words, "--store", story.root)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_the_list_has_every_question_with_its_parameters() -> None:
    listed = run("questions").stdout.splitlines()
    assert [line.split()[0] for line in listed if not line.startswith(" ")] == list(QUESTIONS)
    assert "                           --param who=ENTITY (required): who met others" in listed
    one = json.loads(run("questions", "met-by", "--json").stdout)
    assert (one["english"], one["example"]) == (QUESTIONS["met-by"].english, {"who": "Tomas Rehn"})
    assert run("questions", "met-by").stdout == (FOLDER / "met-by.rq").read_text(encoding="utf-8")


def test_the_terms_of_a_bound_query_are_those_of_the_store(story: Snapshot) -> None:
    rehn = story.iris.shared_entity("Tomas Rehn")
    assert isinstance(rehn, NamedNode)
    assert str(rehn) in bind(QUESTIONS["met-by"], {"who": "Tomas Rehn"}, story)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:  # type: ignore[misc]
    """The curated articles of data/."""
    folder = tmp_path_factory.mktemp("story") / "store"
    files = sorted((ROOT / "data").glob("*.facts.yaml"))
    assert run("publish", "-q", *files, "--store", folder).exit_code == 0
    with open_store(folder) as store, store.snapshot() as snapshot:
        yield snapshot


def test_whom_somebody_accuses_to_their_face_is_the_accused_not_whom_it_is_about(tmp_path: Path) -> None:
    words = {
        "force": "accuse",
        "text": "bad manners",
        "speaker": "okoye",
        "addressee": "party",
        "directness": "indirect",
    }
    speech = Fact("SpeechAct", {**ASSERTED, **{key: (each,) for key, each in words.items()}}, VISIT.evidence)
    file = write_sample(tmp_path, facts_of(replace(speech, fields={**speech.fields, "about": ("rehn", "kesmark")})))
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([file], store).clean
        with store.snapshot() as snapshot:
            answer = snapshot.query(bind(QUESTIONS["accusations"], {}, snapshot))
    row = ("2031-03-04", "Ana Okoye", "accuse", "Tide Party", "bad manners", "Kesmark, Tomas Rehn")
    assert [tuple(str(getattr(term, "value", "")) for term in row) for row in answer.rows] == [row]
