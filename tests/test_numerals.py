"""The numbers of a text, also of one that was written to make them costly."""

from __future__ import annotations

import time

import pytest

from kg.numerals import counts_in, numbers_in


@pytest.mark.parametrize(
    "text",
    ["9" * 400, "1.5 " + "billion " * 40, "two " + "million " * 40, "9" * 5000],
    ids=["figures", "scales", "whole scales", "many figures"],
)
def test_what_is_too_great_to_count_anything_is_no_number(text: str) -> None:
    assert numbers_in(f"12 of {text} and five") == (12, 5)
    assert counts_in(f"12 of {text} and five") == (12, 5)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("737-800 jets, a 12-year-old and COVID-19", ()),
        ("at 10:30, A320-200 and B2:b-4, three sailors", (3,)),
        ("five boats, 40 % of them, and 1,200 people", (5, 1200)),
    ],
)
def test_names_of_types_and_times_count_nobody(text: str, counts: tuple[int, ...]) -> None:
    assert counts_in(text) == counts


@pytest.mark.parametrize("part", ["a", "1", "a1", "1-", "1,", "10:", "a-"])
def test_the_longest_word_takes_little_time(part: str) -> None:
    begun = time.process_time()
    counts_in(part * 20_000)
    assert time.process_time() - begun < 2
