"""Nobody vouches for a draft: neither it nor who is named by drafts alone is published."""

from __future__ import annotations

from dataclasses import replace

from kg.iris import Iris
from kg.mapping import Mapped
from kg.model import ArticleFacts, Entity, Fact
from kg.publishing.gate import Gate, Rules
from kg.publishing.inputs import Input
from kg.schema import load_schema
from kg.validation import Validator
from tests.samples import ENTITIES, MEETING, OFFICE, VISIT, facts_of, with_fields

TYPES = load_schema()
VALIDATOR = Validator(TYPES)
DRAFT = replace(MEETING, draft=True)  # names Rehn, whom no other fact names


def mapped(facts: ArticleFacts, *, drafts: bool = False) -> Mapped | None:
    """What the gate lets through."""
    return Gate(TYPES, VALIDATOR, Iris(), Rules(drafts=drafts)).check(Input("okoye", facts)).mapped


def without(facts: ArticleFacts, *keys: str) -> ArticleFacts:
    """The facts without these entities."""
    return replace(facts, entities={key: entity for key, entity in facts.entities.items() if key not in keys})


def test_who_is_named_by_drafts_alone_goes_with_them() -> None:
    assert mapped(facts_of(VISIT, DRAFT)) == mapped(without(facts_of(VISIT), "rehn"))
    assert mapped(facts_of(DRAFT)) == mapped(without(facts_of(), "rehn", "okoye"))


def test_who_is_named_by_no_fact_or_by_one_that_is_no_draft_stays() -> None:
    assert mapped(facts_of(MEETING, DRAFT)) == mapped(facts_of(MEETING))
    assert "party" in facts_of(VISIT).entities
    assert mapped(facts_of(VISIT, replace(VISIT, draft=True))) == mapped(facts_of(VISIT))


def test_with_drafts_everybody_stays() -> None:
    assert mapped(facts_of(VISIT, DRAFT), drafts=True) != mapped(without(facts_of(VISIT), "rehn"))
    asked_for = Gate(TYPES, VALIDATOR, Iris(), Rules(drafts=True)).check(Input("okoye", facts_of(VISIT, DRAFT)))
    assert (asked_for.accepted, asked_for.drafts) == (2, 0)


def test_whom_another_entity_is_possibly_the_same_as_stays() -> None:
    entities = {
        **ENTITIES,
        "source": Entity("source", "UnnamedSource", "an aide", possibly_same_as=("rehn",)),
        "rehn": replace(ENTITIES["rehn"], possibly_same_as=("source",)),
    }
    told: Fact = with_fields(VISIT, source="source")
    assert mapped(replace(facts_of(told, DRAFT), entities=entities)) == mapped(
        replace(facts_of(told), entities=entities)
    )


def test_who_takes_part_in_an_event_of_a_draft_goes_too() -> None:
    event = replace(
        VISIT,
        type="Event",
        fields={
            **{key: VISIT.fields[key] for key in ("status", "certainty", "polarity", "basis", "source")},
            "kind": ("storm",),
            "participants": ({"entity": ("rehn",), "role": ("victim",)},),
        },
        draft=True,
    )
    assert mapped(facts_of(VISIT, event)) == mapped(without(facts_of(VISIT), "rehn"))


def test_a_word_that_happens_to_be_a_key_names_nobody() -> None:
    office = with_fields(OFFICE, post="rehn")  # the post is called like the key of whom only a draft names
    assert mapped(facts_of(office, DRAFT)) == mapped(without(facts_of(office), "rehn"))
