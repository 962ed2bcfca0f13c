"""What was said is kept in the article's own letters, and confidence follows its rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.llm.alignment import fold
from kg.llm.facts import Quotes, confidence, own_letters
from kg.model import Evidence
from tests.llm.samples import schema

SPEECH = "“It’s a thaw,” Ms Okoye said. “Nobody’s\nherring  will suffer.”"


@pytest.mark.parametrize(
    ("quote", "words", "own"),
    [
        (SPEECH, "It's a thaw", "It’s a thaw"),
        (SPEECH, "\"It's a thaw, Nobody's herring will suffer.\"", "It’s a thaw, Nobody’s herring will suffer."),
        (SPEECH, "Nobody’s\nherring  will suffer.", "Nobody’s herring will suffer."),
        ("Mr Orr called it “a grief”", 'it "a grief"', "it “a grief”"),
        ('"Rain," she said, "and wind."', "Rain, and wind.", "Rain, and wind."),
        ("“Rain fell.\n\n“Wind blew.”", "Rain fell. Wind blew.", "Rain fell. Wind blew."),
    ],
)
def test_words_are_kept_in_the_letters_of_the_article(quote: str, words: str, own: str) -> None:
    assert own_letters(quote, words) == own


@pytest.mark.parametrize(
    "words", ["It’s no thaw", "a thaw, herring", "Okoye said. Nobody’s herring suffer", "“”", "It’s a th"]
)
def test_words_that_were_not_said_are_refused(words: str) -> None:
    assert own_letters(SPEECH, words) is None


@settings(deadline=None)
@given(st.text(alphabet="ab “”\"’'\n", max_size=40), st.text(alphabet="ab \"'", max_size=10))
def test_words_that_are_kept_are_the_words_that_were_given(quote: str, words: str) -> None:
    own = own_letters(quote, words)
    assert own is None or fold(own).strip("\"' ") == fold(words).strip("\"' ")


def test_confidence_follows_the_fields_with_words_of_their_own() -> None:
    fields = {"visitor": ("okoye",), "destination": ("kesmark",), "status": ("mooted",), "source": ("article",)}
    whole, visitor = Evidence(0, 9, "Ana Okoye"), Evidence(0, 9, "Ana Okoye", "visitor")
    destination, status = Evidence(20, 27, "Kesmark", "destination"), Evidence(10, 19, "may visit", "status")
    sure = [
        confidence(schema().types["Visit"], fields, Quotes(evidence, mended, ()))
        for evidence, mended in [
            ((whole,), False),
            ((whole, status), False),
            ((whole, visitor), False),
            ((whole, visitor, destination), False),
            ((whole, visitor, destination), True),
            ((whole,), True),
        ]
    ]
    assert sure == [0.5, 0.5, 0.65, 0.8, 0.7, 0.4]
