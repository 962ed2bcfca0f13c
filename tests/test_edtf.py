"""Dates in EDTF: which days they may mean, and why others are refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import Edtf, parse_edtf


def _within(value: str, first: str | None, last: str | None, day: str | None = None, month: str | None = None) -> Edtf:
    return Edtf(value, first, last, first, last, day, month)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-01-04", _within("2019-01-04", "2019-01-04", "2019-01-04", "2019-01-04", "2019-01")),
        ("2019-01", _within("2019-01", "2019-01-01", "2019-01-31", None, "2019-01")),
        ("2019", _within("2019", "2019-01-01", "2019-12-31")),
        ("0999", _within("0999", "0999-01-01", "0999-12-31")),
        ("-0044-03-15", _within("-0044-03-15", "-0044-03-15", "-0044-03-15", "-0044-03-15", "-0044-03")),
        ("0000-02-29", _within("0000-02-29", "0000-02-29", "0000-02-29", "0000-02-29", "0000-02")),
        ("2020-02", _within("2020-02", "2020-02-01", "2020-02-29", None, "2020-02")),
        ("1900-02", _within("1900-02", "1900-02-01", "1900-02-28", None, "1900-02")),
        ("2021~", _within("2021~", "2020-01-01", "2022-12-31")),
        ("2020-01~", _within("2020-01~", "2019-12-01", "2020-02-29")),
        ("2019-12%", _within("2019-12%", "2019-11-01", "2020-01-31")),
        ("2020-03-01~", _within("2020-03-01~", "2020-02-29", "2020-03-02")),
        ("2019-12-31~", _within("2019-12-31~", "2019-12-30", "2020-01-01")),
        ("2019-01-04~", _within("2019-01-04~", "2019-01-03", "2019-01-05", None, "2019-01")),
        ("2019-01-04?", _within("2019-01-04?", "2019-01-04", "2019-01-04", "2019-01-04", "2019-01")),
        ("201X", _within("201X", "2010-01-01", "2019-12-31")),
        ("19XX", _within("19XX", "1900-01-01", "1999-12-31")),
        ("2019-XX", _within("2019-XX", "2019-01-01", "2019-12-31")),
        ("2019-XX-XX", _within("2019-XX-XX", "2019-01-01", "2019-12-31")),
        ("2019-02-XX", _within("2019-02-XX", "2019-02-01", "2019-02-28", None, "2019-02")),
        ("2019-21", _within("2019-21", "2019-01-01", "2019-12-31")),
        ("2019-24", _within("2019-24", "2019-01-01", "2020-02-29")),
        ("2019-24~", _within("2019-24~", "2018-01-01", "2021-02-28")),
        (
            "2019-01-04T15:38:00+01:00",
            _within("2019-01-04T15:38:00+01:00", "2019-01-04", "2019-01-04", "2019-01-04", "2019-01"),
        ),
        ("2019-06-01/2019-06-19", _within("[2019-06-01..2019-06-19]", "2019-06-01", "2019-06-19", None, "2019-06")),
        ("[2019-06-01..2019-07]", _within("[2019-06-01..2019-07]", "2019-06-01", "2019-07-31")),
        ("2019~/2020", _within("[2019~..2020]", "2018-01-01", "2020-12-31")),
        ("[..2019]", _within("[..2019]", None, "2019-12-31")),
        ("[2019..]", _within("[2019..]", "2019-01-01", None)),
        ("2019/..", Edtf("2019/..", "2019-01-01", "2019-12-31", None, None, None, None)),
        ("2019-01-04/", Edtf("2019-01-04/", "2019-01-04", "2019-01-04", None, None, None, None)),
        ("../2019", Edtf("../2019", None, None, "2019-01-01", "2019-12-31", None, None)),
    ],
)
def test_a_date_means_these_days(text: str, expected: Edtf) -> None:
    assert parse_edtf(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2019-02-29", "2019-02 has no day 29"),
        ("1900-02-29", "1900-02 has no day 29"),
        ("2019-13", "there is no month 13"),
        ("2019-00", "there is no month 00"),
        ("2019-04-00", "2019-04 has no day 00"),
        ("2019-25", "there is no month 25"),
        ("-0000", "the year before 0001 is 0000"),
        ("2019-01-04T10:00:00+14:30", "there is no such time of day"),
        ("2019-21-04", "there is no month 21"),
        ("2019-1-4", "month and day have two digits: 2019-01-04"),
        ("4 January 2019", "dates are written year first, in digits: 2019-01-04"),
        ("04/01/2019", "dates are written year first, in digits: 2019-01-04"),
        ("04-01-2019", "dates are written year first, in digits: 2019-01-04"),
        ("yesterday", "dates are written year first, in digits: 2019-01-04"),
        ("2019-XX-04", "where the month is not known, the day cannot be"),
        ("201X-04", "where the year is not known, month and day cannot be"),
        ("2019-06-19/2019-06-01", "the interval ends (2019-06-01) before it begins (2019-06-19)"),
        ("[2020..2019]", "the interval ends (2019) before it begins (2020)"),
        ("../..", "an interval needs a date on one side"),
        ("[..]", "an interval needs a date on one side"),
        ("2019/2020/2021", "an interval has one `/`"),
        ("Y170000002", "years of more than four digits are not taken"),
        ("2019 ", "there is a space too many, or nothing"),
        ("", "there is a space too many, or nothing"),
        ("2019-01-04T25:00:00Z", "there is no such time of day"),
        ("19", "this is not a date in EDTF"),
        ("٢٠١٩", "this is not a date in EDTF"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match="^" + "".join(f"\\{c}" if not c.isalnum() else c for c in reason) + "$"):
        parse_edtf(text)


@given(st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)))
def test_about_a_day_is_the_day_before_to_the_day_after(day: date) -> None:
    found = parse_edtf(f"{day.isoformat()}~")
    one = timedelta(days=1)
    assert (found.earliest_start, found.latest_end) == ((day - one).isoformat(), (day + one).isoformat())


@given(st.dates(), st.dates())
def test_an_interval_is_taken_the_right_way_round_only(start: date, end: date) -> None:
    text = f"{start.isoformat()}/{end.isoformat()}"
    if start > end:
        with pytest.raises(ValueError, match="before it begins"):
            parse_edtf(text)
    else:
        found = parse_edtf(text)
        assert parse_edtf(found.value) == found


@given(st.text(alphabet="0123456789-XYZT:+/.[]?~% ", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        found = parse_edtf(text)
    except ValueError:
        return
    assert parse_edtf(found.value) == found
