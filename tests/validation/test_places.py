"""A finding about an RDF file points to the line where its node is described, or nowhere."""

from __future__ import annotations

import pytest

from kg.errors import Position
from kg.validation.places import place_of

NODE = "https://valdoria.example/id/may"
PREFIX = "@prefix id: <https://valdoria.example/id/> .\n"


def place(text: str) -> Position | None:
    return place_of(NODE, text, "parade.ttl")


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        (f"<{NODE}> a <urn:x> .", 1, 1, f"<{NODE}> a <urn:x> ."),
        (f"{PREFIX}\n  id:may\n    a id:Parade .\n", 3, 3, "  id:may"),
        ("PREFIX id: <https://valdoria.example/id/>\r\nid:may a id:Parade .\r\n", 2, 1, "id:may a id:Parade ."),
        (f"{PREFIX}id:june a id:Parade . # in June\nid:may a id:Parade .", 3, 1, "id:may a id:Parade ."),
        (f"{PREFIX}id:graph {{\n  id:may a id:Parade .\n}}", 3, 3, "  id:may a id:Parade ."),
        (f"<urn:a> <urn:b> <{NODE}> .\n<{NODE}> <urn:b> 1 .", 2, 1, f"<{NODE}> <urn:b> 1 ."),
        (f'{PREFIX}id:june id:says "𝔘 — é" .\nid:may id:says "#" .', 3, 1, 'id:may id:says "#" .'),
        (f"{PREFIX}id:june id:next\n    id:may ,\n    id:july .\nid:may a id:Parade .", 5, 1, "id:may a id:Parade ."),
        (f'{PREFIX}id:june id:says """So:\nid:may a lie .""" .\nid:may a id:Parade .', 4, 1, "id:may a id:Parade ."),
    ],
)
def test_a_node_is_where_its_description_begins_a_line(text: str, line: int, column: int, shown: str) -> None:
    assert place(text) == Position("parade.ttl", line, column, shown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{PREFIX}id:mayor a id:Person .",
        f"{PREFIX}id:june id:next\n    id:may .",
        f"{PREFIX}id:june id:next id:july ;\n    id:may 1 .",
        f"{PREFIX}# id:may a id:Parade .\nid:june id:next id:may .",
        f'{PREFIX}id:june id:says """Well.\nid:may a lie .""" .',
        f"{PREFIX}id:june a id:Parade . id:may a id:Parade .",
        "<may> a <Parade> .",
    ],
)
def test_a_node_that_begins_no_line_is_nowhere(text: str) -> None:
    assert place(text) is None


def test_a_long_file_is_searched_quickly() -> None:
    text = PREFIX + "id:june id:says 'id:may' , 1.5 .\n" * 20_000 + "id:may a id:Parade .\n"
    assert place(text) == Position("parade.ttl", 20_002, 1, "id:may a id:Parade .")
