"""The countries that news names have ISO codes and Wikidata ids, and no name means two of them."""

from __future__ import annotations

import pytest

from kg.extraction.names.countries import country_names
from kg.iris import normal_name
from kg.linking.countries import WIKIDATA, countries, country_table


def test_every_country_that_the_extractor_knows_has_one_record() -> None:
    register = countries()
    found = {
        name: register.by_name.get(key, ()) + register.by_other_name.get(key, ())
        for name in country_names()
        if (key := normal_name(name).removeprefix("the "))
    }
    assert {name: records for name, records in found.items() if len({each.iri for each in records}) != 1} == {}


def test_names_of_one_country_for_the_extractor_are_of_one_record() -> None:
    register = countries()

    def iri(name: str) -> str:
        key = normal_name(name).removeprefix("the ")
        return (register.by_name.get(key) or register.by_other_name[key])[0].iri

    assert {(name, iri(name)) for name in country_names()} == {(n, iri(its)) for n, its in country_names().items()}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Denmark", ("DK", "DNK", "Q35")),
        ("Netherlands", ("NL", "NLD", "Q55")),
        ("Ireland", ("IE", "IRL", "Q27")),
        ("Cyprus", ("CY", "CYP", "Q229")),
        ("Georgia", ("GE", "GEO", "Q230")),
        ("Micronesia", ("FM", "FSM", "Q702")),
        ("United States", ("US", "USA", "Q30")),
        ("Kosovo", ("XK", "XKX", "Q1246")),
        ("England", ("", "", "Q21")),
        ("Scotland", ("", "", "Q22")),
        ("Wales", ("", "", "Q25")),
        ("Northern Ireland", ("", "", "Q26")),
    ],
)
def test_a_country_has_its_codes(name: str, codes: tuple[str, str, str]) -> None:
    assert [(each.alpha2, each.alpha3, each.wikidata) for each in country_table() if each.name == name] == [codes]


def test_there_are_the_249_of_iso_3166_with_kosovo_and_the_four_of_the_united_kingdom() -> None:
    table = country_table()
    coded = [each for each in table if each.alpha2 not in ("", "XK")]
    assert (len(table), len(coded)) == (254, 249)
    assert len({each.alpha2 for each in coded}) == len({each.alpha3 for each in coded}) == 249
    assert len({each.wikidata for each in table}) == 254


def test_a_name_of_two_countries_is_in_no_record() -> None:
    register = countries()
    names = ("congo", "korea", "guineas")
    assert [name for name in names if name in register.by_name or name in register.by_other_name] == []


def test_the_table_says_what_it_was_made_of() -> None:
    from kg.linking.countries import _TABLE

    assert "@rapideditor/country-coder 5.6.1 (ISC licence)" in _TABLE.read_text("utf-8")
    assert {each.iri for found in countries().by_name.values() for each in found} == {
        WIKIDATA + each.wikidata for each in country_table()
    }
