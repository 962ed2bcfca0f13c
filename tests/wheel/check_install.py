"""Installs the wheel without the lock in an empty environment and runs it from an empty folder; needs PyPI."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMPORT_ALL = """
import importlib, pkgutil, kg
from kg.resources import ontology_dir, shapes_dir
for module in pkgutil.walk_packages(kg.__path__, "kg."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
assert any(shapes_dir().glob("*.ttl")) and any(ontology_dir().glob("*.ttl"))
"""


def check(folder: Path) -> None:
    """Raise CalledProcessError where building, installing or running fails."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder / "dist", ROOT], check=True
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    empty = folder / "empty"
    empty.mkdir()
    binaries = folder / "env" / "bin"
    subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    subprocess.run([binaries / "kg", "--help"], cwd=empty, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([binaries / "python", "-c", IMPORT_ALL], cwd=empty, check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        check(Path(temporary))
