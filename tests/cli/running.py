"""Runs `kg` in this process, with its output and its messages apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import kg
from tests.samples import MEETING, OFFICE, VISIT, facts_of, write_sample


def run(*words: str | Path, stdin: str | bytes | None = None, color: bool = False, **env: str | None) -> Result:
    """What a command line gives: `exit_code`, `stdout` and `stderr`."""
    environment = {"KG_STORE": None, "NO_COLOR": None, **env}
    return CliRunner().invoke(kg, [str(word) for word in words], input=stdin, env=environment, color=color)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article of The Harbour Post; tests only read it."""
    folder = tmp_path_factory.mktemp("newsroom")
    file = write_sample(folder, facts_of(VISIT, OFFICE, MEETING))
    assert run("publish", file, "--store", folder / "store").exit_code == 0
    return folder / "store"
