"""Finds the line of a fact, so that what validation finds can point to the fact file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from kg.errors import Position
from kg.factfile.read import tree
from kg.factfile.source import sources


def locate(given: Path | bytes, fact_index: int, key: str | None = None, *, article: int = 0) -> Position:
    """Where a fact of a fact file begins, or where it says `key` (where it lacks that: where it begins).

    `article` is the number of the article in a JSON file, from 0. Raises UnreadableInputError for a file
    that cannot be read, FactFileError for one that is not text.
    """
    source = next(islice(sources(given), article, None), None)
    if source is None:
        return Position(str(given) if isinstance(given, Path) else "<bytes>")
    root, _ = tree(source)
    if root is None:
        return source.position(source.line, 1)
    path = ("facts", fact_index) if key is None else ("facts", fact_index, key)
    node = root.at(path, key=key is not None)
    return source.position(node.line, node.column)
