"""The reader's quality on saved pages, as pinned floors: a commit that lowers one says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reading_quality import PageScore, data_digest, pages, score_page, summary
from kg.reading import read_article
from tests.conftest import SHARED, needs_shared

DIGEST = "a5f11c068fa81d2ae4e8c6b009ab047f0edea9d5dd559cdbd82e227b6b7d7fec"
FLOORS = {
    "html_f1": 0.976,
    "dump_f1": 0.970,
    "headline": 19,
    "published": 20,
    "zoned": 20,
    "authors": 20,
    "publisher": 19,
}
SEED = """furniture furniture headline standfirst byline dateline caption caption appeal appeal appeal appeal
    body body body pull-quote pull-quote body body body body body body body body body body body body body body body
    body body furniture furniture""".split()


@pytest.fixture(scope="module")
def scores() -> list[PageScore]:
    return [score_page(page, gold)[0] for page, gold in pages(SHARED)]


@needs_shared
def test_the_floors_are_of_this_data() -> None:
    assert data_digest(SHARED) == DIGEST


@needs_shared
@pytest.mark.parametrize("figure", FLOORS)
def test_pages_are_read_as_well_as_they_were(scores: list[PageScore], figure: str) -> None:
    assert summary(scores)[figure] >= FLOORS[figure]


@needs_shared
def test_every_block_of_the_seed_article_is_labelled_right() -> None:
    article = read_article(Path(SHARED, "seed/article.txt"))
    assert [block.kind for block in article.blocks] == SEED
    assert (article.published, article.authors) == ("2023-06-20T15:38:00+01:00", ("Sophie Wingate",))
