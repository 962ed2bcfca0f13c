"""A draft says what is in doubt, in words for the person who reviews it; what is published doubts nothing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extraction import extract, load_nlp
from kg.extraction.sureness import Sure, doubting, doubts_of
from kg.model import Article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


def test_what_is_worked_out_of_a_share_keeps_what_is_doubted() -> None:
    one, other = Sure(0.5, "who"), Sure(0.5, "when", "where")
    worked = {
        "product": one * other,
        "of a number": 0.5 * one,
        "by a number": one * 0.5,
        "sum": one + 0.25,
        "less of two": min(1.0, one),
        "with words": doubting(one, "what"),
        "without": doubting(0.5, "what"),
    }
    assert {name: (share, doubts_of(share)) for name, share in worked.items()} == {
        "product": (0.25, ("who", "when", "where")),
        "of a number": (0.25, ("who",)),
        "by a number": (0.25, ("who",)),
        "sum": (0.75, ("who",)),
        "less of two": (0.5, ("who",)),
        "with words": (0.5, ("who",)),
        "without": (0.5, ("what",)),
    }


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Ana Okoye met Tomas Rehn in Kesmark on Monday.", [None]),
        (
            "A study by the Harbour Union said the river was clean.",
            ["whether the noun tells that it happened", "whose word a study or a document is"],
        ),
        ("Mara Lind and Eva Roos left. The dog was ill. She said that it was late.", ["whom “She” means"]),
        ("A ferry was raided in 2030.", ["who took part; whether the verb tells of an event"]),
        ("Some said that it was late.", ["whom “Some” means"]),
    ],
)
def test_each_draft_says_what_is_in_doubt(text: str, doubts: list[str | None], nlp: Language) -> None:
    found = extract(Article(text=text, published="2031-05-06"), nlp=nlp).facts
    assert [fact.doubt for fact in found] == doubts
    assert [fact.draft for fact in found] == [doubt is not None for doubt in doubts]
