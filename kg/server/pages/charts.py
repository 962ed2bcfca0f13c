"""Charts of what a query found, chosen by the types of its columns, as plain numbers that a template writes as SVG.

Numbers by names are bars. Numbers by dates are columns along time. Two columns of numbers and nothing else are points.
Dates without numbers are counted, by year or month.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.server.pages.cells import Cell

BARS = 30
_MOST, _LEAST = 1e300, 1e-300  # no scale spans more, or less
COLUMNS = 400  # columns, or points
WIDTH, HEIGHT = 720.0, 260.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 16.0, 10.0, 28.0

Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, and its length as a share of the longest."""

    label: str
    value: str
    share: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in a plot: a column from y down to `foot`, `width` wide, or a point where it has no width."""

    x: float
    y: float
    foot: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `bars`, or `marks` between `across` (ticks of x) and `up` (ticks of y)."""

    title: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    across: tuple[Tick, ...] = ()
    up: tuple[Tick, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = _LEFT


def chart(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Chart | None:
    """The chart that fits the columns; None where there are neither numbers nor dates, or less than two rows."""
    if len(rows) < 2 or not names:
        return None
    columns = range(len(names))
    numbers = [index for index in columns if all(row[index].number or not row[index].text for row in rows)]
    dates = [index for index in columns if all(row[index].dated for row in rows)]
    others = [index for index in columns if index not in numbers and index not in dates]
    if numbers and dates and not others:
        return _along_time(names, rows, dates[0], numbers[-1])
    if numbers and (others or dates):
        label, value = (others or dates)[0], numbers[-1]
        pairs = [(row[label].text, _number(row[value].text)) for row in rows[:BARS]]
        return Chart(f"{names[value]} by {names[label]}", bars=_bars(pairs))
    if len(numbers) == 2:
        return _points(names, rows, *numbers)
    return _counted(names[dates[0]], [row[dates[0]].text for row in rows]) if dates else None


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if abs(number) < _MOST else 0.0


def _bars(pairs: Sequence[tuple[str, float]]) -> tuple[Bar, ...]:
    most = max((abs(value) for _, value in pairs), default=0.0) or 1.0
    return tuple(Bar(label, _written(value), round(max(value, 0.0) / most, 4)) for label, value in pairs)


def _counted(name: str, days: Sequence[str]) -> Chart | None:
    length = 7 if len({day[:4] for day in days}) < 3 else 4
    counts = sorted(Counter(day[:length] for day in days).items())[-BARS:]
    bars = _bars([(day, float(count)) for day, count in counts])
    return Chart(f"rows by {name}", bars=bars) if len(counts) > 1 else None


def _along_time(names: Sequence[str], rows: Sequence[Sequence[Cell]], when: int, value: int) -> Chart | None:
    found = [(_ordinal(row[when].text), _number(row[value].text), row[when].text) for row in rows]
    dated = sorted((day, number, text) for day, number, text in found if day is not None)[-COLUMNS:]
    if len({day for day, _, _ in dated}) < 2:
        return None
    first, last = dated[0][0], dated[-1][0]
    days = sorted({day for day, _, _ in dated})
    nearest = min(after - before for before, after in pairwise(days))
    width = max(2.0, min(28.0, 0.8 * (WIDTH - _LEFT - _RIGHT) * nearest / (last - first + nearest)))
    half = width / 2 + 2
    x = _scale(first, last, _LEFT + half, WIDTH - _RIGHT - half)
    up, y = _upright([number for _, number, _ in dated])
    marks = [
        Mark(
            round(x(day) - width / 2, 1),
            y(max(number, 0.0)),
            y(min(number, 0.0)),
            round(width, 1),
            f"{text}: {_written(number)}",
        )
        for day, number, text in dated
    ]
    ends = tuple((x(day), text[:10]) for day, _, text in (dated[0], dated[len(dated) // 2], dated[-1]))
    across = ends if len(dated) > 2 and ends[0][0] + 90 < ends[1][0] < ends[2][0] - 90 else (ends[0], ends[2])
    return Chart(f"{names[value]} by {names[when]}", marks=tuple(marks), across=across, up=up)


def _points(names: Sequence[str], rows: Sequence[Sequence[Cell]], one: int, other: int) -> Chart:
    pairs = [(_number(row[one].text), _number(row[other].text)) for row in rows[:COLUMNS]]
    low, high = min(each for each, _ in pairs), max(each for each, _ in pairs)
    x = _scale(low, high, _LEFT + 6, WIDTH - _RIGHT - 6)
    up, y = _upright([each for _, each in pairs])
    marks = tuple(Mark(x(a), y(b), y(b), 0.0, f"{_written(a)}, {_written(b)}") for a, b in pairs)
    return Chart(
        f"{names[other]} by {names[one]}",
        marks=marks,
        across=((x(low), _written(low)), (x(high), _written(high))),
        up=up,
    )


def _upright(values: Sequence[float]) -> tuple[tuple[Tick, ...], Callable[[float], float]]:
    """The ticks of a y axis that has nought and all values, and what places a value on it."""
    low, high = min(0.0, *values), max(0.0, *values)
    y = _scale(low, high, HEIGHT - _BOTTOM, _TOP)
    step = _step(high - low)
    first, last = math.ceil(low / step), math.floor(high / step)
    return tuple((y(number * step), _written(number * step)) for number in range(first, last + 1)), y


def _step(span: float) -> float:
    """A round distance between ticks, so that there are about four: 1, 2 or 5 of a power of ten.

    >>> _step(100), _step(7), _step(0.3)
    (20.0, 2.0, 0.1)
    """
    rough = (span if span > _LEAST else 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.8)


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = (high - low) or 1.0
    return lambda value: round(start + (end - start) * ((value - low) / span), 1)


def _written(value: float) -> str:
    return f"{value:,.10g}"


def _ordinal(text: str) -> int | None:
    """The number of the first day of a date, a month or a year (ISO); None of one that no calendar here has."""
    try:
        return date.fromisoformat((text[:10] + "-01-01")[:10]).toordinal()
    except ValueError:
        return None
