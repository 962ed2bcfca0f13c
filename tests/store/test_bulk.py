"""A bulk publish loads what it is given in pieces of a bounded size, in the order in which it lies."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import Prepared
from kg.store.bulk import _files, _of_size
from kg.store.loading import load_lines
from tests.store.samples import IRIS, article


def prepared(number: int, quads: int, stem: Path = Path("part"), start: int = 0, size: int = 0) -> Prepared:
    node = article(number)
    return Prepared(node, IRIS.graph(node), "", "", stem, (start, 0, 0, size, 0, 0, 0), quads)


def test_the_loader_gets_as_many_changes_at_a_time_as_have_about_so_many_quads() -> None:
    changes = [prepared(number, quads) for number, quads in enumerate((3, 3, 9, 1, 4))]
    assert list(_of_size(changes, 5)) == [changes[:2], changes[2:3], changes[3:]]
    assert list(_of_size([], 5)) == []


def test_a_file_is_loaded_as_it_lies_where_all_of_it_is_wanted_and_it_is_large_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.bulk.PIECE", 8)
    monkeypatch.setattr("kg.store.bulk.ALONE", 4)
    a, b, c, d = (tmp_path / name for name in "abcd")
    for stem, content in ((a, b"first\nsecond\n"), (b, b"third\n"), (c, b"fourth\nfifth\n"), (d, b"sixth\nseventh\n")):
        stem.with_suffix(".nq").write_bytes(content)
    changes = [
        *(prepared(1, 2, a, 0, 6), prepared(2, 2, a, 6, 7)),  # all of a file
        prepared(3, 1, b, 0, 6),  # a small one
        prepared(4, 2, c, 0, 7),  # half of one
        *(prepared(5, 9, d, 0, 6), prepared(6, 7, d, 6, 8)),  # more than is loaded at once
    ]
    sizes: list[int] = []
    files = list(_files(changes, tmp_path / "articles", sizes))
    assert [file.read_bytes() for file in files] == [
        b"first\nsecond\n",
        b"third\nfourth\n",
        b"sixth\n",
        b"seventh\n",
    ]
    assert sizes == [4, 3, 9, 7]
    assert [file.stat().st_nlink for file in files] == [2, 1, 1, 1]


def test_a_file_is_copied_where_it_can_have_no_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(link: Path, file: Path) -> None:
        raise PermissionError(f"{file} and {link}")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr("kg.store.bulk.ALONE", 1)
    (tmp_path / "a.nq").write_bytes(b"first\nsecond\n")
    (file,) = _files([prepared(1, 2, tmp_path / "a", 0, 13)], tmp_path / "articles", [])
    assert file.read_bytes() == b"first\nsecond\n"
    assert not file.samefile(tmp_path / "a.nq")


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
