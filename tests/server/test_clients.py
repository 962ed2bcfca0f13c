"""The clients that people have, against a real server.

Comunica needs Node 22, and KG_COMUNICA with the folder of @comunica/query-sparql of npm (KG_NODE: a Node that is not
that of the path); it is skipped without.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

from tests.server.running import Server
from tests.server.test_sparql import OKOYE

NODE = os.environ.get("KG_NODE") or shutil.which("node")
COMUNICA = Path(os.environ.get("KG_COMUNICA", "comunica"), "bin", "query.js")
QUERY = f"SELECT ?name {{ <{OKOYE}> <https://schema.org/name> ?name }} LIMIT 1"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_asks_in_every_way(server: Server, method: str, way: str) -> None:
    from SPARQLWrapper import JSON, SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}sparql")
    client.setMethod(method)
    client.setRequestMethod(way if method == "POST" else "urlencoded")
    client.setReturnFormat(JSON)
    client.setQuery(QUERY)
    found: Any = client.queryAndConvert()
    assert found["results"]["bindings"] == [{"name": {"type": "literal", "value": "Ana Okoye"}}]


@pytest.mark.parametrize("form", ["xml", "csv", "tsv", "turtle", "n3", "json-ld", "rdf+xml"])
def test_sparqlwrapper_gets_the_format_that_it_asks_for(server: Server, form: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}sparql")
    client.setReturnFormat(form)
    client.setQuery(QUERY if form in ("xml", "csv", "tsv") else f"DESCRIBE <{OKOYE}>")
    with client.query().response as response:
        assert (response.status, b"Ana Okoye" in response.read()) == (200, True)


@pytest.mark.filterwarnings("ignore:Sending Accept header", "ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("form", ["xml", "json"])
def test_sparqlwrapper_gets_a_graph_in_the_formats_it_asks_rows_in(server: Server, form: str) -> None:
    from rdflib import Graph, Literal, URIRef
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}sparql", returnFormat=form)
    client.setQuery(f"DESCRIBE <{OKOYE}>")
    with client.query().response as response:
        graph = Graph().parse(response.read(), format={"xml": "xml", "json": "json-ld"}[form])
    assert graph.value(URIRef(OKOYE), URIRef("https://schema.org/name")) == Literal("Ana Okoye")


def test_rdflib_reads_the_endpoint_as_a_graph(server: Server) -> None:
    from rdflib import Graph, Literal, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{server.url}sparql", returnFormat="json"))
    name = URIRef("https://schema.org/name")
    assert graph.value(URIRef(OKOYE), name) == Literal("Ana Okoye")
    assert [str(row.name) for row in graph.query(QUERY)] == ["Ana Okoye"]  # type: ignore[union-attr]


def test_rdflib_reads_a_node_by_its_address(server: Server) -> None:
    from rdflib import Graph, Literal, URIRef

    for form in ("turtle", "xml", "nt"):
        with warnings.catch_warnings():
            graph = Graph().parse(f"{server.url}resource?iri={OKOYE}", format=form)
        assert (URIRef(OKOYE), URIRef("https://schema.org/name"), Literal("Ana Okoye")) in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks(server: Server) -> None:
    words = ["curl", "-sS", "--fail", "--compressed", "-H", "Accept: text/csv", f"{server.url}sparql"]
    for more in (["--data-urlencode", f"query={QUERY}"], ["-G", "--data-urlencode", f"query={QUERY}"]):
        done = subprocess.run([*words, *more], capture_output=True, check=True)
        assert done.stdout == b"name\r\nAna Okoye\r\n"


COUNTRIES = "?country a <https://schema.org/Country> ; <https://schema.org/name> ?name"


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.skipif(not COMUNICA.is_file(), reason="KG_COMUNICA names no folder of @comunica/query-sparql")
@pytest.mark.parametrize(
    ("sources", "query", "kind", "expected"),
    [
        (("sparql@{url}sparql",), f"SELECT ?name {{ {COUNTRIES} }}", "application/json", ['"Kesmark"', '"Valdoria"']),
        (
            ("sparql@{url}sparql",),
            f"CONSTRUCT {{ ?country <urn:called> ?name }} {{ {COUNTRIES} }}",
            "application/n-triples",
            [
                '<https://kg.example/entity/kesmark-ubeqqkf6> <urn:called> "Kesmark" .',
                '<https://kg.example/entity/valdoria-kc7zhesr> <urn:called> "Valdoria" .',
            ],
        ),
        (  # the endpoint joined with a document of the same server, in the client
            ("sparql@{url}sparql", "file@{url}entity/kesmark-ubeqqkf6.ttl"),
            f"SELECT ?name {{ {COUNTRIES} . ?visit <https://w3id.org/news-facts/ns#destination> ?country }}",
            "application/json",
            ['"Kesmark"'],
        ),
    ],
    ids=["select", "construct", "join"],
)
def test_comunica_asks(server: Server, sources: tuple[str, ...], query: str, kind: str, expected: list[str]) -> None:
    places = [each.format(url=server.url) for each in sources]
    command = [str(NODE), str(COMUNICA), *places, query, "-t", kind]
    found = subprocess.run(command, capture_output=True, check=True, timeout=90, text=True).stdout
    rows = [row["name"] for row in json.loads(found)] if "json" in kind else found.strip().splitlines()
    assert sorted(set(rows)) == expected
