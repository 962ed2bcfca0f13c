"""The reference pages keep up with the code."""

from __future__ import annotations

import re

from kg.explanations import FINDINGS, INPUTS, OUTCOMES
from kg.factfile import EXPLANATIONS as FACT_FILES
from kg.factfile.yaml_tree import yaml_tree
from kg.linking import EXPLANATIONS as AUTHORITIES
from kg.schema import EXPLANATIONS as SHAPES
from kg.schema import json_schema, load_schema
from tests.conftest import ROOT

REFERENCE = ROOT / "docs" / "reference"


def test_every_code_is_in_the_reference_with_its_explanation() -> None:
    page = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", page, re.MULTILINE)) == {
        **FACT_FILES,
        **AUTHORITIES,
        **SHAPES,
        **INPUTS,
        **OUTCOMES,
        **FINDINGS,
    }


def test_the_example_in_the_reference_conforms() -> None:
    from jsonschema import Draft202012Validator

    page = (REFERENCE / "fact-file.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml[^\n]*\n(.*?)```", page, re.DOTALL)
    assert found
    root, _ = yaml_tree(found.group(1))
    assert root
    assert list(Draft202012Validator(json_schema(load_schema())).iter_errors(root.data)) == []
