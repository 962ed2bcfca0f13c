"""One happening of which very many report: each report more costs what the one before cost."""

from __future__ import annotations

import cProfile
import pstats
import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Literal
from pyoxigraph import Store as Quads

from kg.model import Fact
from kg.occurrences import derive, report_of
from kg.occurrences.bonds import bond, have_nothing_in_common
from kg.occurrences.conflicts import clashes_between
from kg.store import View
from kg.vocab import nf
from tests.occurrences.world import IRIS, change_of, collision, mapped, meeting, random_article, story, visit

PAPERS = ("The Harbour Post", "The Kesmark Courier")
FACTS: dict[str, Callable[[int], Fact]] = {
    "events with two numbers": lambda number: collision(3 + number % 2),
    "denials": lambda number: visit(date="2031-03-10", polarity="positive" if number else "negative"),
    "meetings": lambda _: meeting("okoye", "rehn", date="2031-03-10"),
    "vague visits": lambda number: visit(date="2031-03" if number else "2031-03-10"),
}


def calls(facts: Callable[[int], Fact], reports: int) -> tuple[int, int]:
    """How many functions are called to derive what follows from so many reports, and from one more."""
    store = Quads()
    view = View(Path("memory"), store, IRIS)
    changes = [
        change_of(story(str(number), "2031-03-12", facts(number), paper=PAPERS[number % 2]))
        for number in range(reports + 1)
    ]
    counted = []
    for group in (changes[:-1], changes[-1:]):
        store.extend(quad for each in group for quad in each.quads)
        with cProfile.Profile() as profile:
            found = list(derive(view, frozenset(IRIS.graph(each.article) for each in group)))
        counted.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
        for quad, stands in found:
            store.add(quad) if stands else store.remove(quad)
    occurrences = {quad.object for quad in store.quads_for_pattern(None, nf.occurrence, None, None)}
    assert len(occurrences) == 1
    return counted[0], counted[1]


@pytest.mark.parametrize("what", FACTS)
def test_the_work_grows_with_the_number_of_reports_and_not_with_its_square(what: str) -> None:
    few, many = calls(FACTS[what], 40), calls(FACTS[what], 160)
    assert [round(more / less) for less, more in zip(few, many, strict=True)] == [4, 4]


def test_of_very_many_contradictions_those_between_the_first_words_stand() -> None:
    store = Quads()
    view = View(Path("memory"), store, IRIS)
    articles = [
        story(f"{number:02}", "2031-03-12", collision(3 + number % 2), paper=PAPERS[number % 2]) for number in range(40)
    ]
    store.extend(quad for each in articles for quad in change_of(each).quads)
    added = [quad for quad, _ in derive(view, frozenset(change_of(each).graph for each in articles))]
    conflicts = {quad.subject for quad in added if quad.predicate == nf.conflictKind}
    reasons = {quad.object for quad in added if quad.predicate == nf.reason and quad.subject in conflicts}
    papers = [{change_of(each).article for each in articles[place::2]} for place in (0, 1)]
    concerned = {quad.object for quad in added if quad.predicate == nf.concerns and quad.subject in conflicts}
    assert (len(conflicts), reasons) == (1, {Literal("deaths: 3 or 4")})
    assert [len(concerned & paper) for paper in papers] == [1, 1]


def test_what_has_nothing_in_common_neither_meets_nor_contradicts() -> None:
    chance = random.Random(7)
    reports = [report_of(mapped(random_article(chance, number)).said, IRIS) for number in range(80)]
    told = [each for report in reports if report for each in report.situations]
    pairs = [(a, b) for a, b in combinations(told, 2) if a.type == b.type and have_nothing_in_common(a, b)]
    met = [(a.iri, b.iri) for a, b in pairs if bond(a, b) or clashes_between(a, b)]
    assert (len(pairs) > 100, met) == (True, [])
