"""kg.server.paging: who stands in very many statements is described page by page, and all pages are all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.exports import Selection, selected_quads
from kg.store import open_store
from kg.vocab import hydra, nf
from tests.cli.running import run
from tests.server.running import Answer, Server, serving

WHO = "https://authority.example/id/ana-okoye"
SPOKE = 230  # times


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server of an article in which Ana Okoye speaks very often."""
    folder = tmp_path_factory.mktemp("spoken")
    words = [f"that berth {number} would stay open" for number in range(SPOKE)]
    said = {"type": "SpeechAct", "speaker": "okoye", "force": "state", "directness": "indirect", "source": "article"}
    sure = {"certainty": "certain", "polarity": "positive", "basis": "stated"}
    facts = [
        {**said, **sure, "text": each, "evidence": [{"start": 100 * n, "end": 100 * n + len(each), "quote": each}]}
        for n, each in enumerate(words)
    ]
    article = {
        "url": "https://harbourpost.example/2031/05/02/berths",
        "headline": "Every berth stays open",
        "published": "2031-05-02T08:00:00+01:00",
        "publisher": "The Harbour Post",
        "text_digest": "sha256:" + "0" * 64,
    }
    okoye = {"type": "Person", "name": "Ana Okoye", "same_as": [WHO]}
    file = folder / "berths.facts.json"
    file.write_text(json.dumps({"kg": 1, "article": article, "entities": {"okoye": okoye}, "facts": facts}))
    assert run("publish", str(file), "--store", str(folder / "store")).exit_code == 0
    with serving(folder / "store", "--no-log") as running:
        yield running, folder / "store"


def steps_of(answer: Answer) -> dict[str, str]:
    """The addresses of the other pages, by the header."""
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["link"])
    return {name: address for address, name in found if name != "alternate"}


def triples_of(answer: Answer) -> set[Triple]:
    return {quad.triple for quad in parse(answer.body, format=RdfFormat.N_TRIPLES)}


def test_all_pages_are_all_that_is_said_and_lead_to_each_other(spoken: tuple[Server, Path]) -> None:
    server, store = spoken
    path: str | None = "/resource.nt?" + urlencode({"iri": WHO})
    document, pages = path, []
    while path:
        answer = server.get(path)
        pages.append(triples_of(answer))
        path = steps_of(answer).get("next")
    with open_store(store) as opened, opened.snapshot() as snapshot:
        known = {quad.triple for quad in selected_quads(snapshot, Selection(entity=WHO))}
    told = [
        {each for each in page if "hydra" not in str(each.predicate) and "hydra" not in str(each.object)}
        for page in pages
    ]
    assert set.union(*told) == known
    asserted = [{each.subject for each in page if each.predicate == nf.asserts} for page in pages]
    assert [len(each) for each in asserted] == [100, 100, 30]
    assert len(set.union(*asserted)) == SPOKE

    def address(number: int) -> NamedNode:
        return NamedNode(f"{server.url.rstrip('/')}{document}&page={number}")

    (middle,) = {each.subject for each in pages[1] if each.object == hydra.PartialCollectionView}
    way = {each.predicate: each.object for each in pages[1] if each.subject == middle}
    assert {term: way[term] for term in (hydra.first, hydra.previous, hydra.next, hydra.last)} == {
        hydra.first: address(1),
        hydra.previous: address(1),
        hydra.next: address(3),
        hydra.last: address(3),
    }
    assert {each.object for each in pages[1] if each.predicate == hydra.member} == asserted[1]


def test_a_page_that_a_description_has_not_is_404(spoken: tuple[Server, Path]) -> None:
    server, _ = spoken
    answer = server.get("/resource.nt?" + urlencode({"iri": WHO, "page": 4}))
    assert (answer.status, answer.text) == (404, "404 Not Found: there is no page 4: 230 statements are 3 pages\n")


def test_every_format_has_the_way_to_the_other_pages(spoken: tuple[Server, Path]) -> None:
    server, _ = spoken
    for suffix in ("ttl", "trig", "nq", "nt", "jsonld", "rdf"):
        answer = server.get(f"/resource.{suffix}?" + urlencode({"iri": WHO, "page": 2}))
        assert (answer.status, "PartialCollectionView" in answer.text) == (200, True)


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "x", "²"])
def test_a_page_that_is_no_number_is_the_first(spoken: tuple[Server, Path], number: str) -> None:
    server, _ = spoken
    first = server.get("/resource.nt?" + urlencode({"iri": WHO})).body
    assert server.get("/resource.nt?" + urlencode({"iri": WHO, "page": number})).body == first
    assert server.get("/articles?" + urlencode({"page": number}), Accept="text/html").status == 200
