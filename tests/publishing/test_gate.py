"""What the gate lets through of extracted facts and of curated ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.iris import Iris
from kg.mapping import Policy
from kg.model import Fact
from kg.publishing.gate import Checked, Gate, Rules
from kg.publishing.inputs import Input
from kg.schema import load_schema
from kg.validation import Validator
from kg.vocab import oa
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of

TYPES = load_schema()
VALIDATOR = Validator(TYPES)
UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})  # needs two people


def checked(*facts: Fact, curated: bool = False, rules: Rules | None = None, policy: Policy | None = None) -> Checked:
    gate = Gate(TYPES, VALIDATOR, Iris(), rules or Rules(), policy or Policy())
    return gate.check(Input("okoye", facts_of(*facts, curated=curated)))


def test_of_an_extracted_article_what_fails_is_set_aside_and_the_rest_goes_on() -> None:
    result = checked(VISIT, UNFINISHED, OFFICE)
    assert (result.accepted, result.set_aside, result.conforms) == (2, 1, False)
    assert result.mapped
    assert result.mapped == checked(VISIT, OFFICE).mapped


def test_a_finding_tells_the_fact_and_its_sentence() -> None:
    (finding,) = checked(VISIT, replace(OFFICE, draft=True), UNFINISHED).findings
    assert (finding.fact, finding.sentence, finding.position) == (2, ARTICLE.text, None)


def test_findings_come_in_the_order_of_the_facts() -> None:
    other = replace(UNFINISHED, fields={**UNFINISHED.fields, "format": ("call",)})
    assert [finding.fact for finding in checked(other, VISIT, UNFINISHED).findings] == [0, 2]


def test_strict_takes_all_or_nothing_of_extracted_facts_too() -> None:
    result = checked(VISIT, UNFINISHED, rules=Rules(strict=True))
    assert (result.mapped, result.accepted, result.set_aside) == (None, 0, 2)


def test_an_extracted_article_without_facts_is_published_as_such() -> None:
    result = checked()
    assert result.conforms
    assert result.mapped
    assert result.mapped.assertions == ()


def test_an_article_that_does_not_conform_is_not_published_without_its_facts() -> None:
    nameless = replace(facts_of(VISIT), article=replace(ARTICLE, headline="x" * 100_000, published="some day"))
    result = Gate(TYPES, VALIDATOR, Iris()).check(Input("okoye", nameless))
    assert result.mapped is None
    assert {finding.code for finding in result.findings} == {"Article-published:Or"}


def test_a_quotation_is_kept_up_to_the_limit() -> None:
    result = checked(VISIT, policy=Policy(quote_limit=9))
    assert result.mapped
    assert [q.object.value for q in result.mapped.quads if q.predicate == oa.exact] == ["Ana Okoye"]  # type: ignore[union-attr]


@pytest.mark.parametrize("curated", [True, False])
def test_what_conforms_comes_through_whole(curated: bool) -> None:
    result = checked(VISIT, OFFICE, curated=curated)
    assert (result.accepted, result.set_aside, result.drafts, result.findings, result.conforms) == (2, 0, 0, (), True)
