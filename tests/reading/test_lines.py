"""A text cut into lines and paragraphs, every offset in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.lines import count_words, units

WRAPPED = (
    "The naval archive of Kesmark opened its doors on Monday to anybody who\n"
    "asks, and nobody had to ask twice: by noon a line of people stood\n"
    "along the quay."
)


def texts(text: str) -> list[str]:
    return [unit.written for unit in units(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\r\n\r\n", "\n \t\n"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    assert texts(f"Fog closes the port{end}No boat was let in.{end}") == ["Fog closes the port", "No boat was let in."]


def test_a_paragraph_broken_to_fit_a_width_is_one() -> None:
    assert texts(f"Archive opens\n\n{WRAPPED}\n\nIt is free.") == ["Archive opens", WRAPPED, "It is free."]


def test_lines_that_each_end_a_sentence_are_several() -> None:
    lines = [
        "The ministers met for an hour on Thursday and signed nothing at all.",
        "They will meet again on Friday, and perhaps they will sign then.",
        "Nobody in the harbour would bet on it, said the master.",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_sentence_of_a_paragraph_may_begin_a_line_with_by() -> None:
    text = (
        "The water in the harbour of Ostra rose all through Saturday.\n"
        "By Monday evening it stood in the cellars of the old town, and\n"
        "the mayor asked those who live there to leave."
    )
    assert texts(text) == [text]


def test_a_byline_after_a_sentence_is_a_line_of_its_own() -> None:
    lines = [
        "The water in the harbour of Ostra rose all through Saturday.",
        "By Maren Ilk, Petra Lund and Nils Orre in Port Amsel and Velden",
        "4 March 2031",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_title_over_a_paragraph_is_a_line_of_its_own() -> None:
    lines = ["Parliament of Sollen ousts the prime minister in a vote at night", WRAPPED.replace("\n", " ")]
    assert texts("\n".join(lines)) == lines


def test_a_name_under_a_quotation_is_a_line_of_its_own() -> None:
    lines = [
        "If they had shown me the real bill I would have paid it",
        "out of the budget that the ministry has for paper",
        "Ana Okoye",
    ]
    assert texts("\n".join(lines)) == ["\n".join(lines[:2]), lines[2]]
    assert texts("\n".join(lines[1:])) == lines[1:]


@given(st.text(alphabet="Aa b.\n\r\t\u2028“𝕿", max_size=80))
def test_every_unit_is_where_it_says_and_nothing_is_lost(text: str) -> None:
    found = list(units(text))
    assert all(text[unit.start : unit.end] == unit.written == unit.written.strip() for unit in found)
    assert "".join("".join(unit.written for unit in found).split()) == "".join(text.split())


def test_a_script_without_spaces_has_words_too() -> None:
    assert count_words("港は二日続けて霧のため閉鎖された。") >= 6
