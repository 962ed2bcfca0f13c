"""Dates and times of publication as newspapers write them."""

from __future__ import annotations

import pytest

from kg.reading.times import epoch_time, published_time


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("BST", "+01:00"), ("GMT", "+00:00"), ("UTC", "+00:00"), ("Z", "+00:00"), ("CET", "+01:00"), ("CEST", "+02:00"),
        ("ET", "-04:00"), ("EST", "-05:00"), ("EDT", "-04:00"), ("CT", "-05:00"), ("PT", "-07:00"), ("PST", "-08:00"),
        ("AEST", "+10:00"), ("AEDT", "+11:00"), ("ACST", "+09:30"), ("AWST", "+08:00"), ("NZST", "+12:00"),
        ("SAST", "+02:00"), ("IST", "+05:30"), ("JST", "+09:00"), ("EEST", "+03:00"), ("+0530", "+05:30"),
        ("-03:00", "-03:00"), ("GMT+8", "+08:00"), ("UTC-3", "-03:00"), ("XYZ", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_its_name(zone: str, offset: str) -> None:
    assert published_time(f"Friday 20 June 2031 15:38 {zone}") == f"2031-06-20T15:38:00{offset}"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tuesday 4 March 2031 14:20 CET", "2031-03-04T14:20:00+01:00"),
        ("March 4, 2031 at 3:05 p.m. ET", "2031-03-04T15:05:00-05:00"),
        ("Published Fri, Mar 14 2031 2:23 PM EDT", "2031-03-14T14:23:00-04:00"),
        ("Updated 10:05 AEST, 3 May 2031", "2031-05-03T10:05:00+10:00"),
        ("10:05am 3 May 2031", "2031-05-03T10:05:00"),
        ("3rd of May, 2031, 9am", "2031-05-03T09:00:00"),
        ("May 3, 2031 12:15 a.m.", "2031-05-03T00:15:00"),
        ("May 3, 2031 12:15 p.m.", "2031-05-03T12:15:00"),
        ("Sat 3 May 2031 12.42 CEST", "2031-05-03T12:42:00+02:00"),
        ("1538 GMT, 3 May 2031", "2031-05-03T15:38:00+00:00"),
        ("Sat, 03 May 2031 15:38:00 +0200", "2031-05-03T15:38:00+02:00"),
        ("Thu May 01 10:00:00 UTC 2031", "2031-05-01T10:00:00+00:00"),
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T10:05Z", "2031-05-03T10:05:00+00:00"),
        ("2031-05-03 10:05:00.123+1000", "2031-05-03T10:05:00+10:00"),
        ("20310503T100500Z", "2031-05-03T10:05:00+00:00"),
        ("2031/05/03 10:05", "2031-05-03T10:05:00"),
        ("20. Juni 2031, 15:38 Uhr", "2031-06-20T15:38:00"),
        ("20 juin 2031 à 15h38", "2031-06-20T15:38:00"),
        ("20 de junio de 2031 - 15:38 CEST", "2031-06-20T15:38:00+02:00"),
        ("13/05/2031 10:05", "2031-05-13T10:05:00"),
        ("2031-05-03 10:05:00 EST", "2031-05-03T10:05:00-05:00"),
        ("2031-05-03 03:05 PM", "2031-05-03T15:05:00"),
        ("2031-05-03 10:05:00+05", "2031-05-03T10:05:00+05:00"),
        ("2031-05-03 10:05-12", "2031-05-03T10:05:00"),
        ("2031-05-03T10:05:00\u221205:00", "2031-05-03T10:05:00-05:00"),
        ("2031-05-03T23:59:60Z", "2031-05-03T23:59:59+00:00"),
        ("20310503", "2031-05-03"),
        ("20310503100500", "2031-05-03T10:05:00"),
        ("Sat, 03 May 31 15:38:00 GMT", "2031-05-03T15:38:00+00:00"),
        ("03 May 99 15:38 EST", "1999-05-03T15:38:00-05:00"),
        ("01.03.2031 10:05", "2031-03-01T10:05:00"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, time: str) -> None:
    assert published_time(text) == time


@pytest.mark.parametrize(
    "text",
    [
        "\u0662\u0660\u0663\u0661-\u0660\u0663-\u0660\u0664",
        "order 20310503",
        "03/04/2031",
        "31 February 2031",
        "2031-13-01",
        "Tuesday",
        "",
        "4 March",
        "99/99/2031",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert published_time(text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("4 March 2031 at 24:10", "2031-03-04"), ("2031-05-03T25:00:00Z", "2031-05-03")]
)
def test_an_impossible_hour_is_left_out(text: str, day: str) -> None:
    assert published_time(text) == day


@pytest.mark.parametrize(("day", "offset"), [("8 March", -5), ("9 March", -4), ("1 November", -4), ("2 November", -5)])
def test_american_summer_begins_and_ends_on_its_sundays(day: str, offset: int) -> None:
    assert published_time(f"{day} 2031 12:00 ET") == published_time(f"{day} 2031 12:00 {offset:+03}:00")


@pytest.mark.parametrize("text", ["2031-05-03T10:05:00+15:00", "2031-05-03T10:05:00+09:75", "3 May 2031 10:05 UTC+25"])
def test_a_zone_that_there_is_not_is_left_out(text: str) -> None:
    assert published_time(text) == "2031-05-03T10:05:00"


@pytest.mark.parametrize(
    ("number", "time"),
    [
        (1930471200, "2031-03-05T10:00:00+00:00"),
        (915148800000, "1999-01-01T00:00:00+00:00"),
        (203105031005, None),
        ("20310503100500", None),
    ],
)
def test_a_number_is_a_moment_unless_it_spells_a_day(number: int | str, time: str | None) -> None:
    assert epoch_time(number) == time
