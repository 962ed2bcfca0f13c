"""A name that is not the article's, but for one letter, is told; a name of another form is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.factfile import read_facts_with_problems, write_facts
from kg.model import Entity
from kg.schema import load_schema
from tests.samples import OFFICE, TEXT, facts_of

TYPES = load_schema()


def remarks(name: str, *also: str, kind: str = "Person") -> list[tuple[str, str, str, int]]:
    """What is said of a fact file that calls an entity of the sample so: code, message, cure, line."""
    facts = facts_of(OFFICE)
    named = replace(facts, entities={**facts.entities, "okoye": Entity("okoye", kind, name, also=also)})
    text = write_facts(named)
    _, problems = read_facts_with_problems(text.encode(), TYPES, lambda _: TEXT)
    return [(each.code, each.message, each.cure, each.position.line if each.position else 0) for each in problems]


@pytest.mark.parametrize("name", ["Ana Okoyo", "Ana Okoey", "Ana Okoyye"])
def test_a_slip_in_a_name_is_told_with_the_articles_own_spelling(name: str) -> None:
    (found,) = remarks(name)
    lines = write_facts(facts_of(OFFICE)).splitlines()
    line = next(number for number, each in enumerate(lines, start=1) if each.startswith("  okoye: "))
    assert found == ("misspelt-name", f"The article nowhere has the name {name}.", "Did you mean Ana Okoye?", line)


@pytest.mark.parametrize("name", ["Ana Okoye", "Okoye", "Ana Maria Okoye", "Minister Okoye", "A. Okoye"])
def test_a_name_that_the_article_has_in_another_form_is_let_be(name: str) -> None:
    assert remarks(name) == []


NO_NAME = "Write the fullest name that the article has; others go under `also`."


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Wilma Quist", NO_NAME),
        ("Ana Okoyen", "Did you mean Ana Okoye?"),
        ("Anna Okoya", "Did you mean Ana Okoye?"),
        ("Ada Okoye", "Did you mean Ana Okoye?"),
    ],
)
def test_a_name_that_the_article_has_not_is_told(name: str, cure: str) -> None:
    assert [each[:3] for each in remarks(name)] == [
        ("absent-name", f"The article nowhere has the name {name}.", cure),
    ]


def test_what_else_a_person_is_called_does_not_make_up_for_another_last_name() -> None:
    assert [each[:3] for each in remarks("Wilma Quist", "Ana Okoye")] == [
        ("absent-name", "The article nowhere has the name Wilma Quist.", NO_NAME)
    ]
    assert remarks("Beata Okoye", "Minister Ana Okoye") == []


@pytest.mark.parametrize("name", ["Kesmarkian Republic", "Foreign Bank", "Travel Office of Ana"])
def test_a_body_is_known_by_a_form_of_its_words(name: str) -> None:
    told = [each[:2] for each in remarks(name, kind="Organization")]
    missing = [] if name.startswith("Travel") else [("absent-name", f"The article nowhere has the name {name}.")]
    assert told == missing
