"""The condition that belongs to what was said: 'vowed to go unless ...', 'If it rains, it will rise, she said'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_supposed

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONS = frozenset(("unless", "if", "until", "till", "provided"))


def condition_before(verb: Token, start: int) -> int:
    """'If it rains, the lake will rise, the study said': where the condition begins that stands right before."""
    for child in verb.lefts:
        first = child.left_edge
        conditional = child.dep_ == "advcl" and first.lower_ in ("if", "when", "unless")
        near = verb.doc[start].text == ","
        if child.right_edge.i + 2 - near == start and (conditional or is_supposed(child)):
            return int(first.i)
    return start


def with_condition(end: int, verb: Token) -> int:
    """The end of what was said with its condition, which the parser may tie to the verb: 'vowed to go | unless ...'."""
    for child in (*verb.rights, *(verb.head.rights if verb.tag_ == "VB" else ())):
        before = verb.doc[child.left_edge.i - 1]
        behind = child.left_edge.i == end + 1 or (before.text == "," and before.i == end + 1)
        supposed = is_supposed(child) and child.dep_ in ("advcl", "ccomp")
        goes_on = any(c.lower_ in _CONDITIONS for c in child.lefts) or _is_quoted(child) or supposed
        if (child.dep_ == "advcl" or supposed) and behind and goes_on:
            return int(child.right_edge.i)
    return end


def _is_quoted(reason: Token) -> bool:
    """'because they had “helped”': a reason that has words of the speaker's."""
    marks = any(t.text == '"' for t in reason.subtree)
    return marks and any(c.lower_ in ("because", "since", "as") and c.dep_ == "mark" for c in reason.lefts)
