"""Small shapes and data for tests of validation, and how to ask an engine about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.validation import Finding, Validator
from kg.validation.engines import engine_of
from tests.schema.mini import mini_schema

BOTH = ("pyshacl", "shacl")
PREFIXES = """
@prefix ex: <https://valdoria.example/terms#> .
@prefix nf: <https://w3id.org/news-facts/ns#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
EX = "https://valdoria.example/terms#"
SH = "http://www.w3.org/ns/shacl#"
PARADE = """
ex:ParadeShape a sh:NodeShape ; sh:targetClass ex:Parade ; sh:property ex:Parade-band , ex:Parade-length .
ex:Parade-band sh:path ex:band ; sh:minCount 1 ; sh:message "A parade needs a band."@en .
ex:Parade-length sh:path ex:length ; sh:datatype xsd:integer ; sh:severity sh:Warning .
"""


def triples(turtle: str) -> list[Triple]:
    """The triples of some Turtle, with the prefixes of these samples."""
    return [quad.triple for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE)]


def ntriples(turtle: str) -> str:
    """The same as N-Triples, as an engine takes it."""
    return (serialize(triples(turtle), format=RdfFormat.N_TRIPLES) or b"").decode()


def findings(engine: str, shapes: str, data: str, messages: Mapping[str, str] | None = None) -> list[Finding]:
    """What an engine finds in data, both in Turtle."""
    return in_order(engine_of(engine, ntriples(shapes), messages or {})(ntriples(data)))


def validator(engine: str, shapes: str) -> Validator:
    """A validator with these shapes, in Turtle, and no ontology."""
    types = replace(mini_schema(), shapes_ntriples=ntriples(shapes), axioms_ntriples="", codes={}, own_shapes=())
    return Validator(types, engine)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """The findings in an order of their own."""
    return sorted(found, key=lambda each: (each.focus, each.code, each.value or ""))
