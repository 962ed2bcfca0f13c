"""What an article and its facts come to in RDF."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.iris import Iris
from kg.mapping import Mapped, Policy, map_article, to_quads
from kg.mapping.literals import time_literal
from kg.model import Article, Evidence, Fact
from kg.schema import load_schema
from kg.vocab import NF, XSD, nf, oa, prov, schema
from tests.samples import ARTICLE, MEETING, OFFICE, TEXT, VISIT, facts_of, with_fields

TYPES = load_schema()


def mapped(*facts: Fact, policy: Policy | None = None, article: Article = ARTICLE) -> Mapped:
    return map_article(facts_of(*facts, article=article), TYPES, Iris(), policy)


def values(result: Mapped, term: object) -> list[str]:
    return sorted(
        q.object.value for q in result.quads if q.predicate == term and isinstance(q.object, NamedNode | Literal)
    )


def test_the_same_facts_give_the_same_quads() -> None:
    assert mapped(VISIT, OFFICE) == mapped(VISIT, OFFICE)


def test_the_order_of_facts_changes_no_quad() -> None:
    assert set(mapped(VISIT, OFFICE).quads) == set(mapped(OFFICE, VISIT).quads)


def test_all_quads_stand_in_the_articles_graph_and_none_has_a_blank_node() -> None:
    result = mapped(VISIT, OFFICE, MEETING)
    assert {quad.graph_name for quad in result.quads} == {result.graph}
    assert not any(isinstance(term, BlankNode) for quad in result.quads for term in (quad.subject, quad.object))


def test_local_names_have_no_slash() -> None:
    subjects = (quad.subject for quad in mapped(VISIT, OFFICE, MEETING).quads)
    minted = [node.value for node in subjects if isinstance(node, NamedNode) and "kg.example" in node.value]
    assert [iri for iri in minted if iri.count("/") != 4] == []


def test_confidence_rule_and_length_of_evidence_are_no_part_of_identity() -> None:
    other = replace(VISIT, confidence=0.4, by="visit-noun@2", evidence=(Evidence(17, 26, TEXT[17:26]),))
    assert mapped(VISIT).assertions == mapped(other).assertions


def test_one_assertion_that_two_facts_make_is_as_sure_as_the_surer_and_has_the_evidence_of_both() -> None:
    one = replace(VISIT, confidence=0.85, by="visit-noun@1", evidence=(Evidence(0, 4, "Talk"),))
    other = replace(VISIT, confidence=0.92, by="visit-verb@2", evidence=(Evidence(5, 9, "went"),))
    told = mapped(one, other)
    assert set(told.quads) == set(mapped(other, one).quads)
    assert (values(told, nf.confidence), values(told, oa.exact)) == (["0.92"], ["Talk", "went"])
    assert len(values(told, prov.wasGeneratedBy)) == 1
    by_hand = mapped(one, replace(other, confidence=None, by=None))
    assert (values(by_hand, nf.confidence), values(by_hand, prov.wasGeneratedBy)) == ([], [])


@pytest.mark.parametrize(("key", "value"), [("status", "planned"), ("polarity", "negative"), ("source", "rehn")])
def test_another_word_on_one_visit_is_another_assertion_of_one_situation(key: str, value: str) -> None:
    result = mapped(VISIT, with_fields(VISIT, **{key: value}))
    situations = {q.object for q in result.quads if q.predicate == nf.asserts}
    assert (len(set(result.assertions)), len(situations)) == (2, 1)


def test_a_date_gives_its_bounds_its_day_and_its_month() -> None:
    result = mapped(with_fields(VISIT, date="2031-03-25"))
    assert [values(result, term) for term in (nf.earliestStart, nf.latestEnd, nf.onDay, nf.inMonth)] == [
        ["2031-03-25"],
        ["2031-03-25"],
        ["https://kg.example/day/2031-03-25"],
        ["https://kg.example/month/2031-03"],
    ]


def test_a_span_of_days_is_a_set_of_edtf_and_no_day() -> None:
    result = mapped(with_fields(VISIT, date="2031-03-03/2031-03-09"))
    assert values(result, NamedNode(NF + "date")) == ["[2031-03-03..2031-03-09]"]
    assert values(result, nf.earliestStart) == ["2031-03-03"]
    assert values(result, nf.latestEnd) == ["2031-03-09"]
    assert values(result, nf.onDay) == []


def test_the_start_of_an_office_bounds_only_its_beginning() -> None:
    result = mapped(with_fields(OFFICE, start="2029"))
    assert values(result, nf.earliestStart) == ["2029-01-01"]
    assert values(result, nf.latestStart) == ["2029-12-31"]
    assert values(result, nf.earliestEnd) == []


def test_a_quotation_over_the_limit_keeps_its_beginning_and_a_digest_of_the_whole() -> None:
    result = mapped(VISIT, policy=Policy(quote_limit=10))
    assert values(result, oa.exact) == [TEXT[17:27]]
    assert values(result, nf.truncated) == ["true"]
    assert [len(value) for value in values(result, nf.quoteDigest)] == [len("sha256:") + 64]
    assert values(result, oa.end) == ["48"]


def test_the_body_is_published_only_on_request() -> None:
    assert values(mapped(VISIT), schema.articleBody) == []
    assert values(mapped(VISIT, policy=Policy(with_text=True)), schema.articleBody) == [TEXT]


def test_unverified_evidence_says_so() -> None:
    unverified = replace(VISIT, evidence=(replace(VISIT.evidence[0], verified=False),))
    assert values(mapped(VISIT), nf.unverified) == []
    assert values(mapped(unverified), nf.unverified) == ["true"]


def test_an_article_without_publisher_is_attributed_to_an_unnamed_one() -> None:
    result = mapped(VISIT, article=replace(ARTICLE, publisher=None))
    assert "unnamed publisher" in values(result, schema.name)


def test_an_article_that_nothing_names_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a url, an id or a text_digest"):
        mapped(VISIT, article=Article())


def test_to_quads_leaves_out_what_the_article_itself_refutes() -> None:
    both = facts_of(OFFICE, with_fields(OFFICE, tenure="former"))
    titles = [q for q in to_quads(both, TYPES, Iris()) if q.predicate == schema.jobTitle]
    assert titles == []


@pytest.mark.parametrize(
    ("written", "canonical", "datatype"),
    [
        ("2031-03-04", "2031-03-04", "date"),
        ("2031-03-04T15:38+01:00", "2031-03-04T15:38:00+01:00", "dateTime"),
        ("2031-03-04 15:38:07.500Z", "2031-03-04T15:38:07.5Z", "dateTime"),
        ("2031-03-04T15:38:00+0000", "2031-03-04T15:38:00Z", "dateTime"),
        ("spring 2031", "spring 2031", "string"),
    ],
)
def test_times_are_canonical(written: str, canonical: str, datatype: str) -> None:
    assert time_literal(written) == str(Literal(canonical, datatype=NamedNode(XSD + datatype)))


@given(st.text(min_size=1, max_size=40), st.floats(0, 1))
def test_any_words_can_be_mapped(words: str, confidence: float) -> None:
    fact = replace(with_fields(OFFICE, post=words), confidence=confidence)
    assert Literal(words.strip()) in {quad.object for quad in mapped(fact).quads}


def test_spaces_around_a_post_and_a_value_given_twice_are_of_no_account() -> None:
    spaced = with_fields(OFFICE, post="  Foreign Minister\n")
    twice = replace(MEETING, fields={**MEETING.fields, "participants": ("rehn", "okoye", "rehn")})
    assert set(mapped(spaced, twice).quads) == set(mapped(OFFICE, MEETING).quads)
    assert mapped(spaced, twice).claims == mapped(OFFICE, MEETING).claims


@pytest.mark.parametrize("kind", ["vote", "vote to close two piers", "vote against harbour bill"])
def test_a_vote_is_a_vote_whatever_it_was_about(kind: str) -> None:
    told = replace(VISIT, type="Event", fields={"kind": (kind,), "status": ("occurred",)})
    result = mapped(told)
    assert values(result, NamedNode(NF + "kind")) == [kind]
    assert values(result, nf.broadKind) == [NF + "kind-vote"]
