"""What the server says of itself: the SPARQL service description, VoID and DCAT."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode, Triple

from kg.serialization import serialize
from kg.server.addresses import Addresses
from kg.server.settings import Settings
from kg.vocab import PREFIXES, SD, rdf, sd

_RESULT_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "TriG", "N-Triples", "N-Quads", "JSON-LD", "RDF_XML")
FORMATS_NS = "http://www.w3.org/ns/formats/"


@lru_cache(maxsize=32)
def service_description(addresses: Addresses, settings: Settings, format: str) -> bytes:
    """The service description, as SPARQL 1.1 Service Description has it."""
    endpoint = NamedNode(addresses.url("/sparql"))
    service, dataset, graph = (
        NamedNode(f"{endpoint.value}#{part}") for part in ("service", "dataset", "default-graph")
    )
    triples = [
        Triple(service, rdf.type, sd.Service),
        Triple(service, sd.endpoint, endpoint),
        Triple(service, sd.supportedLanguage, sd.SPARQL11Query),
        Triple(service, sd.feature, sd.UnionDefaultGraph),
        Triple(service, sd.defaultDataset, dataset),
        Triple(dataset, rdf.type, sd.Dataset),
        Triple(dataset, sd.defaultGraph, graph),
        Triple(graph, rdf.type, sd.Graph),
        *(
            Triple(service, sd.resultFormat, NamedNode(FORMATS_NS + each))
            for each in (*_RESULT_FORMATS, *_GRAPH_FORMATS)
        ),
    ]
    if settings.update:
        triples.append(Triple(service, sd.supportedLanguage, sd.SPARQL11Update))
    return b"".join(serialize(triples, format, {**PREFIXES, "sd": SD}))
