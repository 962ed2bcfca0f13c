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


def test_two_entities_with_one_address_elsewhere_are_told() -> None:
    address = "https://authority.example/id/tomas-rehn"
    both = {key: replace(ENTITIES[key], same_as=(address,)) for key in ("okoye", "rehn")}
    facts = replace(facts_of(VISIT, article=replace(ARTICLE, text=None)), entities={**ENTITIES, **both})
    written = write_facts(facts).splitlines()
    lines = {key: 1 + next(n for n, line in enumerate(written) if line.startswith(f"  {key}:")) for key in both}
    _, found = read_facts_with_problems("\n".join(written).encode(), TYPES)
    (told,) = [each for each in found if each.code == "same-entity"]
    assert told.severity == "warning"
    assert told.position
    assert told.position.line == lines["rehn"]
    assert told.message == f"`rehn` has the same_as of `okoye` (line {lines['okoye']}), so both are published as one."
    assert told.cure == "Where they are two, mend one; where they are one, keep one key, with the other name in also:."


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
        ("nine people died and more than 30 were injured", "9"),
        ("more than 12 people died", None),
        ("Twenty-one of the 1,240 on board died", "21 and 1240"),
        ("two men and a child died", "2"),
        ("eight people died and four were injured", "8"),
        ("eight people died at sea, with twelve hurt", "8"),
        ("a blast killed six men and six boys and injured nine", None),
        ("seven died in five houses", "7"),
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


APPOINTED = Fact(
    "Appointment",
    {**ASSERTED, "person": ("okoye",), "post": ("minister",), "action": ("appointed",), "status": ("occurred",)},
    (),
)


@pytest.mark.parametrize(
    ("quote", "remark"),
    [
        ("Tomas Rehn was appointed minister", "The evidence names Tomas Rehn, and not Ana Okoye."),
        ("“Ana Okoye is late,” said Tomas Rehn, appointed minister", None),
        ("She was appointed minister, as Tomas Rehn said", None),
        ("Okoye was appointed minister, as Tomas Rehn said", None),
        ("The minister was appointed in Kesmark", None),
    ],
)
def test_words_for_the_whole_fact_that_name_only_another_are_told(quote: str, remark: str | None) -> None:
    cure = "Did you mean rehn? Or quote the words that show okoye."
    assert remarks(APPOINTED, quote) == ([("other-name", remark, cure)] if remark else [])
    assert remarks(with_fields(APPOINTED, basis="inferred"), quote) == []


@pytest.mark.parametrize(
    ("date", "quote", "remark"),
    [
        ("2031-02-28", "Ana Okoye was appointed minister on Friday", None),
        (
            "2031-02-27",
            "Ana Okoye was appointed minister on Friday",
            "2031-02-27 is a Thursday, and the evidence has Friday.",
        ),
        ("2031-02-27", "Ana Okoye was appointed minister on the eve of Friday’s talks", None),
        ("2031-02-27", "“Not on Friday,” said Ana Okoye, appointed minister", None),
        ("2031-02-27", "The Sunday Herald says Ana Okoye was appointed minister", None),
        ("2031-02-27", "Ana Okoye was appointed minister on Thursday, it said on Friday", None),
        ("2031-02", "Ana Okoye was appointed minister on Friday", None),
    ],
)
def test_a_date_on_another_day_of_the_week_is_told(date: str, quote: str, remark: str | None) -> None:
    cure = "Mend the date, or quote the words that show it."
    assert remarks(with_fields(APPOINTED, date=date), quote) == ([("other-weekday", remark, cure)] if remark else [])


@pytest.mark.parametrize(
    ("date", "quote", "told"),
    [
        ("2013-03-01", "Ana Okoye was appointed minister on Friday", True),
        ("2013", "Ana Okoye was appointed minister 18 years ago", False),
        ("2030-03-01", "Ana Okoye was appointed minister in March", False),
    ],
)
def test_a_date_years_away_to_which_nothing_leads_is_told(date: str, quote: str, told: bool) -> None:
    message = f"It is dated {date}, the article 2031-03-04, and nothing in its words leads so far from that."
    cure = "Mend the date, or quote the words that show it."
    assert remarks(with_fields(APPOINTED, date=date), quote) == ([("far-year", message, cure)] if told else [])


@pytest.mark.parametrize(
    ("action", "quote", "remark"),
    [
        ("resigned", "Ana Okoye was appointed minister", "The evidence has 'appointed', and no word for 'resigned'."),
        ("resigned", "Ana Okoye, appointed minister, stepped down", None),
        ("dismissed", "Ana Okoye lost her post as minister", None),
    ],
)
def test_the_word_for_another_action_is_told(action: str, quote: str, remark: str | None) -> None:
    cure = "Did you mean appointed? Mend it, or quote the words that show it."
    assert remarks(with_fields(APPOINTED, action=action), quote) == ([("other-value", remark, cure)] if remark else [])


@pytest.mark.parametrize(
    ("kind", "quote", "remark"),
    [
        ("flood", "nobody died in a fire", "The evidence has 'fire', and no word for 'flood'."),
        ("flash flood", "a fire broke out after the floods", None),
        ("ferry collision", "the two boats crashed", None),
        ("death", "he died in a fire", None),
    ],
)
def test_the_word_for_another_kind_of_event_is_told(kind: str, quote: str, remark: str | None) -> None:
    event = Fact("Event", {**ASSERTED, "kind": (kind,), "status": ("occurred",)}, ())
    cure = "Did you mean fire? Mend it, or quote the words that show it."
    assert remarks(event, quote) == ([("other-value", remark, cure)] if remark else [])


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Ana Okoye, the mayor of Kesmark", True),
        ("Ana Okoye, the Foreign Minister", False),
        ("Ana Okoye and her predecessor", False),
    ],
)
def test_a_post_of_which_the_evidence_has_no_word_is_told(quote: str, told: bool) -> None:
    office = Fact(
        "OfficeHolding", {**ASSERTED, "person": ("okoye",), "post": ("minister",), "tenure": ("current",)}, ()
    )
    cure = "Mend it, or quote the words that show it."
    expected = [("other-value", "The evidence has no word of 'minister'.", cure)] if told else []
    assert remarks(office, quote) == expected
