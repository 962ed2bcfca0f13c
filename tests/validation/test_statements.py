"""Statements as strings are judged as triples are, with fewer class axioms and rules."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse

from kg.api import load_facts
from kg.iris import Iris
from kg.mapping import Mapped, Policy, map_article
from kg.model import Evidence
from kg.schema import bundled_schema
from kg.serialization.names import Names
from kg.terms import Statement
from kg.validation import SOUND, UNSEEN, Report, Validator
from kg.vocab import PREFIXES, SH, SHAPES
from tests.conftest import ROOT
from tests.samples import VISIT, facts_of
from tests.validation.mutations import mutants

TYPES = bundled_schema()
FAST, REFERENCE = Validator(TYPES, "shacl"), Validator(TYPES, "pyshacl")


def mapped(start: int, end: int, quote: str, limit: int = 300) -> Mapped:
    fact = replace(VISIT, evidence=(Evidence(start, end, quote),))
    return map_article(facts_of(fact), TYPES, Iris(), Policy(quote_limit=limit))


def judged(validator: Validator, given: Mapped, *, sound: bool) -> Report:
    return validator.validate_statements((*given.said, *given.supported), sound=sound)


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
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.integers(-1, 9),
    st.sampled_from([0, 1, 9, 300, 301]),
    st.text(" \t\x1f\u200ba", max_size=2),
)
def test_of_what_is_sound_nothing_is_found_without_its_shapes_that_they_would_find(
    quote: str, start: int, limit: int, name: str
) -> None:
    fact = replace(VISIT, evidence=(Evidence(start, start + len(quote), quote),))
    facts = facts_of(fact)
    okoye = replace(facts.entities["okoye"], name=name)
    given = map_article(replace(facts, entities={**facts.entities, "okoye": okoye}), TYPES, Iris(), Policy(limit))
    whole = judged(FAST, given, sound=False)
    if given.sound:
        assert judged(FAST, given, sound=True) == whole
    assert given.sound == (start >= 0 and quote != "" and 1 <= limit <= 300 and name.strip() != "")


def test_the_articles_at_hand_are_judged_the_same_without_what_no_shape_looks_at() -> None:
    for path in sorted((ROOT / "data").glob("*.facts.yaml")):
        given = map_article(load_facts(path), TYPES, Iris())
        for facts in (given, replace(given, said=given.said[::2]), replace(given, supported=given.supported[::2])):
            unasked = {f"{name}-" for name in SOUND}
            found = [
                each for each in judged(FAST, facts, sound=False).findings if not each.code.startswith(tuple(unasked))
            ]
            assert list(judged(FAST, facts, sound=True).findings) == found


def test_no_shape_but_those_of_what_is_sound_names_what_the_engine_does_not_get() -> None:
    said: dict[str, list[str]] = {}
    waiting: list[str] = []
    for triple in parse(TYPES.shapes_ntriples, RdfFormat.N_TRIPLES):
        said.setdefault(str(triple.subject), []).append(str(triple.object))
        waiting += [str(triple.subject)] if triple.predicate.value.startswith(f"{SH}target") else []
    met = {f"<{SHAPES}{name}>" for name in SOUND}
    while waiting:
        if (shape := waiting.pop()) not in met:
            met.add(shape)
            waiting += said.get(shape, ())
    queries = " ".join(each for each in met if each.startswith('"'))
    named = {each for each in UNSEEN if re.search(rf"{Names(PREFIXES).short(each[1:-1])}\b", queries)}
    assert named | (UNSEEN & met) == set()


def test_a_quotation_that_is_not_as_long_as_its_place_is_not_sound_and_is_found_by_both_engines() -> None:
    wrong = mapped(0, 8, "Ana Okoye")
    assert not wrong.sound
    for validator in (FAST, REFERENCE):
        assert [each.code for each in judged(validator, wrong, sound=wrong.sound).findings] == ["EvidenceLength:SPARQL"]
        assert judged(validator, wrong, sound=True) == Report(True)  # so only what is sound may be said to be
