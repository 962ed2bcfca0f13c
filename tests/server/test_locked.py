"""What a server answers while somebody writes to its store, and there is no index of words."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.server import Settings, create_app
from kg.store.lock import writer_lock

MATCHING = {"query": 'SELECT DISTINCT ?a { ?a nf:matches "travel Kesmark" . ?a a schema:NewsArticle }'}


@pytest.fixture
def unindexed(store: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    """A server of a store whose index of words is gone."""
    path = tmp_path / "store"
    shutil.copytree(store, path)
    (path / "search.sqlite").unlink()
    app = create_app(Settings(store=path, workers=1))
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client, path


def answered(client: TestClient) -> int:
    """The status of a query for words, asked until the index is there."""
    end = time.monotonic() + 30
    while (status := client.get("/sparql", params=MATCHING).status_code) == 503 and time.monotonic() < end:
        time.sleep(0.1)
    return status


def test_a_query_for_words_without_an_index_is_told_to_ask_again(unindexed: tuple[TestClient, Path]) -> None:
    client, path = unindexed
    with writer_lock(path):
        answer = client.get("/sparql", params=MATCHING)
        headers = answer.headers
        assert (answer.status_code, headers["retry-after"], headers["access-control-allow-origin"]) == (503, "5", "*")
        assert answer.text == "503 Service Unavailable: the index of words is being made: ask again in a moment\n"
    assert answered(client) == 200


def test_a_search_without_an_index_finds_names_and_waits_for_no_lock(unindexed: tuple[TestClient, Path]) -> None:
    client, path = unindexed
    with writer_lock(path):
        begun = time.monotonic()
        answer = client.get("/search", params={"q": "Okoye"}, headers={"Accept": "text/html"})
        took = time.monotonic() - begun
        assert (answer.status_code, "Ana Okoye" in answer.text, took < 5) == (200, True, True)
    assert answered(client) == 200  # which is made meanwhile
