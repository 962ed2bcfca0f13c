"""A bulk publish loads what it is given in pieces of a bounded size, in the order in which it lies."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import Prepared
from kg.store.bulk import _of_size
from kg.store.loading import load_lines
from tests.store.samples import IRIS, article


def prepared(number: int, quads: int) -> Prepared:
    node = article(number)
    return Prepared(node, IRIS.graph(node), "", "", Path("part"), (0, 0, 0, 0, 0, 0, 0), quads)


def test_the_loader_gets_as_many_changes_at_a_time_as_have_about_so_many_quads() -> None:
    changes = [prepared(number, quads) for number, quads in enumerate((3, 3, 9, 1, 4))]
    assert list(_of_size(changes, 5)) == [changes[:2], changes[2:3], changes[3:]]
    assert list(_of_size([], 5)) == []


def test_lines_are_loaded_in_pieces_of_which_no_file_stays(tmp_path: Path) -> None:
    graph, name = NamedNode("https://kg.example/graph/entities"), NamedNode("https://schema.org/name")
    quads = {Quad(article(number), name, Literal(f"Rain in {number}"), graph) for number in range(7)}
    store = pyoxigraph.Store(tmp_path / "database")
    assert load_lines(store, (f"{quad} .\n" for quad in quads), tmp_path / "entities", piece=2) == 7
    assert set(store) == quads
    assert [path.name for path in tmp_path.iterdir()] == ["database"]


def test_lines_that_cannot_be_loaded_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        load_lines(pyoxigraph.Store(tmp_path / "database"), ["<a:b> <a:c>\n"] * 3, tmp_path / "entities", piece=1)
