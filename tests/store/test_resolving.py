"""The predicates that are resolved before the engine runs, and only where they stand as they should."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.store import Snapshot, open_store
from kg.store.queries import prepare
from kg.store.resolving import MOST, resolve
from kg.vocab import PREFIXES
from tests.store.samples import NOW, OKOYE, article, publication

DAYS = ("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02")


def found(words: str, most: int) -> tuple[list[str], bool]:
    assert most == MOST
    return [f"https://kg.example/{word}" for word in words.split()], words == "many"


def resolved(sparql: str) -> tuple[str, str | None]:
    prepared, cut = resolve(prepare(sparql, PREFIXES), found)
    return " ".join(prepared.sparql.split()), cut


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A store with an article for each day."""
    with open_store(tmp_path_factory.mktemp("words") / "S", create=True) as store:
        store.publish([publication(n, f"Rain number {n}", day=day) for n, day in enumerate(DAYS)], now=NOW)
        yield store.snapshot()


VALUES = "VALUES ?x { <https://kg.example/cable> <https://kg.example/letter> }"


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ('SELECT * { ?x nf:matches "cable letter" . ?x a ?t }', f"SELECT * {{ {VALUES} . ?x a ?t }}"),
        ("SELECT * { ?x nf:matches 'cable letter' }", f"SELECT * {{ {VALUES} }}"),
        ('SELECT * {?x nf:matches """cable letter"""}', f"SELECT * {{{VALUES} }}"),
        (
            'SELECT * { ?x <https://w3id.org/news-facts/ns#matches> "cable letter" FILTER (true) }',
            f"SELECT * {{ {VALUES} FILTER (true) }}",
        ),
        (
            'PREFIX n: <https://w3id.org/news-facts/ns#> SELECT * { ?x n:matches "cable letter" }',
            f"PREFIX n: <https://w3id.org/news-facts/ns#> SELECT * {{ {VALUES} }}",
        ),
        ('SELECT * { ?x ?p "nf:matches" # nf:matches\n}', 'SELECT * { ?x ?p "nf:matches" # nf:matches }'),
        ("DESCRIBE nf:matches", "DESCRIBE nf:matches"),
        ("SELECT * { nf:matches ?p ?o }", "SELECT * { nf:matches ?p ?o }"),
        (
            'CONSTRUCT { ?x nf:matches "cable" } WHERE { ?x nf:matches "cable letter" }',
            f'CONSTRUCT {{ ?x nf:matches "cable" }} WHERE {{ {VALUES} }}',
        ),
    ],
)
def test_words_become_what_they_match(sparql: str, expected: str) -> None:
    assert resolved(sparql) == (expected, None)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p nf:matches . ?x ?y ?z }",
        "SELECT * { ?s ?p ?o FILTER(?p = nf:matches || ?p IN (nf:matches, rdf:type)) }",
        "SELECT * { ?s ?p ?o FILTER(STR(?p) = STR(nf:matches)) ?x ?y ?z }",
        "SELECT * { VALUES ?p { schema:name nf:matches rdf:type } ?s ?p ?o }",
        "SELECT (nf:matches AS ?p) { }",
        'SELECT ("x"^^nf:matches AS ?p) { }',
    ],
)
def test_who_speaks_of_the_term_is_left_alone(sparql: str) -> None:
    assert resolved(sparql) == (sparql, None)


def test_a_period_becomes_its_days() -> None:
    day = '"{}"^^<http://www.w3.org/2001/XMLSchema#date>'
    sparql, _ = resolved('SELECT * { ?x nf:attestedWithin "2031-02-28/2031-03-01" }')
    assert sparql == (
        f"SELECT * {{ VALUES ?day_of_8 {{ {day.format('2031-02-28')} {day.format('2031-03-01')} }} "
        "?x <https://w3id.org/news-facts/ns#attestedOn> ?day_of_8 }"
    )


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?x a nf:Visit ; nf:matches "cable" }',
        'SELECT * { ?x nf:matches "cable" ; a nf:Visit }',
        'SELECT * { ?x nf:matches "cable", "letter" }',
        'SELECT * { <a:b> nf:matches "cable" }',
        'SELECT * { ?x nf:matches "cable"@en }',
        'SELECT * { ?x nf:matches "cable"^^xsd:string }',
        "SELECT * { ?x nf:matches ?y }",
        'SELECT * { ?x ^nf:matches "cable" }',
        'SELECT * { ?x nf:matches+ "cable" }',
        'SELECT * { ?x nf:matches* "cable" }',
        'SELECT * { ?x nf:matches? "cable" }',
        'SELECT * { ?x (nf:matches) "cable" }',
        "SELECT * { ?x ((nf:matches)+) ?y }",
        'SELECT * { ?x !nf:matches "cable" }',
        'SELECT * { ?x nf:matches|schema:name "cable" }',
        'SELECT * { ?x schema:name|nf:matches "cable" }',
        'SELECT * { ?x nf:asserts/nf:matches "cable" }',
        "SELECT * { ?x nf:matches/nf:asserts ?y }",
        "SELECT * { ?x nf:matches <a:b> }",
        "SELECT * { ?x nf:matches 5 }",
        "SELECT * { <a:b> nf:matches ?y }",
        'SELECT * { [] nf:matches "cable" }',
        "SELECT * { [ nf:matches ?y ] a ?z }",
        'SELECT * { ?x a nf:Visit ; nf:attestedWithin "2031-03-01" }',
    ],
)
def test_what_is_no_triple_of_its_own_is_refused_with_how_to_write_it(sparql: str) -> None:
    with pytest.raises(QueryError, match="stands in a triple of its own, with a string: `\\?x nf:"):
        resolved(sparql)


def test_what_is_asked_and_constructed_at_once_is_refused_with_how_to_write_it() -> None:
    for query in ('CONSTRUCT WHERE { ?x nf:matches "cable" }', 'CONSTRUCT FROM <g:1> WHERE { ?x nf:matches "cable" }'):
        with pytest.raises(QueryError, match=r"nf:matches takes CONSTRUCT \{ ... \} WHERE \{ ... \}"):
            resolved(query)


@pytest.mark.parametrize("period", ["", "2031", "2031-03-02/2031-03-01", "x", "0001-01-01/2031-01-01"])
def test_a_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(QueryError, match=r"this is no day|a period is two days"):
        resolved(f'SELECT * {{ ?x nf:attestedWithin "{period}" }}')


def test_an_answer_that_was_cut_says_by_what() -> None:
    assert resolved('SELECT * { ?x nf:matches "many" }')[1] == '5,000 matches of "many"'


@pytest.mark.parametrize(
    ("string", "said"),
    [
        ('"""many\r\n\r\nSet-Cookie: a=b\t"""', '"""many Set-Cookie: a=b """'),  # what is said goes into a header
        (f'"many {"x" * 500}"', f'"many {"x" * 74}…'),
    ],
)
def test_by_what_an_answer_was_cut_stands_on_one_line(string: str, said: str) -> None:
    query = prepare(f"SELECT * {{ ?x nf:matches {string} }}", PREFIXES)
    assert resolve(query, lambda *_: (["urn:a:1"], True))[1] == f"5,000 matches of {said}"


def test_words_lead_to_articles_and_entities(snapshot: Snapshot) -> None:
    rows = snapshot.query('SELECT ?x { ?x nf:matches "number 2" }').rows
    assert rows == ((article(2),),)
    assert snapshot.query('SELECT ?x { ?x nf:matches "okoye" }').rows == ((NamedNode(OKOYE.value),),)
    assert snapshot.query('SELECT ?x { ?x nf:matches "number" . ?x a schema:Person }').rows == ()


@pytest.mark.parametrize(
    "words", ["x' } #", "} UNION { ?a ?b ?c", '\\" } SELECT * { ?s ?p ?o', "> . ?s ?p ?o . <", "a\\nb"]
)
def test_words_never_change_the_query(snapshot: Snapshot, words: str) -> None:
    assert snapshot.query(f'SELECT ?x ?p {{ ?x nf:matches "{words} zzz" . ?x ?p ?o }}').rows == ()


def test_each_text_is_searched_once_and_a_query_has_so_many() -> None:
    asked: list[str] = []

    def search(words: str, most: int) -> tuple[list[str], bool]:
        asked.append(words)
        return [], False

    def query(texts: int, times: int) -> str:
        return "SELECT * { " + " ".join(f'?x nf:matches "{n}" .' for n in range(texts) for _ in range(times)) + " }"

    resolve(prepare(query(20, 2), PREFIXES), search)
    assert asked == [str(n) for n in range(20)]
    with pytest.raises(QueryError, match="more than 20 texts"):
        resolve(prepare(query(21, 1), PREFIXES), search)


def test_what_the_texts_of_a_query_stand_for_has_an_end() -> None:
    def search(words: str, most: int) -> tuple[list[str], bool]:
        return ["https://kg.example/assertion/abcdefghijklmnopqrst"] * most, False

    query = "SELECT * { " + '?x nf:matches "a" . ' * 40 + "}"
    with pytest.raises(QueryError, match="more than 8,000,000 characters: ask in several queries"):
        resolve(prepare(query, PREFIXES), search)
    days = "SELECT * { " + '?x nf:attestedWithin "2031-01-01/2041-01-01" . ' * 60 + "}"
    with pytest.raises(QueryError, match="more than 8,000,000 characters"):
        resolve(prepare(days, PREFIXES), search)
