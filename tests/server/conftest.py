"""What every test of the server may use: a store of sample articles, and a server that only reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import ROOT
from tests.server.running import Server, serving

ARTICLES = ("01-okoye-options", "02-cable-letter", "05-okoye-date-set", "10-accuser-named")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with four of the sample articles, in a folder of its own. It is not to be written to."""
    path = tmp_path_factory.mktemp("server") / "store"
    files = [str(ROOT / "data" / f"{name}.facts.yaml") for name in ARTICLES]
    assert run("publish", *files, "--store", str(path)).exit_code == 0
    return path


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[Server]:
    """A server of that store, with small limits."""
    limits = ("--deadline", "1.5", "--max-rows", "2000", "--max-bytes", "400000", "--memory", str(1 << 30))
    with serving(store, *limits) as running:
        yield running
