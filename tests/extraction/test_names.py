"""Who and what an article names: one entity for all the forms of a name, of the right type."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from kg.extraction.articles.page import Page, outline
from kg.extraction.names.cast import Cast
from kg.extraction.names.forms import is_capital, short_forms, without_titles
from kg.extraction.names.names import read_names
from kg.extraction.parsing.language import load_nlp, parse
from kg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=1)
def model() -> Language:
    return load_nlp()


def cast_of(text: str) -> Cast:
    each = outline(Article(text=text))
    return read_names(Page(each, tuple(parse(each.words(), model()))))


def mentioned(text: str) -> list[tuple[str, str]]:
    """Each name of the text in its order, with the full name of who bears it."""
    cast = cast_of(text)
    return [(text[m.start : m.end], cast.entities[m.key].name) for m in cast.mentions]


def typed(text: str) -> dict[str, str]:
    cast = cast_of(text)
    return {cast.entities[m.key].name: cast.entities[m.key].type for m in cast.mentions}


def test_a_surname_stands_for_the_whole_name() -> None:
    text = "Foreign Minister Ana Okoye spoke. Ms Okoye then left, and Okoye’s aides followed."
    assert mentioned(text) == [("Ana Okoye", "Ana Okoye"), ("Okoye", "Ana Okoye"), ("Okoye", "Ana Okoye")]


def test_two_people_of_one_surname_are_two() -> None:
    text = "President Ana Okoye spoke. Senator Ben Okoye left."
    assert mentioned(text) == [("Ana Okoye", "Ana Okoye"), ("Ben Okoye", "Ben Okoye")]


def test_accents_and_case_part_nobody() -> None:
    text = "President Luc Moréau spoke in Paris on Monday. Mr Moreau then left."
    assert mentioned(text)[-1] == ("Moreau", "Luc Moréau")


def test_letters_in_brackets_stand_for_the_body_before_them() -> None:
    text = "The Harbour and Dock Workers Union (HDWU) met on Monday. The HDWU said that it would strike."
    cast = cast_of(text)
    names = {cast.entities[m.key].name for m in cast.mentions}
    assert names == {"Harbour and Dock Workers Union"}


def test_countries_are_known_by_name_adjective_and_capital() -> None:
    assert typed("French and Spanish ministers met in Berlin, Germany.") == {
        "France": "Country",
        "Spain": "Country",
        "Berlin": "City",
        "Germany": "Country",
    }


def test_may_the_month_and_polish_the_verb_are_no_names() -> None:
    assert mentioned("In May she had to polish the ship. She may turn up.") == []


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("Ana Okoye said that the bridge was safe.", "Ana Okoye", "Person"),
        ("The Harbour Museum said that it was shut.", "Harbour Museum", "Organization"),
        ("The Northern Council met on Monday.", "Northern Council", "Organization"),
        ("Mr Okoye said that the bridge was safe.", "Okoye", "Person"),
    ],
)
def test_a_name_has_its_type(text: str, name: str, type: str) -> None:
    assert typed(text) == {name: type}


def test_places_of_names_fit_a_text_with_odd_characters() -> None:
    text = "\U0001f6a2\U0001f6a2 Mr\u00a0Ben Adu said “no”.\r\n\r\n\u200f Ana Okoye left."
    assert [words for words, _ in mentioned(text)] == ["Ben Adu", "Ana Okoye"]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ana Okoye", {"Okoye", "Ana"}),
        ("Ursula von der Leyen", {"von der Leyen", "Leyen", "Ursula"}),
        ("Ben J. Adu", {"Adu", "Ben"}),
        ("Ben Adu Jr", {"Adu", "Ben"}),
        ("Pele", set()),
    ],
)
def test_the_short_forms_of_a_persons_name(name: str, forms: set[str]) -> None:
    assert {" ".join(form) for form in short_forms(tuple(name.split()), "Person")} == forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Northern Council", set()),
        ("Tessel Group", {"Tessel"}),
        ("Harbour Workers Union", {"HWU"}),
        ("New Party", set()),
    ],
)
def test_the_short_forms_of_a_bodys_name(name: str, forms: set[str]) -> None:
    assert {" ".join(form) for form in short_forms(tuple(name.split()), "Organization")} == forms


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("President Ana Okoye", "Ana Okoye"),
        ("Sir Ben Adu", "Ben Adu"),
        ("Dr. Ana Okoye", "Ana Okoye"),
        ("Ana Okoye", "Ana Okoye"),
        ("President", ""),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, name: str) -> None:
    assert " ".join(without_titles(words.split())) == name


def test_a_capital_begins_a_name() -> None:
    assert [is_capital(word) for word in ("Okoye", "okoye", "Élan", "4", "", "'")] == [True, False, True, *[False] * 3]


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("Deadly floods hit Valencia on Monday.", "Valencia", "City"),
        ("He started his career in the shipyards of Tyneside.", "Tyneside", "Place"),
        ("Downing Street said it was late.", "Downing Street", "Organization"),
        ("He told Daily Maverick that it was late.", "Daily Maverick", "Organization"),
        ("Georgia Gov. Brian Moss met Alabama Sen. Eva Halle.", "Georgia", "Place"),
        ("Georgia and Armenia met in Tbilisi.", "Georgia", "Country"),
        ("He is the chairman of the Joint Chiefs of Staff.", "Chiefs of Staff", "Organization"),
        ("Crystal Munoz was convicted of fraud.", "Crystal Munoz", "Person"),
        ("They joined the People's Alliance Party.", "People's Alliance Party", "Organization"),
    ],
)
def test_what_everybody_knows_and_what_befalls_it_tell_the_type(text: str, name: str, type: str) -> None:
    assert typed(text)[name] == type


def test_a_headline_in_capitals_names_nobody() -> None:
    assert [name for _, name in mentioned("OKOYE DETAILS SWEETENED OFFER\n\nAna Okoye spoke. Okoye left.")] == [
        "Ana Okoye"
    ] * 3


def test_brothers_with_other_middle_names_are_two() -> None:
    assert [name for _, name in mentioned("Ahmad Wali Moss met Ahmad Shah Moss.")] == [
        "Ahmad Wali Moss",
        "Ahmad Shah Moss",
    ]


def test_a_surname_means_a_country_no_more_where_somebody_bears_it() -> None:
    assert mentioned("Carl Jordan spoke. Jordan left.") == [("Carl Jordan", "Carl Jordan"), ("Jordan", "Carl Jordan")]


def test_a_surname_of_two_is_open_once_the_other_was_named_in_full() -> None:
    cast = cast_of("Carl Moss spoke. Moss left. Then came Eva Moss. Moss left, too.")
    assert [m.shared for m in cast.mentions] == [False, False, False, True]


def test_who_is_a_person_by_the_parser_alone_is_noted() -> None:
    assert cast_of("According to Gauteng Cogta, it is ready.").thin == {"gauteng-cogta"}
    assert cast_of("According to Ana Cogta, it is ready.").thin == set()
