"""Statements as strings are judged as triples are, with fewer class axioms and rules."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.api import load_facts
from kg.iris import Iris
from kg.mapping import Mapped, Policy, map_article
from kg.model import Evidence
from kg.schema import bundled_schema
from kg.terms import Statement
from kg.validation import Report, Validator
from tests.conftest import ROOT
from tests.samples import VISIT, facts_of
from tests.validation.mutations import mutants

TYPES = bundled_schema()
FAST, REFERENCE = Validator(TYPES, "shacl"), Validator(TYPES, "pyshacl")


def mapped(start: int, end: int, quote: str, limit: int = 300) -> Mapped:
    fact = replace(VISIT, evidence=(Evidence(start, end, quote),))
    return map_article(facts_of(fact), TYPES, Iris(), Policy(quote_limit=limit))


def judged(validator: Validator, given: Mapped, *, measured: bool) -> Report:
    return validator.validate_statements((*given.said, *given.supported), measured=measured)


def statement(triple: Triple) -> Statement:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def test_broken_articles_are_judged_the_same_as_statements_and_as_triples() -> None:
    files = sorted((ROOT / "data").glob("*.facts.yaml"))
    whole = [(path.name, map_article(load_facts(path), TYPES, Iris())) for path in files]
    articles = [(name, (*(quad.triple for quad in each.quads), *each.claims)) for name, each in whole]
    broken = list(mutants(articles, 60, seed=3))
    reports = [FAST.validate(each.triples) for each in broken]
    assert [FAST.validate_statements([*map(statement, each.triples)]) for each in broken] == reports
    assert len({finding.code for report in reports for finding in report.findings}) > 20


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), st.integers(0, 9), st.integers(1, 9))
def test_where_quotations_were_measured_nothing_is_found_without_their_rule_that_it_would_find(
    quote: str, start: int, limit: int
) -> None:
    right = mapped(start, start + len(quote), quote, limit)
    assert right.measured
    assert judged(FAST, right, measured=True) == judged(FAST, right, measured=False)


def test_a_quotation_that_is_not_as_long_as_its_place_was_not_measured_and_is_found_by_both_engines() -> None:
    wrong = mapped(0, 8, "Ana Okoye")
    assert not wrong.measured
    for validator in (FAST, REFERENCE):
        assert [each.code for each in judged(validator, wrong, measured=wrong.measured).findings] == [
            "EvidenceLength:SPARQL"
        ]
        assert judged(validator, wrong, measured=True) == Report(True)  # so only what was measured may be said to be
