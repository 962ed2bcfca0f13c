"""The wheel carries what a checkout has: shapes, ontology and a command that runs from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("name", ["shapes", "ontology"])
def test_the_wheel_carries_every_file_of(name: str, wheel: Path) -> None:
    prefix = f"kg/_bundled/{name}/"
    carried = {entry.removeprefix(prefix) for entry in zipfile.ZipFile(wheel).namelist() if entry.startswith(prefix)}
    assert carried == {str(path.relative_to(ROOT / name)) for path in (ROOT / name).rglob("*") if path.is_file()}


def test_the_installed_wheel_uses_its_own_copy_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    target, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(target), sysconfig.get_path("purelib")])}
    code = "from kg.resources import *; print(shapes_dir(), ontology_dir(), sep='\\n')"
    run = [sys.executable, "-c", code]
    found = subprocess.run(run, cwd=empty, env=environment, check=True, capture_output=True, text=True).stdout
    assert found.splitlines() == [str(target / "kg/_bundled/shapes"), str(target / "kg/_bundled/ontology")]
    subprocess.run([str(target / "bin/kg"), "--help"], cwd=empty, env=environment, check=True, capture_output=True)


def test_the_wheel_has_the_licences_of_all_that_it_carries(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [entry for entry in archive.namelist() if entry.endswith("licenses/LICENSES/README.md")]
        assert ["Creative Commons Attribution 4.0" in archive.read(entry).decode() for entry in licences] == [True]
