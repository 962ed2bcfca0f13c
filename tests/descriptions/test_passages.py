"""Evidence as it is shown: the article's own words, with what each stretch of them shows."""

from __future__ import annotations

import pytest

from kg.descriptions.passages import Evidence, passage
from kg.descriptions.values import Mark, Passage, Quote, Stretch
from kg.schema import load_schema

TEXT = "It rained. Foreign Minister Ana Okoye may travel to Kesmark, her office said. Then it stopped.\nNext."
VISIT = load_schema().types["Visit"]
FIELDS = (*VISIT.fields, *load_schema().assertion_fields)
VISITOR, PLACE, STATUS = Mark("visitor", "who"), Mark("destination", "where"), Mark("status", "how")


def of(words: str, shows: str = "") -> Evidence:
    field = next((each for each in FIELDS if each.key == shows), None)
    return Evidence(TEXT.index(words), TEXT.index(words) + len(words), words, field.path if field else None)


def marked(*evidence: Evidence, body: str = "") -> list[tuple[str, bool, tuple[Mark, ...]]]:
    found = passage(evidence, FIELDS, body)
    assert found is not None
    return [(each.text, each.quoted, each.marks) for each in found.stretches]


def test_the_words_of_a_fact_carry_the_marks_of_its_fields() -> None:
    quote = of("Ana Okoye may travel to Kesmark")
    assert passage([quote, of("Ana Okoye", "visitor"), of("Kesmark", "destination")], FIELDS) == Passage(
        (
            Stretch("Ana Okoye", marks=(VISITOR,), starts=(VISITOR,)),
            Stretch(" may travel to "),
            Stretch("Kesmark", marks=(PLACE,), starts=(PLACE,)),
        ),
        (Quote("Ana Okoye may travel to Kesmark", 28, 59),),
    )


def test_marks_that_overlap_are_cut_where_one_begins() -> None:
    found = marked(of("Ana Okoye may travel"), of("Ana Okoye may", "visitor"), of("may travel", "status"))
    assert found == [
        ("Ana Okoye ", True, (VISITOR,)),
        ("may", True, (VISITOR, STATUS)),
        (" travel", True, (STATUS,)),
    ]


def test_words_that_stand_apart_are_shown_with_a_gap() -> None:
    found = marked(of("may travel"), of("Foreign Minister", "visitor"))
    assert found == [("Foreign Minister", True, (VISITOR,)), (" … ", False, ()), ("may travel", True, ())]


def test_of_words_within_words_the_longer_ones_are_the_quotation() -> None:
    found = passage([of("It rained"), of("Ana Okoye"), of("may travel to Kesmark"), of("travel")], FIELDS)
    assert found is not None
    assert (found.quote, found.start, found.end) == ("It rained … Ana Okoye … may travel to Kesmark", 0, 59)
    assert found.telling == Quote("may travel to Kesmark", 38, 59)


def test_a_kept_text_gives_the_whole_sentence() -> None:
    found = marked(of("may travel"), of("Kesmark", "destination"), body=TEXT)
    assert found == [
        ("Foreign Minister Ana Okoye ", False, ()),
        ("may travel", True, ()),
        (" to ", False, ()),
        ("Kesmark", False, (PLACE,)),
        (", her office said.", False, ()),
    ]


@pytest.mark.parametrize("words", ["It rained", "Next", TEXT])
def test_a_sentence_at_the_edge_of_a_text_is_whole(words: str) -> None:
    found = marked(of(words), body=TEXT)
    assert "".join(text for text, _, _ in found) in TEXT
    assert words in "".join(text for text, _, _ in found)


def test_a_fact_without_evidence_has_no_passage() -> None:
    assert passage([], FIELDS) is None
