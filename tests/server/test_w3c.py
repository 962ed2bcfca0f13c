"""The W3C's tests of the SPARQL 1.1 protocol, the service description and the graph store, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from kg.server.tokens import add_token
from kg.store import open_store
from tests.conftest import SHARED, needs_shared
from tests.server.manifests import Case, Request, cases
from tests.server.running import Answer, Server, serving

SUITE = SHARED / "w3c" / "sparql11"
PROTOCOL = cases(SUITE / "protocol" / "manifest.ttl")
GRAPH_STORE = [
    case for kind in ("direct", "indirect") for case in cases(SUITE / "graph-store-protocol" / f"manifest-{kind}.ttl")
]
pytestmark = needs_shared


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server that takes writes and updates, on an empty store, and a token for it."""
    folder = tmp_path_factory.mktemp("w3c")
    token = add_token(folder / "tokens", "w3c")
    open_store(folder / "store", create=True).close()
    with serving(folder / "store", "--token-file", str(folder / "tokens"), "--update", "--no-log") as running:
        yield running, token


def named(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", PROTOCOL, ids=named)
def test_protocol(case: Case, server: tuple[Server, str]) -> None:
    running, token = server
    authorized = {"Authorization": f"Bearer {token}"}
    for graph, file in case.graphs.items():
        put = running.request(
            "PUT", f"/store?graph={graph}", file.read_bytes(), {**authorized, "Content-Type": "application/n-triples"}
        )
        assert put.status in (201, 204)
    for request in case.requests:
        updates = "update" in case.name and request.headers.get("content-type") != "application/sparql-query"
        path = request.path.replace("/sparql/", "/update" if updates else "/sparql", 1)
        answer = send(running, request, path, authorized)
        assert any(answer.status in allowed for allowed in request.expected.statuses), answer
        if request.expected.format:
            assert kind_of(answer) == request.expected.format
        if request.expected.boolean is not None:
            assert boolean_of(answer) is request.expected.boolean


def send(running: Server, request: Request, path: str, more: dict[str, str]) -> Answer:
    body = None if request.body is None else request.body.encode(request.charset)
    return running.request(request.method, path, body, {**request.headers, **more})


def kind_of(answer: Answer) -> str:
    media = answer.headers["content-type"].partition(";")[0]
    if not media.startswith("application/sparql-results+"):
        list(parse(answer.body, format=RdfFormat.from_media_type(media)))  # raises where it is none
        return "RDF"
    assert media == "application/sparql-results+json"
    return "boolean" if "boolean" in json.loads(answer.body) else "tabular"


def boolean_of(answer: Answer) -> bool | None:
    if "sparql-results" not in answer.headers["content-type"]:
        return None
    value: bool | None = json.loads(answer.body).get("boolean")
    return value


@pytest.mark.parametrize("case", GRAPH_STORE, ids=named)
def test_graph_store(case: Case, server: tuple[Server, str]) -> None:
    running, token = server
    authorized = {"Authorization": f"Bearer {token}"}
    for path in {request.path for request in case.requests} - {"/gsp"}:
        running.request("DELETE", path.replace("/gsp", "/store", 1), headers=authorized)
    location = ""
    for request in case.requests:
        path = request.path.replace("/gsp", "/store", 1).replace("$LOCATION$", location)
        more = {} if request.method in ("GET", "HEAD") else authorized
        answer = send(running, request, path, more)
        expected = request.expected
        assert any(answer.status in allowed for allowed in expected.statuses), answer
        if expected.location or path == "/store":
            location = answer.headers["location"]
        if expected.content_type:
            assert answer.headers["content-type"] == expected.content_type
        if expected.body is not None:
            assert triples(answer.body) == triples(expected.body.encode())


def triples(turtle: bytes) -> Dataset:
    """The triples as a dataset that equals any other of an isomorphic graph."""
    dataset = Dataset(parse(turtle, format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_the_manifests_hold_what_they_are_known_to_hold() -> None:
    assert (len(PROTOCOL), len(GRAPH_STORE)) == (34, 13)


def test_service_description_returns_rdf(server: tuple[Server, str]) -> None:
    answer = server[0].get("/sparql")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert list(parse(answer.body, format=RdfFormat.TURTLE))


def test_service_description_has_the_endpoint_itself(server: tuple[Server, str]) -> None:
    running = server[0]
    assert ask(running, "ASK { ?service <http://www.w3.org/ns/sparql-service-description#endpoint> <%ssparql> }")


def test_service_description_conforms_to_the_schema(server: tuple[Server, str]) -> None:
    """Domains, ranges and cardinalities of the SD vocabulary."""
    assert ask(
        server[0],
        """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
        ASK { ?s a sd:Service ; sd:endpoint <%ssparql> ; sd:defaultDataset ?d ; sd:supportedLanguage sd:SPARQL11Query ,
          sd:SPARQL11Update ; sd:feature sd:UnionDefaultGraph ; sd:resultFormat ?f .
          ?d a sd:Dataset ; sd:defaultGraph ?g . ?g a sd:Graph
          FILTER (isIRI(?f))
          FILTER NOT EXISTS { ?s sd:endpoint ?e . FILTER (!isIRI(?e)) }
          FILTER NOT EXISTS { ?any sd:defaultGraph ?g1 , ?g2 . FILTER (?g1 != ?g2) } }""",
    )


def ask(running: Server, query: str) -> bool:
    from pyoxigraph import Store

    store = Store()
    store.load(running.get("/sparql", Accept="application/n-triples").body, format=RdfFormat.N_TRIPLES)
    return bool(store.query(query % running.url))
