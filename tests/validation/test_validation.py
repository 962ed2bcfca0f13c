"""A validator judges the quads of an article, or an RDF file, with what else must be known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.api import to_quads, validate
from kg.errors import Position
from kg.schema import bundled_schema, load_schema
from kg.validation import Finding, Report, Validator, finding_text, validate_rdf
from kg.vocab import NF, SHAPES, XSD, rdf
from tests.samples import MEETING, OFFICE, VISIT, facts_of, with_fields
from tests.validation.samples import BOTH, EX, PARADE, SH, ntriples, triples, validator

both = pytest.mark.parametrize("engine", BOTH)
CLASS = SH + "ClassConstraintComponent"


@both
def test_the_facts_of_an_article_conform(engine: str) -> None:
    assert validate(facts_of(VISIT, OFFICE, MEETING), engine=engine) == Report(True)


@both
def test_a_visit_to_a_person_is_found_with_its_value_and_words(engine: str) -> None:
    facts = facts_of(with_fields(VISIT, destination="rehn"))
    ((situation, person),) = (
        (str(q.subject), str(q.object)) for q in to_quads(facts) if q.predicate.value == NF + "destination"
    )
    shape = SHAPES + "Visit-destination"
    assert validate(facts, engine=engine) == Report(
        False,
        (
            Finding(
                code="Visit-destination:Class",
                severity="violation",
                message=bundled_schema().codes[shape].message,
                focus=situation[1:-1],
                path=f"<{NF}destination>",
                value=person,
                shape=shape,
                component=CLASS,
            ),
        ),
    )


@both
def test_quads_count_whatever_their_graph(engine: str) -> None:
    ours = validator(engine, PARADE)
    plain = triples("ex:may a ex:Parade .")
    named = [in_graph(triple, NamedNode(EX + "graph")) for triple in plain]
    unnamed = [in_graph(triple, DefaultGraph()) for triple in plain]
    assert ours.validate(named) == ours.validate(unnamed) == ours.validate(plain)


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    """The triple as a quad."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


@both
def test_context_tells_of_entities_and_is_judged_no_less(engine: str) -> None:
    shapes = """ex:S sh:targetClass ex:Parade ; sh:property ex:P .
        ex:P sh:path ex:band ; sh:minCount 1 ; sh:class ex:Band ."""
    ours, data = validator(engine, shapes), triples("ex:may a ex:Parade ; ex:band ex:drums .")
    assert ours.validate(data).conforms is False
    assert ours.validate(data, context=triples("ex:drums a ex:Band .")) == Report(True)
    judged = ours.validate(data, context=triples("ex:drums a ex:Band , ex:Parade ."))
    assert [each.focus for each in judged.findings] == [EX + "drums"]


@both
def test_a_class_below_the_one_that_is_wanted_will_do(engine: str) -> None:
    types = bundled_schema()
    shapes = "ex:S sh:targetObjectsOf ex:p ; sh:class <https://w3id.org/news-facts/ns#Agent> ."
    ours = validator(engine, shapes)
    with_axioms = Validator(replace(types, shapes_ntriples=ntriples(shapes), codes={}), engine)
    data = triples("ex:may ex:p ex:x . ex:x a <https://schema.org/Person> .")
    assert (ours.validate(data).conforms, with_axioms.validate(data).conforms) == (False, True)


@both
def test_a_literal_that_is_none_stands_in_the_finding_as_in_the_data(engine: str) -> None:
    shapes = "ex:S sh:targetObjectsOf ex:p ; sh:datatype xsd:date ."
    wrong = Literal("2031-02-30", datatype=NamedNode(XSD + "date"))
    report = validator(engine, shapes).validate([Triple(NamedNode(EX + "may"), NamedNode(EX + "p"), wrong)])
    assert [(each.focus, each.value) for each in report.findings] == [(str(wrong), str(wrong))]


@both
def test_a_message_with_a_placeholder_is_filled_in_by_the_engine(engine: str) -> None:
    shapes = """ex:S sh:targetNode ex:may ; sh:sparql [ sh:message "Not {?value}." ;
        sh:select "SELECT $this ?value WHERE { $this <https://valdoria.example/terms#motto> ?value }" ] ."""
    types = bundled_schema()
    info = next(iter(types.codes.values()))
    told = replace(types, shapes_ntriples=ntriples(shapes), codes={EX + "S": replace(info, message="Not {?value}.")})
    found = Validator(told, engine).validate(triples('ex:may ex:motto "on we go" .')).findings
    assert [each.message for each in found] == ["Not on we go."]


PAGE = """\
@prefix ex: <https://valdoria.example/terms#> .

# two parades
ex:june a ex:Parade ; ex:band ex:drums .
  ex:may a ex:Parade ;
    ex:length "long" .
"""


@both
def test_findings_in_an_rdf_file_have_the_line_of_their_node(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "parades.ttl"
    path.write_text(PAGE, encoding="utf-8")
    quads = [in_graph(triple, DefaultGraph()) for triple in triples(PAGE)]
    report = validate_rdf(path, quads, validator(engine, PARADE))
    place = Position(str(path), 5, 3, "  ex:may a ex:Parade ;")
    assert [(each.code, each.position) for each in report.findings] == [
        ("Parade-band:MinCount", place),
        ("Parade-length:Datatype", place),
    ]
    assert report.conforms is False
    assert "\n".join(finding_text(each) for each in report.findings) == (
        f"{path}:5:3: violation[Parade-band:MinCount]: A parade needs a band.\n"
        "    5 |   ex:may a ex:Parade ;\n"
        "          ^\n"
        f"{path}:5:3: warning[Parade-length:Datatype]: "
        f"<{EX}length> is to be of the datatype xsd:integer.\n"
        "    5 |   ex:may a ex:Parade ;\n"
        "          ^\n"
        '      found "long"'
    )


def test_findings_in_rdf_that_has_no_lines_have_no_place(tmp_path: Path) -> None:
    path = tmp_path / "parades.jsonld"
    path.write_text("{}", encoding="utf-8")
    quads = [Quad(NamedNode(EX + "may"), rdf.type, NamedNode(EX + "Parade"), DefaultGraph())]
    report = validate_rdf(path, quads, validator("shacl", PARADE))
    assert [(each.focus, each.position) for each in report.findings] == [(EX + "may", None)]


def test_an_rdf_file_that_conforms_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "parades.ttl"
    path.write_text("", encoding="utf-8")
    assert validate_rdf(path, [], validator("shacl", PARADE)) == Report(True)


@both
def test_a_shape_and_each_of_its_queries_has_its_own_words(engine: str, tmp_path: Path) -> None:
    (tmp_path / "parade.ttl").write_text(
        """
        @prefix ex: <https://valdoria.example/terms#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:Parade a owl:Class .
        ex:Rule a sh:NodeShape ; sh:targetClass ex:Parade ; sh:nodeKind sh:BlankNode ; sh:message "It has no name."@en ;
            sh:sparql [ sh:message "No horses."@en ;
                    sh:select "SELECT $this { $this a ?any . FILTER NOT EXISTS { $this <urn:horse> ?horse } }" ] ,
                [ sh:message "No bands."@en ;
                    sh:select "SELECT $this { $this a ?any . FILTER NOT EXISTS { $this <urn:band> ?band } }" ] .
        """,
        encoding="utf-8",
    )
    types = load_schema([tmp_path / "parade.ttl"])
    report = Validator(replace(types, own_shapes=()), engine).validate(
        triples("@prefix ex: <https://valdoria.example/terms#> . ex:may a ex:Parade .")
    )
    assert [(each.code, each.message) for each in report.findings] == [
        ("Rule:NodeKind", "It has no name."),
        ("Rule:SPARQL", "No bands."),
        ("Rule:SPARQL", "No horses."),
    ]
