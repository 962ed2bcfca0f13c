"""Every kind of bad shape is found, at its line: a file each in bad/ and bad_ontology/ says what to expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.schema import EXPLANATIONS, load_schema
from tests.schema import mini

SHAPES = sorted((mini.HERE / "bad").glob("*.ttl"))
ONTOLOGIES = sorted((mini.HERE / "bad_ontology").glob("*.ttl"))


def _problems(file: Path) -> list[str]:
    more_shapes, more_ontology = ([file], []) if file in SHAPES else ([], [file])
    with pytest.raises(SchemaError) as error:
        load_schema([mini.SHAPES, *more_shapes], [mini.ONTOLOGY, *more_ontology], bundled=False)
    assert {each.position.file for each in error.value.problems if each.position} == {str(file)}
    return [
        f"{each.code} {each.position.line}:{each.position.column}" for each in error.value.problems if each.position
    ]


def _expected(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").split(", ")


@pytest.mark.parametrize("file", SHAPES + ONTOLOGIES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_is_wrong_is_found_where_it_stands(file: Path) -> None:
    assert _problems(file) == _expected(file)


def test_every_code_has_an_explanation_and_a_case() -> None:
    codes = {each.split()[0] for file in SHAPES + ONTOLOGIES for each in _expected(file)}
    assert codes == set(EXPLANATIONS)


def test_the_word_that_was_meant_is_said() -> None:
    with pytest.raises(SchemaError) as error:
        load_schema([mini.SHAPES, mini.HERE / "bad" / "misspelt-term.ttl"], [mini.ONTOLOGY], bundled=False)
    assert [each.cure for each in error.value.problems] == ["Did you mean sh:minCount?"]


def test_all_findings_come_together() -> None:
    files = [mini.HERE / "bad" / f"{name}.ttl" for name in ("cycle", "bad-pattern", "service")]
    with pytest.raises(SchemaError) as error:
        load_schema([mini.SHAPES, *files], [mini.ONTOLOGY], bundled=False)
    assert sorted(each.code for each in error.value.problems) == ["shape-bad-pattern", "shape-cycle", "shape-service"]
