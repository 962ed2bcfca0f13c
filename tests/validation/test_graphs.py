"""The graphs of the reference engine: literals as they are written, comparisons and queries as SPARQL has them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.query import ResultRow
from rdflib.term import Node

from kg.validation.graphs import graph_of
from kg.vocab import XSD
from tests.validation.samples import EX, ntriples

WRITTEN = ['"01"^^xsd:integer', '"+1.50"^^xsd:decimal', '"\u00a0 x "^^xsd:token', '"2031-05-15T24:00:00"^^xsd:dateTime']


def value(written: str) -> Node:
    """The object that the graph has for a literal in Turtle."""
    found = graph_of(ntriples(f"ex:may ex:p {written} .")).value(URIRef(EX + "may"), URIRef(EX + "p"))
    assert found is not None
    return found


@pytest.mark.parametrize("written", WRITTEN)
def test_a_literal_stays_as_it_is_written(written: str) -> None:
    text, _, name = written.partition('"^^xsd:')
    kept = value(written)
    assert isinstance(kept, RdflibLiteral)
    assert (str(kept), str(kept.datatype)) == (text[1:], XSD + name)


def test_a_string_has_no_datatype_and_a_language_stays() -> None:
    assert value('"Fest"@de') == RdflibLiteral("Fest", lang="de")
    assert value('"Fest"') == value('"Fest"^^xsd:string') == RdflibLiteral("Fest")


@pytest.mark.parametrize(
    "written", ['"0000-01-01"^^xsd:date', '"-0044-03-15T24:00:00Z"^^xsd:dateTime', '"24:00:00"^^xsd:time']
)
def test_dates_that_python_lacks_are_well_formed(written: str) -> None:
    kept = value(written)
    assert isinstance(kept, RdflibLiteral)
    assert (kept.ill_typed, kept.value is None) == (False, False)


def test_what_is_not_n_triples_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        graph_of("ex:may a ex:Parade .")


DATA = 'ex:may ex:a 1 ; ex:b 2.0 ; ex:c "1" ; ex:d "2031-05-15"^^xsd:date ; ex:e "Fest"@de .'


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("?a < ?b", "true"),
        ("?b <= ?a", "false"),
        ("?a > ?c", None),
        ("?d >= ?a", None),
        ("?a = ?c", None),
        ("?a != ?b", "true"),
        ("?c = ?e", "false"),
        ("?d = ?d", "true"),
    ],
)
def test_sparql_compares_what_can_be_compared(expression: str, result: str | None) -> None:
    pattern = " ; ".join(f"ex:{letter} ?{letter}" for letter in "abcde")
    query = f"PREFIX ex: <{EX}> SELECT ?a ?r {{ ex:may {pattern} BIND({expression} AS ?r) }}"
    found = [binding.get("r") for binding in map(bindings, graph_of(ntriples(DATA)).query(query))]
    assert found == [result]


def bindings(row: object) -> dict[str, str]:
    """The bound variables of a row of an answer, as text."""
    assert isinstance(row, ResultRow)
    return {name: str(term) for name, term in row.asdict().items()}


def test_a_query_that_was_parsed_answers_for_other_bindings_and_prefixes() -> None:
    graph = graph_of(ntriples("ex:may ex:p 1 . ex:june ex:p 2 . <urn:x:may> <urn:x:p> 3 ."))

    def answers(namespace: str, node: str) -> list[str]:
        bound = {"this": URIRef(node)}
        found = graph.query("SELECT ?v { $this ns:p ?v }", initNs={"ns": namespace}, initBindings=bound)
        return [bindings(row)["v"] for row in found]

    assert [answers(EX, EX + "may"), answers(EX, EX + "june"), answers("urn:x:", "urn:x:may")] == [["1"], ["2"], ["3"]]


def test_ill_typed_literals_print_nothing() -> None:
    data = ntriples('ex:may ex:p "x"^^xsd:integer , "none"^^xsd:boolean , "31 May"^^xsd:date .')
    program = "import sys; from kg.validation.graphs import graph_of; print(len(graph_of(sys.argv[1])))"
    run = subprocess.run([sys.executable, "-c", program, data], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("3\n", "")
