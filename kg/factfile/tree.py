"""Values with their places, what is wrong with a file's syntax, and what plain scalars mean in YAML 1.2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isinf
from typing import Any

MAX_DEPTH = 32
_MANY = 500  # brackets within one another
_DEEP = re.compile(rf"(?:[\[{{]\s{{0,9}}){{{_MANY}}}")
_LONGEST_NUMBER = 400  # characters; what is longer is a text
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_BASED = re.compile(r"[-+]?0(x[0-9a-fA-F]+|o[0-7]+|b[01]+)")
_FLOAT = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_SPECIAL: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INFINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)")
_MARK = re.compile(r"(?<![^\s,\[\]{}:?\-])[&*!]")  # a tag, anchor or alias begins where a value can
_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})


@dataclass(slots=True)
class Node:
    """A value, its place, and for a mapping the place of each key. `data` is what the fast reader would give."""

    line: int
    column: int
    data: Any
    keys: dict[Any, Node] = field(default_factory=dict)
    values: dict[Any, Node] = field(default_factory=dict)  # of a mapping by key, of a list by index

    def at(self, path: tuple[Any, ...], *, key: bool = False) -> Node:
        """The node that a path leads to, or the nearest one above it; `key` asks for the last key's place."""
        node = self
        for depth, step in enumerate(path):
            if key and depth == len(path) - 1 and step in node.keys:
                return node.keys[step]
            if step not in node.values:
                break
            node = node.values[step]
        return node


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a file before its meaning is looked at."""

    code: str
    message: str
    cure: str
    line: int
    column: int


def looks_dangerous(text: str) -> bool:
    """Whether the text may have tags, anchors or aliases, which the fast reader would follow or pass over."""
    if text.count("[") + text.count("{") >= _MANY and _DEEP.search(text):
        return True  # the fast reader takes quadratic time for brackets within brackets
    return ("&" in text or "*" in text or "!" in text) and _MARK.search(text) is not None


def resolve(text: str) -> Any:
    """What a plain scalar is in YAML 1.2's core schema, as the fast reader takes it."""
    if text in _SPECIAL:
        return _SPECIAL[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return text if text.lstrip("+-").isdigit() or isinf(number) else number
    infinite = _INFINITE.fullmatch(text)
    if infinite:
        return float(infinite.group(1) + "inf")
    return float("nan") if text in _NOT_A_NUMBER else text
