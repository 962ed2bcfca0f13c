"""A fact file's JSON with the place of every value: read only where something is wrong."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import Any

from kg.factfile.tree import MAX_DEPTH, Flaw, Node

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_DECODER = json.JSONDecoder()
_WORDS = {"true": True, "false": False, "null": None}


def json_tree(text: str, line: int = 1) -> tuple[Node | None, list[Flaw]]:
    """The tree of one JSON value whose first line is `line`, and every flaw: syntax, duplicate keys, depth."""
    reader = _Reader(text, line)
    try:
        node, end = reader.value(reader.skip(0), 0)
        end = reader.skip(end)
        if end < len(text):
            raise _NotJsonError("something stands after the closing bracket", end)
    except _NotJsonError as error:
        return None, [*reader.flaws, reader.flaw(error.code, f"This is not JSON: {error}.", error.cure, error.at)]
    return node, reader.flaws


class _NotJsonError(Exception):
    def __init__(self, message: str, at: int, code: str = "json-syntax", cure: str = "Mend the JSON here.") -> None:
        super().__init__(message)
        self.at, self.code, self.cure = at, code, cure


class _Reader:
    """Reads values by their offsets, and knows the place of each."""

    def __init__(self, text: str, line: int) -> None:
        self.text, self.line = text, line
        self.flaws: list[Flaw] = []
        self.breaks = [found.start() for found in re.finditer("\n", text)]

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def place(self, at: int) -> tuple[int, int]:
        before = bisect_left(self.breaks, at)
        return self.line + before, at - (self.breaks[before - 1] if before else -1)

    def flaw(self, code: str, message: str, cure: str, at: int) -> Flaw:
        return Flaw(code, message, cure, *self.place(at))

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > MAX_DEPTH:
            raise _NotJsonError(
                f"brackets more than {MAX_DEPTH} deep in one another", at, "too-deep", "A fact file needs five."
            )
        first = self.text[at : at + 1]
        if first == "{":
            return self.mapping(at, depth)
        if first == "[":
            return self.list(at, depth)
        if first == '"':
            text, end = self.string(at)
            return Node(*self.place(at), text), end
        return self.plain(at)

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise _NotJsonError(error.msg, error.pos) from error
        return str(text), end

    def plain(self, at: int) -> tuple[Node, int]:
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, at):
                return Node(*self.place(at), meaning), at + len(word)
        found = _NUMBER.match(self.text, at)
        if not found:
            raise _NotJsonError("a value should stand here", at)
        written = found.group()
        if len(written) > 400:
            raise _NotJsonError("this number is too large", at)
        data: Any = int(written) if written.lstrip("-").isdigit() else float(written)
        return Node(*self.place(at), data), found.end()

    def list(self, at: int, depth: int) -> tuple[Node, int]:
        node = Node(*self.place(at), [])
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "]" or node.data:
            item, end = self.value(end, depth + 1)
            node.values[len(node.data)] = item
            node.data.append(item.data)
            end = self.skip(end)
            if self.text[end : end + 1] == "]":
                break
            end = self.expect(",", end)
        return node, end + 1

    def mapping(self, at: int, depth: int) -> tuple[Node, int]:
        node = Node(*self.place(at), {})
        end = self.skip(at + 1)
        while self.text[end : end + 1] != "}" or node.keys:
            end = self.pair(node, end, depth)
            if self.text[end : end + 1] == "}":
                break
            end = self.expect(",", end)
        return node, end + 1

    def pair(self, node: Node, at: int, depth: int) -> int:
        if self.text[at : at + 1] != '"':
            raise _NotJsonError('a key in "..." should stand here', at)
        key, end = self.string(at)
        end = self.expect(":", self.skip(end))
        value, end = self.value(end, depth + 1)
        if key in node.data:
            message = f"`{key}` stands here a second time."
            self.flaws.append(self.flaw("duplicate-key", message, "Keep one; several values go in a list.", at))
        else:
            node.data[key], node.values[key], node.keys[key] = value.data, value, Node(*self.place(at), key)
        return self.skip(end)

    def expect(self, mark: str, at: int) -> int:
        if self.text[at : at + 1] != mark:
            raise _NotJsonError(f"a `{mark}` should stand here", at)
        return self.skip(at + 1)
