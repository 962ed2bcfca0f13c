"""Shapes and ontology become a schema."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import UnreadableInputError
from kg.schema import FactType, Field, ShapeInfo, load_schema
from kg.vocab import EDTF_NS, NF, SCHEMA, SHAPES, XSD, owl, sh
from tests.schema import mini
from tests.schema.mini import mini_schema

VISITOR = Field(
    key="visitor",
    path=NF + "visitor",
    kind="entity",
    label="who went",
    description="Who goes.",
    order=1,
    min_count=1,
    max_count=None,
    in_key=True,
    classes=(NF + "Agent",),
    shape=SHAPES + "Visit-visitor",
)
DESTINATION = Field(
    key="destination",
    path=NF + "destination",
    kind="entity",
    label="where to",
    description="",
    order=2,
    min_count=1,
    max_count=1,
    in_key=True,
    classes=(SCHEMA + "Place", SCHEMA + "Country"),
    shape=SHAPES + "Visit-destination",
)
DATE = Field(
    key="date",
    path=NF + "date",
    kind="literal",
    label="date",
    description="",
    order=3,
    min_count=0,
    max_count=1,
    in_key=False,
    datatype=EDTF_NS + "EDTF",
    time_role="time",
    shape=SHAPES + "Visit-date",
)
ENTITY = Field(
    key="entity",
    path=NF + "participant",
    kind="entity",
    label="entity",
    description="",
    order=1,
    min_count=1,
    max_count=1,
    in_key=False,
    shape=SHAPES + "Participation-entity",
)
ROLE = Field(
    key="role",
    path=NF + "role",
    kind="literal",
    label="role",
    description="",
    order=2,
    min_count=0,
    max_count=1,
    in_key=False,
    datatype=XSD + "string",
    shape=SHAPES + "Participation-role",
)


def _event(key: str) -> Field | None:
    return mini_schema().types["Event"].field(key)


def test_a_fact_type_is_compiled_whole() -> None:
    assert mini_schema().types["Visit"] == FactType(
        name="Visit",
        iri=NF + "Visit",
        label="Visit",
        description="Somebody goes to see a place.",
        fields=(VISITOR, DESTINATION, DATE),
        happening=True,
        superclasses=frozenset({NF + "Happening", NF + "Situation"}),
    )


def test_the_names_of_types_and_entities_are_the_local_names_of_classes() -> None:
    assert list(mini_schema().types) == ["Event", "SpeechAct", "Visit"]
    assert mini_schema().entity_types == {
        "Agent": NF + "Agent",
        "Country": SCHEMA + "Country",
        "Person": SCHEMA + "Person",
        "Place": SCHEMA + "Place",
        "Ship": "https://harbour.example/terms#Ship",
        "UnnamedSource": NF + "UnnamedSource",
    }


def test_only_what_happens_is_a_happening() -> None:
    types = mini_schema().types.values()
    assert {each.name: each.happening for each in types} == {"Event": True, "SpeechAct": False, "Visit": True}


def test_a_nested_node_has_its_own_fields_and_class() -> None:
    field = _event("participants")
    assert field is not None
    assert (field.kind, field.fields, field.node_class) == ("node", (ENTITY, ROLE), NF + "Participation")


def test_free_words_have_a_broad_concept_whatever_their_case() -> None:
    field = _event("kind")
    assert field is not None
    assert field.broad_path == NF + "broadKind"
    assert field.broad_concepts == {"storm": NF + "kind-storm", "gale": NF + "kind-storm"}


def test_a_beginning_is_told_from_a_time() -> None:
    field = _event("start")
    assert field is not None
    assert field.time_role == "beginning"


def test_what_the_ontology_calls_verbatim_is() -> None:
    field = mini_schema().types["SpeechAct"].field("text")
    assert field is not None
    assert field.verbatim


def test_a_controlled_value_is_named_by_its_notation() -> None:
    fields = {each.key: dict(each.concepts) for each in mini_schema().assertion_fields}
    assert fields == {
        "status": {"mooted": NF + "status-mooted", "occurred": NF + "status-occurred"},
        "certainty": {"certain": NF + "certainty-certain", "possible": NF + "certainty-possible"},
        "source": {},
    }


def test_a_status_is_required_of_happenings_and_refused_to_others() -> None:
    schema = mini_schema()
    required = {
        name: [each.key for each in schema.fields_of(fact_type) if schema.is_required(each, fact_type)]
        for name, fact_type in schema.types.items()
    }
    assert required == {
        "Event": ["kind", "status", "certainty", "source"],
        "SpeechAct": ["speaker", "text", "certainty", "source"],
        "Visit": ["visitor", "destination", "status", "certainty", "source"],
    }
    assert "status" not in [each.key for each in schema.fields_of(schema.types["SpeechAct"])]


def test_classes_are_closed_transitively() -> None:
    schema = mini_schema()
    assert schema.is_a(SCHEMA + "Person", NF + "Participant")
    assert f"<{SCHEMA}Person> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{NF}Participant> ." in (
        schema.axioms_ntriples.splitlines()
    )


def test_engines_get_the_scheme_as_a_list_and_no_imports() -> None:
    triples = {
        (each.subject, each.predicate): each.object
        for each in parse(mini_schema().shapes_ntriples, format=RdfFormat.N_TRIPLES)
    }
    head = triples[NamedNode(SHAPES + "Assertion-status"), sh.in_]
    first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
    assert not isinstance(head, NamedNode)
    assert str(triples[head, NamedNode(first)]) == f"<{NF}status-mooted>"
    assert owl.imports.value not in mini_schema().shapes_ntriples


def test_both_engines_take_the_shapes() -> None:
    from rdflib import Graph
    from shacl import Shapes

    Shapes.from_text(mini_schema().shapes_ntriples, "ntriples")
    assert len(Graph().parse(data=mini_schema().shapes_ntriples, format="nt")) > 50


def test_two_loads_are_equal_to_the_byte() -> None:
    again = load_schema([mini.SHAPES], [mini.ONTOLOGY], bundled=False)
    assert again == mini_schema()


def test_prefixes_of_users_are_kept_and_ours_stand() -> None:
    assert mini_schema().prefixes["harbour"] == "https://harbour.example/terms#"
    assert mini_schema().prefixes["nf"] == NF


def test_a_shape_can_be_explained() -> None:
    assert mini_schema().codes[SHAPES + "Visit-visitor"] == ShapeInfo(
        iri=SHAPES + "Visit-visitor",
        label="who went",
        description="Who goes.",
        message="A visit needs a visitor.",
        key="visitor",
        fact_type="Visit",
    )
    assert mini_schema().codes[SHAPES + "Visit-dated"].message == "A visit has one date."


def test_a_fact_type_of_ones_own_needs_no_python(tmp_path: Path) -> None:
    (tmp_path / "parade.ttl").write_text(
        """
        @prefix ex: <https://valdoria.example/terms#> .
        @prefix nf: <https://w3id.org/news-facts/ns#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:Parade a owl:Class ; rdfs:subClassOf nf:Visit .
        ex:ParadeShape a sh:NodeShape ; sh:targetClass ex:Parade ; sh:property ex:Parade-band .
        ex:Parade-band sh:path ex:band ; sh:name "band" ; sh:order 9 ; sh:datatype xsd:string .
        """
    )
    schema = load_schema([mini.SHAPES, tmp_path], [mini.ONTOLOGY], bundled=False)
    parade = schema.types["Parade"]
    assert [each.key for each in parade.fields] == ["visitor", "destination", "date", "band"]
    assert parade.happening
    assert schema.digest != mini_schema().digest


def test_shapes_that_did_not_come_with_kg_are_known_those_with_queries_by_name(tmp_path: Path) -> None:
    plain, asking = tmp_path / "plain.ttl", tmp_path / "asking.ttl"
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://valdoria.example/terms#> . "
    plain.write_text(
        f"{head} ex:Plain a sh:NodeShape ; sh:targetClass <https://w3id.org/news-facts/ns#Visit> ; sh:nodeKind sh:IRI ."
    )
    query = 'sh:sparql [ sh:message "m" ; sh:select "SELECT $this { $this <urn:p> 1 }" ]'
    asking.write_text(
        f"{head} ex:Asking a sh:NodeShape ; sh:targetClass <https://w3id.org/news-facts/ns#Visit> ; {query} ."
    )
    assert [load_schema(own).own_shapes for own in ([], [plain], [plain, asking])] == [
        (),
        (str(plain),),
        (f"https://valdoria.example/terms#Asking ({asking})",),
    ]


@pytest.mark.parametrize("name", ["nowhere.ttl", "empty"])
def test_a_path_without_turtle_is_an_error_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInputError, match=name):
        load_schema([tmp_path / name], [mini.ONTOLOGY], bundled=False)
