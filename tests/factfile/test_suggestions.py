"""What kg proposes for a slip is what was meant: the entity of that name, words alone as evidence."""

from __future__ import annotations

import pytest

from kg.errors import FactFileError
from kg.factfile import read_facts, write_facts
from kg.schema import load_schema
from tests.samples import OFFICE, TEXT, facts_of

TYPES = load_schema()


def refusals(old: str, new: str) -> list[tuple[str, str, str]]:
    """What is said of the sample's file with these words in the place of others: code, message, cure."""
    file = write_facts(facts_of(OFFICE))
    assert old in file
    with pytest.raises(FactFileError) as error:
        read_facts(file.replace(old, new, 1).encode(), TYPES, lambda _: TEXT)
    return [(each.code, each.message, each.cure) for each in error.value.problems]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("Ana Okoye", "okoye"), ("Ms Okoye", "okoye"), ("Kesmark Tide Party", "party"), ("okoyo", "okoye")],
)
def test_an_entity_is_proposed_by_its_name(key: str, meant: str) -> None:
    message = f"There is no entity with the key {key!r}."
    assert refusals("source: article", f"source: {key}") == [("unknown-entity", message, f"Did you mean `{meant}`?")]


ADD = "Add it under entities: KEY: {type: Person, name: ...}"
KEYS = "The entities are: kesmark, ministry, okoye, party, rehn."


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("source: article", "source: a clerk", f"For the paper's own word write article. {KEYS} {ADD}"),
        ("source: article", "source: okoye, rehn", "Write several as a list: [okoye, rehn]"),
        ("person: okoye", "person: a clerk", f"{KEYS} {ADD}"),
        ("person: okoye", "person: okoye and rehn", "Write several as a list: [okoye, rehn]"),
    ],
)
def test_whoever_names_nobody_of_the_file_is_told_how(old: str, new: str, cure: str) -> None:
    key = new.partition(": ")[2]
    assert refusals(old, new) == [("unknown-entity", f"There is no entity with the key {key!r}.", cure)]


@pytest.mark.parametrize(
    ("old", "new", "owner", "torn", "cure"),
    [
        ("name: Kesmark}", "name: Kesmark, Orlen}", "An entity", ["Orlen"], "name: 'Kesmark, Orlen'"),
        ("quote: Foreign", "quote: Tide, sea, Foreign", "Evidence", ["sea", "Foreign Minister Ana Okoye"], None),
    ],
)
def test_a_text_with_a_comma_that_came_apart_goes_in_quotation_marks(
    old: str, new: str, owner: str, torn: list[str], cure: str | None
) -> None:
    whole = cure or "quote: 'Tide, sea, Foreign Minister Ana Okoye'"
    told = f"Put quotation marks round a text with a comma in it: {whole}."
    said = [each for each in refusals(old, new) if each[0] == "unknown-field"]
    assert said == [("unknown-field", f"{owner} has no field {key!r}.", told) for key in torn]


def test_a_plain_false_is_the_verdict() -> None:
    reviewed = "source: article\n    reviewed_by: R. Sand\n    reviewed_on: 2031-03-05\n    verdict: "
    file = write_facts(facts_of(OFFICE)).replace("source: article", reviewed + "false", 1)
    assert read_facts(file.encode(), TYPES, lambda _: TEXT).facts[0].fields["verdict"] == ("false",)
    cure = "It is one of: disputed, false, supported, unproven."
    assert refusals("source: article", reviewed + "true") == [("unknown-value", "`verdict` cannot be true.", cure)]


def test_evidence_without_words_is_told_once() -> None:
    quote = "{start: 0, end: 26, quote: Foreign Minister Ana Okoye}"
    told = ("empty-value", "This evidence has no words.", "Copy them from the article: {quote: the words}")
    assert refusals(quote, '{quote: ""}') == [told]
