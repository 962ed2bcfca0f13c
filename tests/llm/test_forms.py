"""The form that goes with a request says what the shapes say, in the few words that every endpoint knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from kg.llm.forms import fields_asked, make_forms
from kg.schema import Schema, load_schema
from tests.llm.samples import ANSWER, VISIT, schema
from tests.schema.mini import mini_schema


def objects_in(form: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object in a JSON Schema."""
    if isinstance(form, dict):
        if form.get("type") == "object":
            yield form
        for each in form.values():
            yield from objects_in(each)
    elif isinstance(form, list):
        for each in form:
            yield from objects_in(each)


@pytest.mark.parametrize("types", [schema(), mini_schema()], ids=["bundled", "mini"])
def test_the_form_of_a_fact_has_the_fields_of_its_shape(types: Schema) -> None:
    form = make_forms(types).json_schema
    for name, fact_type in types.types.items():
        keys = [each.key for each in fields_asked(types, fact_type)]
        assert list(form["$defs"][name]["properties"]) == ["type", *keys, "evidence"]
        assert "editorial_state" not in keys


@pytest.mark.parametrize("types", [schema(), mini_schema()], ids=["bundled", "mini"])
def test_every_object_takes_its_own_fields_and_no_others(types: Schema) -> None:
    form = make_forms(types).json_schema
    Draft202012Validator.check_schema(form)
    found = list(objects_in(form))
    assert len(found) > len(types.types)
    for each in found:
        assert (each["required"], each["additionalProperties"]) == (list(each["properties"]), False)


def test_the_form_has_only_words_that_every_endpoint_knows() -> None:
    def words(form: Any, *, named: bool = False) -> Iterator[str]:
        if isinstance(form, dict):
            for key, value in form.items():
                if not named:
                    yield key
                yield from words(value, named=key in ("properties", "$defs") and not named)
        elif isinstance(form, list):
            for each in form:
                yield from words(each)

    known = {
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "anyOf",
        "enum",
        "const",
        "$ref",
        "$defs",
    }
    assert set(words(make_forms(schema()).json_schema)) == known | {"description"}


def test_the_sample_answer_keeps_to_the_form_and_a_changed_one_does_not() -> None:
    validator = Draft202012Validator(make_forms(schema()).json_schema)
    assert list(validator.iter_errors(ANSWER)) == []
    for changed in ({"mood": "merry"}, {"status": "rumoured"}, {"visitor": "okoye"}, {"draft": False}):
        assert list(validator.iter_errors(ANSWER | {"facts": [VISIT | changed]})) != []


def test_a_field_may_be_called_like_anything_that_a_form_has(tmp_path: Any) -> None:
    (tmp_path / "shapes.ttl").write_text(
        """
        @prefix nf: <https://w3id.org/news-facts/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix x: <https://harbourpost.example/x#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        x:S a sh:NodeShape ; sh:targetClass x:Storm ; sh:property x:S-1 , x:S-2 , x:S-3 .
        x:S-1 a sh:PropertyShape ; sh:path x:a ; sh:name "model_dump" ; sh:datatype xsd:boolean ; sh:minCount 1 ;
            sh:maxCount 1 .
        x:S-2 a sh:PropertyShape ; sh:path x:b ; sh:name "json" ; sh:datatype xsd:integer ; sh:minInclusive 0 ;
            sh:maxCount 1 .
        x:S-3 a sh:PropertyShape ; sh:path x:c ; sh:name "schema" ; sh:datatype xsd:decimal ; sh:maxInclusive 12 .
        """
    )
    (tmp_path / "ontology.ttl").write_text(
        """
        @prefix nf: <https://w3id.org/news-facts/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix x: <https://harbourpost.example/x#> .
        x:Storm a owl:Class ; rdfs:subClassOf nf:Relation ; rdfs:label "storm"@en .
        x:a a owl:DatatypeProperty . x:b a owl:DatatypeProperty . x:c a owl:DatatypeProperty .
        """
    )
    form = make_forms(load_schema([tmp_path / "shapes.ttl"], [tmp_path / "ontology.ttl"])).facts["Storm"]
    said = {key: VISIT[key] for key in ("certainty", "polarity", "basis", "source", "evidence")} | {"type": "Storm"}
    good = said | {"model_dump": True, "json": 3, "schema": [1, 2.5]}
    assert form.model_validate(good).model_dump(by_alias=True) == good
    for bad in (
        {"model_dump": 1},
        {"json": -1},
        {"json": 2.0},
        {"json": 10**13},
        {"schema": [13]},
        {"schema": [1e999]},
    ):
        with pytest.raises(ValidationError):
            form.model_validate(good | bad)
