"""Sentences about an invented world, with what a careful reader takes from them and what nobody may.

A case has `text`, `facts` (each a fact type with the fields that the case is about, entities by name), `never` (facts
that must not be found) and, where it matters, `published`. What the rules still miss stands under `missed`, what
they still find wrongly under `wrong`: the test holds that it is so, so that an improvement shows.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extraction import extract_many, load_nlp
from kg.model import Article, ArticleFacts

HERE = Path(__file__).parent / "cases"
DAY = "2031-05-06"  # a Tuesday
Case = dict[str, Any]


def cases() -> list[tuple[str, Case]]:
    """Every case with its name: the file and its number there."""
    return [
        (f"{path.stem}-{number}", case)
        for path in sorted(HERE.glob("*.yaml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


@lru_cache(maxsize=1)
def found() -> dict[str, ArticleFacts]:
    """What the extractor finds in each case; the model is loaded once."""
    named = cases()
    articles = [Article(text=case["text"], published=str(case.get("published", DAY))) for _, case in named]
    return {name: facts for (name, _), facts in zip(named, extract_many(articles, nlp=load_nlp()), strict=True)}


def plain(facts: ArticleFacts) -> list[dict[str, Any]]:
    """The facts with entities as their names, a single value as itself, several as a list."""
    return [
        {
            "type": fact.type,
            "draft": fact.draft,
            **{key: value for key, values in fact.fields.items() if (value := said(facts, values))},
        }
        for fact in facts.facts
    ]


def said(facts: ArticleFacts, values: tuple[Any, ...]) -> Any:
    named = [
        f"{name_of(facts, value['entity'][0])} ({value['role'][0]})"
        if not isinstance(value, str | int | float)
        else name_of(facts, value)
        for value in values
    ]
    return named[0] if len(named) == 1 else named


def name_of(facts: ArticleFacts, value: Any) -> Any:
    return facts.entities[value].name if value in facts.entities else value


def holds(wanted: Case, facts: list[dict[str, Any]]) -> bool:
    return any(all(fact.get(key) == value for key, value in wanted.items()) for fact in facts)


@pytest.mark.parametrize(("name", "case"), cases(), ids=[name for name, _ in cases()])
def test_what_a_sentence_says(name: str, case: Case) -> None:
    facts = plain(found()[name])
    assert [wanted for wanted in case.get("facts", ()) if not holds(wanted, facts)] == [], facts
    assert [refused for refused in case.get("never", ()) if holds(refused, facts)] == [], facts
    assert [wanted for wanted in case.get("missed", ()) if holds(wanted, facts)] == [], (
        "an improvement: move it to facts"
    )
    assert [refused for refused in case.get("wrong", ()) if not holds(refused, facts)] == [], (
        "an improvement: move it to never"
    )


def test_all_evidence_stands_in_the_text_at_its_offsets() -> None:
    texts = {name: case["text"] for name, case in cases()}
    assert [
        (name, fact.type, each)
        for name, facts in found().items()
        for fact in facts.facts
        for each in fact.evidence
        if each.end - each.start != len(each.quote) or texts[name][each.start : each.end] != each.quote
    ] == []


def test_every_fact_type_has_cases() -> None:
    shown = {wanted["type"] for _, case in cases() for wanted in case.get("facts", ())}
    assert shown == {
        "Agreement",
        "Appointment",
        "Event",
        "Meeting",
        "Membership",
        "OfficeHolding",
        "Restriction",
        "SpeechAct",
        "Visit",
    }
