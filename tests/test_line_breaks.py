"""Which line breaks of a text only fit it to a width, and which end a paragraph."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.line_breaks import line_breaks, on_one_line, paragraphs

PARAGRAPHS = (
    "The harbour board of Port Amsel said on Tuesday that it had found no money for a second mole. Its chairman, Ivo"
    " Stettin, told reporters that the town would have to wait until the spring of 2033.",
    "“We have asked Valdoria three times,” he said. “Nobody there reads letters.” The Transport Minister, Astrid Moen,"
    " was not at her desk on Tuesday, a spokesman for Ms. Moen said.",
    "Kesmark, which lies two hours to the north, built its own mole in 1987 with a loan from the Bank of Sollen and"
    " paid it back in nine years, according to Judit Solane, who keeps the archive there.",
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def verdict(text: str) -> tuple[bool, bool]:
    (each,) = line_breaks(text)
    return each.goes_on, each.sure


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("width", [45, 60, 72, 80, 100, 130])
def test_paragraphs_fitted_to_a_width_are_whole(width: int, end: str) -> None:
    wrapped = ["\n".join(textwrap.wrap(each, width)).replace("\n", end) for each in PARAGRAPHS]
    text = f"{end}{end}".join(["Harbour board finds no money", *wrapped])
    assert split(text) == ["Harbour board finds no money", *wrapped]
    assert [on_one_line(each) for each in wrapped] == [*PARAGRAPHS]
    assert all(each.goes_on and each.sure for each in line_breaks(text))


def test_a_long_gap_in_a_line_takes_no_time() -> None:
    began = time.process_time()
    assert on_one_line(f"fog{' ' * 100_000}at\nsea") == f"fog{' ' * 100_000}at sea"
    assert time.process_time() - began < 2


def test_paragraphs_fitted_to_a_width_need_no_empty_line_where_their_last_is_short() -> None:
    wrapped = [textwrap.fill(each, 56) for each in PARAGRAPHS]
    assert split("\n".join(["Harbour board finds no money", *wrapped])) == ["Harbour board finds no money", *wrapped]


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that\nIvo Stettin resigned.",
        "It was\nsaid that he had gone.",
        "He called it “a disgrace”\nand left.",
        "“We go,”\nsaid Ms. Moen.",
        "A spokesman for Ms.\nMoen said no.",
        "He left at 5 p.m.\nin the rain.",
        "The board rejected the reports on\nMonday.",
        "It was the mayor (who\n“had no part in it”).",
        "The captain left the ship\n— which was on fire — at noon.",
        "Astrid Moen, of the\nTransport Ministry, said no.",
    ],
)
def test_words_show_that_a_paragraph_goes_on(text: str) -> None:
    assert verdict(text) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Fog closes the port.\nNo boat was let in.",
        "Is the port closed?\nNo boat was let in.",
        "“The port is closed.”\nNo boat was let in.",
        "What it needs:\nSalt, and a boat.",
        "Salt is up\n- herring is down",
        "Fog closes the port\n" + "No boat was let in on Friday, and none on Saturday, said the harbour master. " * 3,
    ],
)
def test_a_line_that_ends_a_paragraph(text: str) -> None:
    assert verdict(text) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Fog closes the port\nNo boat was let in.",
        "Its chairman is now Ivo\nStettin, who has been there since May.",
        "He lives in the U.S.\nNobody knows him.",
    ],
)
def test_of_some_lines_nobody_can_tell(text: str) -> None:
    assert verdict(text) == (False, False)


def test_nobody_can_tell_whether_a_quotation_goes_on() -> None:
    assert verdict("She said: “There is doubt.\nHe left. He is gone,” said Moen.") == (True, False)


def test_a_text_of_many_lines_none_of_which_goes_on_has_a_paragraph_a_line() -> None:
    lines = [
        "Fog closes the port of Amsel again",
        "No boat was let in on Friday or Saturday.",
        "What comes next for the ferry to Skerrow",
        "It will rain, the master of the harbour said.",
    ]
    assert [(each.goes_on, each.sure) for each in line_breaks("\n".join(lines * 2))] == [(False, True)] * 7


def test_a_heading_has_room_for_the_next_word_and_ends() -> None:
    first, *rest = (textwrap.fill(each, 60) for each in PARAGRAPHS)
    text = "\n\n".join([first, *(f"What it means\n{each}" for each in rest)])
    assert split(text) == [first, "What it means", rest[0], "What it means", rest[1]]


@given(st.text(alphabet="Aa b.\n\r\t\u2028“-", max_size=80))
def test_paragraphs_hold_all_words_and_breaks_hold_none(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(text[each.start : each.end].isspace() for each in line_breaks(text))
