"""Narrowing: the index names the newest statements of a question, and the answer is the same with and without."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pyoxigraph import NamedNode, Quad

from benchmarks.archive import facts_of
from kg.errors import QueryError
from kg.iris import Iris
from kg.mapping import map_article
from kg.model import ArticleFacts
from kg.questions import bind, read_questions
from kg.schema import load_schema
from kg.search import search
from kg.store import Snapshot, change, open_store
from kg.store.fulltext import Index
from kg.store.listing import Sought, Span, newest_having
from kg.store.narrowing import filled, narrowed
from kg.store.queries import prepare

NOW = datetime(2031, 3, 5, tzinfo=UTC)
PREFIXES = {"nf": "https://w3id.org/news-facts/ns#"}
NF = PREFIXES["nf"]
ARTICLES = 150
VALUES = {"who": "Ada Ferris", "whom": "Ada Ferris", "of": "Ada Ferris", "by": "Ada Ferris", "about": "Ada Ferris"}
VALUES |= {"on": "2020-01-01", "since": "2015-01-01"}
NARROWED = {name: each for name, each in read_questions().items() if "# newest " in each.sparql}


def number(number: int) -> ArticleFacts:
    """An article of the archive, of one of a few days; some tell all on the word of somebody without a name."""
    facts = facts_of(number, president=2)
    facts = replace(facts, article=replace(facts.article, published=f"2015-01-{1 + number % 7:02}T09:00:00Z"))
    unnamed = next((key for key, each in facts.entities.items() if each.type == "UnnamedSource"), None)
    if unnamed and number % 2:
        told = tuple(replace(each, fields={**each.fields, "source": (unnamed,)}) for each in facts.facts)
        return replace(facts, facts=told)
    return facts


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:  # type: ignore[misc]
    """Some generated articles, a president in every other one, with their index."""
    folder, types, iris = tmp_path_factory.mktemp("archive") / "store", load_schema(), Iris()
    mapped = (map_article(number(each), types, iris) for each in range(ARTICLES))
    with open_store(folder, create=True) as store:
        store.publish(
            [
                change(each.article, each.graph, each.quads, each.claims, each.refutations, day=each.day)
                for each in mapped
            ],
            now=NOW,
        )
        with store.snapshot() as snapshot:
            search(snapshot, "harbour")  # makes the index, where it is not there
            yield snapshot


@pytest.mark.parametrize("most", [3, 20, 4_000])
@pytest.mark.parametrize("asked", ["of somebody", "of everybody"])
@pytest.mark.parametrize("name", NARROWED)
def test_an_answer_is_the_same_with_the_index_and_without(name: str, asked: str, most: int, archive: Snapshot) -> None:
    question = NARROWED[name]
    wanted = {each.name for each in question.parameters if each.required or asked == "of somebody"}
    sparql = bind(question, {**{key: VALUES[key] for key in wanted & set(VALUES)}, "most": str(most)}, archive)
    resolved, _ = archive.resolved(prepare(sparql, archive.prefixes), 60)
    assert resolved.sparql != sparql
    assert archive.query(sparql).rows == archive.query(sparql.replace("# newest ", "# the newest ")).rows


def test_a_comment_becomes_the_statements_that_the_index_names() -> None:
    asked: list[tuple[Sought, Span]] = []

    def newest(sought: Sought, span: Span) -> list[str]:
        asked.append((sought, span))
        return ["urn:x:1", "urn:x:2"]

    comment = (
        '# newest 7 ?s: nf:speaker/a nf:Agent | <urn:b>; not nf:force $f; not nf:about <urn:c>; since "2031-03-04";'
    )
    query = narrowed(prepare(f"SELECT * {{ {comment}\n ?s ?p ?o }}", PREFIXES), newest)
    assert query.sparql == "SELECT * { VALUES ?s { <urn:x:1> <urn:x:2> }\n ?s ?p ?o }"
    kind = f"{NF}speaker/http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert asked == [(Sought([[f"{kind} {NF}Agent", f"{kind} urn:b"]], [f"{NF}about urn:c"]), Span(7, "2031-03-04"))]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { # newest $most ?s: a nf:Meeting\n ?s ?p ?o }",  # nobody said how many
        "SELECT * { # newest 5001 ?s: a nf:Meeting\n ?s ?p ?o }",  # more than VALUES may be
        f"SELECT * {{ # newest {'9' * 5_000} ?s: a nf:Meeting\n ?s ?p ?o }}",
        "SELECT * { # newest \u00b2 ?s: a nf:Meeting\n ?s ?p ?o }",
        "SELECT * { # newest in town\n ?s ?p ?o }",
        "SELECT * FROM <urn:g> { # newest 5 ?s: a nf:Meeting\n ?s ?p ?o }",  # the newest of these are others
    ],
)
def test_what_the_index_cannot_name_the_engine_finds(sparql: str) -> None:
    prepared = prepare(sparql, PREFIXES)
    assert narrowed(prepared, lambda *_: ["urn:x:1"]) == prepared


def test_where_there_is_no_index_the_comment_stays() -> None:
    prepared = prepare("SELECT * { # newest 5 ?s: a nf:Meeting\n ?s ?p ?o }", PREFIXES)
    assert narrowed(prepared, lambda *_: None) == prepared


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("nf:speaker", "`# newest 5 ?s: nf:speaker`: nf:speaker has no value"),
        ("since yesterday", "`# newest 5 ?s: since yesterday`: yesterday is no day; write it as in 2031-03-04"),
        ("since 2031-13-45", "`# newest 5 ?s: since 2031-13-45`: 2031-13-45 is no day; write it as in 2031-03-04"),
        ("a nf:Meeting; not", "`# newest 5 ?s: a nf:Meeting; not`: not has no value"),
        ("x:y nf:z", "x:y is no IRI, and has no prefix that is known, in a comment that says `# newest`"),
    ],
)
def test_a_comment_that_cannot_be_understood_says_so(part: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        narrowed(prepare(f"SELECT * {{ # newest 5 ?s: {part}\n ?s ?p ?o }}", PREFIXES), lambda *_: [])
    assert str(caught.value) == message


def test_a_term_in_a_comment_cannot_end_it() -> None:
    assert filled("# newest 5 ?s: nf:text $t", {"$t": ['"a\\nb"']}) == '# newest 5 ?s: nf:text "a\\nb"'
    assert filled("# of $t", {"$t": ["x"]}) == "# of $t"


def test_all_of_the_last_day_are_named_or_too_many_are_not(archive: Snapshot) -> None:
    with open_index(archive) as index:
        everything = [["http://www.w3.org/1999/02/22-rdf-syntax-ns#type " + NF + "Assertion"]]
        one = newest_having(index, archive.generation, Sought(everything), Span(1))
        days = {str(quad.object) for each in one or () for quad in days_of(archive, each)}
        assert len(days) == 1
        assert newest_having(index, archive.generation, Sought([]), Span(1)) is None


def days_of(snapshot: Snapshot, statement: str) -> list[Quad]:
    """The quads that say on which day a statement was made."""
    return list(snapshot.match(NamedNode(statement), NamedNode(NF + "attestedOn")))


def open_index(snapshot: Snapshot) -> contextlib.closing[Index]:
    """The index of a store."""
    return contextlib.closing(Index(snapshot.root / "search.sqlite"))
