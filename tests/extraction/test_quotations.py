"""What stands between quotation marks is found at exact places, over paragraphs too, whatever marks a paper uses."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from kg.extraction import extract
from kg.extraction.articles.page import outline
from kg.extraction.articles.paragraphs import Paragraph
from kg.extraction.articles.quotations import find_quotations
from kg.model import Article, Block, text_digest


def quoted(text: str, *blocks: Block) -> list[list[str]]:
    """The words of each quotation, a stretch a paragraph."""
    chains = find_quotations(text, outline(Article(text=text, blocks=blocks)).paragraphs)
    return [[text[s.start : s.end] for s in chain] for chain in chains]


def wholes(text: str) -> list[bool]:
    chains = find_quotations(text, outline(Article(text=text)).paragraphs)
    return [chain[0].whole for chain in chains]


@pytest.mark.parametrize(
    "text",
    ["“We won.”", '"We won."', "«We won.»", "‘We won.’", "'We won.'", "“ We won. ”"],
)
def test_every_kind_of_mark_holds_its_words(text: str) -> None:
    assert quoted(f"She said: {text}") == [["We won."]]


def test_two_quotations_of_a_paragraph_are_two() -> None:
    assert quoted("“We won,” she said. “It was close.”") == [["We won,"], ["It was close."]]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("Ana's dog didn't like the workers' hall, 'twas said of the '90s.") == []


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    assert quoted("“She told me ‘go home’ and I went,” he said.") == [["She told me ‘go home’ and I went,"]]


def test_a_quotation_that_every_paragraph_opens_anew_is_one() -> None:
    text = "“It was long.\n\n“Nobody slept.\n\n“But we agreed.” She smiled.\n\n“Yes, we did,” he said."
    assert quoted(text) == [["It was long.", "Nobody slept.", "But we agreed."], ["Yes, we did,"]]


def test_a_closed_quotation_does_not_run_into_the_next_paragraph() -> None:
    assert quoted("“It was long.”\n\n“Nobody slept.”") == [["It was long."], ["Nobody slept."]]


def test_a_quotation_does_not_run_from_one_kind_of_block_into_another() -> None:
    text = "“It was long.\n“Nobody slept.”"
    assert quoted(text, Block("caption", 0, 13), Block("body", 14, len(text))) == [["It was long."], ["Nobody slept."]]


def test_a_mark_that_nobody_closes_ends_with_its_paragraph() -> None:
    assert quoted("She said: “We won\n\nThe sea was calm.") == [["We won"]]


def test_a_closing_mark_that_nothing_opened_opens_nothing() -> None:
    assert quoted("We won.” The sea was calm.") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“We will not go,” she said.", True),
        ("She said: “We will not go.”", True),
        ("She said “We will not go” as she left.", True),
        ("“We will,” she said, “go on and not stop.”", True),
        ("She called it “a bad joke” and left.", False),
        ("She called it “a joke”.", False),
        ("He read from “The Long Road Home” in Ostra.", False),
        ("“No.”", False),
    ],
)
def test_an_utterance_is_told_from_a_few_words_in_marks(text: str, whole: bool) -> None:
    assert wholes(text)[-1] is whole


def test_a_mark_that_opens_again_before_the_first_is_closed_begins_a_second_stretch() -> None:
    assert quoted('"It is late. "We go," she said.') == [["It is late."], ["We go,"]]
    assert quoted('"It is late. " She went. "We go," she said.') == [["It is late."], ["We go,"]]


def test_marks_are_part_of_a_stretch_and_its_words_are_not() -> None:
    text = "She said: “ We won. ” Then she left."
    ((stretch,),) = find_quotations(text, outline(Article(text=text)).paragraphs)
    assert (text[stretch.left : stretch.right], text[stretch.start : stretch.end]) == ("“ We won. ”", "We won.")


@pytest.mark.parametrize("mark", list("“”\"„«»‘’'"))
def test_thousands_of_marks_are_read_at_once_and_none_lies_within_another(mark: str) -> None:
    text = f"{mark}a " * 5000
    began = time.monotonic()
    stretches = [s for chain in find_quotations(text, outline(Article(text=text)).paragraphs) for s in chain]
    assert time.monotonic() - began < 5
    assert all(a.right <= b.left for a, b in pairwise(stretches))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“We will not declare victory,” Ben Adu told a news conference. “Prices are falling.” He left.",
            "“We will not declare victory,” Ben Adu told a news conference. “Prices are falling.”",
        ),
        (
            "A spokesman for the Harbour Trust said: “We take this seriously and will study the report.” He left.",
            "A spokesman for the Harbour Trust said: “We take this seriously and will study the report.”",
        ),
        ('Ana Okoye said: "We take this seriously." She left.', 'Ana Okoye said: "We take this seriously."'),
        ("Ana Okoye said she was “looking at the options” for it.", "Ana Okoye said she was “looking at the options”"),
    ],
)
def test_the_evidence_of_a_speech_has_both_marks_of_its_quotation(text: str, words: str) -> None:
    (found,) = (fact for fact in extract(Article(text=text, text_digest=text_digest(text))).facts)
    whole = [each.quote for each in found.evidence if each.of is None]
    assert [each[: len(words)] for each in whole] == [words]


def test_single_marks_hold_double_ones() -> None:
    text = "'He said to me, \"You will regret it,\" and then he hung up,' Mr Lund told the inquest."
    assert quoted(text) == [['He said to me, "You will regret it," and then he hung up,']]


def test_the_apostrophe_of_a_plural_closes_no_single_marks_that_close_later() -> None:
    text = "'It's the kids' future that we talk about,' said Ana Okoye. 'The 'peace talks' went on.'"
    assert quoted(text)[0] == ["It's the kids' future that we talk about,"]


def test_a_name_in_single_marks_ends_at_its_plural() -> None:
    assert quoted("The 'peace talks' went on. 'We will go,' she said.") == [["peace talks"], ["We will go,"]]


def test_a_quotation_in_single_marks_that_the_next_paragraph_opens_anew_is_one() -> None:
    text = "'It was long,' she said. 'Nobody slept.\n\n'But we agreed.'"
    assert quoted(text) == [["It was long,"], ["Nobody slept.", "But we agreed."]]


def test_many_forgotten_marks_take_time_in_proportion_to_their_number() -> None:
    text = '"A. ' * 25_000
    began = time.process_time()
    assert len(find_quotations(text, [Paragraph("body", 0, len(text))])) == 12_500
    assert time.process_time() - began < 3
