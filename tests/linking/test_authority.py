"""Authority files say the same in each format, and what is wrong with them is said with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import UnreadableInputError
from kg.linking import Record, read_authority
from kg.schema import load_schema

HERE = Path(__file__).resolve().parent
TYPES = load_schema()
ID = "https://authority.example/id/"
MALFORMED = sorted((HERE / "malformed").iterdir())
DESK = {
    Record(ID + "okoye", "Person", "Ana Okoye", ("A. Okoye", "Ana Maria Okoye"), ("http://www.wikidata.org/entity/Q900001",)),
    Record(ID + "ivo-marten-mp", "Person", "Ivo Marten"),
    Record(ID + "ivo-marten-captain", "Person", "Ivo Marten", ("Captain Ivo Marten",)),
    Record(ID + "tide-party", "PoliticalParty", "Tide Party", ("The Tide", "Tides")),
    Record(ID + "sollen", "City", "Sollen"),
    Record(ID + "kesmark", "Country", "Kesmark"),
    Record(ID + "harbour-post", "NewsMediaOrganization", "The Harbour Post"),
}  # fmt: skip


def records(*paths: Path) -> list[Record]:
    register = read_authority(paths, TYPES)
    return [record for found in register.by_name.values() for record in found]


def placeless(found: list[Record]) -> set[Record]:
    return {Record(each.iri, each.type, each.name, each.also, each.same_as) for each in found}


@pytest.mark.parametrize("form", ["csv", "json", "ttl"])
def test_each_format_says_the_same(form: str) -> None:
    assert placeless(records(HERE / "authorities" / f"desk.{form}")) == DESK


@pytest.mark.parametrize(("form", "line"), [("csv", 6), ("json", 9), ("ttl", 12)])
def test_a_record_knows_its_line(form: str, line: int) -> None:
    file = HERE / "authorities" / f"desk.{form}"
    assert [each.place for each in records(file) if each.name == "Sollen"] == [f"{file}:{line}"]


def test_the_same_record_in_two_files_is_one() -> None:
    files = [HERE / "authorities" / f"desk.{form}" for form in ("csv", "json", "ttl")]
    assert records(*files) == records(files[0])


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_what_is_wrong_is_said_with_its_line(file: Path) -> None:
    line, _, words = file.stem.partition("-")
    with pytest.raises(UnreadableInputError) as caught:
        read_authority([file], TYPES)
    problem, position = caught.value.problem, caught.value.problem.position
    said = re.sub(r"[^a-z0-9]+", "-", f"{problem.message} {problem.cure}".lower())
    assert words in said
    assert ((position.file, position.line) if position else (str(file), 0)) == (str(file), int(line))


def test_a_cell_may_hold_a_comma_and_a_line_break(tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text(f'id,name,type\n\n{ID}1,"Okoye,\nAna",Person\n{ID}2,Ivo Marten,Person\n', encoding="utf-8-sig")
    assert [(each.name, each.place) for each in records(file)] == [
        ("Okoye, Ana", f"{file}:3"),
        ("Ivo Marten", f"{file}:5"),
    ]


def test_a_type_of_schema_org_comes_before_others(tmp_path: Path) -> None:
    file = tmp_path / "desk.ttl"
    concept, named = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2002/07/owl#NamedIndividual"
    types = f"<{concept}Concept> , <{named}> , <https://schema.org/Person>"
    file.write_text(f'<{ID}okoye> a {types} ; <{concept}prefLabel> "Ana Okoye" .', "utf-8")
    assert [(each.name, each.type) for each in records(file)] == [("Ana Okoye", "Person")]


def test_an_english_label_comes_before_others(tmp_path: Path) -> None:
    file = tmp_path / "desk.ttl"
    labels = 'skos:prefLabel "Valdorie"@fr , "Valdoria"@en , "Waldorien"@de'
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    file.write_text(f"{prefix}<{ID}valdoria> a skos:Concept , <https://schema.org/Country> ; {labels} .", "utf-8")
    assert [(each.name, each.also) for each in records(file)] == [("Valdoria", ("Valdorie", "Waldorien"))]
