"""A syntax error of YAML is told where the slip is, not where the parser stopped."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given

from kg.factfile.yaml_marks import open_mark
from kg.factfile.yaml_tree import yaml_tree
from tests.factfile.test_tree import DATA

GOOD = """facts:
  - type: Event
    kind: fire
    source: police
    evidence:
      - {quote: a fire}
"""
DASH, COLON = "There is no space after the dash.", "There is no space after the colon."
UNDASHED = "A fact begins with a dash."
NO_COLON, BREAK = "There is no colon after the key.", "There is a no-break space here."
CURLY = "Curly quotation marks are none in YAML."
APOSTROPHE, MARK = "The quotation mark ' here is not closed.", 'The quotation mark " here is not closed.'
INSIDE = "The text in quotation marks ends with this ', and something stands behind it."
LIST, MAPPING = "The bracket [ here is not closed.", "The bracket { here is not closed."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - type: Event", "  - type Event", (NO_COLON, 2, 5)),
        ("source: police", "source police", (NO_COLON, 4, 5)),
        ("source: police", "source:police", (COLON, 4, 5)),
        ("  - type: Event\n", "  - type: Visit\n  -type: Event\n", (DASH, 3, 3)),
        ("  - type: Event\n", "  type: Event\n", (UNDASHED, 2, 3)),
        ("source: police", "source:\u00a0police", (BREAK, 4, 12)),
        ("    source: police", "\u00a0\u00a0\u00a0\u00a0source: police", (BREAK, 4, 5)),
        ("kind: fire", "kind: “fire: at sea”", (CURLY, 3, 11)),
        ("kind: fire", "kind: 'fire", (APOSTROPHE, 3, 11)),
        ("kind: fire", "kind: \"fire\n    # the 'fire'\n    text: |\n      It's", (MARK, 3, 11)),
        ("source: police", "source: [police", (LIST, 4, 13)),
        ("source: police", "source: [police,", (LIST, 4, 13)),
        ("{quote: a fire}", "{quote: a fire", (MAPPING, 6, 9)),
        ("{quote: a fire}", "{quote: [a, fire}", (LIST, 6, 17)),
        ("{quote: a fire}", "{quote: 'a fire}\n      - {quote: 'a flood'}", (APOSTROPHE, 6, 17)),
        ("{quote: a fire}", "{quote: 'a fire's'}", (INSIDE, 6, 24)),
    ],
)
def test_the_slip_is_told_in_its_own_line(old: str, new: str, told: tuple[str, int, int]) -> None:
    assert yaml_tree(GOOD)[1] == []
    root, flaws = yaml_tree(GOOD.replace(old, new, 1))
    assert root is None
    assert [(each.message, each.line, each.column) for each in flaws] == [(f"This is not YAML: {told[0]}", *told[1:])]


@given(DATA)
@example({"\x85": None})
def test_in_what_is_yaml_every_mark_and_bracket_is_closed(data: Any) -> None:
    for flow in (False, True):
        text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=30)
        assert open_mark(text) is None, text
