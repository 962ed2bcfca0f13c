"""The geometry of the timeline: no line goes through the name of its lane."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient

from kg.descriptions.entities import describe_entity
from kg.descriptions.names import Source
from kg.descriptions.values import Ref
from kg.schema import load_schema
from kg.server.pages.drawings import WIDTH, Timeline, timeline
from kg.server.rendering import environment
from tests.server.pages.reading import OKOYE, SVG, get
from tests.story import reading


@pytest.mark.parametrize(
    ("kind", "label", "left"),
    [
        ("visit", "visit", 128.0),
        ("appointment or departure", "appointment or departure", 200.0),
        ("a decision of a court of the second instance", "a decision of a court of the…", 237.5),
    ],
)
def test_lanes_begin_beyond_the_longest_of_their_names(story: Path, kind: str, label: str, left: float) -> None:
    with reading(story) as snapshot:
        found = describe_entity(Source(snapshot, load_schema()), NamedNode("https://authority.example/id/ana-okoye"))
    assert found is not None
    named = [replace(each, kind=Ref(each.kind.iri, kind)) for each in found.timeline]
    drawn = timeline(named)
    assert drawn is not None
    assert ([name for _, name in drawn.lanes], drawn.left) == ([label], left)
    assert min(dot.x for dot in drawn.dots) >= left
    assert max(dot.end or dot.x for dot in drawn.dots) <= WIDTH


def test_the_lines_of_a_timeline_are_as_long_as_its_picture(site: TestClient) -> None:
    (drawing, *_) = [each for each in get(site, OKOYE).iter(f"{SVG}svg") if each.get("role") == "list"]
    rules = {each.get("x2") for each in drawing.iter(f"{SVG}line") if each.get("class") == "rule"}
    assert rules == {"720.0"}


def test_the_last_label_of_a_timeline_ends_where_its_tick_is() -> None:
    ticks = ((360.0, "Mar 2031"), (706.0, "Apr 2031"))
    drawn = Timeline(WIDTH, 120.0, (), ticks, (), 128.0)
    parts = environment().get_template("parts.html").module
    told = parts.timeline(drawn, "Ana Okoye")  # type: ignore[attr-defined]
    assert re.findall(r'text-anchor="(\w+)">([^<]+)<', told) == [("middle", "Mar 2031"), ("end", "Apr 2031")]
