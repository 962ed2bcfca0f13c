"""A slip in a fact that its own evidence gives away is told: another's name, another year, a plan for the past."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.factfile import read_facts_with_problems, write_facts
from kg.model import Evidence, Fact
from kg.schema import load_schema
from tests.samples import ARTICLE, ASSERTED, ENTITIES, VISIT, facts_of, with_fields

TYPES = load_schema()


def remarks(fact: Fact, quote: str = "", of: str | None = None) -> list[tuple[str, str, str]]:
    """What is said of a fact that has the quotation as its only evidence: code, message, cure."""
    shown = replace(fact, evidence=(Evidence(0, len(quote), quote, of),)) if quote else fact
    facts = facts_of(shown, article=replace(ARTICLE, text=None, text_digest="sha256:" + "0" * 64))
    _, found = read_facts_with_problems(write_facts(facts).encode(), TYPES)
    return [(each.code, each.message, each.cure) for each in found]


@pytest.mark.parametrize("quote", ["Ana Okoye", "Ms Okoye", "Minister Okoye", "she", "her colleague", "Mr Rehn"])
def test_words_that_may_mean_whom_the_fact_says_are_let_be(quote: str) -> None:
    assert remarks(VISIT, quote, "visitor") == []


def test_words_with_the_name_of_another_entity_are_told() -> None:
    assert remarks(VISIT, "Minister Tomas Rehn", "visitor") == [
        (
            "other-name",
            "The words for `visitor` are 'Minister Tomas Rehn', and okoye is Ana Okoye.",
            "Did you mean rehn?",
        )
    ]
    assert remarks(VISIT, "Tomas Rehn met Ana Okoye", "visitor") == []
    assert ENTITIES["rehn"].name == "Tomas Rehn"


@pytest.mark.parametrize(
    ("date", "quote", "remark"),
    [
        ("2031-06-25", "on 25 June", None),
        ("2019", "since 2019", None),
        ("2019", "long ago", None),
        ("2032-01", "in January 2032", None),
        ("2023-01", "in January 2032", ("other-year", "The evidence has 2032, and not 2023.")),
        ("2031-01", "in January 2032", ("planned-before", None)),
        ("2030-06-25", "on 25 June", ("planned-before", None)),
        ("2031-03", "this month", None),
    ],
)
def test_a_date_that_its_words_or_its_status_give_away_is_told(
    date: str, quote: str, remark: tuple[str, str | None] | None
) -> None:
    found = remarks(with_fields(VISIT, date=date, status="planned" if date[:4] != "2019" else "occurred"), quote)
    assert [(code, message if remark and remark[1] else None) for code, message, _ in found] == (
        [remark] if remark else []
    )


def test_a_plan_for_a_day_that_is_over_is_told_in_words() -> None:
    (found,) = remarks(with_fields(VISIT, date="2030-06-25", status="planned"), "on 25 June")
    message = "It is planned for 2030-06-25, which was over when the article appeared (2031-03-04)."
    assert found == ("planned-before", message, "Mend the date or the status.")


@pytest.mark.parametrize(
    ("quote", "numbers"),
    [
        ("twelve people died", None),
        ("12 of the 40 on board died", None),
        ("seven men, four women and a child died", None),
        ("dozens died", None),
        ("those who died", None),
        ("Ana Okoye, 45, and eleven others died", None),
        ("all on board the Boeing 737-800 died on 8 January 2031, within two hours", None),
        ("2 people died", "2"),
        ("Twenty-one of the 1,240 on board died", "21 and 1240"),
        ("two men and a child died", "2"),
    ],
)
def test_a_number_that_its_words_give_away_is_told(quote: str, numbers: str | None) -> None:
    toll = Fact("Event", {**ASSERTED, "kind": ("collision",), "status": ("occurred",), "deaths": (12,)}, ())
    message, cure = f"The evidence has {numbers}, and not 12.", "Mend the number, or quote the words that show it."
    expected = [("other-number", message, cure)] if numbers else []
    assert (remarks(toll, quote), remarks(toll, quote, "deaths")) == (expected, expected)


def test_a_number_is_held_against_the_words_for_its_own_field() -> None:
    fields = {**ASSERTED, "kind": ("collision",), "status": ("occurred",), "deaths": (4,), "injured": (11,)}
    quotes = Evidence(0, 6, "5 died", "deaths"), Evidence(7, 19, "11 were hurt", "injured"), Evidence(20, 26, "4 cars")
    assert [message for _, message, _ in remarks(Fact("Event", fields, quotes))] == ["The evidence has 5, and not 4."]
    assert remarks(Fact("Event", {**fields, "deaths": (5,)}, quotes)) == []
