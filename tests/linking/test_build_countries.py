"""The script that makes the table of countries gives the same bytes from the same data, and refuses what is amiss."""

from __future__ import annotations

import importlib.util
import io
import json
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.linking.countries import country_table
from tests.conftest import ROOT

KINGDOMS = {"DK": "Kingdom of Denmark", "NL": "Kingdom of the Netherlands"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_countries", ROOT / "scripts" / "build_countries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def features() -> list[dict[str, Any]]:
    """The table as the package has it: a kingdom has the code, and its largest country has none."""
    found = []
    for each in country_table():
        codes: dict[str, Any] = {"iso1A2": each.alpha2, "iso1A3": each.alpha3, "iso1N3": "000"} if each.alpha2 else {}
        if each.alpha2 == "XK":
            del codes["iso1N3"]
        if each.alpha2 in KINGDOMS:
            found.append({"nameEn": KINGDOMS[each.alpha2], "wikidata": "Q0", **codes})
            codes = {}
        found.append({"nameEn": each.name, "wikidata": each.wikidata, "aliases": list(each.also), **codes})
    return found


def package(folder: Path, features: list[dict[str, Any]]) -> Path:
    path = folder / "package.tgz"
    described = {"name": "@rapideditor/country-coder", "version": "5.6.1", "license": "ISC"}
    borders = {"features": [{"properties": each} for each in features]}
    with tarfile.open(path, "w:gz") as file:
        for name, content in (("package.json", described), ("src/data/borders.json", borders)):
            data = json.dumps(content).encode()
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            file.addfile(member, io.BytesIO(data))
    return path


def test_the_same_data_give_the_same_table(script: ModuleType, tmp_path: Path) -> None:
    table = script.table_of(package(tmp_path, features()[::-1]))
    assert table == (ROOT / "kg" / "linking" / "countries.csv").read_text("utf-8")


def test_what_is_no_country_is_left_out(script: ModuleType, tmp_path: Path) -> None:
    others = [
        {"nameEn": "European Union", "iso1A2": "EU", "iso1A3": "EUE", "wikidata": "Q458", "level": "union"},
        {"nameEn": "Metropolitan France", "iso1A2": "FX", "iso1A3": "FXX", "iso1N3": "249", "wikidata": "Q212429"},
        {"nameEn": "Ireland", "wikidata": "Q22890", "level": "sharedLandform"},
    ]
    assert script.table_of(package(tmp_path, [*features(), *others])) == script.table_of(package(tmp_path, features()))


def test_a_name_of_two_countries_is_refused(script: ModuleType, tmp_path: Path) -> None:
    twice = {
        "nameEn": "Other",
        "aliases": ["Georgia"],
        "iso1A2": "ZZ",
        "iso1A3": "ZZZ",
        "iso1N3": "999",
        "wikidata": "Q1",
    }
    with pytest.raises(SystemExit, match="two countries are called Georgia"):
        script.table_of(package(tmp_path, [*features(), twice]))


def test_a_country_of_the_news_that_is_missing_is_named(script: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"have no record: Fiji$"):
        script.table_of(package(tmp_path, [each for each in features() if each["nameEn"] != "Fiji"]))
