"""kg.search: how long a search may take."""

from __future__ import annotations

import time
from pathlib import Path

from kg.errors import QueryError
from kg.search import search
from kg.store import Limits, indexing, open_store
from tests.story import publish_story


def test_making_the_index_does_not_count_against_the_time_of_a_search(tmp_path: Path) -> None:
    path, answers = publish_story(tmp_path), []
    with open_store(path) as store, store.snapshot() as snapshot:
        for _ in range(3):  # a busy machine may hold up the search itself
            indexing.remove(path)
            began = time.monotonic()
            indexing.build(path)
            half = (time.monotonic() - began) / 2
            indexing.remove(path)
            try:
                answers.append(len(search(snapshot, "cable", kinds=("article",), seconds=half).hits))
                indexing.remove(path)
                query = 'SELECT ?x { ?x nf:matches "cable" }'
                answers.append(len(snapshot.query(query, Limits(seconds=max(half, 0.1))).rows))
                break
            except QueryError:
                continue
    assert [number > 0 for number in answers] == [True, True]
