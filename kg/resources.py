"""Where the bundled shapes and ontology lie: in the checkout when there is one, else in the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _bundled(name: str) -> Path:
    # An editable install carries a stale copy, so a checkout's own folder comes first.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return _PACKAGE.parent / name
    return _PACKAGE / "_bundled" / name


def shapes_dir() -> Path:
    """The folder of the bundled SHACL shapes."""
    return _bundled("shapes")


def ontology_dir() -> Path:
    """The folder of the bundled ontology, its SKOS schemes and the saved questions."""
    return _bundled("ontology")
