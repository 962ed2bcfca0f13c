"""The geometry of pictures: a timeline and the ties of an entity, as plain numbers that a template writes as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.descriptions.dates import day_words
from kg.descriptions.entities import Tie
from kg.descriptions.values import Statement, plain

WIDTH = 720.0
LANE = 34.0
_TOP, _LEFT, _RIGHT = 22.0, 128.0, 14.0
_LETTER = 7.5  # how wide a letter of a lane's name is at most, on average
_LONGEST = 30  # letters of a lane's name
_MOST = 120  # dots of a timeline
_STATUSES = ("mooted", "planned", "ongoing", "occurred", "postponed", "cancelled", "denied")
_AROUND = 14  # entities round the one in the middle


@dataclass(frozen=True, slots=True)
class Dot:
    """One happening: where it stands, how far along it is, and what it says."""

    x: float
    y: float
    status: str
    words: str
    iri: str
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes of dots over years or months; `ticks` and `lanes` are (place, label)."""

    width: float
    height: float
    lanes: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    left: float

    @property
    def statuses(self) -> tuple[str, ...]:
        """Those of its dots, for its legend."""
        found = {each.status for each in self.dots}
        return tuple(each for each in _STATUSES if each in found)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One tie: the line's end, the place of the name, how it is aligned, and what is said."""

    x: float
    y: float
    anchor: str
    weight: float
    tie: Tie
    words: str


@dataclass(frozen=True, slots=True)
class Star:
    """An entity in the middle with its ties; a line is the thicker the more statements bind the two."""

    width: float
    height: float
    x: float
    y: float
    spokes: tuple[Spoke, ...]


def timeline(statements: Sequence[Statement]) -> Timeline | None:
    """The statements that are not mere speech, by the day they are about, else that of the article; None below two."""
    dated = [(each, *days) for each in statements if (days := _days(each)) is not None]
    dated = sorted(dated, key=lambda each: each[1])[-_MOST:]
    if len(dated) < 2:
        return None
    first, last = min(each[1] for each in dated), max(each[2] for each in dated)
    names = list(dict.fromkeys(each[0].kind.name for each in dated))
    labels = [name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…" for name in names]
    left = max(_LEFT, _LETTER * max(map(len, labels)) + 20)
    scale = (WIDTH - left - _RIGHT) / max(1, last - first)

    def x(day: int) -> float:
        return round(left + (day - first) * scale, 1)

    taken: dict[tuple[int, int], int] = {}
    dots = []
    for each, start, end in dated:
        lane = names.index(each.kind.name)
        column = int(x(start) // 9)
        row = taken[lane, column] = taken.get((lane, column), -1) + 1
        y = round(_TOP + LANE * lane + LANE / 2 + (row % 3 - (1 if row else 0)) * 9, 1)
        words = f"{plain(each.sentence)} ({', '.join(filter(None, (each.standing_words, day_words(each.day))))})"
        long = x(end) - x(start) > 8
        dots.append(Dot(x(start), y, each.standing, words, each.iri, x(end) if long else None))
    lanes = tuple((_TOP + LANE * number + LANE / 2, name) for number, name in enumerate(labels))
    height = _TOP + LANE * len(names) + 26
    return Timeline(WIDTH, height, lanes, tuple(_ticks(first, last, x)), tuple(dots), left)


def _days(statement: Statement) -> tuple[int, int] | None:
    """The ordinals of the first and the last day of a statement, or None where it has no place on a timeline."""
    start, end = statement.when
    if statement.status is None and not start:
        return None
    first = _ordinal(start or statement.day)
    if first is None:
        return None
    return first, max(first, _ordinal(end or start or statement.day) or first)


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _ticks(first: int, last: int, x: Callable[[int], float]) -> list[tuple[float, str]]:
    """Years where they fit, else months, else the first and the last day."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    years = end.year - begin.year
    if years >= 2:
        step = max(1, math.ceil(years / 8))
        firsts = [date(year, 1, 1) for year in range(begin.year + 1, end.year + 1, step)]
        return [(x(each.toordinal()), str(each.year)) for each in firsts]
    months = [date(year, month, 1) for year in range(begin.year, end.year + 1) for month in range(1, 13)]
    inside = [each for each in months if first <= each.toordinal() <= last]
    step = max(1, math.ceil(len(inside) / 7))
    if inside:
        return [(x(each.toordinal()), each.strftime("%b %Y")) for each in inside[::step]]
    return [(x(first), day_words(begin.isoformat()))]


def star(ties: Sequence[Tie]) -> Star | None:
    """The entity's most frequent ties round it; None where it has none."""
    shown = ties[:_AROUND]
    if not shown:
        return None
    height = 150.0 + 18 * len(shown)
    centre_x, centre_y, across, down = WIDTH / 2, height / 2, 190.0, height / 2 - 26
    most = max(tie.count for tie in shown)
    spokes = []
    for number, tie in enumerate(shown):
        angle = 2 * math.pi * (number + 0.5) / len(shown) - math.pi / 2
        x, y = centre_x + across * math.cos(angle), centre_y + down * math.sin(angle)
        kinds = ", ".join(f"{name} {count}" for name, count in tie.kinds[:3])
        words = f"{tie.apart}: {kinds}" if tie.apart else kinds
        spokes.append(
            Spoke(
                round(x, 1),
                round(y, 1),
                "start" if x >= centre_x else "end",
                round(1 + 4 * tie.count / most, 1),
                tie,
                words,
            )
        )
    return Star(WIDTH, height, centre_x, centre_y, tuple(spokes))
