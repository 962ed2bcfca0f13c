"""Finds the quotation mark or bracket of YAML that is not closed: the parser notices it only lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.factfile.source import split_lines
from kg.factfile.tree import Flaw

_CLOSERS = {"[": "]", "{": "}"}
_BLANK = re.compile(r"(?:[ \t]*(?:(?<![^ \t\n])#[^\n]*)?\n)*[ \t]*(?:(?<![^ \t\n])#[^\n]*)?")
_ITEM = re.compile(r"-(?=[ \t\n]|\Z)")
_LED = re.compile(r"[-?](?=[ \t\n]|\Z)")  # an item, or a key of more than one line
_KEY = re.compile(r"[\w-]+:(?=[ \t\n]|\Z)")
_BLOCK = re.compile(r"[|>][-+\d]*[ \t]*(?=\n|\Z)")
_PLAIN = {
    False: re.compile(r"(?:[^\n:#]|:(?![ \t\n]|\Z)|(?<![ \t\n])#)+"),
    True: re.compile(r"(?:[^\n:#,\[\]{}]|:(?![ \t\n,\]}]|\Z)|(?<![ \t\n])#)+"),
}  # a text without quotation marks, outside brackets and within them
_QUOTED = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)}
_AFTER = {False: re.compile(r"[ \t]*(?=\n|\Z|:|(?<=[ \t])#)"), True: re.compile(r"[ \t]*(?=[\n,\]}:]|\Z|(?<=[ \t])#)")}


@dataclass(slots=True)
class _Scan:
    """How far the text is read, whether a value may begin there, and the places of the brackets that are open.

    `keyed` says whether the line has had the colon of its key: outside brackets another belongs to a text.
    """

    text: str
    at: int = 0
    begins: bool = True
    keyed: bool = False
    open: list[int] = field(default_factory=list)

    def flaw(self, at: int, what: str, cure: str) -> Flaw:
        line_start = self.text.rfind("\n", 0, at) + 1
        line = self.text.count("\n", 0, at) + 1
        return Flaw("yaml-syntax", f"This is not YAML: {what}", cure, line, at - line_start + 1)


def open_mark(text: str) -> Flaw | None:
    """The first quotation mark or bracket that is not closed where its value ends; None where all are."""
    scan = _Scan("\n".join(split_lines(text)))
    while scan.at < len(scan.text):
        start = scan.at
        if flaw := _step(scan):
            return flaw
        if scan.at == start:
            scan.at += 1
    return _unclosed(scan) if scan.open else None


def _step(scan: _Scan) -> Flaw | None:
    """Read on by one blank, mark or text."""
    if (blank := _BLANK.match(scan.text, scan.at)) and blank.end() > scan.at:
        scan.at = blank.end()
        is_line = "\n" in blank[0]
        return _new_line(scan) if is_line else None
    mark = scan.text[scan.at]
    if mark in "]}" and scan.open:
        return _close(scan, mark)
    if mark in ":,":
        scan.begins = bool(scan.open) or (mark == ":" and not scan.keyed)
        scan.at, scan.keyed = scan.at + 1, True
    elif scan.begins and mark in _CLOSERS:
        scan.open.append(scan.at)
        scan.at += 1
    elif scan.begins and mark in _QUOTED:
        return _quoted(scan, mark)
    elif item := _LED.match(scan.text, scan.at):
        scan.at = item.end()
    elif scan.begins and not scan.open and (block := _BLOCK.match(scan.text, scan.at)):
        scan.at = _end_of_block(scan.text, block.end())
    elif plain := _PLAIN[bool(scan.open)].match(scan.text, scan.at):
        scan.at, scan.begins = plain.end(), False
    return None


def _new_line(scan: _Scan) -> Flaw | None:
    """A key or an item that begins a line among brackets shows that one was to be closed above."""
    ended, scan.keyed = not scan.begins, False
    if not scan.open:
        scan.begins = True
        return None
    if _ITEM.match(scan.text, scan.at):
        return _unclosed(scan)
    in_list = scan.text[scan.open[-1]] == "["
    return _unclosed(scan) if (ended or in_list) and _KEY.match(scan.text, scan.at) else None


def _close(scan: _Scan, mark: str) -> Flaw | None:
    if _CLOSERS[scan.text[scan.open[-1]]] != mark:
        return _unclosed(scan)
    scan.open.pop()
    scan.at, scan.begins = scan.at + 1, False
    return None


def _quoted(scan: _Scan, mark: str) -> Flaw | None:
    """A text in quotation marks: what stands behind the second shows whether it was to end the text."""
    found = _QUOTED[mark].match(scan.text, scan.at)
    if found and _AFTER[bool(scan.open)].match(scan.text, found.end()):
        scan.at, scan.begins = found.end(), False
        return None
    if found is None or "\n" in found[0]:
        what = f"The quotation mark {mark} here is not closed."
        return scan.flaw(scan.at, what, f"Write another {mark} where the text ends.")
    inside = "''" if mark == "'" else '\\"'
    what = f"The text in quotation marks ends with this {mark}, and something stands behind it."
    return scan.flaw(found.end() - 1, what, f"Write {inside} for a {mark} inside {mark}...{mark}.")


def _unclosed(scan: _Scan) -> Flaw:
    """The innermost bracket, with what closes all that were opened in its line."""
    at = scan.open[-1]
    line_start = scan.text.rfind("\n", 0, at) + 1
    closers = "".join(_closers(scan, line_start))
    return scan.flaw(at, f"The bracket {scan.text[at]} here is not closed.", f"Write {closers} where it ends.")


def _closers(scan: _Scan, line_start: int) -> Iterator[str]:
    return (_CLOSERS[scan.text[at]] for at in reversed(scan.open) if at >= line_start)


def _end_of_block(text: str, at: int) -> int:
    """Where a text of several lines (`|`, `>`) ends: before the first line that is no further in than its key."""
    key_line = text[text.rfind("\n", 0, at) + 1 : at]
    depth = len(key_line) - len(key_line.lstrip(" -"))
    ends = re.compile(rf"\n(?! *\n)(?= {{0,{depth}}}[^ \n])").search(text, at)
    return ends.start() if ends else len(text)
