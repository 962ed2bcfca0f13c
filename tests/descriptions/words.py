"""Every statement of the story in words, a line each; `python -m tests.descriptions.words` writes words.txt anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import statements
from kg.descriptions.values import plain
from kg.schema import load_schema
from kg.vocab import nf, rdf
from tests.story import publish_story, reading

FILE = Path(__file__).with_name("words.txt")


def words_of(source: Source) -> list[str]:
    """The lines, in their order."""
    nodes = [quad.subject for quad in source.view.match(None, rdf.type, nf.Assertion)]
    return sorted(
        f"{told.day} {told.kind.name} | {told.status.name if told.status else '-'} | {plain(told.sentence)}. | "
        + ("own word" if told.own else ", ".join(ref.name for ref in told.sources))
        for told in statements(source, [node for node in nodes if isinstance(node, NamedNode)])
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, reading(publish_story(Path(folder))) as snapshot:
        FILE.write_text("\n".join(words_of(Source(snapshot, load_schema()))) + "\n", encoding="utf-8")
