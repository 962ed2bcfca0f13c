"""The news' words for time become EDTF against the day of publication, a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest

from kg.edtf import parse_edtf
from kg.extraction.times.dates import find_times

DAY = date(2031, 5, 6)
PAST = {
    "on Tuesday": "2031-05-06",
    "on Monday": "2031-05-05",
    "on Wednesday": "2031-04-30",
    "last Tuesday": "2031-04-29",
    "last Monday": "2031-05-05",
    "next Tuesday": "2031-05-13",
    "next Thursday": "2031-05-08",
    "yesterday": "2031-05-05",
    "in January last year": "2030-01",
    "today": "2031-05-06",
    "this morning": "2031-05-06",
    "tomorrow": "2031-05-07",
    "last night": "2031-05-05",
    "last week": "2031-04-28/2031-05-04",
    "this week": "2031-05-05/2031-05-11",
    "next week": "2031-05-12/2031-05-18",
    "earlier this week": "2031-05-05",
    "last month": "2031-04",
    "next month": "2031-06",
    "earlier this month": "2031-05-01/2031-05-05",
    "later this month": "2031-05-07/2031-05-31",
    "last year": "2030",
    "next year": "2032",
    "earlier this year": "2031-01-01/2031-05-05",
    "two days ago": "2031-05-04",
    "three weeks ago": "2031-04-15~",
    "six months ago": "2030-11~",
    "ten years ago": "2021~",
    "10 years ago": "2021~",
    "on 4 March": "2031-03-04",
    "on March 4": "2031-03-04",
    "on 4 March 2029": "2029-03-04",
    "on March 4, 2029": "2029-03-04",
    "on 4th March 2029": "2029-03-04",
    "on 30 December": "2030-12-30",
    "from 14 to 16 January": "2031-01-14/2031-01-16",
    "from 30 December to 2 January": "2030-12-30/2031-01-02",
    "between 3 and 5 March 2029": "2029-03-03/2029-03-05",
    "from March 3 to 5": "2031-03-03/2031-03-05",
    "14–16 January": "2031-01-14/2031-01-16",
    "in April 2028": "2028-04",
    "in March": "2031-03",
    "in June": "2030-06",
    "in May": "2031-05",
    "in 2021": "2021",
    "since 1998": "1998",
    "last March": "2031-03",
    "last June": "2030-06",
    "this March": "2031-03",
    "in mid-April": "2031-04",
    "in the first quarter of 2029": "2029-01/2029-03",
    "in the last quarter of last year": "2030-10/2030-12",
    "the second half of 2029": "2029-07/2029-12",
    "in the first half of the year": "2031-01/2031-06",
    "in the first nine months of 2029": "2029-01/2029-09",
    "in the first 11 months of last year": "2030-01/2030-11",
    "between 2025 and 2027": "2025/2027",
    "from 1998 to 2004": "1998/2004",
    "in the early 1980s": "1980/1989",
}
FUTURE = {
    "on Tuesday": "2031-05-06",  # as agencies write of the day itself
    "next Tuesday": "2031-05-13",
    "this coming Tuesday": "2031-05-13",
    "on Tuesday week": "2031-05-13",
    "on Friday week": "2031-05-16",
    "on Friday": "2031-05-09",
    "in June": "2031-06",
    "in March": "2032-03",
    "in 2035": "2035",
}
NONE = ["", "she may 20 people", "in 30 minutes", "the 2031 people", "the march on the capital", "on 30 February 2031"]


def first(words: str, published: date, *, future: bool = False) -> str:
    return find_times(words, published, future=future)[0].value


def test_a_day_in_the_name_of_a_paper_is_no_day() -> None:
    assert [find_times(words, DAY) for words in ("told Harbour Today", "read the Today column")] == [[], []]
    assert [time.value for time in find_times("It rains. Today it stops.", DAY)] == ["2031-05-06"]


@pytest.mark.parametrize(("words", "value"), PAST.items())
def test_a_time_is_read_as_of_the_past(words: str, value: str) -> None:
    assert first(f"She spoke {words}, he said.", DAY) == value


@pytest.mark.parametrize(("words", "value"), FUTURE.items())
def test_a_time_is_read_as_of_the_future_where_the_verb_says_so(words: str, value: str) -> None:
    assert first(f"She will speak {words}.", DAY, future=True) == value


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_time_is_none(words: str) -> None:
    assert find_times(words, DAY) == []


def test_several_times_come_in_the_order_of_the_words_with_their_places() -> None:
    words = "She spoke last week, on Monday and in 2021."
    found = find_times(words, DAY)
    assert [(words[each.start : each.end], each.value) for each in found] == [
        ("last week", "2031-04-28/2031-05-04"),
        ("Monday", "2031-05-05"),
        ("in 2021", "2021"),
    ]


def test_a_time_out_of_the_calendar_is_left_out() -> None:
    assert find_times("last week, last year, last month", date(1, 1, 1)) == []


def test_a_new_year_is_crossed_both_ways() -> None:
    assert first("on 30 December", date(2031, 1, 2)) == "2030-12-30"
    assert first("on 2 January", date(2031, 12, 30)) == "2032-01-02"
    assert first("last month", date(2031, 1, 2)) == "2030-12"
    assert first("next month", date(2031, 12, 30)) == "2032-01"
    assert first("on 29 February", date(2031, 3, 1)) == "2032-02-29"


@pytest.mark.parametrize("value", sorted({*PAST.values(), *FUTURE.values()}))
def test_every_value_is_edtf(value: str) -> None:
    assert parse_edtf(value)
