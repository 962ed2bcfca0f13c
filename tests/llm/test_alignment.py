"""A quote is found only where its very words stand; quotation marks and white space alone are read alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.llm.alignment import MOST_PLACES, Found, ShownText, choose_places, distance, fold

TEXT = "It’s over. “It’s  over,” he said.\nIT IS OVER\nRehn’s aide: it’s over – now."
SHOWN = ShownText(TEXT, [(0, 33), (45, len(TEXT))])


@pytest.mark.parametrize(
    ("quote", "words", "mended"),
    [
        ("It’s over", ["It’s over"], False),
        ("It's over", ["It’s over", "It’s  over"], True),
        ('"It\'s over," he', ["“It’s  over,” he"], True),
        ("  he said\n", ["he said"], True),
        ("he said.", ["he said."], False),
        ("over\u00a0–\u2009now", ["over – now"], True),
        ("Rehn", ["Rehn"], False),
    ],
)
def test_a_quote_is_found_in_the_texts_own_letters(quote: str, words: list[str], mended: bool) -> None:
    found = SHOWN.find(quote)
    assert ([TEXT[start:end] for start, end in found.places], found.mended) == (words, mended)


@pytest.mark.parametrize(
    "quote",
    [
        "IT IS OVER",
        "he said. IT",
        "said. Rehn",
        "it’s over - now",
        "ITS OVER",
        "Its over",
        "t’s ove",
        "Reh",
        "",
        " ",
        ",”",
        "said.\x00Rehn",
        "\x00",
        "It’s over. He",
    ],
)
def test_what_stands_elsewhere_or_otherwise_is_not_found(quote: str) -> None:
    assert SHOWN.find(quote).places == ()


def test_astral_letters_count_as_one() -> None:
    text = "A 🐟 swam 🐟 by."
    assert ShownText(text, [(0, len(text))]).find("🐟 by") == Found(((9, 13),))


def test_stretches_side_by_side_are_read_through() -> None:
    assert ShownText("one two three", [(4, 7), (8, 13), (0, 3)]).find("one two three") == Found(((0, 13),))


def test_a_word_that_stands_everywhere_is_looked_at_only_so_often() -> None:
    text = "no " * 1000
    assert len(ShownText(text, [(0, len(text))]).find("no").places) == MOST_PLACES


@settings(deadline=None)
@given(st.text(alphabet="ab’'“\" \n\u00a0", max_size=60), st.data())
def test_whatever_is_found_reads_alike_and_was_shown(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    stretches = [(cuts[0], cuts[1]), (cuts[2], cuts[3])]
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    quote = text[start:end].replace("’", data.draw(st.sampled_from("’'")))
    for place in ShownText(text, stretches).find(quote).places:
        assert fold(text[slice(*place)]) == fold(quote)
        unseen = [at for at in range(*place) if not any(left <= at < right for left, right in stretches)]
        assert all(text[at].isspace() for at in unseen)


@settings(deadline=None)
@given(st.text(alphabet="ab ", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whole_words_that_were_shown_are_always_found(text: str, start: int, end: int) -> None:
    quote = text[start:end]
    whole = not text[:start][-1:].isalnum() and not text[end:][:1].isalnum()
    if whole and quote.strip():
        assert (start, start + len(quote)) in ShownText(text, [(0, len(text))]).find(quote).places


def test_the_place_nearest_to_the_others_is_chosen() -> None:
    main, first, second = [(0, 5), (100, 105), (200, 205)], [(90, 95), (300, 305)], [(10, 12), (120, 122)]
    assert choose_places(main, [first, second]) == ((100, 105), [(90, 95), (120, 122)])


def test_of_places_as_near_the_earlier_is_chosen() -> None:
    assert choose_places([(10, 20), (30, 40)], []) == ((10, 20), [])
    assert choose_places([(10, 20)], [[(0, 5), (25, 30)]]) == ((10, 20), [(0, 5)])


def test_distance_is_what_lies_between() -> None:
    assert [distance((0, 5), (7, 9)), distance((7, 9), (0, 5)), distance((0, 9), (3, 4))] == [2, 2, 0]
