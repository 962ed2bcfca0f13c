"""Whatever a written graph may say, nothing follows from it of kg's nodes or the vocabulary that facts do not say."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.iris import Iris
from kg.publishing.sayable import OwnGraphError, verify_sayable
from kg.schema import load_schema
from kg.vocab import PREFIXES

TYPES = load_schema()
GRAPH = NamedNode("urn:my:notes")
HEAD = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in {**PREFIXES, **Iris().prefixes()}.items())
Facts = set[tuple[str, str, str]]


def facts_of(turtle: str) -> Facts:
    triples = (quad.triple for quad in parse(HEAD + turtle, RdfFormat.TURTLE))
    return {(each.subject.value, each.predicate.value, each.object.value) for each in triples}


def node(name: str) -> str:
    return next(iter(facts_of(f"{name} a owl:Thing .")))[0]


# What kg says, and what others may know of schema.org besides.
KNOWN = facts_of("""
situation:v a nf:Visit ; nf:visitor entity:p . entity:p a schema:Person .
assertion:a a nf:Assertion ; nf:asserts situation:v ; nf:status nf:status-mooted .
nf:Visit rdfs:subClassOf nf:Happening . nf:Happening rdfs:subClassOf nf:Situation . nf:visitor rdfs:domain nf:Visit .
schema:SocialEvent rdfs:subClassOf schema:Event . <http://schema.org/Event> owl:equivalentClass schema:Event .
<http://schema.org/jobTitle> owl:equivalentProperty schema:jobTitle .
<http://schema.org/sameAs> owl:equivalentProperty owl:sameAs .
schema:member owl:inverseOf schema:memberOf . schema:employee owl:inverseOf schema:worksFor .
schema:subEvent rdfs:range schema:Event . schema:startDate rdfs:domain schema:Event .
""")
A, SUB, SUBPROPERTY, DOMAIN, RANGE = map(
    node, ("rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range")
)
SAME, CLASS, PROPERTY, INVERSE = map(
    node, ("owl:sameAs", "owl:equivalentClass", "owl:equivalentProperty", "owl:inverseOf")
)
AXIOMS = {SUB, SUBPROPERTY, DOMAIN, RANGE, SAME, CLASS, PROPERTY, INVERSE}
MADE = [node(each) for each in ("situation:v", "entity:p", "assertion:a")]
OWN = ["urn:my:x", "urn:my:y", "urn:my:C", "urn:my:p", "urn:my:q"]
CLASSES = [
    node(each)
    for each in ("nf:Visit", "schema:Event", "schema:SocialEvent", "<http://schema.org/Event>", "schema:Person")
]
PROPERTIES = [
    node(each)
    for each in (
        "nf:visitor",
        "nf:status",
        "schema:jobTitle",
        "<http://schema.org/jobTitle>",
        "schema:member",
        "schema:memberOf",
        "schema:employee",
        "schema:subEvent",
        "schema:startDate",
        "<http://schema.org/sameAs>",
    )
]
TURNED = {node(each) for each in ("schema:member", "schema:employee", "schema:subEvent")}
PLAIN = {*PROPERTIES} - TURNED  # a party may be told a member that is nobody of kg's
VOCABULARY = {*CLASSES, *PROPERTIES, node("nf:status-mooted"), *AXIOMS, A}


def is_sayable(fact: tuple[str, str, str]) -> bool:
    triple = Triple(*map(NamedNode, fact))
    try:
        verify_sayable(GRAPH, [triple], Iris(), TYPES)
    except OwnGraphError:
        return False
    return True


def followed(facts: Iterable[tuple[str, str, str]]) -> Facts:
    """The facts and what RDFS and the plain part of OWL make of them."""
    known = set(facts)
    while new := set(_step(known)) - known:
        known |= new
    return known


def _step(known: Facts) -> Iterable[tuple[str, str, str]]:
    of: dict[str, list[tuple[str, str]]] = {}
    for s, p, o in known:
        of.setdefault(p, []).append((s, o))
    for s, o in of.get(CLASS, ()):
        yield from ((s, SUB, o), (o, SUB, s))
    for s, o in of.get(PROPERTY, ()):
        yield from ((s, SUBPROPERTY, o), (o, SUBPROPERTY, s))
    for s, o in of.get(SUBPROPERTY, ()):
        yield from ((a, o, b) for a, b in of.get(s, ()))
    for s, o in of.get(INVERSE, ()):
        yield from ((b, o, a) for a, b in of.get(s, ()))
        yield from ((b, s, a) for a, b in of.get(o, ()))
    for s, o in of.get(DOMAIN, ()):
        yield from ((a, A, o) for a, _ in of.get(s, ()))
    for s, o in of.get(RANGE, ()):
        yield from ((b, A, o) for _, b in of.get(s, ()))
    for s, o in of.get(SUB, ()):
        yield from ((a, A, o) for a, c in of.get(A, ()) if c == s)
        yield from ((a, SUB, o) for a, c in of.get(SUB, ()) if c == s)
    for s, o in of.get(SAME, ()):
        yield (o, SAME, s)
        yield from (tuple(o if each == s else each for each in fact) for fact in known if s in fact)  # type: ignore[misc]


def guarded(facts: Facts) -> Facts:
    """What only facts and the ontology may say, among these."""
    return {
        (s, p, o)
        for s, p, o in facts
        if (s in MADE and (p in PLAIN or (p == A and o in VOCABULARY)))
        or (s != o and s in VOCABULARY and o in VOCABULARY and p in AXIOMS)
        or (s != o and p == SAME and (s in MADE or o in MADE))
    }


BEFORE = guarded(followed(KNOWN))
NODES = [*MADE, *OWN, *sorted(VOCABULARY)]
SAYABLE = [*filter(is_sayable, product(NODES, [A, *OWN[3:], *PROPERTIES, *sorted(AXIOMS)], NODES))]
# Harmless facts with properties and nodes of one's own, from which more follows where one more is let through.
X, Y, C, P, Q = OWN
HARMLESS = {
    *((made, P, other) for made in MADE for other in (X, C, node("schema:Event"))),
    *((X, P, each) for each in (*MADE, Y)),
    (X, A, node("schema:Event")),
    (X, A, C),
    (X, node("schema:jobTitle"), Y),
    (Y, A, node("schema:SocialEvent")),
}


def test_nothing_follows_from_any_one_fact_that_may_be_said() -> None:
    assert [*filter(is_sayable, HARMLESS)] == [*HARMLESS]
    known = {*KNOWN, *HARMLESS}
    assert [said for said in SAYABLE if guarded(followed([*known, said])) - BEFORE] == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SAYABLE), min_size=5, max_size=25))
def test_nothing_follows_from_many_that_facts_do_not_say(said: list[tuple[str, str, str]]) -> None:
    assert guarded(followed([*KNOWN, *HARMLESS, *said])) - BEFORE == set()


@given(st.sampled_from(MADE), st.sampled_from(["Event", "jobTitle", "x/y"]), st.text("htpsHTPSw.", max_size=12))
def test_schema_org_is_known_however_it_is_spelled(made: str, name: str, prefix: str) -> None:
    spellings = [
        f"{scheme}://{www}{host}/{name}"
        for scheme in ("http", "https")
        for www in ("", "www.")
        for host in ("schema.org", "Schema.ORG")
    ]
    assert [is_sayable((made, each, "urn:my:x")) for each in spellings] == [False] * 8
    assert is_sayable((made, f"urn:{prefix}schema.org/{name}", "urn:my:x"))


@pytest.mark.parametrize("value", ["note", "https://schema.org/Event"])
def test_a_text_is_no_term(value: str) -> None:
    subject, comment = NamedNode(MADE[0]), NamedNode(node("rdfs:comment"))
    verify_sayable(GRAPH, [Triple(subject, comment, Literal(value))], Iris(), TYPES)
