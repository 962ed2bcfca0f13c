"""The page for queries: what it offers, and what it draws."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

from starlette.requests import Request
from starlette.testclient import TestClient

from kg.server.pages.downloads import spreadsheet
from kg.store import open_store
from kg.store.queries import Query
from tests.server.pages.conftest import browser
from tests.server.pages.reading import SVG, XHTML, faults, parsed, text_of


def test_the_editor_is_offered_the_terms_of_the_vocabulary_and_of_the_graph(site: TestClient) -> None:
    told = site.get("/query/terms.json").json()
    offered = {each["label"]: each for each in told["terms"]}
    assert {"nf", "schema", "prov"} <= set(told["prefixes"])
    assert offered["nf:visitor"] == {"label": "nf:visitor", "detail": "property", "info": "Who goes."}
    # No term of the vocabulary: the graph uses them.
    assert {each: offered[each]["detail"] for each in ("schema:headline", "oa:exact")} == {
        "schema:headline": "",
        "oa:exact": "",
    }


def test_the_prefixes_that_the_page_names_are_those_that_an_error_lists(site: TestClient) -> None:
    tree = parsed(site.get("/query?query=ASK+{+?s+a+foo:Bar+}").text)
    (known,) = [each for each in tree.iter() if each.get("class") == "standfirst"]
    named = [text_of(each).rstrip(":") for each in known.iter(f"{XHTML}code")]
    (error,) = [text_of(each) for each in tree.iter() if each.get("class") == "error"]
    assert error.endswith(f"or use one of {', '.join(named)}")
    assert len(named) > 20


def test_a_question_whose_example_is_of_another_store_is_a_form_to_fill_in(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True):
        pass
    with browser(tmp_path / "store") as site:
        first = site.get("/query?question=met-by")
        asked = site.get("/query?question=met-by&who=Tomas+Rehn")
    assert (first.status_code, asked.status_code) == (200, 400)
    told = [
        [text_of(each) for each in parsed(page.text).iter() if each.get("role") == "alert"] for page in (first, asked)
    ]
    assert told == [[], ["Tomas Rehn: no entity in the store has this IRI or exact name"]]
    fields = {each.get("name"): each.get("value") for each in parsed(first.text).iter(f"{XHTML}input")}
    assert (fields["who"], fields["most"]) == ("", "100")


def test_what_is_constructed_is_drawn_and_written(site: TestClient) -> None:
    knows = "(<https://authority.example/id/ana-okoye> <urn:knows> <urn:ivo>) (<urn:ivo> <urn:calls> 'Eva')"
    query = f"CONSTRUCT {{ ?a ?how ?b }} {{ VALUES (?a ?how ?b) {{ {knows} }} }}"
    tree = parsed(site.get("/query", params={"query": query}).text)
    (drawing,) = [each for each in tree.iter(f"{SVG}svg") if "Nodes and edges" in (each.get("aria-label") or "")]
    words = sorted(text_of(each) for each in drawing.iter(f"{SVG}text"))
    assert words == ["Ana Okoye", "Eva", "calls", "knows", "urn:ivo"]
    assert [len(list(drawing.iter(f"{SVG}{name}"))) for name in ("line", "circle")] == [2, 3]
    (turtle,) = [text_of(each) for each in tree.iter(f"{XHTML}pre")]
    okoye = "<https://authority.example/id/ana-okoye>"
    assert turtle == f'{okoye} <urn:knows> <urn:ivo> . <urn:ivo> <urn:calls> "Eva" .'


def test_an_event_is_drawn_by_its_name(site: TestClient) -> None:
    query = 'CONSTRUCT { ?e <urn:day> ?d } { ?e schema:name "Visit of Ana Okoye to Kesmark" ; schema:startDate ?d }'
    tree = parsed(site.get("/query", params={"query": query}).text)
    (drawing,) = [each for each in tree.iter(f"{SVG}svg") if "Nodes and edges" in (each.get("aria-label") or "")]
    words = sorted(text_of(each) for each in drawing.iter(f"{SVG}text"))
    assert words == ["2031-03-25", "Visit of Ana Okoye to Kesma…", "day"]


def test_lines_of_one_kind_are_named_once(site: TestClient) -> None:
    query = "CONSTRUCT { ?a <urn:knows> ?b } { VALUES (?a ?b) { (<urn:ana> <urn:ivo>) (<urn:ivo> 'Eva') } }"
    tree = parsed(site.get("/query", params={"query": query}).text)
    (figure,) = [each for each in tree.iter(f"{XHTML}figure") if each.get("aria-label") == "The graph as a picture"]
    assert sorted(text_of(each) for each in figure.iter(f"{SVG}text")) == ["Eva", "urn:ana", "urn:ivo"]
    assert [text_of(each) for each in figure.iter(f"{XHTML}figcaption")] == ["Each line: knows."]


def test_charts_stand_above_the_tables_that_they_draw(site: TestClient) -> None:
    counted = "SELECT ?day (COUNT(?s) AS ?said) { ?s nf:attestedOn ?day } GROUP BY ?day ORDER BY ?day"
    tree = parsed(site.get("/query", params={"query": counted}).text)
    (drawing,) = [each for each in tree.iter(f"{SVG}svg") if each.get("aria-label") == DRAWN]
    columns = [text_of(each) for each in drawing.iter(f"{SVG}rect")]
    rows = [[text_of(cell) for cell in row.iter(f"{XHTML}td")] for row in tree.iter(f"{XHTML}tr")]
    assert columns == [f"{day}: {number}" for day, number in filter(None, rows)]
    assert (len(columns) > 5, faults(tree)) == (True, [])


DRAWN = "said by day; the table below has the numbers"


def test_the_columns_of_all_variables_stand_as_the_query_names_them(site: TestClient) -> None:
    tree = parsed(site.get("/query", params={"query": "SELECT * { VALUES (?who ?day ?a) { (1 2 3) } }"}).text)
    assert [text_of(each) for each in tree.iter(f"{XHTML}th")] == ["who", "day", "a"]


def test_above_a_long_query_stands_how_many_rows_its_answer_has_with_the_way_there(site: TestClient) -> None:
    def notes(query: str) -> list[str]:
        tree = parsed(site.get("/query", params={"query": query}).text)
        links = [each for each in tree.iter(f"{XHTML}a") if each.get("href") == "#answer"]
        assert [each.get("id") for each in tree.iter(f"{XHTML}h2") if each.get("id") == "answer"] == ["answer"]
        return [text_of(each) for each in tree.iter(f"{XHTML}p") if set(links) & set(each)]

    long = "\n" * 11
    assert notes(f"SELECT * {{ {long} VALUES ?a {{ 1 2 }} }}") == ["To the answer, below the query: 2 rows"]
    assert notes(f"SELECT * {{ {long} VALUES ?a {{ 1 }} }}") == ["To the answer, below the query: 1 row"]
    assert notes(f"ASK {{ {long} }}") == ["To the answer, below the query"]
    assert notes(f"SELECT {long} ?") == ["To the answer, below the query: it went wrong"]
    assert notes("SELECT * { VALUES ?a { 1 2 } }") == []


def test_a_spreadsheet_says_in_any_script_what_cut_it() -> None:
    rows, cut = b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}', "5,000 matches of “آنا اوکویه…"

    async def prepare(sparql: str) -> Query:
        return Query(sparql, {}, union=True, form="SELECT")

    async def ask(sparql: str, form: str) -> SimpleNamespace:
        return SimpleNamespace(body=rows, truncated=cut)

    app = SimpleNamespace(state=SimpleNamespace(asker=SimpleNamespace(prepare=prepare, ask=ask)))
    request = Request({"type": "http", "app": app, "query_string": b"query=SELECT", "headers": []})
    answer = asyncio.run(spreadsheet(request))
    assert dict(answer.raw_headers)[b"x-kg-truncated"].decode() == cut
