"""Texts and dates of a model's own are taken only where nothing in them is hidden or wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.llm.literals import check_date, check_moment, check_text


@pytest.mark.parametrize("text", ["Foreign Minister", "chargé d’affaires", "東京 🐟", " x "])
def test_plain_text_is_taken_as_it_is(text: str) -> None:
    assert check_text(text) == text


@pytest.mark.parametrize(
    "moment", ["2031-03-04", "2031-03-04T09:00", "2031-03-04T09:00:00.5Z", "2031-03-04T09:00:00+01:00"]
)
def test_days_and_times_are_taken_as_they_are(moment: str) -> None:
    assert check_moment(moment) == moment


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (check_text, each)
        for each in ("", " ", "a\nb", "a\x1b[0m", "a\u202eb", "a\u200bb", "a\u2028b", "\ud800", "\ue000")
    ]
    + [(check_date, each) for each in ("next March", "2031-02-30", "", "04/03/2031")]
    + [(check_moment, each) for each in ("2031", "2031-02-30", "2031-03-04 09:00", "20310304", "2031-03-04T25:00")],
)
def test_all_else_is_refused(check: Callable[[str], str], text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        check(text)
