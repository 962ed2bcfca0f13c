"""Each file of tests/llm/cases is an answer that a model may give, and all that may come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kg.factfile import read_facts, write_facts
from kg.llm import Limits, LlmDraft, extract
from kg.schema import json_schema
from tests.llm.samples import ARTICLE, TEXT, asking, schema
from tests.llm.stub import as_json, writes

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def as_data(draft: LlmDraft) -> dict[str, Any]:
    """The draft as a case file has it."""
    document = json.loads(write_facts(draft.facts, "json"))
    return {
        "entities": document["entities"],
        "facts": document["facts"],
        "dropped": dict(draft.dropped),
        "mended": draft.mended,
        "failures": [each.reason for each in draft.failures],
    }


def draft_of(case: dict[str, Any]) -> LlmDraft:
    """What the extractor makes of the case's reply."""
    reply = as_json(case["reply"]) if "reply" in case else writes(case["answer"])
    with asking(reply, limits=Limits(tries=1, facts=3, entities=6)) as (_, endpoint):
        return extract(ARTICLE, schema(), endpoint)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_answer_gives_what_its_case_says(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    draft = draft_of(case)
    assert as_data(draft) == case["gives"]
    assert draft.facts.article == ARTICLE
    assert all(each.draft and each.by == "llm:stub-model/prompt-1@1" for each in draft.facts.facts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_kept_is_a_fact_file_without_problems(path: Path) -> None:
    facts = draft_of(yaml.safe_load(path.read_text(encoding="utf-8"))).facts
    written = write_facts(facts, "json")
    assert list(Draft202012Validator(json_schema(schema())).iter_errors(json.loads(written))) == []
    read = read_facts(written.encode(), schema(), lambda _: TEXT)
    assert (read.entities, read.facts) == (facts.entities, facts.facts)
