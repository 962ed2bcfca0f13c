"""An entity is linked to an authority only where one name is safely one bearer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.linking import Linker, Record, Register, read_authority
from kg.linking.countries import WIKIDATA
from kg.model import Entity
from kg.schema import load_schema

TYPES = load_schema()
ID = "https://authority.example/id/"
DESK = Linker(read_authority([Path(__file__).parent / "authorities" / "desk.csv"], TYPES))
OKOYE = (ID + "okoye", "http://www.wikidata.org/entity/Q900001")


def same_as(*entities: Entity, linker: Linker = DESK) -> list[tuple[str, ...]]:
    return [each.same_as for each in linker.link({each.key: each for each in entities}, TYPES).values()]


def remarks(*entities: Entity) -> list[str]:
    return [problem.code for problem in DESK.remarks({each.key: each for each in entities}, TYPES)]


@pytest.mark.parametrize(
    ("type", "name", "iris"),
    [
        ("Person", "Ana Okoye", OKOYE),
        ("Person", "ANA  OKOYE", OKOYE),
        ("Person", "Ana Maria Okoye", OKOYE),
        ("Person", "Okoye", ()),
        ("Person", "Ms Okoye", ()),
        ("Person", "Ana Okoya", ()),
        ("Organization", "Ana Okoye", ()),
        ("UnnamedSource", "Ana Okoye", ()),
        ("Person", "Ivo Marten", ()),
        ("Person", "Captain Ivo Marten", (ID + "ivo-marten-captain",)),
        ("PoliticalParty", "the Tide Party", (ID + "tide-party",)),
        ("Organization", "Tide Party", (ID + "tide-party",)),
        ("NewsMediaOrganization", "Tide Party", ()),
        ("City", "Sollen", (ID + "sollen",)),
        ("Place", "Sollen", ()),
        ("Country", "Kesmark", (ID + "kesmark",)),
        ("Country", "the U.S.", (WIKIDATA + "Q30",)),
        ("Country", "Georgia", (WIKIDATA + "Q230",)),
        ("Place", "Georgia", ()),
        ("GovernmentOrganization", "Denmark", ()),
    ],
)
def test_a_name_and_a_type_are_linked_where_that_is_safe(type: str, name: str, iris: tuple[str, ...]) -> None:
    assert same_as(Entity("k", type, name)) == [iris]


@pytest.mark.parametrize(("type", "name"), [("Person", "Okoye"), ("Organization", "the committee")])
def test_a_name_of_many_is_not_linked_even_where_a_record_has_it(type: str, name: str) -> None:
    linker = Linker(Register.of([Record(ID + "x", type, name)]))
    assert same_as(Entity("k", type, name), linker=linker) == [()]


def test_an_other_name_in_the_article_counts_where_it_is_a_full_name() -> None:
    assert same_as(Entity("k", "Person", "Ana M. Okoye", also=("Ms Okoye", "Ana Okoye"))) == [OKOYE]
    assert same_as(Entity("k", "Person", "Ana M. Okoye", also=("Ms Okoye", "Okoye"))) == [()]


def test_the_files_own_iri_finds_the_record_whatever_the_name() -> None:
    given = Entity("k", "Person", "Okoye", same_as=("http://www.wikidata.org/entity/Q900001",))
    assert same_as(given) == [OKOYE]


def test_the_files_own_iri_stays_where_the_authority_has_another() -> None:
    given = Entity("k", "Person", "Ana Okoye", same_as=("https://other.example/okoye",))
    assert same_as(given) == [("https://other.example/okoye",)]
    assert remarks(given) == ["authority-disagrees"]


def test_the_files_own_iri_of_a_country_comes_first() -> None:
    given = Entity("k", "Country", "Denmark", same_as=("http://www.wikidata.org/entity/Q35",))
    assert same_as(given) == [("http://www.wikidata.org/entity/Q35",)]
    other = Entity("k", "Country", "Denmark", same_as=("https://other.example/dk",))
    assert same_as(other) == [("https://other.example/dk",)]


def test_namesakes_in_the_authority_are_a_remark_and_no_link() -> None:
    given = Entity("marten", "Person", "Ivo Marten")
    (problem,) = DESK.remarks({"marten": given}, TYPES)
    assert (problem.code, problem.severity) == ("authority-namesakes", "warning")
    assert f"{ID}ivo-marten-mp" in problem.message
    assert f"{ID}ivo-marten-captain" in problem.message
    assert "desk.csv:3" in problem.message


def test_two_of_one_name_in_an_article_are_a_remark_and_no_link() -> None:
    one, other = Entity("a", "Person", "Ana Okoye"), Entity("b", "Person", "Ana Okoye")
    assert same_as(one, other) == [(), ()]
    assert remarks(one, other) == ["authority-two-bearers", "authority-two-bearers"]


def test_without_an_authority_only_countries_are_linked() -> None:
    okoye, france = Entity("a", "Person", "Ana Okoye"), Entity("b", "Country", "France")
    assert same_as(okoye, france, linker=Linker()) == [(), (WIKIDATA + "Q142",)]


def test_what_is_linked_is_not_linked_again() -> None:
    once = DESK.link({"k": Entity("k", "Person", "Ana Okoye")}, TYPES)
    assert DESK.link(once, TYPES) == once
    assert list(DESK.remarks(once, TYPES)) == []
