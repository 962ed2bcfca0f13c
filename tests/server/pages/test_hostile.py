"""Whatever stands in a graph is shown as words: it runs nothing, closes nothing and leads nowhere (ATTACKS 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from kg.iris import Iris
from kg.publishing.history import retract
from kg.server import feeds
from kg.store import change, open_store
from kg.vocab import nf, oa, prov, rdf, schema
from tests.server.pages.conftest import browser
from tests.server.pages.reading import faults, linked_data, links, parsed, text_of

EVIL = "</script><script>alert(1)</script><svg onload=alert(2)><b>\u202edesrever\u2066 ' \" {{ 7*7 }} & --><!--"
ATOM = "{http://www.w3.org/2005/Atom}"
IRIS = Iris()
ARTICLE = IRIS.mint("article", "evil")
GRAPH = IRIS.graph(ARTICLE)
SITUATION, ASSERTION = IRIS.mint("situation", "evil"), IRIS.mint("assertion", "evil")
EVIDENCE, PLACE, WORDS = (IRIS.mint("evidence", each) for each in ("evil", "place", "words"))
CONFLICT, DISPUTE, SECOND = (IRIS.mint("assertion", each) for each in ("conflict", "dispute", "second"))
PERSON = IRIS.mint("entity", "evil")
SCRIPT = NamedNode("javascript:alert(document.domain)")
DATA = NamedNode("data:text/html,<script>alert(3)</script>".replace("<", "%3C").replace(">", "%3E"))


def quads() -> Iterator[Quad]:
    entities = IRIS.entities_graph
    told: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (ARTICLE, rdf.type, schema.NewsArticle),
        *((ARTICLE, term, Literal(EVIL)) for term in (schema.headline, schema.description, schema.correction)),
        *((ARTICLE, term, Literal(EVIL)) for term in (schema.articleSection, schema.articleBody)),
        (ARTICLE, schema.url, SCRIPT),
        (ARTICLE, schema.isBasedOn, DATA),
        (ARTICLE, schema.publisher, SCRIPT),
        (ARTICLE, schema.author, PERSON),
        (ARTICLE, schema.mentions, PERSON),
        (ARTICLE, schema.datePublished, Literal("2031-03-01")),
        (SITUATION, rdf.type, nf.Visit),
        (SITUATION, nf.involves, PERSON),
        (SITUATION, NamedNode(nf.Visit.value.replace("Visit", "visitor")), PERSON),
        (SITUATION, NamedNode(nf.Visit.value.replace("Visit", "destination")), SCRIPT),
        (SITUATION, NamedNode(nf.Visit.value.replace("Visit", "date")), Literal(EVIL)),
        (ASSERTION, rdf.type, nf.Assertion),
        (ASSERTION, nf.asserts, SITUATION),
        (ASSERTION, nf.reportedIn, ARTICLE),
        (ASSERTION, nf.status, PERSON),
        (ASSERTION, nf.certainty, SCRIPT),
        (ASSERTION, nf.attestedOn, Literal("2031-03-01")),
        (ASSERTION, nf.reviewedBy, Literal(EVIL)),
        (ASSERTION, prov.wasAttributedTo, PERSON),
        (ASSERTION, nf.evidence, EVIDENCE),
        (EVIDENCE, oa.hasSelector, PLACE),
        (EVIDENCE, oa.hasSelector, WORDS),
        (EVIDENCE, nf.shows, NamedNode(nf.Visit.value.replace("Visit", "visitor"))),
        (PLACE, rdf.type, oa.TextPositionSelector),
        (PLACE, oa.start, Literal(0)),
        (PLACE, oa.end, Literal(len(EVIL))),
        (WORDS, oa.exact, Literal(EVIL)),
        (ASSERTION, nf.conflictsWith, ASSERTION),
        *((CONFLICT, *each) for each in ((rdf.type, nf.Conflict), (nf.reason, Literal(EVIL)), (nf.between, ASSERTION))),
        *((CONFLICT, nf.between, other) for other in (ASSERTION, SECOND)),
        *((SECOND, *each) for each in ((nf.asserts, SITUATION), (nf.reportedIn, ARTICLE), (nf.evidence, EVIDENCE))),
        *((DISPUTE, *each) for each in ((nf.disputes, ASSERTION), (nf.reason, Literal(EVIL)))),
    ]
    yield from (Quad(subject, predicate, value, GRAPH) for subject, predicate, value in told)
    for node in (PERSON, SCRIPT):
        yield Quad(node, rdf.type, schema.Person, entities)
        yield Quad(node, schema.name, Literal(EVIL), entities)
        yield Quad(node, schema.alternateName, Literal(EVIL + "2"), entities)
        yield Quad(node, schema.jobTitle, Literal(EVIL), entities)
        yield Quad(node, schema.sameAs, SCRIPT, entities)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hostile") / "store"
    with open_store(folder, create=True) as store:
        own = [quad for quad in quads() if quad.graph_name == GRAPH]
        shared = [quad.triple for quad in quads() if quad.graph_name != GRAPH]
        store.publish([change(ARTICLE, GRAPH, own, shared, day="2031-03-01")], now=datetime(2031, 3, 1, tzinfo=UTC))
    with browser(folder) as client:
        yield client


PATHS = [
    "/",
    "/articles",
    "/statements",
    "/article/evil",
    "/assertion/evil",
    "/situation/evil",
    "/entity/evil",
    f"/resource?iri={quote(SCRIPT.value)}",
    "/evidence/words",
    "/conflicts",
    f"/search?q={quote(EVIL)}",
    "/search?q=desrever",
    f"/search?q=a&kind={quote(EVIL)}&year={quote(EVIL)}",
    f"/query?query={quote(EVIL)}",
    f"/query?question={quote(EVIL)}",
    f"/query?question=met-by&who={quote(EVIL)}",
    f"/query?query={quote('SELECT * { ?s schema:name ?n ; ?p ?o }')}",
    f"/query?query={quote('CONSTRUCT { ?s ?p ?o } { ?s schema:name ?n ; ?p ?o }')}",
    f"/vocabulary/{quote(EVIL, safe='')}",
    f"/entity/{quote(EVIL.replace('/', ''), safe='')}",
]


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_hostile_words_are_only_words(evil: TestClient, path: str) -> None:
    answer = evil.get(path)
    tree = parsed(answer.text)
    hrefs = [each.get(name) for each in tree.iter() for name in each.attrib if name.rpartition("}")[2] == "href"]
    assert answer.status_code in (200, 400, 404)
    assert faults(tree) == []
    assert [each for each in hrefs if each and each.split(":")[0].lower() in ("javascript", "data", "vbscript")] == []
    assert [each.tag for each in tree.iter() if str(each.tag).endswith("}b") and "desrever" in text_of(each)] == []
    assert "49" not in text_of(tree)
    assert links(tree, path) >= {"/articles"}
    if answer.status_code == 200:
        linked_data(tree)


def test_hostile_words_are_all_there(evil: TestClient) -> None:
    assert " ".join(EVIL.split()) in text_of(parsed(evil.get("/article/evil").text))


def test_names_that_turn_the_reading_direction_are_isolated(evil: TestClient) -> None:
    tree = parsed(evil.get("/entity/evil").text)
    turned = [each for each in tree.iter() if "\u202e" in (each.text or "") and "}a" in str(each.tag)]
    assert [text_of(each) for each in turned] == []


def test_a_query_asks_and_does_not_write(evil: TestClient) -> None:
    answer = evil.get("/query", params={"query": "DELETE WHERE { ?s ?p ?o }"})
    assert "this is an update, and a query only reads" in text_of(parsed(answer.text))


def test_an_address_that_is_none_of_the_web_is_no_same_as(evil: TestClient) -> None:
    assert linked_data(parsed(evil.get("/entity/evil").text))["sameAs"] == []


@pytest.mark.parametrize("path", ["/feed.atom", f"/feed/entity.atom?iri={quote(PERSON.value)}"])
def test_a_feed_with_hostile_words_is_well_formed(evil: TestClient, path: str) -> None:
    titles = [each.text or "" for each in ElementTree.fromstring(evil.get(path).content).iter(f"{ATOM}title")]
    assert any("<script>alert(1)</script>" in each for each in titles)


def test_a_feed_has_no_character_that_xml_cannot_hold() -> None:
    assert feeds._text("a \x01 <b> & \uffff") == "a \ufffd &lt;b&gt; &amp; \ufffd"


def test_a_reason_and_an_address_of_what_was_taken_back_are_only_words(tmp_path: Path) -> None:
    reason = "</script><script>alert(1)</script><b> {{ 7*7 }}"  # one that turns the reading direction is refused
    with open_store(tmp_path / "store", create=True) as store:
        own = [quad for quad in quads() if quad.graph_name == GRAPH]
        store.publish([change(ARTICLE, GRAPH, own, [], day="2031-03-01")], now=datetime(2031, 3, 1, tzinfo=UTC))
        retract(store, ARTICLE, reason, now=datetime(2031, 3, 2, tzinfo=UTC))
    with browser(tmp_path / "store") as client:
        answer = client.get("/article/evil")
    tree = parsed(answer.text)
    assert (answer.status_code, faults(tree)) == (410, [])
    assert reason in text_of(tree)
    assert [each.get("href", "") for each in tree.iter() if "javascript" in each.get("href", "")] == []
