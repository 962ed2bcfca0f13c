"""Reads JSON as its standard has it: no key twice in an object, no NaN and no Infinity."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str) -> Any:
    """The value that the text stands for; raises ValueError, and RecursionError where it is nested too deep.

    >>> loads('{"a": [1, null]}')
    {'a': [1, None]}
    """
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
