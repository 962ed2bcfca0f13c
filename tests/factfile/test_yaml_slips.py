"""A syntax error of YAML is told where the slip is, not where the parser stopped."""

from __future__ import annotations

import pytest

from kg.factfile.yaml_tree import yaml_tree

GOOD = """facts:
  - type: Event
    kind: fire
    source: police
    evidence:
      - {quote: a fire}
"""
DASH, COLON = "There is no space after the dash.", "There is no space after the colon."
NO_COLON, BREAK = "There is no colon after the key.", "There is a no-break space here."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - type: Event", "  - type Event", (NO_COLON, 2, 5)),
        ("source: police", "source police", (NO_COLON, 4, 5)),
        ("source: police", "source:police", (COLON, 4, 5)),
        ("  - type: Event\n", "  - type: Visit\n  -type: Event\n", (DASH, 3, 3)),
        ("source: police", "source:\u00a0police", (BREAK, 4, 12)),
        ("    source: police", "\u00a0\u00a0\u00a0\u00a0source: police", (BREAK, 4, 5)),
    ],
)
def test_the_slip_is_told_in_its_own_line(old: str, new: str, told: tuple[str, int, int]) -> None:
    assert yaml_tree(GOOD)[1] == []
    root, flaws = yaml_tree(GOOD.replace(old, new, 1))
    assert root is None
    assert [(each.message, each.line, each.column) for each in flaws] == [(f"This is not YAML: {told[0]}", *told[1:])]
