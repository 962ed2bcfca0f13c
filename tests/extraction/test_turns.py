"""Which paragraphs are turns of an interview or a transcript, and whose."""

from __future__ import annotations

import time

import pytest

from kg.extraction.articles.paragraphs import paragraphs_of
from kg.extraction.interviews.turns import in_turns
from kg.model import Block


def turns(text: str, publisher: str | None = None) -> list[tuple[str, bool, str]]:
    """Label, whether it asks, and words of each paragraph that is a turn."""
    _, found = in_turns(text, paragraphs_of(text, [Block("body", 0, len(text))]), publisher)
    return [(turn.name, turn.asks, text[turn.start : turn.end]) for turn in found]


def test_letters_and_names_label_turns() -> None:
    assert turns(
        "Ana Okoye met us.\n\nQ: Why?\n\nA: I was late.\n\nIt rained.\n\nQ. Where?\n\nA. In Ostra, I think."
    ) == [
        ("Q", True, "Why?"),
        ("A", False, "I was late."),
        ("A", False, "It rained."),
        ("Q", True, "Where?"),
        ("A", False, "In Ostra, I think."),
    ]
    assert turns(
        "ANA OKOYE, HOST: Who won?\n\nBEN ADU: We did.\n\nOKOYE: And who lost?\n\nADU (laughing): Nobody, I hope."
    ) == [
        ("ANA OKOYE", True, "Who won?"),
        ("BEN ADU", False, "We did."),
        ("OKOYE", True, "And who lost?"),
        ("ADU", False, "Nobody, I hope."),
    ]


def test_letters_may_have_numbers_and_names_particles() -> None:
    assert turns("Q1: Why?\n\nA1: I was late.\n\nQ2: Where?\n\nA2: In Ostra, I think.") == [
        ("Q", True, "Why?"),
        ("A", False, "I was late."),
        ("Q", True, "Where?"),
        ("A", False, "In Ostra, I think."),
    ]
    assert turns("Q: Why?\n\nAna van der Berg: I came.\n\nQ: How?\n\nAna van der Berg: We stayed.") == [
        ("Q", True, "Why?"),
        ("Ana van der Berg", False, "I came."),
        ("Q", True, "How?"),
        ("Ana van der Berg", False, "We stayed."),
    ]
    assert turns("Sela News: Why?\n\nOmar al-Rafi: I came.\n\nSela News: How?\n\nOmar al-Rafi: We stayed.") == [
        ("Sela News", True, "Why?"),
        ("Omar al-Rafi", False, "I came."),
        ("Sela News", True, "How?"),
        ("Omar al-Rafi", False, "We stayed."),
    ]


def test_the_paper_asks_and_a_name_may_stand_on_its_own_line() -> None:
    text = "Sela News: Tell us.\n\nMs Okoye\n\nI came.\n\nSela News: Go on.\n\nMs Okoye\n\nWe stayed.\n\nAna Okoye left"
    assert turns(text, "Sela News") == []  # nothing tells 'Ms Okoye' on a line of its own from a caption
    text = text.replace("Ms Okoye\n", "Ms Okoye:\n")
    assert turns(text, "Sela News") == [
        ("Sela News", True, "Tell us."),
        ("Ms Okoye", False, ""),
        ("Ms Okoye", False, "I came."),
        ("Sela News", True, "Go on."),
        ("Ms Okoye", False, ""),
        ("Ms Okoye", False, "We stayed."),
    ]


def test_a_transcript_takes_time_in_proportion_to_its_turns() -> None:
    began = time.process_time()
    assert len(turns("Ana Okoye spoke.\n\n" + "OKOYE: I saw it.\n\nADU: Why?\n\n" * 2_000)) == 4_000
    assert time.process_time() - began < 10


def test_paragraphs_of_capitals_take_little_time() -> None:
    began = time.process_time()
    assert turns(f"{'A' * 4_000}\n\n" * 40) == []
    assert time.process_time() - began < 3


def test_initials_follow_a_name_and_marks_may_be_lost() -> None:
    marked = "((SN))  Why?\n\nNia Gallo: I do.\n\n((SN)) : How?\n\nNG: We walked.\n\n((fr)) Port\n\nNG: My dog ran"
    assert [name for name, _, _ in turns(marked)] == ["SN", "Nia Gallo", "SN", "NG", "NG", "NG"]
    bare = "Nia Gallo met us.\n\nQ: Why?\n\nNG We like birds.\n\nQ: How?\n\nNG We walked."
    assert [(name, words) for name, asks, words in turns(bare) if not asks] == [
        ("NG", "We like birds."),
        ("NG", "We walked."),
    ]


def test_a_letter_with_a_stop_is_not_the_initials_of_any_two_words() -> None:
    assert turns("Korvia bought it.\n\nK.: I came.\n\nB.: Why?\n\nK.: I left.\n\nB.: How?") == []


def test_a_question_before_an_answer_needs_no_label_and_a_caption_is_no_answer() -> None:
    text = (
        "Ana Okoye met us.\n\nHow are you?\n\n((Ana Okoye)) I am well.\n\nOkoye in her garden in May\n\n"
        "((SN)) Why?\n\n((Ana Okoye)) I sleep.\n\nAnd I walk.\n\nThe house was sold."
    )
    assert turns(text) == [
        ("", True, "How are you?"),
        ("Ana Okoye", False, "I am well."),
        ("SN", True, "Why?"),
        ("Ana Okoye", False, "I sleep."),
        ("Ana Okoye", False, "And I walk."),
    ]


def test_questions_in_bold_without_labels() -> None:
    text = (
        "Ana Okoye spoke to us.\n\nWhy Ostra?\n\nI was born there.\n\nThe sea is near.\n\nAnd Sela?"
        "\n\nMy sister lives in Sela.\n\nWhat comes next?\n\nNothing much.\n\nThe house was sold."
    )
    assert turns(text) == [
        ("", True, "Why Ostra?"),
        ("A", False, "I was born there."),
        ("A", False, "The sea is near."),
        ("", True, "And Sela?"),
        ("A", False, "My sister lives in Sela."),
        ("", True, "What comes next?"),
        ("A", False, "Nothing much."),
    ]
    assert turns(text.replace("My sister", "A sister").replace("I was", "She was")) == []  # the paper explains


@pytest.mark.parametrize(
    "text",
    [
        "Winner: Ana Okoye\n\nLoser: Ben Adu\n\nWinner: Carl Moss\n\nLoser: Ida Berg",
        "Where: Ostra hall. You can pay there.\n\nWhen: Monday\n\nWhere: Sela hall\n\nWhen: Friday, we hear",
        "Photo: Ana Okoye\n\nI was there.\n\nPhoto: Ana Okoye",
        "OSTRA: Rain fell.\n\nSELA: Snow fell, we hear.\n\nOSTRA: Rain fell.\n\nSELA: Snow fell.",
        "Q: Why did it close?\n\nThe mayor said no.",
    ],
)
def test_lists_are_no_turns(text: str) -> None:
    assert turns(text) == []
