"""What every test of the server may use: a store of sample articles, and a server that only reads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.server.tokens import add_token
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


@pytest.fixture(scope="module")
def writable(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str], Path]]:
    """A server that takes writes, on a copy of the store; what a client sends to be let in."""
    folder = tmp_path_factory.mktemp("writable")
    shutil.copytree(store, folder / "store")
    token = add_token(folder / "tokens", "editor")
    with serving(folder / "store", "--token-file", str(folder / "tokens"), "--update") as running:
        yield running, {"Authorization": f"Bearer {token}"}, folder / "store"
