"""Clients ask all the time while articles are published: each answer is of one generation, and none is dropped."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import Store, change, open_store
from kg.vocab import rdf, schema
from tests.server.running import Server, serving, wait_for

PUBLISHES = 10
# Each publish adds one article and names its number twice, so an answer that mixes two generations contradicts itself.
QUERY = """SELECT ?articles ?newest {
  { SELECT (COUNT(?a) AS ?articles) { ?a schema:articleSection "Moving" } }
  { SELECT (MAX(?n) AS ?newest) { ?a schema:articleSection "Moving" ; schema:identifier ?n } } }"""


@dataclass
class Seen:
    """What a client saw."""

    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def publish(store: Store, number: int) -> None:
    article = NamedNode(f"https://kg.example/article/moving-{number}")
    graph = NamedNode(f"https://kg.example/graph/moving-{number}")
    quads = (
        Quad(article, rdf.type, schema.NewsArticle, graph),
        Quad(article, schema.articleSection, Literal("Moving"), graph),
        Quad(article, schema.identifier, Literal(number), graph),
        Quad(article, schema.headline, Literal(f"Moving {number}"), graph),
    )
    now = datetime(2031, 5, 1, tzinfo=UTC) + timedelta(minutes=number)
    store.publish([change(article, graph, quads, day="2031-05-01")], now=now)


def client(server: Server, until: threading.Event, seen: Seen, number: int) -> None:
    """Ask pages, documents and queries on one connection; generations may only go forward."""
    connection = http.client.HTTPConnection(*server.address, timeout=30)
    before = 0
    paths = (
        "/sparql?" + urlencode({"query": QUERY}),
        "/article/moving-1",
        "/sparql?" + urlencode({"query": QUERY + f" # {number}"}),
        "/article/moving-1.html",
        "/health",
    )
    while not until.is_set():
        for path in paths:
            try:
                connection.request("GET", path, headers={"Accept": "application/json, text/turtle;q=0.9, */*;q=0.1"})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                seen.wrong.append(f"{path}: dropped: {error!r}")
                connection.close()
                continue
            seen.answers[path.partition("?")[0]] += 1
            if answer.status != 200:
                seen.wrong.append(f"{path}: {answer.status}: {body[:200]!r}")
                continue
            if path.startswith("/sparql"):
                row = json.loads(body)["results"]["bindings"][0]
                count, newest = int(row["articles"]["value"]), int(row["newest"]["value"])
                generation = int(answer.headers["X-KG-Generation"])
                if not count == newest == generation - 1 or generation < before:
                    seen.wrong.append(
                        f"{count} articles, the newest {newest}, of generation {generation} after {before}"
                    )
                before = generation
    connection.close()


@pytest.mark.parametrize(
    ("clients", "seconds"), [(16, 6), pytest.param(16, 60, marks=pytest.mark.slow)], ids=["short", "a minute"]
)
def test_nothing_is_wrong_or_dropped_while_articles_are_published(
    store: Path, tmp_path: Path, clients: int, seconds: int
) -> None:
    shutil.copytree(store, tmp_path / "store")
    with open_store(tmp_path / "store") as opened:
        publish(opened, 1)
        with serving(tmp_path / "store", "--no-log") as running:
            until, seen = threading.Event(), [Seen() for _ in range(clients)]
            threads = [
                threading.Thread(target=client, args=(running, until, each, number)) for number, each in enumerate(seen)
            ]
            for thread in threads:
                thread.start()
            for number in range(2, PUBLISHES + 2):
                time.sleep(seconds / (PUBLISHES + 1))
                publish(opened, number)
            wait_for(lambda: json.loads(running.get("/health").body)["generation"] == PUBLISHES + 2)
            until.set()
            for thread in threads:
                thread.join()
    wrong = [each for one in seen for each in one.wrong]
    assert wrong == []
    assert all(len(one.answers) == 4 for one in seen)  # everybody was answered at every address
    print(sum(sum(one.answers.values()) for one in seen), "answers")


def test_a_generation_that_is_damaged_leaves_the_one_before_it_serving(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    with serving(tmp_path / "store", "--no-log") as running, open_store(tmp_path / "store") as opened:
        publish(opened, 1)
        wait_for(lambda: json.loads(running.get("/health").body)["generation"] == 2)
        (tmp_path / "store" / "CURRENT").write_text("000009\n")
        wait_for(lambda: running.get("/health").status == 503)
        told = json.loads(running.get("/health").body)
        assert (told["status"], told["generation"]) == ("behind", 2)
        assert running.get("/article/moving-1").status == 200
        (tmp_path / "store" / "CURRENT").write_text("000002\n")
        wait_for(lambda: running.get("/health").status == 200)


def test_a_request_under_way_is_answered_before_the_server_ends(store: Path) -> None:
    with serving(store, "--no-log", "--deadline", "2") as running:
        answers: list[int] = []
        path = "/sparql?" + urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
        asking = threading.Thread(target=lambda: answers.append(running.get(path).status))
        asking.start()
        time.sleep(0.5)
        running.process.terminate()
        asking.join()
        assert (running.process.wait(15), answers) == (-signal.SIGTERM, [503])


def test_who_presses_ctrl_c_twice_reads_no_traceback(store: Path) -> None:
    with serving(store, "--no-log") as running:
        running.process.send_signal(signal.SIGINT)
        time.sleep(0.02)
        running.process.send_signal(signal.SIGINT)
        running.process.wait(15)
        told = running.log.read_text("utf-8").splitlines()[1:]
    assert told == ["", "Stopped."]
