"""The densest run of sentences."""

from __future__ import annotations

from kg.reading.lines import units
from kg.reading.runs import densest_run

PROSE = "Two freighters lay at anchor off the mole and sounded their horns."
MENU = ["Home", "Sea", "Politics", "Sport", "Weather", "Contact"]


def run_of(lines: list[str]) -> range:
    return densest_run(list(units("\n\n".join(lines))))


def test_a_body_between_menus_is_found() -> None:
    assert run_of([*MENU, PROSE, "A heading", PROSE, PROSE, *MENU, "We hope that you like our page."]) == range(6, 10)


def test_a_box_of_links_does_not_part_a_body() -> None:
    box = ["Related", "What the bridge did to the terns", "Herring falls for a fourth week"]
    assert run_of([PROSE, PROSE, *box, PROSE, PROSE]) == range(0, 7)


def test_comments_are_no_part_of_it() -> None:
    assert run_of([PROSE, PROSE, PROSE, "Comments (2)", PROSE, PROSE]) == range(0, 3)


def test_a_page_without_a_sentence_has_none() -> None:
    assert run_of(MENU) == range(0)
