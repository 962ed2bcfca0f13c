"""What is written as RDF undoes no guard: neither of a node of kg's, nor by an axiom, nor through another node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.iris import KINDS
from kg.store import open_store
from tests.server.running import Answer, Server

TURTLE = {"Content-Type": "text/turtle"}
UPDATE = {"Content-Type": "application/sparql-update"}
PREFIXES = """PREFIX nf: <https://w3id.org/news-facts/ns#> PREFIX schema: <https://schema.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
Writable = tuple[Server, dict[str, str], Path]
VOCABULARY = (
    "nf:Visit rdfs:subClassOf schema:Event",
    "nf:Visit rdfs:subClassOf <urn:my:Trip>",
    "nf:Visit rdfs:comment 'A trip.'",
    "<urn:my:Trip> rdfs:subClassOf nf:Visit",
    "<urn:my:Trip> owl:equivalentClass <http://schema.org/Event>",
    "<urn:my:at> rdfs:domain schema:Event",
    "<urn:my:kind> rdfs:subPropertyOf rdf:type",
    "rdf:type rdfs:subPropertyOf <urn:my:kind>",
    "owl:Thing rdfs:subClassOf <urn:my:Trip>",
    "<urn:my:post> owl:inverseOf schema:jobTitle",
    "<urn:my:Trip> owl:unionOf (nf:Visit <urn:my:Walk>)",
    "nf:status-mooted owl:sameAs <urn:my:done>",
    "<urn:my:done> owl:sameAs nf:status-occurred",
)
OF_NODES = (
    "VISIT a schema:Event",
    "VISIT a <http://schema.org/Event>",
    "VISIT a schema:SocialEvent",
    "VISIT a <urn:my:Trip>",
    "VISIT schema:startDate '2031-03-04'",
    "VISIT <http://schema.org/location> <urn:my:town>",
    "VISIT nf:date '2031-03-04'",
    "PERSON schema:jobTitle 'Admiral'",
    "PERSON <http://www.schema.org/jobTitle> 'Admiral'",
    "PAPER org:memberOf <urn:my:club>",
    "PAPER schema:description 'The best of all.'",
    "<urn:my:club> schema:member PERSON",
    "<urn:my:club> schema:employee PERSON",
    "<urn:my:tour> schema:subEvent VISIT",
)
IDENTITIES = (
    "<urn:my:gala> a schema:Event ; owl:sameAs VISIT",
    "VISIT owl:sameAs <urn:my:gala>",
    "<urn:my:gala> <http://schema.org/sameAs> VISIT",
    "<urn:my:Gala> owl:oneOf (VISIT) ; owl:hasValue VISIT",
)
FREE = (
    "VISIT rdfs:comment 'Ask again.' ; <http://purl.org/dc/terms/subject> <urn:my:topic> ; <urn:my:rating> 3",
    "PERSON rdfs:seeAlso <https://people.example/okoye> . <urn:my:list> schema:about PERSON , VISIT",
    "<urn:my:Trip> a owl:Class ; rdfs:subClassOf <urn:my:Walk> , owl:Thing . <urn:my:1> a <urn:my:Trip>",
    "<urn:my:name> rdfs:subPropertyOf rdfs:label ; rdfs:range <http://www.w3.org/2001/XMLSchema#string>",
    "<urn:my:gala> a schema:SocialEvent ; schema:attendee PERSON ; owl:sameAs <urn:my:g>",
    "PERSON a <urn:my:Client> ; schema:description 'As her office has it.' ; owl:sameAs <https://other.example/ana>",
    "<urn:my:ana> schema:jobTitle 'Admiral' ; schema:memberOf <urn:my:club>",
)


@pytest.fixture(scope="module")
def nodes(writable: Writable) -> dict[str, str]:
    """A visit that is no more than mooted, a person by another authority's IRI, and a paper by kg's own."""
    with open_store(writable[2]) as store, store.snapshot() as snapshot:
        found = snapshot.query("""SELECT ?VISIT ?PERSON ?PAPER {
            ?said nf:asserts ?VISIT ; nf:status nf:status-mooted ; nf:reportedIn/schema:publisher ?PAPER .
            ?VISIT nf:visitor ?PERSON } ORDER BY ?VISIT""")
    return dict(zip(found.variables, map(str, found.rows[0]), strict=True))


def written(writable: Writable, nodes: dict[str, str], way: str, said: str) -> Answer:
    running, token, _ = writable
    for name, node in nodes.items():
        said = said.replace(name, node)
    if way == "PUT":
        return running.request("PUT", "/store?graph=urn:my:notes", f"{PREFIXES}{said} .", {**TURTLE, **token})
    where = {"named": f"GRAPH <urn:my:notes> {{ {said} }}", "default": said, "found": f"GRAPH ?g {{ {said} }}"}
    insert = f"INSERT {{ {where[way]} }} WHERE {{ BIND(<urn:my:notes> AS ?g) }}"
    return running.request("POST", "/update", PREFIXES + insert, {**UPDATE, **token})


@pytest.mark.parametrize("way", ["PUT", "named", "default", "found"])
@pytest.mark.parametrize(
    ("said", "why"),
    [
        *((said, "is of the vocabulary, which is not written here") for said in VOCABULARY),
        *((said, "follows from a fact with its evidence") for said in OF_NODES),
        *((said, "is for `same_as` in a fact file, or `kg link`, to say") for said in IDENTITIES),
    ],
)
def test_what_would_undo_a_guard_is_refused_with_why(
    writable: Writable, nodes: dict[str, str], said: str, why: str, way: str
) -> None:
    before = open_store(writable[2]).generation()
    answer = written(writable, nodes, way, said)
    assert (answer.status, why in answer.text, open_store(writable[2]).generation()) == (403, True, before)


@pytest.mark.parametrize("said", FREE)
def test_what_undoes_no_guard_is_written(writable: Writable, nodes: dict[str, str], said: str) -> None:
    running, token, _ = writable
    assert written(writable, nodes, "PUT", said).status == 201
    assert running.request("DELETE", "/store?graph=urn:my:notes", headers=token).status == 204
    assert written(writable, nodes, "named", said).status == 204
    assert running.request("DELETE", "/store?graph=urn:my:notes", headers=token).status == 204


def test_a_note_about_any_node_of_the_store_is_taken(writable: Writable) -> None:
    """It adds nothing that could break a rule, and the store has what each rule asks."""
    running, token, path = writable
    with open_store(path) as store, store.snapshot() as snapshot:
        base = snapshot.iris.base
        described = sorted({str(quad.subject) for quad in snapshot.quads()})
    kinds = {kind: [node for node in described if node.startswith(f"<{base}{kind}/")] for kind in KINDS}
    assert {kind for kind, nodes in kinds.items() if nodes} >= {
        "article",
        "assertion",
        "entity",
        "evidence",
        "situation",
    }
    refused = []
    for node in [*kinds["situation"], *kinds["assertion"][:3], *(nodes[0] for nodes in kinds.values() if nodes)]:
        note = f"{PREFIXES}{node} rdfs:comment 'note' ."
        answer = running.request("PUT", "/store?graph=urn:my:note", note, {**TURTLE, **token})
        if answer.status not in (201, 204):
            refused.append((node, answer.text))
    assert refused == []
    assert running.request("DELETE", "/store?graph=urn:my:note", headers=token).status == 204


WORD = """<urn:my:said> a nf:Assertion ; nf:asserts <urn:my:trip> ; nf:reportedIn ARTICLE ; nf:ownWord true ;
  nf:attestedOn "2031-03-04"^^xsd:date ; nf:status nf:status-STATUS ; nf:certainty nf:certainty-certain ;
  nf:polarity nf:polarity-positive ; nf:basis nf:basis-stated ; nf:editorialState nf:editorial-current ;
  prov:wasAttributedTo PAPER ; nf:evidence EVIDENCE . """
TRIP = """<urn:my:trip> a nf:Visit ; nf:visitor PERSON ; nf:destination PLACE ; nf:involves PERSON , PLACE ;
  nf:attestedOn "2031-03-04"^^xsd:date . """


def filled(path: Path, text: str) -> str:
    """A template with nodes that the store has for a visit that it knows."""
    with open_store(path) as store, store.snapshot() as snapshot:
        found = snapshot.query("""SELECT ?ARTICLE ?PAPER ?EVIDENCE ?PERSON ?PLACE {
            ?said nf:asserts ?visit ; nf:reportedIn ?ARTICLE ; nf:ownWord true ; nf:evidence ?EVIDENCE .
            ?said prov:wasAttributedTo ?PAPER . ?visit nf:visitor ?PERSON ; nf:destination ?PLACE }""")
    for name, node in zip(found.variables, found.rows[0], strict=True):
        text = text.replace(name, str(node))
    return text


@pytest.mark.parametrize("event", ["schema:Event", "schema:SocialEvent", "<http://schema.org/Event>"])
def test_parts_of_a_write_are_checked_together_and_with_what_is_there(writable: Writable, event: str) -> None:
    running, token, path = writable
    mooted, occurred = (filled(path, WORD.replace("STATUS", status)) for status in ("mooted", "occurred"))
    trip, typed = filled(path, TRIP), f"<urn:my:trip> a {event} . "

    def update(*graphs: str) -> tuple[int, list[str]]:
        data = "".join(f"GRAPH <urn:my:g{n}> {{ {data} }} " for n, data in enumerate(graphs) if data)
        asked = {**UPDATE, **token, "Accept": "application/json"}
        answer = running.request("POST", "/update", f"INSERT DATA {{ {data} }}", asked)
        told = json.loads(answer.body)["findings"] if answer.status == 422 else []
        return answer.status, [each["focus"] for each in told]

    broken = (422, ["urn:my:trip"])
    assert update(mooted + trip, typed) == broken  # in two graphs at once
    assert update(mooted + trip) == (204, [])
    assert update("", typed) == broken  # and one after the other
    drop = "DROP GRAPH <urn:my:g0> ; DROP SILENT GRAPH <urn:my:g1> ; DROP SILENT GRAPH <urn:my:g2>"
    assert running.request("POST", "/update", drop, {**UPDATE, **token}).status == 204
    if event == "schema:Event":
        assert update(occurred, typed, trip) == (204, [])
        put = running.request("PUT", "/store?graph=urn:my:g0", filled(path, HEAD + mooted), {**TURTLE, **token})
        assert (put.status, "urn:my:trip" in put.text) == (422, True)  # where it alone is written anew
        assert running.request("POST", "/update", drop, {**UPDATE, **token}).status == 204


HEAD = PREFIXES + "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
