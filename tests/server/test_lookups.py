"""kg.server.lookups: which queries the server answers itself, and that it answers them as a query process does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, Quad
from starlette.testclient import TestClient

from kg.iris import Iris
from kg.server import Settings, create_app
from kg.server.lookups import is_look_up, looked_up
from kg.server.process import Question
from kg.store import change, open_store
from kg.vocab import schema
from tests.server.running import Server
from tests.server.test_sparql import OKOYE

NODE = "<https://kg.example/entity/a>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?name {{ {NODE} schema:name ?name }}",
        f"select * where {{ {NODE} ?p ?o . }} limit 50",
        f"PREFIX schema: <https://schema.org/>\nSELECT ?p ?o WHERE {{{NODE}?p ?o}}LIMIT 5\n",
        f"SELECT $o {{ {NODE} <https://schema.org/name> $o }}",
        "SELECT ?kind { entity:a-b a ?kind }",
    ],
)
def test_what_stands_beside_a_node_is_a_look_up(query: str) -> None:
    assert is_look_up(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { _:any ?p ?o }",
        "SELECT * { [] ?p ?o }",
        f"SELECT * {{ ?s ?p {NODE} }}",
        f"SELECT * {{ {NODE} ?p ?o . ?s ?q ?o }}",
        f"SELECT * {{ {NODE} ?p ?o ; ?q ?r }}",
        f"SELECT * {{ {NODE} ?p ?o FILTER(REGEX(?o, '(a+)+$')) }}",
        f"SELECT * {{ {NODE} (schema:about|!schema:about)* ?o }}",
        f"SELECT * {{ {NODE} schema:about/schema:name ?o }}",
        f"SELECT * {{ GRAPH ?g {{ {NODE} ?p ?o }} }}",
        f"SELECT * FROM <urn:g:1> {{ {NODE} ?p ?o }}",
        f"SELECT (COUNT(*) AS ?n) {{ {NODE} ?p ?o }}",
        f"SELECT * {{ {NODE} ?p ?o }} ORDER BY ?o",
        f"SELECT * {{ {NODE} ?p ?o }} # {NODE}",
        f"ASK {{ {NODE} ?p ?o }}",
        f"SELECT * {{ {NODE} nf:matches ?words }}",
        f"CONSTRUCT {{ {NODE} ?p ?o }} WHERE {{ {NODE} ?p ?o }}",
        f"SELECT * {{ {NODE} ?p ?o }}" + " " * 2_000,
    ],
)
def test_anything_that_could_take_longer_is_none(query: str) -> None:
    assert not is_look_up(query)


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
@pytest.mark.parametrize("asked", [f"SELECT * {{ <{OKOYE}> ?p ?o }}", f"SELECT ?n {{ <{OKOYE}> schema:name ?n }}"])
def test_a_look_up_is_answered_as_a_query_process_does(server: Server, accept: str, asked: str) -> None:
    bodies = [
        server.get("/sparql?" + urlencode({"query": query}), Accept=accept).text for query in (asked, f"{asked} # no")
    ]
    assert "Ana Okoye" in bodies[0]
    assert sorted(bodies[0].split("\n")) == sorted(bodies[1].split("\n"))


def test_look_ups_are_answered_while_all_processes_are_busy(store: Path) -> None:
    app = create_app(Settings(store=store, workers=1, deadline=0.0001))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        path, busy = (
            "/sparql?" + urlencode({"query": f"SELECT ?n {{ <{OKOYE}> schema:name ?n }}{more}"}) for more in ("", " #")
        )
        assert [client.get(each).status_code for each in (path, busy)] == [200, 503]


def test_what_is_longer_than_usual_is_left_to_a_process(tmp_path: Path) -> None:
    iris = Iris()
    article = iris.mint("article", "long")
    with open_store(tmp_path / "store", create=True) as store:
        body = Quad(article, schema.articleBody, Literal("x" * 70_000), iris.graph(article))
        short = Quad(article, schema.headline, Literal("short"), iris.graph(article))
        store.publish([change(article, iris.graph(article), [body, short], [], day="2031-03-01")], now=NOW)
        with store.snapshot() as snapshot:

            def replied(predicate: str) -> bytes | None:
                question = Question("", f"SELECT ?o {{ {article} {predicate} ?o }}", snapshot.prefixes, True, "csv")
                reply = looked_up(snapshot, question)
                return reply.body if reply else None

            assert [replied(each) for each in ("schema:articleBody", "schema:headline", "no:prefix")] == [
                None,
                b"o\r\nshort\r\n",
                None,
            ]


NOW = datetime(2031, 3, 1, tzinfo=UTC)
