"""A fact file's YAML with the place of every value: read only where something is wrong, or looks dangerous."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kg.factfile.source import split_lines
from kg.factfile.tree import MAX_DEPTH, Flaw, Node, resolve
from kg.factfile.yaml_marks import open_mark
from kg.factfile.yaml_slips import slip_before

MAX_REPEATED = 10_000  # nodes that aliases may add
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Open:
    node: Node
    is_mapping: bool
    anchor: str | None
    size: int = 1
    key: Node | None = None


@dataclass(slots=True)
class _Builder:
    flaws: list[Flaw] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    repeated: int = 0

    def flaw(self, code: str, message: str, cure: str, event: Any) -> None:
        self.flaws.append(Flaw(code, message, cure, event.start_mark.line + 1, event.start_mark.column + 1))


def yaml_tree(text: str) -> tuple[Node | None, list[Flaw]]:
    """The tree, or None where there is none, and every flaw: syntax, tags, aliases, duplicate keys, depth."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not _take(builder, event):
                return None, builder.flaws
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        slip = open_mark(text) or slip_before(text, line)
        builder.flaws.append(slip or _syntax(str(error.problem or error.context), line, column))
        return None, builder.flaws
    except yaml.YAMLError as error:
        builder.flaws.append(_unreadable(text, error))
        return None, builder.flaws
    return builder.root, builder.flaws


def _take(builder: _Builder, event: Any) -> bool:
    """Whether to go on after this event."""
    if isinstance(event, yaml.DocumentStartEvent):
        builder.documents += 1
        if builder.documents > 1:
            cure = "Put each article's facts in a file of its own, and take out the line `---`."
            builder.flaw("several-documents", "A fact file holds one document; a second begins here.", cure, event)
            return False
    elif isinstance(event, yaml.AliasEvent):
        return _alias(builder, event)
    elif isinstance(event, yaml.ScalarEvent):
        _tag(builder, event)
        node = _node(event, resolve(event.value) if event.style in (None, "") else event.value)
        if type(node.data) is int and not -(2**63) <= node.data < 2**64:
            builder.flaw("bad-number", f"The number {event.value[:40]} is too large.", "Put it in quotes.", event)
        if event.anchor:
            builder.anchors[event.anchor] = (node, 1)
        _put(builder, node, 1)
    elif isinstance(event, yaml.CollectionStartEvent):
        _tag(builder, event)
        if len(builder.stack) >= MAX_DEPTH:
            builder.flaw(
                "too-deep",
                f"Lists and mappings more than {MAX_DEPTH} deep in one another.",
                "A fact file needs five.",
                event,
            )
            return False
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        builder.stack.append(_Open(_node(event, {} if is_mapping else []), is_mapping, event.anchor))
    elif isinstance(event, yaml.CollectionEndEvent):
        done = builder.stack.pop()
        if done.anchor:
            builder.anchors[done.anchor] = (done.node, done.size)
        _put(builder, done.node, done.size)
    return True


def _node(event: Any, data: Any) -> Node:
    return Node(event.start_mark.line + 1, event.start_mark.column + 1, data)


def _tag(builder: _Builder, event: Any) -> None:
    if event.tag is not None:
        cure = "Take it out: a value is text, a number, a list or a mapping, and the shapes say which."
        builder.flaw("yaml-tag", f"The tag {event.tag} stands here; fact files have no tags.", cure, event)


def _alias(builder: _Builder, event: Any) -> bool:
    if any(each.anchor == event.anchor for each in builder.stack):
        builder.flaw("bad-alias", f"*{event.anchor} stands inside what it repeats.", "Write the value out.", event)
        return False
    if event.anchor not in builder.anchors:
        cure = f"Write &{event.anchor} before the value that it should repeat, or put the text in quotes."
        builder.flaw("bad-alias", f"*{event.anchor} repeats a value that is not marked &{event.anchor}.", cure, event)
        return False
    node, size = builder.anchors[event.anchor]
    builder.repeated += size
    if builder.repeated > MAX_REPEATED:
        message = f"The aliases up to here repeat more than {MAX_REPEATED:,} values."
        builder.flaw("too-many-aliases", message, "Write the values out.", event)
        return False
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    _put(builder, Node(line, column, node.data, node.keys, node.values), size)
    return True


def _put(builder: _Builder, node: Node, size: int) -> None:
    """Hang a finished node into the collection that is open."""
    if not builder.stack:
        builder.root = node
        return
    parent = builder.stack[-1]
    parent.size += size
    if not parent.is_mapping:
        parent.node.values[len(parent.node.data)] = node
        parent.node.data.append(node.data)
    elif parent.key is None:
        parent.key = node
    else:
        _pair(builder, parent, parent.key, node)
        parent.key = None


def _pair(builder: _Builder, parent: _Open, key: Node, value: Node) -> None:
    if isinstance(key.data, (dict, list)):
        builder.flaws.append(Flaw("bad-key", "A list or mapping cannot be a key.", "Use a word.", key.line, key.column))
    elif key.data in parent.node.data:
        first = parent.node.keys[key.data]
        message = f"`{key.data}` stands here a second time; the first is in line {first.line}."
        cure = "Keep one; several values of one field go in a list: [a, b]."
        builder.flaws.append(Flaw("duplicate-key", message, cure, key.line, key.column))
    else:
        parent.node.data[key.data] = value.data
        parent.node.keys[key.data] = key
        parent.node.values[key.data] = value


_CURES = (
    ("tab character", "Begin lines with spaces, not with tabs."),
    ("mapping values are not allowed", "Put quotation marks round a text that has `: ` in it."),
    ("cannot start any token", "Begin lines with spaces, not tabs, and put quotation marks round text that begins so."),
    ("control characters", "Take the control character out."),
    (
        "did not find expected ',' or",
        "Close the bracket, or put quotation marks round the text with a comma or `: ` in it.",
    ),
    ("did not find expected key", "Line the keys up with those above, and double the ' inside '...'."),
    ("did not find expected '-'", "Begin it with as many spaces as its fact's lines, or with the dash of the next."),
    ("could not find expected ':'", "A key is followed by `: ` and a value."),
    ("unexpected end of stream", "Close the quotation mark or the bracket."),
    ("unknown escape", "Inside \"...\" write \\\\ for \\, or use '...'."),
)


def _unreadable(text: str, error: yaml.YAMLError) -> Flaw:
    """The parser does not say where a control character stands."""
    found = _CONTROL.search(text)
    before = split_lines(text[: found.start()] if found else "")
    return _syntax(str(error).splitlines()[0], len(before), len(before[-1]) + 1)


def _syntax(problem: str, line: int, column: int) -> Flaw:
    cure = next((cure for words, cure in _CURES if words in problem), "Mend the YAML here, or just above.")
    return Flaw("yaml-syntax", f"This is not YAML: {problem}.", cure, line, column)
