"""An article's text is cut into the paragraphs that facts may come from, at exact places."""

from __future__ import annotations

import pytest

from kg.extraction.articles.page import outline
from kg.extraction.articles.paragraphs import LONGEST, READ_KINDS
from kg.model import Article, Block


def words(text: str, *blocks: Block) -> list[tuple[str, str]]:
    article = Article(text=text, blocks=blocks)
    return [(each.kind, text[each.start : each.end]) for each in outline(article).paragraphs]


def test_a_text_without_blocks_is_body_a_paragraph_a_line() -> None:
    assert words("Rain fell. \n\n It stopped.") == [("body", "Rain fell."), ("body", "It stopped.")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\n \t\n"])
def test_every_kind_of_line_end_parts_paragraphs(end: str) -> None:
    assert words(f"Rain fell.{end}It stopped.") == [("body", "Rain fell."), ("body", "It stopped.")]


@pytest.mark.parametrize("text", [None, "", "  \n\u00a0\n"])
def test_nothing_gives_no_paragraphs(text: str | None) -> None:
    assert outline(Article(text=text)).paragraphs == ()


def test_only_the_kinds_that_may_hold_facts_are_read() -> None:
    kinds = (
        "headline standfirst byline dateline caption credit body subhead pull-quote furniture appeal related".split()
    )
    text = "".join(f"{kind}\n" for kind in kinds)
    starts = [text.index(f"{kind}\n") for kind in kinds]
    blocks = [Block(kind, at, at + len(kind)) for kind, at in zip(kinds, starts, strict=True)]
    assert words(text, *blocks) == [(kind, kind) for kind in kinds if kind in READ_KINDS]
    assert sorted(READ_KINDS) == ["body", "caption", "headline", "standfirst", "subhead"]


def test_blocks_out_of_order_or_beyond_the_text_are_read_in_the_order_of_the_text() -> None:
    text = "Rain fell.\nIt stopped."
    assert words(text, Block("body", 11, 500), Block("headline", -4, 10)) == [
        ("headline", "Rain fell."),
        ("body", "It stopped."),
    ]


def test_a_line_too_long_for_the_parser_is_cut_after_a_sentence() -> None:
    sentence = "The sea was calm that day. "
    found = words(sentence * 400)
    assert "".join(part + " " for _, part in found) == sentence * 400
    assert {part[-1] for _, part in found} == {"."}
    assert max(len(part) for _, part in found) <= LONGEST


def test_a_long_line_without_sentences_is_cut_after_a_word_and_one_without_words_anywhere() -> None:
    assert {word for _, part in words("calm " * 2000) for word in part.split()} == {"calm"}
    assert "".join(part for _, part in words("x" * 9001)) == "x" * 9001


@pytest.mark.parametrize(
    "dateline",
    [
        "KESMARK, March 2 - ",
        "PORT AMSEL (Sela News) — ",
        "(SNA) -- ",
        "KESMARK, Valdoria (SN) – ",
        "PORT AMSEL, Feb 26 -- ",
        "KABUL ",
        "SEOUL/LOS ANGELES ",
        "MANCHESTER, New Hampshire ",
        "KABUL, Afghanistan/WASHINGTON ",
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(dateline: str) -> None:
    assert words(f"{dateline}Rain fell.") == [("body", "Rain fell.")]


@pytest.mark.parametrize("text", ["I - alone - left.", "Nato - the alliance - met.", "NATO - the alliance - met."])
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    assert words(text) == [("body", text)]


def test_a_firm_in_capitals_may_follow_a_dateline() -> None:
    assert words("SEOUL LG Rain fell.") == [("body", "LG Rain fell.")]


@pytest.mark.parametrize("text", ["KABUL AIRPORT OPENS AGAIN", "PARIS said no.", "OECD Secretary Ana Okoye left."])
def test_capitals_that_are_no_town_before_a_sentence_are_no_dateline(text: str) -> None:
    assert words(text) == [("body", text)]


def test_a_line_that_goes_on_is_one_paragraph_with_the_next() -> None:
    text = "Ida Holm, who is the mayor of\nOstra, left.\n\nIvo Stettin went\ntoo."
    wanted = [("body", "Ida Holm, who is the mayor of\nOstra, left."), ("body", "Ivo Stettin went\ntoo.")]
    assert words(text) == words(text, Block("body", 0, len(text))) == wanted
