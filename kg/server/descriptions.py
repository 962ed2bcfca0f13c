"""What the server says of itself: the SPARQL service description, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import is_web_address
from kg.serialization import serialize
from kg.server.addresses import Addresses
from kg.server.settings import Settings
from kg.store.folder import Manifest
from kg.vocab import DCAT, FOAF, NF, OA, PREFIXES, PROV, SCHEMA, SD, VOID, dcat, dcterms, foaf, rdf, sd, void, xsd

_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "TriG",
    "N-Triples",
    "N-Quads",
    "JSON-LD",
    "RDF_XML",
)
DUMPS = {"nq": "application/n-quads", "ttl": "text/turtle", "nt": "application/n-triples", "trig": "application/trig"}
FORMATS_NS = "http://www.w3.org/ns/formats/"
MEDIA_TYPES_NS = "https://www.iana.org/assignments/media-types/"
_ABOUT = (
    "What news articles say: each statement with the words that show it, whose word it is and how sure; with the "
    "articles, entities and happenings that it is about."
)


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
        *(Triple(service, sd.resultFormat, NamedNode(FORMATS_NS + each)) for each in _FORMATS),
    ]
    if settings.update:
        triples.append(Triple(service, sd.supportedLanguage, sd.SPARQL11Update))
    return b"".join(serialize(triples, format, {**PREFIXES, "sd": SD}))


def dataset_description(addresses: Addresses, settings: Settings, manifest: Manifest, format: str) -> bytes:
    """What is published, as VoID and DCAT have it: how much, since when, and where it can be had."""
    data = NamedNode(addresses.url("/dataset"))
    endpoint, service = NamedNode(addresses.url("/sparql")), NamedNode(addresses.url("/sparql#service"))
    triples = [
        Triple(data, rdf.type, void.Dataset),
        Triple(data, rdf.type, dcat.Dataset),
        Triple(data, dcterms.title, Literal(settings.title)),
        Triple(data, dcterms.description, Literal(_ABOUT, language="en")),
        Triple(data, dcterms.conformsTo, NamedNode(NF.rstrip("#"))),
        Triple(data, dcterms.modified, Literal(manifest.created, datatype=xsd.dateTime)),
        Triple(data, void.sparqlEndpoint, endpoint),
        Triple(data, void.uriSpace, Literal(manifest.base)),
        Triple(data, void.triples, Literal(str(manifest.quads), datatype=xsd.integer)),
        *(Triple(data, void.vocabulary, NamedNode(vocabulary)) for vocabulary in (NF, SCHEMA, PROV, OA)),
        Triple(service, rdf.type, dcat.DataService),
        Triple(service, dcterms.title, Literal(f"{settings.title}: SPARQL")),
        Triple(service, dcat.endpointURL, endpoint),
        Triple(service, dcat.endpointDescription, endpoint),
        Triple(service, dcat.servesDataset, data),
    ]
    triples += (triple for suffix in DUMPS for triple in _copy(addresses, data, suffix))
    if settings.license:
        copies = (NamedNode(addresses.url(f"/dataset#{suffix}")) for suffix in DUMPS)
        triples += (Triple(each, dcterms.license, NamedNode(settings.license)) for each in (data, service, *copies))
    triples += _publisher(addresses, settings.publisher, (data, service))
    return b"".join(serialize(triples, format, {**PREFIXES, "void": VOID, "dcat": DCAT, "foaf": FOAF}))


def _publisher(addresses: Addresses, named: str, things: Iterable[NamedNode]) -> Iterator[Triple]:
    """Who publishes these things: a node of its own with the name, or the one at the address that was given."""
    if not named:
        return
    known = is_web_address(named)
    publisher = NamedNode(named if known else addresses.url("/dataset#publisher"))
    yield Triple(publisher, rdf.type, foaf.Agent)
    if not known:
        yield Triple(publisher, foaf.name, Literal(named))
    yield from (Triple(each, dcterms.publisher, publisher) for each in things)


def _copy(addresses: Addresses, data: NamedNode, suffix: str) -> tuple[Triple, ...]:
    """One dump, as DCAT 3 has it: media types are IRIs of IANA's list."""
    copy, file = NamedNode(addresses.url(f"/dataset#{suffix}")), NamedNode(addresses.url(f"/dump.{suffix}.gz"))
    return (
        Triple(data, void.dataDump, file),
        Triple(data, dcat.distribution, copy),
        Triple(copy, rdf.type, dcat.Distribution),
        Triple(copy, dcat.accessURL, file),
        Triple(copy, dcat.downloadURL, file),
        Triple(copy, dcat.mediaType, NamedNode(MEDIA_TYPES_NS + DUMPS[suffix])),
        Triple(copy, dcat.compressFormat, NamedNode(MEDIA_TYPES_NS + "application/gzip")),
    )
