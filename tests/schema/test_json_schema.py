"""The JSON Schema says of a fact file what the reader says, as far as it can."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kg.schema import json_schema, load_schema
from tests.conftest import SHARED, needs_shared
from tests.schema.mini import mini_schema

GOOD: dict[str, Any] = {
    "kg": 1,
    "article": {"id": "hp-1", "publisher": "The Harbour Post", "authors": ["A. Writer"]},
    "entities": {"okoye": {"type": "Person", "name": "Ana Okoye"}, "v": {"type": "Country", "name": "Valdoria"}},
    "facts": [
        {
            "type": "Visit",
            "visitor": "okoye",
            "destination": "v",
            "date": "2023-06",
            "status": "mooted",
            "certainty": "possible",
            "source": ["article", "okoye"],
            "evidence": [{"start": 0, "end": 9, "quote": "Ana Okoye", "of": "visitor"}],
        },
        {
            "type": "Event",
            "kind": "storm",
            "participants": [{"entity": "v", "role": "place"}],
            "deaths": 3,
            "status": "occurred",
            "certainty": "certain",
            "source": "article",
            "evidence": [{"start": 0, "end": 9, "quote": "Ana Okoye"}],
        },
    ],
}


def _errors(document: Any) -> list[str]:
    errors = Draft202012Validator(json_schema(mini_schema())).iter_errors(document)
    return sorted("/".join(str(step) for step in error.absolute_path) for error in errors)


def _changed(path: str, value: Any) -> Any:
    document = json.loads(json.dumps(GOOD))
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place = document
    for step in steps:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json_schema(mini_schema()))
    Draft202012Validator.check_schema(json_schema(load_schema()))


def test_a_good_file_conforms() -> None:
    assert _errors(GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("kg", 2, "kg"),
        ("article", {"headline": "Talks"}, "article"),
        ("article/publisherr", "The Harbour Post", "article"),
        ("entities/okoye/type", "Politician", "entities/okoye/type"),
        ("entities/okoye/name", None, "entities/okoye"),
        ("facts/0/type", "Vist", "facts/0/type"),
        ("facts/0/visitor", None, "facts/0"),
        ("facts/0/visiter", "okoye", "facts/0"),
        ("facts/0/status", None, "facts/0"),
        ("facts/0/status", "moted", "facts/0/status"),
        ("facts/0/destination", ["v", "v"], "facts/0/destination"),
        ("facts/0/evidence", [], "facts/0/evidence"),
        ("facts/0/evidence/0/start", "zero", "facts/0/evidence/0/start"),
        ("facts/0/confidence", 93, "facts/0/confidence"),
        ("facts/1/deaths", -3, "facts/1/deaths"),
        ("facts/1/participants", ["v"], "facts/1/participants"),
        ("notes", "none", ""),
    ],
)
def test_a_bad_file_is_marked_where_it_is_bad(path: str, value: Any, where: str) -> None:
    assert _errors(_changed(path, value)) == [where]


def test_fields_have_labels_and_descriptions_for_editors() -> None:
    visitor = json_schema(mini_schema())["$defs"]["Visit"]["properties"]["visitor"]
    assert (visitor["title"], visitor["description"]) == ("who went", "Who goes.")


@needs_shared
def test_every_gold_file_conforms() -> None:
    validator = Draft202012Validator(json_schema(load_schema()))
    files = sorted((SHARED / "gold").glob("*.facts.yaml"))
    found = [validator.is_valid(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    assert found == [True] * 12


def test_a_plain_false_is_a_verdict_to_editors_too() -> None:
    verdict = json_schema(load_schema())["$defs"]["Visit"]["properties"]["verdict"]
    assert verdict["anyOf"][0] == {"enum": ["disputed", "false", "supported", "unproven", False]}
