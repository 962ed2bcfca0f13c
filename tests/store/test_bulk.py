"""A bulk publish loads what it is given in pieces of a bounded size, in the order in which it lies."""

from __future__ import annotations

from pathlib import Path

from kg.store import Prepared
from kg.store.bulk import _of_size
from tests.store.samples import IRIS, article


def prepared(number: int, quads: int) -> Prepared:
    node = article(number)
    return Prepared(node, IRIS.graph(node), "", "", Path("part"), (0, 0, 0, 0, 0, 0, 0), quads)


def test_the_loader_gets_as_many_changes_at_a_time_as_have_about_so_many_quads() -> None:
    changes = [prepared(number, quads) for number, quads in enumerate((3, 3, 9, 1, 4))]
    assert list(_of_size(changes, 5)) == [changes[:2], changes[2:3], changes[3:]]
    assert list(_of_size([], 5)) == []
