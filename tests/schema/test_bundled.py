"""The shapes and the ontology that come with kg load, and have the fact types that are promised."""

from __future__ import annotations

from kg.schema import load_schema

ASSERTION = ["status", "certainty", "polarity", "basis", "source"]


def test_the_promised_fact_types_have_their_fields() -> None:
    fields = {name: {each.key for each in fact_type.fields} for name, fact_type in load_schema().types.items()}
    assert fields == {
        "Agreement": {"parties", "subject", "place", "date"},
        "Appointment": {"person", "post", "organization", "action", "date"},
        "Event": {"kind", "participants", "place", "date", "deaths", "injured", "deaths_bound", "injured_bound"},
        "Meeting": {"participants", "format", "place", "date"},
        "Membership": {"member", "group", "tenure"},
        "OfficeHolding": {"person", "post", "organization", "tenure", "start", "end"},
        "Restriction": {"target", "kind", "authority", "jurisdiction", "date"},
        "SpeechAct": {"speaker", "force", "text", "directness", "addressee", "date", "about"},
        "Visit": {"visitor", "destination", "date"},
    }


def test_every_fact_says_how_sure_it_is_and_whose_word_it_is() -> None:
    schema = load_schema()
    for fact_type in schema.types.values():
        required = {each.key for each in schema.assertion_fields if schema.is_required(each, fact_type)}
        assert required == set(ASSERTION) - (set() if fact_type.happening else {"status"}), fact_type.name
