"""The story of data/, ready to be described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.descriptions.names import Source
from kg.schema import load_schema
from tests.story import publish_story, reading


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    with reading(publish_story(tmp_path_factory.mktemp("descriptions"))) as snapshot:
        yield Source(snapshot, load_schema())
