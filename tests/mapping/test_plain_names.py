"""What a plain event is called, and that nothing else is called anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.iris import Iris
from kg.mapping import Mapped, map_article
from kg.model import Entity, Fact, Value
from kg.schema import Schema, load_schema
from kg.terms import rdf, schema, value_of
from tests.samples import ASSERTED, ENTITIES, MEETING, OFFICE, VISIT, facts_of, with_fields

TYPES = load_schema()
NEW_TYPE = Path(__file__).parents[1] / "new_type"
MORE = {
    "coastguard": Entity("coastguard", "Organization", "Valdorian coastguard"),
    "dockers": Entity("dockers", "UnnamedSource", "Dockers"),
    "isles": Entity("isles", "Place", "Amsel Islands"),
    "lenn": Entity("lenn", "City", "Port Lenn"),
    "post": Entity("post", "NewsMediaOrganization", "eHarbour"),
    "same": Entity("same", "Person", "Anna Okoye", same_as=("https://id.example/okoye",)),
    "sava": Entity("sava", "Person", "Mira Sava"),
    "twin": Entity("twin", "Person", "A. Okoye", same_as=("https://id.example/okoye",)),
}


def fact_of(name: str, /, **fields: Value | tuple[Value, ...]) -> Fact:
    values = {key: value if isinstance(value, tuple) else (value,) for key, value in fields.items()}
    return Fact(name, {**ASSERTED, "status": ("occurred",), **values}, MEETING.evidence)


def event(kind: str, *parts: tuple[str, str], **fields: Value) -> Fact:
    """An event of a kind, with who took part and as what; as nothing where that is empty."""
    taking = tuple({"entity": (who,), **({"role": (role,)} if role else {})} for who, role in parts)
    return fact_of("Event", kind=kind, participants=taking, **fields)


def mapped(*facts: Fact, types: Schema = TYPES) -> Mapped:
    return map_article(replace(facts_of(*facts), entities={**ENTITIES, **MORE}), types, Iris())


def names(*facts: Fact, types: Schema = TYPES) -> list[str]:
    """The names of all that has its article by `schema:subjectOf`, which are all events."""
    said = mapped(*facts, types=types).said
    events = [subject for subject, term, value in said if term == rdf.type and value == schema.Event]
    assert events == [subject for subject, term, _ in said if term == schema.subjectOf]
    named = {subject: value for subject, term, value in said if term == schema.name and subject in events}
    return [value_of(named[each]) for each in events if each in named]


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (with_fields(VISIT, status="occurred", certainty="certain"), "Visit of Ana Okoye to Kesmark"),
        (MEETING, "Talks between Ana Okoye and Tomas Rehn"),
        (with_fields(MEETING, format="other"), "Meeting of Ana Okoye and Tomas Rehn"),
        (with_fields(MEETING, format="hearing"), "Hearing with Ana Okoye and Tomas Rehn"),
        (with_fields(MEETING, format="call", status="ongoing"), "Call between Ana Okoye and Tomas Rehn"),
        (
            fact_of("Agreement", parties=("party", "kesmark"), subject="quotas"),
            "Agreement between the Tide Party and Kesmark",
        ),
        (fact_of("Agreement", parties=("kesmark",), subject="quotas"), "Agreement with Kesmark"),
        (with_fields(MEETING, participants="okoye"), "Talks with Ana Okoye"),
        (fact_of("Appointment", person="okoye", post="mayor", action="elected"), "Election of Ana Okoye as mayor"),
        (
            fact_of("Appointment", person="okoye", post="chair", action="resigned", organization="party"),
            "Resignation of Ana Okoye as chair of the Tide Party",
        ),
        (
            fact_of(
                "Appointment", person="okoye", post="chair of the Tide Party", action="dismissed", organization="party"
            ),
            "Dismissal of Ana Okoye as chair of the Tide Party",
        ),
        (fact_of("Restriction", target="okoye", kind="entry ban"), "Entry ban on Ana Okoye"),
        (
            fact_of("Restriction", target="okoye", kind="detention", authority="coastguard"),
            "Detention of Ana Okoye by the Valdorian coastguard",
        ),
    ],
)
def test_an_event_is_called_by_its_kind_and_who_is_in_it(fact: Fact, name: str) -> None:
    assert names(fact) == [name]


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (event("strike", place="lenn"), "Strike, Port Lenn"),
        (event("strike", ("dockers", "")), "Strike, dockers"),
        (event("storm", place="isles"), "Storm, Amsel Islands"),
        (event("death", ("okoye", "deceased"), place="lenn"), "Death of Ana Okoye, Port Lenn"),
        (event("conviction", ("okoye", "convicted"), ("party", "court")), "Conviction of Ana Okoye by the Tide Party"),
        (event("killing", ("rehn", "attacker"), ("okoye", "killed")), "Killing of Ana Okoye by Tomas Rehn"),
        (event("lawsuit", ("okoye", "claimant"), ("rehn", "defendant")), "Lawsuit against Tomas Rehn by Ana Okoye"),
        (event("vote of confidence", ("party", "voter")), "Vote of confidence by the Tide Party"),
        (event("crash", ("okoye", "driver"), place="lenn"), "Crash, Ana Okoye (driver), Port Lenn"),
        (event("debate", ("okoye", "participant"), ("rehn", "participant")), "Debate, Ana Okoye and Tomas Rehn"),
        (event("award", ("okoye", "winner")), "Award to Ana Okoye"),
        (event("eWaste  inquiry"), "eWaste inquiry"),
        (event("fire"), "Fire"),
    ],
)
def test_what_somebody_is_in_an_event_decides_the_preposition(fact: Fact, name: str) -> None:
    assert names(fact) == [name]


def test_of_many_three_are_named() -> None:
    four = fact_of("Meeting", participants=("okoye", "rehn", "sava", "kesmark"), format="summit")
    five = fact_of("Meeting", participants=("okoye", "rehn", "sava", "kesmark", "party"), format="summit")
    assert names(four) == ["Summit of Ana Okoye, Tomas Rehn, Mira Sava and Kesmark"]
    assert names(five) == ["Summit of Ana Okoye, Tomas Rehn, Mira Sava and others"]


def test_who_has_two_names_is_named_once() -> None:
    assert names(fact_of("Meeting", participants=("same", "twin", "rehn"), format="other")) == [
        "Meeting of Anna Okoye and Tomas Rehn"
    ]


def test_an_event_that_is_told_twice_has_one_name_and_what_is_denied_has_none() -> None:
    turned = replace(MEETING, fields={**MEETING.fields, "participants": ("rehn", "okoye")}, evidence=OFFICE.evidence)
    assert names(MEETING, turned) == ["Talks between Ana Okoye and Tomas Rehn"]
    assert names(MEETING, with_fields(MEETING, polarity="negative")) == []
    assert names(MEETING, with_fields(MEETING, status="cancelled")) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "mooted"),
        ("status", "planned"),
        ("certainty", "probable"),
        ("polarity", "negative"),
        ("source", "rehn"),
    ],
)
def test_what_is_no_plain_event_has_no_name(key: str, value: str) -> None:
    said = mapped(with_fields(MEETING, **{key: value})).said
    situations = {subject for subject, term, _ in said if term == "<https://w3id.org/news-facts/ns#format>"}
    assert len(situations) == 1
    assert {(term, value) for subject, term, value in said if subject in situations and term == schema.name} == set()
    assert {term for _, term, _ in said if term == schema.subjectOf} == set()


def test_the_name_stands_in_the_articles_graph_and_names_no_entity() -> None:
    told = mapped(MEETING)
    assert {value_of(value) for _, term, value in told.supported if term == schema.name} == {
        *(each.name for each in (*ENTITIES.values(), *MORE.values())),
        "The Harbour Post",
    }


RULING = Fact(
    "Ruling",
    {
        **ASSERTED,
        "court": ("ministry",),
        "outcome": ("upheld",),
        "parties": ({"entity": ("okoye",), "side": ("claimant",)}, {"entity": ("party",), "side": ("respondent",)}),
        "status": ("occurred",),
    },
    MEETING.evidence,
)


def own_types(shapes: Path) -> Schema:
    return load_schema(shapes=[shapes], ontology=[NEW_TYPE / "ontology.ttl"])


def test_a_type_of_ones_own_is_called_by_its_label_or_as_it_says(tmp_path: Path) -> None:
    assert names(RULING, types=own_types(NEW_TYPE / "shapes.ttl")) == ["Court ruling, Foreign Ministry of Valdoria"]
    named = tmp_path / "shapes.ttl"
    words = 'court:RulingShape nf:plainName "Ruling by {court}[ in the case of {parties}][ at {date}]"@en .'
    named.write_text(f"{(NEW_TYPE / 'shapes.ttl').read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    types = own_types(named)
    assert names(RULING, types=types) == [
        "Ruling by the Foreign Ministry of Valdoria in the case of Ana Okoye and the Tide Party"
    ]
    assert names(replace(RULING, fields={**RULING.fields, "parties": ()}), types=types) == [
        "Ruling by the Foreign Ministry of Valdoria"
    ]


def test_words_with_a_gap_are_not_taken(tmp_path: Path) -> None:
    named = tmp_path / "shapes.ttl"
    words = 'court:RulingShape nf:plainName "Ruling on {parties}"@en .'
    named.write_text(f"{(NEW_TYPE / 'shapes.ttl').read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    of_nobody = replace(RULING, fields={**RULING.fields, "parties": ()})
    assert names(RULING, of_nobody, types=own_types(named)) == [
        "Ruling on Ana Okoye and the Tide Party",
        "Court ruling, Foreign Ministry of Valdoria",
    ]


def test_a_type_that_has_a_name_among_its_fields_gets_no_other(tmp_path: Path) -> None:
    named = tmp_path / "shapes.ttl"
    ruling = (NEW_TYPE / "shapes.ttl").read_text(encoding="utf-8")
    named.write_text(
        f"""{ruling}
court:RulingShape sh:property court:RulingShape-called .
court:RulingShape-called a sh:PropertyShape ; sh:path schema:name ; sh:name "called" ; sh:order 9 ;
    sh:datatype <http://www.w3.org/2001/XMLSchema#string> .
""",
        encoding="utf-8",
    )
    types = own_types(named)
    called = replace(RULING, fields={**RULING.fields, "called": ("The Pier Case",)})
    assert names(called, types=types) == ["The Pier Case"]
    assert names(RULING, types=types) == ["Court ruling, Foreign Ministry of Valdoria"]
