"""Charts fit the types of the columns."""

from __future__ import annotations

import pytest

from kg.server.pages.cells import Cell
from kg.server.pages.charts import Bar, Chart, Mark, chart
from kg.vocab import XSD


def cells(*texts: str) -> list[Cell]:
    """`3` is a number, `2031-03` a date, anything else a name."""
    kinds = {7: "gYearMonth", 10: "date", 4: "gYear"}
    found = []
    for text in texts:
        dated = text[:2] == "20" and len(text) in kinds
        number = not dated and text.replace("-", "").replace(".", "").isdigit()
        found.append(Cell(text, datatype=XSD + (kinds[len(text)] if dated else "decimal") if dated or number else ""))
    return found


def test_numbers_by_names_are_bars() -> None:
    drawn = chart(["who", "n"], [cells("Ana", "4"), cells("Ivo", "1"), cells("Eva", "-2")])
    assert drawn == Chart("n by who", bars=(Bar("Ana", "4", 1.0), Bar("Ivo", "1", 0.25), Bar("Eva", "-2", 0.0)))


def test_numbers_by_dates_are_columns_along_time_whatever_their_order() -> None:
    drawn = chart(["day", "n"], [cells("2031-03-03", "-5"), cells("2031-03-01", "10"), cells("2031-03-02", "0")])
    assert drawn == Chart(
        "n by day",
        marks=(
            Mark(66.0, 10.0, 158.0, 28.0, "2031-03-01: 10"),
            Mark(370.0, 158.0, 158.0, 28.0, "2031-03-02: 0"),
            Mark(674.0, 158.0, 232.0, 28.0, "2031-03-03: -5"),
        ),
        across=((80.0, "2031-03-01"), (384.0, "2031-03-02"), (688.0, "2031-03-03")),
        up=((232.0, "-5"), (158.0, "0"), (84.0, "5"), (10.0, "10")),
    )


def test_two_columns_of_numbers_are_points() -> None:
    drawn = chart(["a", "b"], [cells("0", "0"), cells("10", "4")])
    assert drawn is not None
    assert (drawn.title, drawn.across) == ("b by a", ((70.0, "0"), (698.0, "10")))
    assert drawn.marks == (Mark(70.0, 232.0, 232.0, 0.0, "0, 0"), Mark(698.0, 10.0, 10.0, 0.0, "10, 4"))


def test_dates_without_numbers_are_counted_by_month_or_year() -> None:
    rows = [cells("2031-03-01", "x"), cells("2031-03-09", "y"), cells("2031-05-02", "z")]
    assert chart(["day", "what"], rows) == Chart(
        "rows by day", bars=(Bar("2031-03", "2", 1.0), Bar("2031-05", "1", 0.5))
    )
    years = [cells("2029"), cells("2030"), cells("2031"), cells("2031")]
    assert chart(["year"], years) == Chart(
        "rows by year", bars=(Bar("2029", "1", 0.5), Bar("2030", "1", 0.5), Bar("2031", "2", 1.0))
    )


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [cells("Ana", "4")],
        [cells("Ana", "Ivo"), cells("Eva", "Leo")],
        [cells("4"), cells("5")],
        [cells("2031-03-01", "1"), cells("2031-03-01", "2")],
    ],
)
def test_what_has_nothing_to_compare_has_no_chart(rows: list[list[Cell]]) -> None:
    assert chart(["a", "b"][: len(rows[0]) if rows else 2], rows) is None


@pytest.mark.parametrize("least", ["5e-324", "1e-310"])
def test_values_that_hardly_differ_from_nought_have_a_scale(least: str) -> None:
    days = [[Cell(f"2031-01-0{n}", datatype=f"{XSD}date"), Cell(least, datatype=f"{XSD}double")] for n in (1, 2)]
    drawn = chart(["day", "n"], days)
    assert (drawn and [mark.words for mark in drawn.marks]) == [f"2031-01-0{n}: {float(least):.10g}" for n in (1, 2)]


def test_values_that_no_scale_has_are_nought() -> None:
    huge = [[Cell("a"), Cell("INF", datatype=f"{XSD}double")], [Cell("b"), Cell("1e200", datatype=f"{XSD}double")]]
    drawn = chart(["who", "n"], huge)
    assert drawn is not None
    assert [bar.share for bar in drawn.bars] == [0.0, 1.0]
    years = [
        [Cell(day, datatype=f"{XSD}date"), Cell(value, datatype=f"{XSD}double")]
        for day, value in (("2031-01-01", "1e308"), ("2031-01-02", "-1e308"), ("-0044-01-01", "1"))
    ]
    assert chart(["day", "n"], years) is not None
