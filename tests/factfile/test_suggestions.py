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


def test_evidence_without_words_is_told_once() -> None:
    quote = "{start: 0, end: 26, quote: Foreign Minister Ana Okoye}"
    told = ("empty-value", "This evidence has no words.", "Copy them from the article: {quote: the words}")
    assert refusals(quote, '{quote: ""}') == [told]
