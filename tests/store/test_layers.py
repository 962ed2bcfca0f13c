"""Large publishes merge the layers of tables in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store import GenerationInfo, open_store
from kg.store.folder import OXIGRAPH, generation_path
from kg.store.layers import LARGE, VERY_LARGE, unmerged
from tests.store.samples import NOW, publication


def generations(*changed: int) -> list[GenerationInfo]:
    """Generations, the newest first, each with so many articles more."""
    whole = [sum(changed[: number + 1]) for number in range(len(changed))]
    found = [
        GenerationInfo(number, number - 1, "2026-03-02T09:30:00Z", each, 0, articles, articles * 100)
        for number, (each, articles) in enumerate(zip(changed, whole, strict=True))
    ]
    return found[::-1]


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ((), 0),
        ((10, 20, 30), 60),
        ((LARGE,), 0),
        ((VERY_LARGE + 1, 40), 40),
        ((20_000, LARGE, 1), LARGE + 1),  # a two-hundredth more
        ((20_000, 420, 1, 1), 422),
        ((20_000, 420, LARGE, 1), 1),  # a fortieth of 20,520 is less than 520
        ((10_000, 480), 0),  # a twentieth: one of the next would wait for it
        ((20_000, *[LARGE - 1] * 20), 20 * (LARGE - 1)),  # small ones never merge, however many
    ],
)
def test_what_was_published_since_the_last_merge_is_told_by_the_ledger(changed: tuple[int, ...], left: int) -> None:
    assert unmerged(generations(*changed)) == left


def test_a_large_publish_leaves_one_table_where_small_ones_left_layers(tmp_path: Path) -> None:
    with open_store(tmp_path / "S", create=True) as store:
        for number in range(3):
            store.publish([publication(number)], now=NOW)
        layers = tables(store.path, store.generation())
        store.publish([publication(number) for number in range(10, 10 + LARGE)], now=NOW)
        merged = tables(store.path, store.generation())
    assert merged < layers


def tables(root: Path, generation: int) -> int:
    """How many tables a generation's database has."""
    return len(list((generation_path(root, generation) / OXIGRAPH).glob("*.sst")))
