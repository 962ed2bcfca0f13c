"""What the reference engine is given and what is read from its report, where it differs from pySHACL as it comes."""

from __future__ import annotations

from kg.validation.reference import reference_engine
from tests.validation.samples import EX, in_order, ntriples

QUERY = """
ex:S sh:targetNode ex:may ; sh:severity sh:Info ; sh:sparql [ sh:message "Not so."@en , "Nicht so."@de ;
    sh:select "SELECT $this ?value WHERE { $this <https://valdoria.example/terms#motto> ?value }" ] ."""


def test_the_shapes_are_compiled_once_and_serve_any_data() -> None:
    engine = reference_engine(ntriples(QUERY), {})
    data = [ntriples(f'ex:may ex:motto "{motto}" .') for motto in ("on", "back\\\\slash", "on")]
    found = [[(each.value, each.severity, each.message) for each in engine(text)] for text in data]
    assert found == [
        [('"on"', "info", "Nicht so.")],
        [('"back\\\\slash"', "info", "Nicht so.")],
        [('"on"', "info", "Nicht so.")],
    ]


def test_a_message_for_the_shape_goes_before_that_of_its_query() -> None:
    engine = reference_engine(ntriples(QUERY), {EX + "S": "Never."})
    assert [each.message for each in engine(ntriples("ex:may ex:motto 1 ."))] == ["Never."]


def test_blank_nodes_are_found_wanting_where_they_would_be_compared() -> None:
    shapes = """ex:S sh:targetNode ex:may ; sh:property ex:P .
        ex:P sh:path ex:start ; sh:lessThanOrEquals ex:end ; sh:nodeKind sh:Literal ."""
    engine = reference_engine(ntriples(shapes), {})
    found = in_order(engine(ntriples("ex:may ex:start [] , 1 ; ex:end 2 , [] .")))
    assert [(each.code, each.value) for each in found] == [
        ("P:LessThanOrEquals", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("P:LessThanOrEquals", "_:blank"),
        ("P:NodeKind", "_:blank"),
    ]


def test_a_property_shape_far_inside_brackets_counts_as_the_named_shape_around_it() -> None:
    shapes = """ex:S sh:targetNode ex:may ;
        sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ."""
    engine = reference_engine(ntriples(shapes), {})
    assert [(each.shape, each.focus, each.path) for each in engine(ntriples("ex:may ex:p ex:x ."))] == [
        (EX + "S", EX + "x", f"<{EX}q>")
    ]
