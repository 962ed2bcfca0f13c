"""Only what is said without reserve is said plainly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, Triple

from kg.iris import Iris
from kg.mapping import Mapped, map_article
from kg.model import Fact
from kg.schema import load_schema
from kg.vocab import nf, rdf, schema
from tests.samples import MEETING, OFFICE, VISIT, facts_of, with_fields

TYPES = load_schema()
OKOYE = Iris().shared_entity("Ana Okoye")
TITLE = Triple(OKOYE, schema.jobTitle, Literal("Foreign Minister"))


def mapped(*facts: Fact) -> Mapped:
    return map_article(facts_of(*facts), TYPES, Iris())


def is_event(fact: Fact) -> bool:
    return any(q.predicate == rdf.type and q.object == schema.Event for q in mapped(fact).quads)


def test_a_meeting_that_took_place_is_a_schema_event() -> None:
    assert is_event(MEETING)


def plain(fact: Fact, *more: Fact) -> set[tuple[str, str]]:
    """What is said of situations in schema.org's own terms."""
    said = mapped(fact, *more).quads
    situations = {triple.subject for triple in said if triple.predicate == nf.attestedOn}
    terms = (schema.startDate, schema.location, schema.attendee)
    return {(t.predicate.value[19:], str(t.object)) for t in said if t.subject in situations and t.predicate in terms}


def test_an_event_has_its_day_its_place_and_who_attended() -> None:
    met = with_fields(MEETING, place="kesmark", date="2031-03-03")
    rehn, kesmark = Iris().shared_entity("Tomas Rehn"), Iris().shared_entity("Kesmark")
    assert plain(met) == {
        ("startDate", '"2031-03-03"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("location", str(kesmark)),
        ("attendee", str(OKOYE)),
        ("attendee", str(rehn)),
    }
    assert {term for term, _ in plain(with_fields(met, date="2031-03"))} == {"location", "attendee"}
    assert plain(met, with_fields(met, polarity="negative")) == set()
    assert plain(with_fields(met, status="planned")) == set()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "mooted"),
        ("status", "planned"),
        ("status", "cancelled"),
        ("status", "unknown"),
        ("certainty", "possible"),
        ("certainty", "probable"),
        ("polarity", "negative"),
        ("basis", "inferred"),
        ("source", "okoye"),
        ("editorial_state", "retracted"),
    ],
)
def test_anything_less_is_no_schema_event(key: str, value: str) -> None:
    assert not is_event(with_fields(MEETING, **{key: value}))


@pytest.mark.parametrize(("key", "value"), [("status", "cancelled"), ("polarity", "negative")])
def test_what_the_same_article_takes_back_is_no_schema_event(key: str, value: str) -> None:
    both = mapped(MEETING, with_fields(MEETING, **{key: value}))
    assert [q for q in both.quads if q.object == schema.Event] == []


def test_what_somebody_else_denies_stays_a_schema_event() -> None:
    both = mapped(MEETING, with_fields(MEETING, polarity="negative", source="rehn"))
    assert [q.object for q in both.quads if q.predicate == rdf.type and q.object == schema.Event] == [schema.Event]


def test_a_mooted_visit_is_no_schema_event() -> None:
    assert not is_event(VISIT)


def test_a_draft_is_said_plainly_nowhere() -> None:
    assert not is_event(replace(MEETING, draft=True))


def test_a_current_office_is_a_job_title() -> None:
    assert TITLE in mapped(OFFICE).claims


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenure", "former"),
        ("tenure", "incoming"),
        ("tenure", "acting"),
        ("polarity", "negative"),
        ("basis", "inferred"),
        ("certainty", "probable"),
        ("source", "rehn"),
    ],
)
def test_anything_less_is_no_job_title(key: str, value: str) -> None:
    assert TITLE not in mapped(with_fields(OFFICE, **{key: value})).claims


@pytest.mark.parametrize(("key", "value"), [("tenure", "former"), ("polarity", "negative")])
def test_a_former_or_denied_office_refutes_the_job_title(key: str, value: str) -> None:
    assert mapped(with_fields(OFFICE, **{key: value})).refutations == (TITLE,)


def test_a_resignation_refutes_the_job_title() -> None:
    resigned = Fact("Appointment", {**OFFICE.fields, "action": ("resigned",), "status": ("occurred",)}, OFFICE.evidence)
    fields = {key: value for key, value in resigned.fields.items() if key != "tenure"}
    assert mapped(replace(resigned, fields=fields)).refutations == (TITLE,)


def test_somebody_elses_word_refutes_nothing() -> None:
    assert mapped(with_fields(OFFICE, tenure="former", source="rehn")).refutations == ()


def test_an_employer_is_an_organisation_never_a_country() -> None:
    at_ministry = mapped(with_fields(OFFICE, organization="ministry")).claims
    of_country = mapped(with_fields(OFFICE, organization="kesmark")).claims
    assert [c.predicate for c in at_ministry if c.predicate == schema.worksFor] == [schema.worksFor]
    assert [c.predicate for c in of_country if c.predicate == schema.worksFor] == []


def test_a_list_without_a_value_says_nothing() -> None:
    fact = replace(MEETING, fields={**MEETING.fields, "status": (), "action": ()})
    assert not is_event(fact)
    assert mapped(fact).refutations == ()
