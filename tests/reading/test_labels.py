"""The kinds of the lines of a page."""

from __future__ import annotations

import pytest

from kg.reading.labels import label_units
from kg.reading.lines import units

PROSE = [
    "Two freighters lay at anchor off the mole of Port Amsel and sounded their horns.",
    "The harbour master said that no boat would be let in before noon on Friday.",
    "“There is nothing to see,” he said. “That is the trouble with fog.”",
]


def kinds(*lines: str, has_head: bool = True) -> list[str]:
    return label_units(list(units("\n\n".join(lines))), has_head=has_head)


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (["Fog closes port"], ["headline"]),
        (["Fog closes port", "Maren Ilk", "4 March 2031"], ["headline", "byline", "dateline"]),
        (["Maren Ilk", "Fog closes the port", "4 March 2031"], ["byline", "headline", "dateline"]),
        (["Fog closes port", "4 March 2031", "By Maren Ilk"], ["headline", "dateline", "byline"]),
        (
            ["Home", "Sea", "Fog closes the port again", "No boat will be let in before Friday noon.", "By Maren Ilk"],
            ["furniture", "furniture", "headline", "standfirst", "byline"],
        ),
        (
            ["Harbour fees to rise for a third year", "News", "Fog closes the port of Amsel", "4 March 2031"],
            ["furniture", "furniture", "headline", "dateline"],
        ),
    ],
)  # fmt: skip
def test_a_head_is_labelled(head: list[str], wanted: list[str]) -> None:
    assert kinds(*head, *PROSE) == [*wanted, "body", "body", "body"]


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        (["What happens next"], ["subhead"]),
        (["What will it cost?"], ["subhead"]),
        (["Never say fog"], ["subhead"]),
        (["Advertisement"], ["furniture"]),
        (["Read more: Herring falls for a fourth week"], ["related"]),
        (["Related", "Herring falls for a fourth week", "Salt is up"], ["related"] * 3),
        (["Herring falls for a fourth week", "What the bridge did to the terns"], ["related"] * 2),
        (["That is the trouble with fog", "Ruben Halle"], ["pull-quote"] * 2),
        (["A freighter off the mole (Nils Orre/Harbour Post)"], ["caption"]),
        (["A freighter at anchor off the mole", "Getty Images"], ["caption", "credit"]),
        (["The lamp must burn", "Please make a donation to The Harbour Post."], ["appeal"] * 2),
        (["Sign up to The Tideline", "The sea in five stories", "Enter your email"], ["furniture"] * 3),
    ],
)
def test_what_stands_within_a_body_is_labelled(between: list[str], wanted: list[str]) -> None:
    assert kinds(*PROSE, *between, *PROSE[:2], has_head=False) == ["body"] * 3 + wanted + ["body"] * 2


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        (["Most read", "Herring falls for a fourth week"], ["related", "related"]),
        (["Additional reporting by Petra Lund"], ["credit"]),
        (["Maren Ilk", "Maren Ilk is the harbour correspondent."], ["furniture", "furniture"]),
        (["Comments (1)", "I have never seen such fog in thirty years at sea."], ["furniture", "furniture"]),
        (["© 2031 The Harbour Post"], ["furniture"]),
    ],
)
def test_what_follows_a_body_is_labelled(tail: list[str], wanted: list[str]) -> None:
    assert kinds(*PROSE, *tail, has_head=False) == ["body"] * 3 + wanted


def test_a_link_near_the_body_is_not_its_headline() -> None:
    links = ["Related articles", "Freighters at anchor off Port Amsel", "Harbour master of Port Amsel is to retire"]
    labels = kinds("Fog closes port", "By Maren Ilk", "4 March 2031", *links, *PROSE)
    assert labels[:3] == ["headline", "byline", "dateline"]
    assert "standfirst" not in labels


def test_a_writer_is_told_of_after_the_last_paragraph_without_a_heading() -> None:
    labels = kinds("Fog closes port", "By Maren Ilk", *PROSE, "Maren Ilk is the harbour correspondent of the Post.")
    assert labels == ["headline", "byline", "body", "body", "body", "furniture"]


def test_a_sentence_that_is_printed_twice_running_is_a_caption() -> None:
    picture = "A freighter lies at anchor off the mole of Port Amsel in the fog."
    assert kinds("Fog closes port", "By Maren Ilk", picture, picture, *PROSE)[2:4] == ["caption", "caption"]


def test_no_text_is_lost_where_everything_is_printed_twice() -> None:
    assert kinds(*(line for line in PROSE for _ in range(2)), has_head=False) == ["body"] * 6


ENTRIES = [
    ("Fog lifts at last", "The fog has lifted off Port Amsel, the harbour master said."),
    ("Minister arrives", "Astrid Moen, the Transport Minister of Valdoria, has arrived in Port Amsel."),
    ("Two boats late", "Two boats from Kesmark have not been heard of since the morning."),
    ("Port is closed", "The port has been closed, and no boat will be let in before noon."),
]


@pytest.mark.parametrize(
    "times",
    [
        ["17:30", "14:10", "10:15", "08:05"],
        ["8.05am", "10.15am BST", "2.10pm", "5.30pm BST"],
        ["17:30 CET", "14:10 CET", "10:15 CET", "08:05 CET"],
    ],
)
def test_the_entries_of_a_live_blog_are_its_body(times: list[str]) -> None:
    entries = [line for time, entry in zip(times, ENTRIES, strict=True) for line in (time, *entry)]
    head = ["headline", "furniture", "furniture", "body"]
    assert kinds("Fog closes the port of Amsel", *entries) == head + ["furniture", "subhead", "body"] * 3


def test_lengths_of_videos_are_no_times_of_a_live_blog() -> None:
    cards = [line for time, entry in zip(["02:13", "00:45", "03:10"], ENTRIES, strict=False) for line in (time, *entry)]
    assert "body" not in kinds(*PROSE, *PROSE, "Watch", *cards)[6:]
