"""The pages of the story, asked for as a browser does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.server import Settings, create_app
from tests.story import publish_story


def browser(store: Path) -> TestClient:
    """A client that wants pages."""
    app = create_app(Settings(store=store, workers=1))
    return TestClient(app, base_url="http://127.0.0.1:8000", headers={"Accept": "text/html"}, follow_redirects=False)


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_story(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def site(story: Path) -> Iterator[TestClient]:
    with browser(story) as client:
        yield client
