"""What pages list by the index of words is what they would list by going through the graph."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.descriptions import entities, overviews
from kg.descriptions.names import Source
from kg.descriptions.overviews import Lists
from kg.schema import load_schema
from kg.search import articles_by_day, count, newest, search, statements_about
from kg.server import Settings, create_app
from kg.server.indexing import Indexer
from kg.store import open_store
from kg.vocab import nf, rdf, schema
from tests.cli.running import run
from tests.conftest import ROOT


def test_the_statements_about_an_entity_are_the_same(story: Path) -> None:
    with open_store(story) as store, store.snapshot() as snapshot:
        source, graph = Source(snapshot, load_schema()), snapshot.iris.entities_graph
        known = {quad.subject for quad in snapshot.match(None, rdf.type, None, graph)}
        found, expected = {}, {}
        for each in known:
            if isinstance(each, NamedNode):
                found[each.value] = statements_about(snapshot, each.value, 1_000)
                expected[each.value] = [node.value for node in entities._newest(source, each)]
        assert found == expected
        assert max(map(len, found.values())) > 40


@pytest.mark.parametrize(("skip", "limit"), [(0, 1), (0, 100), (1, 1), (2, 3), (5, 4), (8, 100), (50, 5)])
def test_the_newest_articles_are_the_same(story: Path, skip: int, limit: int) -> None:
    with open_store(story) as store, store.snapshot() as snapshot:
        source = Source(snapshot, load_schema())
        lists = Lists(lambda most: articles_by_day(snapshot, most))
        by_index = overviews.newest_articles(source, limit, skip, lists)
        assert by_index == overviews.newest_articles(source, limit, skip)


def test_the_list_of_statements_has_each_once_and_the_newest_first(story: Path) -> None:
    with open_store(story) as store, store.snapshot() as snapshot:
        source = Source(snapshot, load_schema())
        days = {each.value: source.text(each, nf.attestedOn) for each in source.subjects(rdf.type, nf.Assertion)}
        listed = [iri for skip in range(0, 200, 7) for iri in newest(snapshot, "statement", 7, skip)]
        assert [days[iri] for iri in listed] == sorted(days.values(), reverse=True)
        assert sorted(listed) == sorted(days)


def test_the_counts_are_the_same(story: Path) -> None:
    with open_store(story) as store, store.snapshot() as snapshot:
        entities_graph = snapshot.iris.entities_graph
        told = {
            "article": len({quad.subject for quad in snapshot.match(None, rdf.type, schema.NewsArticle)}),
            "statement": len({quad.subject for quad in snapshot.match(None, rdf.type, nf.Assertion)}),
            "entity": len({quad.subject for quad in snapshot.match(None, schema.name, None, entities_graph)}),
        }
        assert {kind: count(snapshot, kind) for kind in told} == told


def test_a_count_is_that_of_the_generation_it_is_asked_of(tmp_path: Path) -> None:
    path, found = tmp_path / "store", []
    indexer = Indexer(path)
    for name in ("01-okoye-options", "02-cable-letter"):
        assert run("publish", str(ROOT / "data" / f"{name}.facts.yaml"), "--store", str(path)).exit_code == 0
        with open_store(path) as store, store.snapshot() as snapshot:
            search(snapshot, "cable")  # which makes the index
            found += [indexer.count(snapshot, "article"), indexer.count(snapshot, "article")]
    assert found == [1, 1, 2, 2]


def test_searches_wait_for_each_other_and_no_page_waits_for_them(story: Path) -> None:
    app = create_app(Settings(store=story, workers=1, deadline=0.2))
    with TestClient(app, base_url="http://127.0.0.1:8000", headers={"Accept": "text/html"}) as client:
        app.state.asker._searching = asyncio.Semaphore(0)  # as if others were searching
        answer = client.get("/search?q=cable")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "too many are searching for words" in answer.text
        assert client.get("/search/names.json?q=ana").json() == {"names": []}
        assert [client.get(path).status_code for path in ("/", "/articles", "/vocabulary")] == [200] * 3
