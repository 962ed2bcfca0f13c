"""What the server offers besides queries and nodes: dumps, feeds, the site map, descriptions of itself, counters."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Dataset, Literal, NamedNode, RdfFormat, parse
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.server import Settings, create_app, pages
from kg.server.addresses import Addresses
from kg.server.descriptions import dataset_description
from kg.server.openapi import OPERATIONS
from kg.store import open_store
from kg.store.folder import Manifest
from kg.vocab import dcat, dcterms, foaf, nf, rdf, void
from tests.server.running import Server, serving
from tests.server.test_sparql import OKOYE

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("suffix", ["nq", "trig"])
def test_a_dump_is_all_that_is_published(server: Server, store: Path, suffix: str) -> None:
    answer = server.get(f"/dump.{suffix}.gz")
    form = RdfFormat.N_QUADS if suffix == "nq" else RdfFormat.TRIG
    with open_store(store) as opened, opened.snapshot() as snapshot:
        held = Dataset(quad for quad in snapshot.quads() if quad.predicate != nf.indexKey)
        assert Dataset(parse(gzip.decompress(answer.body), format=form)) == held
    again = server.get(f"/dump.{suffix}.gz", If_None_Match=answer.headers["etag"])
    assert (answer.headers["content-type"], again.status) == ("application/gzip", 304)
    assert server.get("/dump.exe.gz").status == 404


def test_the_data_set_is_described_where_catalogues_look(server: Server) -> None:
    here = server.url
    quads = list(parse(server.get("/.well-known/void").body, format=RdfFormat.TURTLE))
    data = NamedNode(f"{here}dataset")
    told = {(quad.predicate, quad.object) for quad in quads if quad.subject == data}
    assert (void.sparqlEndpoint, NamedNode(f"{here}sparql")) in told
    dumps = sorted(object.value for predicate, object in told if predicate == void.dataDump)
    assert dumps == [f"{here}dump.{suffix}.gz" for suffix in ("nq", "nt", "trig", "ttl")]
    files = sorted(quad.object.value for quad in quads if quad.predicate == dcat.downloadURL)
    assert files == dumps
    kinds = "https://www.iana.org/assignments/media-types/"
    copy = {(quad.predicate, quad.object) for quad in quads if quad.subject == NamedNode(f"{here}dataset#ttl")}
    assert copy == {
        (rdf.type, dcat.Distribution),
        (dcat.accessURL, NamedNode(f"{here}dump.ttl.gz")),
        (dcat.downloadURL, NamedNode(f"{here}dump.ttl.gz")),
        (dcat.mediaType, NamedNode(kinds + "text/turtle")),
        (dcat.compressFormat, NamedNode(kinds + "application/gzip")),
    }
    assert {quad.predicate for quad in quads if quad.subject == data} >= {dcterms.description, dcterms.conformsTo}
    assert server.get("/dataset", Accept="application/ld+json").headers["content-type"] == "application/ld+json"


def test_the_licence_is_told_of_the_data_its_copies_and_the_service() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    manifest = Manifest(1, None, "2031-03-05T00:00:00Z", "https://kg.example/", "0.1.0", "0.5", 1, 1, "", {})
    addresses = Addresses("https://kg.example/", "https://news.example/")
    described = dataset_description(addresses, Settings(license=licence), manifest, "ntriples")
    licensed = {
        str(quad.subject).strip("<>"): quad.object
        for quad in parse(described, format=RdfFormat.N_TRIPLES)
        if quad.predicate == dcterms.license
    }
    things = ("dataset", "dataset#nq", "dataset#nt", "dataset#trig", "dataset#ttl", "sparql#service")
    assert licensed == dict.fromkeys((f"https://news.example/{each}" for each in things), NamedNode(licence))


@pytest.mark.parametrize(
    ("publisher", "node", "told"),
    [
        ("The Harbour Post", "https://news.example/dataset#publisher", {foaf.name: Literal("The Harbour Post")}),
        ("https://harbourpost.example/", "https://harbourpost.example/", {}),
    ],
)
def test_who_publishes_is_told_by_name_or_address(publisher: str, node: str, told: dict[NamedNode, Literal]) -> None:
    manifest = Manifest(1, None, "2031-03-05T00:00:00Z", "https://kg.example/", "0.1.0", "0.5", 1, 1, "", {})
    addresses = Addresses("https://kg.example/", "https://news.example/")
    described = dataset_description(addresses, Settings(publisher=publisher), manifest, "ntriples")
    quads = list(parse(described, format=RdfFormat.N_TRIPLES))
    things = {str(quad.subject) for quad in quads if quad.predicate == dcterms.publisher}
    assert things == {"<https://news.example/dataset>", "<https://news.example/sparql#service>"}
    assert {quad.object for quad in quads if quad.predicate == dcterms.publisher} == {NamedNode(node)}
    of_publisher = {quad.predicate: quad.object for quad in quads if quad.subject == NamedNode(node)}
    assert of_publisher == {rdf.type: foaf.Agent, **told}


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/dataset", "GET, HEAD, OPTIONS"),
        ("/entity/nobody", "GET, HEAD, OPTIONS"),
        ("/update", "OPTIONS, POST"),
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
    ],
)
def test_who_asks_what_an_address_takes_is_told(server: Server, path: str, allowed: str) -> None:
    answer = server.request("OPTIONS", path)
    assert (answer.status, answer.headers["allow"], answer.body) == (204, allowed, b"")


def test_the_site_map_leads_to_every_article_and_entity(server: Server) -> None:
    index = ET.fromstring(server.get("/sitemap.xml").body)
    maps = [each.text for each in index.iter(f"{SITEMAP}loc")]
    assert maps == [f"{server.url}sitemap-1.xml"]
    places = [str(each.text) for each in ET.fromstring(server.get("/sitemap-1.xml").body).iter(f"{SITEMAP}loc")]
    assert f"{server.url}resource?{urlencode({'iri': OKOYE})}" in places
    assert len([place for place in places if "/article/" in place]) == 4
    statuses = {server.get("/" + place.removeprefix(server.url)).status for place in places}
    assert statuses == {200}
    assert [server.get(f"/sitemap-{each}.xml").status for each in (2, 0, -1, "x", "9" * 30, "9" * 5_000)] == [404] * 6
    assert f"Sitemap: {server.url}sitemap.xml\n" in server.get("/robots.txt").text


def entries_of(server: Server, path: str) -> list[dict[str, str]]:
    answer = server.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/atom+xml")
    feed = ET.fromstring(answer.body)
    assert feed.find(f"{ATOM}link").attrib["href"].startswith(server.url)  # type: ignore[union-attr]
    found = []
    for entry in feed.iter(f"{ATOM}entry"):
        told = {each.tag.removeprefix(ATOM): each.text or each.attrib.get("href", "") for each in entry}
        datetime.fromisoformat(told["updated"])
        found.append(told)
    assert len({each["id"] for each in found}) == len(found)
    return found


def test_the_newest_articles_come_first_in_their_feed(server: Server) -> None:
    entries = entries_of(server, "/feed.atom")
    assert [entry["title"] for entry in entries] == [
        "Halle: I was the member who accused Okoye",
        "Okoye to visit Kesmark on 25 March",
        "MP accuses minister of sitting on cable letter",
        "Okoye confirms she may travel to Kesmark",
    ]
    assert {server.get("/" + entry["link"].removeprefix(server.url)).status for entry in entries} == {200}


def test_an_entity_has_a_feed_of_what_is_new(server: Server) -> None:
    entries = entries_of(server, "/feed/entity.atom?" + urlencode({"iri": OKOYE}))
    assert len(entries) > 10
    assert entries == sorted(entries, key=lambda entry: entry["updated"], reverse=True)
    visit = next(entry for entry in entries if entry["id"] == "https://kg.example/assertion/4kybcvywnyapkz5hih64")
    assert (visit["title"], visit["summary"]) == (
        "Visit: Okoye confirms she may travel to Kesmark",
        "“Ana Okoye said on Tuesday that she was “looking at the options” for a visit to Kesmark”, as Ana Okoye has it",
    )
    assert server.get("/feed/entity.atom?iri=urn:nobody:1").status == 404
    assert entries_of(server, "/feed/entity.atom?" + urlencode({"iri": "https://kg.example/day/2031-03-25"})) == []
    assert server.get("/feed/entity.atom?iri=no+iri").status == 400
    injected = "urn:a:1> ?p ?o . ?s ?p <urn:b:1"
    assert server.get("/feed/entity.atom?" + urlencode({"iri": injected})).status == 400


def test_a_saved_question_has_a_feed(server: Server) -> None:
    entries = entries_of(server, "/feed/question/visits.atom")
    assert any("Ana Okoye" in entry["title"] and "Kesmark" in entry["title"] for entry in entries)
    hers = entries_of(server, "/feed/question/visits.atom?who=Ana+Okoye")
    assert 0 < len(hers) <= len(entries)
    injected = urlencode({"who": 'Ana Okoye" } # '})
    for wrong in ("who=Nobody", "whom=Ana+Okoye", injected):
        assert server.get(f"/feed/question/visits.atom?{wrong}").status == 400
    assert server.get("/feed/question/none.atom").status == 404
    assert server.get("/feed/question/..%2f..%2fschemes.atom").status == 404


@pytest.mark.parametrize("name", ["x> ?p ?o . } #", 'x" } #', "a b", "urn:x\x00y"])
def test_a_feed_of_what_is_no_iri_is_refused(server: Server, name: str) -> None:
    answer = server.get(f"/feed/entity.atom?{urlencode({'iri': name})}")
    assert (answer.status, "is no IRI" in answer.text) == (400, True)


def test_health_says_what_is_served(server: Server, store: Path) -> None:
    told = json.loads(server.get("/health").body)
    with open_store(store) as opened, opened.snapshot() as snapshot:
        manifest = snapshot.manifest
    assert told == {
        "status": "ok",
        "generation": 1,
        "published": manifest.created,
        "articles": 4,
        "quads": manifest.quads,
    }


def test_counters_count(server: Server) -> None:
    def count() -> float:
        lines = server.get("/metrics").text.splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith('kg_requests_total{status="404"'))

    before = count()
    server.get("/nothing")
    assert count() == before + 1
    assert 'to="nothing"' not in server.get("/metrics").text  # or strangers would fill the memory with counters
    assert "kg_generation 1.0" in server.get("/metrics").text


def test_the_log_has_a_line_of_json_for_each_request(store: Path) -> None:
    with serving(store) as running:
        running.get("/health?token=secret", User_Agent="x")
    lines = [json.loads(line) for line in running.log.read_text().splitlines() if line.startswith("{")]
    kept = ("client", "method", "path", "status")
    assert [[line[each] for each in kept] for line in lines] == [["127.0.0.1", "GET", "/health", 200]]


def test_the_description_for_programs_has_every_route(server: Server, store: Path) -> None:
    app = create_app(Settings(store=store))
    app.state.generations.close()
    others = {route.path for route in pages.routes() if isinstance(route, Route)} | {"/static/{name:path}"}
    routes = {
        (method.lower(), route.path.replace(":path", "").replace(":int", ""))
        for route in app.routes
        if isinstance(route, Route) and route.path not in others
        for method in set(route.methods or ()) - {"HEAD"}
    }
    queries = {("get", "/sparql"), ("post", "/sparql")}  # which no route leads to
    assert {(each.method, each.path) for each in OPERATIONS} == routes | queries
    told = json.loads(server.get("/openapi.json").body)
    assert {(method, path) for path, methods in told["paths"].items() for method in methods} == routes | queries
    assert told["servers"] == [{"url": server.url.rstrip("/")}]


def test_two_dumps_are_written_at_a_time(store: Path) -> None:
    app = create_app(Settings(store=store, workers=1))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        app.state.dumping = under_way = asyncio.Semaphore(0)  # as if two were under way
        assert client.portal
        ended = threading.Timer(5, client.portal.call, [under_way.release])  # who waited would wait for ever
        ended.start()
        answer = client.get("/dump.nt.gz")
        ended.cancel()
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
        app.state.dumping = asyncio.Semaphore(1)
        assert client.get("/dump.nt.gz").status_code == 200


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/", "text/html", 200),
        ("/sparql", "text/turtle", 200),
        ("/search/names.json?q=oko", "*/*", 200),
        ("/health", "*/*", 200),
        ("/feed.atom", "*/*", 200),
        ("/openapi.json", "*/*", 200),
        ("/dataset", "*/*", 200),
        ("/sparql?query=SELEC", "*/*", 400),
        ("/store", "*/*", 400),
        ("/entity/nope", "*/*", 404),
        ("/nowhere/at/all", "*/*", 404),
        ("/update", "*/*", 405),
        ("/store?default", "image/png", 406),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_pages_of_other_sites_may_read_what_it_answers(
    server: Server, method: str, path: str, accept: str, status: int
) -> None:
    answer = server.request(method, path, headers={"Origin": "https://x.example", "Accept": accept})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, "*")
    assert answer.headers["access-control-expose-headers"] == (
        "ETag, Link, Content-Location, Retry-After, X-KG-Generation, X-KG-Truncated"
    )
