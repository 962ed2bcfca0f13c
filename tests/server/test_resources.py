"""kg.server.resources: every IRI of the graph at its address, in every format."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from starlette.testclient import TestClient

from kg.iris import KINDS
from kg.publishing.history import retract
from kg.server import Settings, create_app
from kg.store import open_store
from kg.vocab import nf, rdf, schema, xsd
from tests.server.running import Server, serving
from tests.server.test_sparql import GRAPHS, OKOYE

SUFFIXES = {"ttl": "text/turtle", "trig": "application/trig", "nq": "application/n-quads", "rdf": "application/rdf+xml",
            "nt": "application/n-triples", "jsonld": "application/ld+json"}  # fmt: skip


@pytest.fixture(scope="module")
def nodes(server: Server) -> dict[str, str]:
    """An IRI of each kind that the sample articles have."""
    found: dict[str, str] = {}
    for kind in KINDS:
        term = "?o" if kind in ("day", "month") else "?s"
        query = f"SELECT {term} {{ ?s ?p ?o FILTER(STRSTARTS(STR({term}), STR({kind}:))) }} ORDER BY {term} LIMIT 1"
        if kind == "graph":
            query = "SELECT ?g { GRAPH ?g { ?s a schema:NewsArticle } } ORDER BY ?g LIMIT 1"
        lines = server.get("/sparql?" + urlencode({"query": query}), Accept="text/csv").text.split()
        found |= {kind: lines[1]} if len(lines) > 1 else {}
    return found


def path_of(iri: str) -> str:
    return iri.removeprefix("https://kg.example")


def test_every_iri_that_the_graph_mints_answers(server: Server, nodes: dict[str, str]) -> None:
    core = {"article", "assertion", "day", "entity", "evidence", "graph", "mention", "selector", "situation"}
    assert core <= set(nodes) <= set(KINDS)
    for iri in nodes.values():
        answer = server.get(path_of(iri), Accept="application/n-quads")
        quads = list(parse(answer.body, format=RdfFormat.N_QUADS))
        assert answer.status == 200
        assert any(NamedNode(iri) in (quad.subject, quad.object, quad.graph_name) for quad in quads), iri


@pytest.mark.parametrize(
    ("kind", "of", "value"),
    [
        ("day", nf.Day, Literal("2031-03-25", datatype=xsd.date)),
        ("month", nf.Month, Literal("2031-03", datatype=xsd.gYearMonth)),
    ],
)
def test_a_day_and_a_month_say_which_they_are(server: Server, kind: str, of: NamedNode, value: Literal) -> None:
    told = list(parse(server.get(f"/{kind}/{value.value}.nt").body, format=RdfFormat.N_TRIPLES))
    itself = NamedNode(f"https://kg.example/{kind}/{value.value}")
    assert {(each.predicate, each.object) for each in told if each.subject == itself} == {
        (rdf.type, of),
        (rdf.value, value),
    }
    assert server.get(f"/{kind}/{'1999-01-01'[: len(value.value)]}.nt").status == 404


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_accept_and_suffix_lead_to_the_same_document(server: Server, nodes: dict[str, str], suffix: str) -> None:
    for kind in ("article", "entity", "situation", "assertion"):
        path = path_of(nodes[kind])
        by_suffix, by_accept = server.get(f"{path}.{suffix}"), server.get(path, Accept=SUFFIXES[suffix])
        assert by_suffix.body == by_accept.body
        assert by_accept.headers["content-location"] == f"{path}.{suffix}"
        assert list(parse(by_suffix.body, format=GRAPHS[SUFFIXES[suffix]]))


def test_people_get_a_page_and_programs_turtle(server: Server, nodes: dict[str, str]) -> None:
    path = path_of(nodes["entity"])
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert server.get(path, Accept=browser).headers["content-type"] == "text/html; charset=utf-8"
    assert server.get(f"{path}.html").headers["content-type"] == "text/html; charset=utf-8"
    assert server.get(path).headers["content-type"] == "text/turtle; charset=utf-8"
    assert server.get(path, Accept="image/png").status == 406


@pytest.mark.parametrize("accepted", ["text/turtle", "text/html"])
@pytest.mark.parametrize(
    ("licence", "sent"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "https://лицензия.example/условия",
            "https://xn--e1aebclo5dzd.example/%D1%83%D1%81%D0%BB%D0%BE%D0%B2%D0%B8%D1%8F",
        ),
    ],
)
def test_a_document_says_under_which_licence_it_may_be_used(
    store: Path, nodes: dict[str, str], accepted: str, licence: str, sent: str
) -> None:
    settings = Settings(store=store, workers=1, license=licence)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        answer = client.get(path_of(nodes["article"]), headers={"Accept": accepted})
    assert answer.headers["link"].split(", ")[-1] == f'<{sent}>; rel="license"'


def test_a_document_says_where_its_others_are_and_when_it_is_old(server: Server, nodes: dict[str, str]) -> None:
    path = path_of(nodes["article"])
    answer = server.get(path, Accept="text/turtle")
    links = answer.headers["link"].split(", ")
    assert links == [
        f'<{path}.html>; rel="alternate"; type="text/html"',
        f'<{path}.ttl>; rel="alternate"; type="text/turtle"',
        f'<{path}.trig>; rel="alternate"; type="application/trig"',
        f'<{path}.nq>; rel="alternate"; type="application/n-quads"',
        f'<{path}.nt>; rel="alternate"; type="application/n-triples"',
        f'<{path}.jsonld>; rel="alternate"; type="application/ld+json"',
        f'<{path}.rdf>; rel="alternate"; type="application/rdf+xml"',
    ]
    kept = ("vary", "cache-control", "access-control-allow-origin", "x-kg-generation")
    assert [answer.headers[each] for each in kept] == ["Accept, Accept-Encoding", "public, no-cache", "*", "1"]
    assert answer.headers["last-modified"].endswith(" GMT")
    again = server.get(path, Accept="text/turtle", If_None_Match=answer.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", answer.headers["etag"])
    assert server.request("HEAD", path).headers["content-length"] == answer.headers["content-length"]


def test_long_documents_are_packed_for_who_takes_that(server: Server, nodes: dict[str, str]) -> None:
    path = path_of(nodes["article"])
    packed = server.get(path, Accept="text/turtle", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == server.get(path, Accept="text/turtle").body


def test_who_has_an_iri_of_another_authority_is_found_too(server: Server) -> None:
    answer = server.get("/resource.nt?" + urlencode({"iri": OKOYE}))
    assert f'<{OKOYE}> <https://schema.org/name> "Ana Okoye" .' in answer.text
    assert server.get("/resource?iri=not+an+iri").status == 400
    assert server.get("/resource.exe?" + urlencode({"iri": OKOYE})).status == 404


def test_the_shapes_are_told_together_and_each_by_itself(server: Server) -> None:
    def told(iri: str) -> set[tuple[str, str]]:
        triples = parse(server.get("/resource.nt?" + urlencode({"iri": iri})).body, format=RdfFormat.N_TRIPLES)
        return {(str(each.subject), each.predicate.value.rpartition("#")[2]) for each in triples}

    shapes = "https://w3id.org/news-facts/shapes"
    one = told(f"{shapes}#IsPlainlyAsserted-by")
    blank = {(subject, term) for subject, term in one if subject.startswith("_:")}
    assert {term for _, term in blank} == {"inversePath"}
    assert one - blank == {
        (f"<{shapes}#IsPlainlyAsserted-by>", term)
        for term in ("type", "path", "qualifiedValueShape", "qualifiedMinCount")
    }
    assert {f"<{shapes}#IsPlainlyAsserted-by>", f"<{shapes}#Visit>"} <= {subject for subject, _ in told(shapes)}
    assert server.get("/resource.nt?" + urlencode({"iri": f"{shapes}#Nothing"})).status == 404


@pytest.mark.parametrize(
    "path", ["/entity/nobody", "/entity/nobody.ttl", "/article/none", "/nothing/at-all", "/graph/none", "/entity/a b"]
)
def test_what_is_not_there_is_404(server: Server, path: str) -> None:
    assert server.get(quote(path)).status == 404


def test_the_graph_is_not_asked_for_what_it_cannot_have_minted(server: Server) -> None:
    assert server.get("/nothing/at-all").text == "404 Not Found: there is nothing at this address\n"


@dataclass(frozen=True)
class Changed:
    """A server of a store in which an entity was merged, and an article taken back: the paths of what is gone.

    `address` is where the article was published.
    """

    server: Server
    address: str
    merged: str
    article: str
    statement: str


@pytest.fixture(scope="module")
def changed(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changed]:
    path = tmp_path_factory.mktemp("changed") / "store"
    shutil.copytree(store, path)
    now = datetime(2031, 5, 1, tzinfo=UTC)
    with open_store(path) as opened, opened.snapshot() as snapshot:
        old = next(
            quad.subject
            for quad in snapshot.match(None, rdf.type, schema.Country, snapshot.iris.entities_graph)
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith("https://kg.example/")
        )
        gone = next(quad.subject for quad in snapshot.match(None, rdf.type, schema.NewsArticle))
        assert isinstance(gone, NamedNode)
        (address,) = (getattr(quad.object, "value", "") for quad in snapshot.match(gone, schema.url))
        said = next(quad.subject for quad in snapshot.match(None, nf.reportedIn, gone))
        assert isinstance(said, NamedNode)
        opened.link(old, NamedNode("https://www.wikidata.org/entity/Q1"), now=now)
        retract(opened, gone, "A hoax.", now=now)
    with serving(path, "--no-log") as running:
        yield Changed(running, address, *(path_of(node.value) for node in (old, gone, said)))


def test_a_merged_entity_redirects_to_the_one_it_became(changed: Changed) -> None:
    running, merged = changed.server, changed.merged
    target = urlencode({"iri": "https://www.wikidata.org/entity/Q1"})
    for suffix in ("", ".ttl"):
        answer = running.get(merged + suffix)
        assert (answer.status, answer.headers["location"]) == (301, f"/resource{suffix}?{target}")
    assert running.get(f"/resource.ttl?{target}").status == 200


def test_an_article_that_was_taken_back_is_gone_with_its_reason(changed: Changed) -> None:
    running, article, address = changed.server, changed.article, changed.address
    why = "this article was taken back on 1 May 2031: A hoax."
    told = f"{why} It was published at {address}. Do not rest on what it said."
    answer = running.get(article)
    assert (answer.status, answer.text) == (410, f"410 Gone: {told}\n")
    assert json.loads(running.get(article, Accept="application/json").body) == {
        "title": "Gone",
        "status": 410,
        "detail": told,
        "address": address,
    }
    page = running.get(article, Accept="text/html")
    assert (page.status, f'<a href="{address}" rel="external noopener">' in page.text) == (410, True)


def test_what_only_an_article_said_that_was_taken_back_is_gone_with_it(changed: Changed) -> None:
    why = "the article that said this was taken back on 1 May 2031: A hoax."
    told = f"410 Gone: {why} It was published at {changed.address}. Do not rest on what it said.\n"
    for suffix in ("", ".ttl"):
        answer = changed.server.get(changed.statement + suffix)
        assert (answer.status, answer.text) == (410, told)
    page = changed.server.get(changed.statement, Accept="text/html")
    assert (page.status, "<h1>The article that said this was taken back</h1>" in page.text) == (410, True)
    assert changed.server.get("/resource.ttl?" + urlencode({"iri": OKOYE})).status == 200
    assert changed.server.get("/assertion/none").status == 404


def test_of_an_article_that_was_erased_only_the_reason_is_told(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(store, path)
    with open_store(path) as opened, opened.snapshot() as snapshot:
        gone, _ = snapshot.articles()[0]
        said = next(quad.subject for quad in snapshot.match(None, nf.reportedIn, gone))
        assert isinstance(said, NamedNode)
        retract(opened, gone, "Court order 12/31", now=datetime(2031, 5, 1, tzinfo=UTC), purge=True)
    with serving(path, "--no-log") as running:
        told = running.get(path_of(gone.value)).text
        assert running.get(path_of(said.value)).status == 404
    assert told == "410 Gone: this article was taken back: Court order 12/31. Do not rest on what it said.\n"
