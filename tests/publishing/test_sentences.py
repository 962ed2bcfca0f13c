"""The sentence around some words, as a reader would cut it."""

from __future__ import annotations

import pytest

from kg.publishing.sentences import sentence_around


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. Ms. Okoye left early. Nobody cared.", "Okoye", "Ms. Okoye left early."),
        ("It rained. U.S. Sen. Ana Okoye left. Nobody cared.", "left", "U.S. Sen. Ana Okoye left."),
        ("It rained. Okoye left early. Nobody cared.", "Okoye left early.", "Okoye left early."),
        ("They met on Sept. 5 in St. Louis. All went well.", "met", "They met on Sept. 5 in St. Louis."),
        ("“Stop.” Mr. Brown left at 5 p.m. on Monday.\n\nNext.", "Brown", "Mr. Brown left at 5 p.m. on Monday."),
        ('He said: "No." Then he left.', "left", "Then he left."),
        ("He is No. 2 there. She is not.", "He", "He is No. 2 there."),
        (
            "He lives in the U.S. and she in Kesmark. It rained.",
            "in the U.S.",
            "He lives in the U.S. and she in Kesmark.",
        ),
        ("She came to the U.S. Nobody met her. It rained.", "She", "She came to the U.S. Nobody met her."),
        ("End of it?”  Next one!\nThird.", "Next", "Next one!"),
        ("A headline\nThe first line", "first", "The first line"),
        (
            "It rained. The mayor of\r\nOstra left Mr.\nBrown\nthere.\nNobody cared.",
            "left",
            "The mayor of Ostra left Mr. Brown there.",
        ),
        ("It grew by 10.5 km. of road! Wow", "grew", "It grew by 10.5 km. of road!"),
    ],
)
def test_it_is_the_sentence_that_a_reader_would_take(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == sentence


def test_a_sentence_without_end_is_cut_between_words_and_far_away() -> None:
    text = "lorem " * 200 + "here " + "ipsum " * 200
    start = text.index("here")
    assert sentence_around(text, start, start + 4).split() == ["lorem"] * 67 + ["here"] + ["ipsum"] * 66
