"""Where in a Turtle or N-Triples file a node is described: a line that is right, or none."""

from __future__ import annotations

import re

from kg.errors import Position

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def place_of(node: str, text: str, name: str) -> Position | None:
    """The place where the IRI `node` first begins a line, as an IRI or a prefixed name; None where it never does.

    >>> str(place_of("https://a/b", "@prefix a: <https://a/> .\\na:b a:c 1 .", "x.ttl"))
    'x.ttl:2:1'
    """
    spellings = [re.escape(f"<{node}>")]
    for prefix, namespace in _PREFIX.findall(text):
        local = node.removeprefix(namespace)
        if namespace and local != node and re.fullmatch(r"[\w.-]+", local):
            spellings.append(re.escape(f"{prefix}:{local}"))
    match = re.search(rf"^[ \t]*({'|'.join(spellings)})(?=[\s;])", text, re.MULTILINE)
    if not match:
        return None
    start = match.start(1)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return Position(name, text.count("\n", 0, start) + 1, start - line_start + 1, line)
