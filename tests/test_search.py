"""kg.search: how long a search may take."""

from __future__ import annotations

import time
from pathlib import Path

from pyoxigraph import NamedNode

from kg.api import extract, parse_article, publish
from kg.descriptions.articles import describe_article
from kg.descriptions.names import Source
from kg.errors import QueryError
from kg.schema import load_schema
from kg.search import search
from kg.store import Limits, indexing, open_store
from kg.store.searching import CLOSE, OPEN
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


def test_lines_that_name_what_they_hold_are_no_words_of_an_article(tmp_path: Path) -> None:
    head = "Headline: Ferry fares to rise\nDate: 2 May 2031\nPublisher: The Harbour Post\n\n"
    body = "The council of Kesmark appointed Ana Okoye as harbour master on Thursday."
    facts = extract(parse_article(f"{head}{body}\n", kind="txt"))
    publish([facts], tmp_path / "store", with_text=True)
    with open_store(tmp_path / "store") as store, store.snapshot() as snapshot:
        (hit,) = search(snapshot, "council", kinds=("article",)).hits
        page = describe_article(Source(snapshot, load_schema()), NamedNode(hit.node))
    assert hit.snippet.replace(OPEN, "").replace(CLOSE, "").partition("\n")[2].startswith("The council of Kesmark")
    assert page is not None
    assert ["".join(text for text, _ in each.pieces) for each in page.paragraphs] == [body]
