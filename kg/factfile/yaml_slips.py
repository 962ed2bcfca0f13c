"""Finds the slip behind a syntax error of YAML: the parser stops lines after it, and speaks of something else."""

from __future__ import annotations

import re

from kg.factfile.source import split_lines
from kg.factfile.tree import Flaw

_BEFORE = 4  # lines above the error in which its slip is looked for
_NO_BREAK = re.compile(r"^(\s*)(?<=\xa0)(?=\S)|^(\s*(?:- )?\w+:)(?=\xa0)")
_CURLY = re.compile(r"^(.*?(?:: |- |[\[{,]) *)(?=[“”„‟‘])")
_UNDASHED = re.compile(r"^(\s*)type:")
_CHECKS = (
    (re.compile(r"^(\s*)()-(?=[A-Za-z_]+:)"), "There is no space after the dash.", "Write `- ` with a space."),
    (_NO_BREAK, "There is a no-break space here.", "Write plain spaces."),
    (re.compile(r"^(\s*(?:- )?)()[a-z_]+:(?=[^\s/:\d])"), "There is no space after the colon.", "Write `key: value`."),
    (re.compile(r"^(\s*(?:- )?)()[a-z_]+ [\w-]+$"), "There is no colon after the key.", "Write `key: value`."),
)  # each with what stands before the place, in one of two groups


def slip_before(text: str, line: int) -> Flaw | None:
    """The likeliest slip in the line of an error, or one of those just above it."""
    lines = split_lines(text)
    if 0 < line <= len(lines) and (curly := _CURLY.search(lines[line - 1])):
        cure = "Write straight ones: \"...\" or '...'."
        return _flaw("Curly quotation marks are none in YAML.", cure, line, len(curly[1]) + 1)
    for number in range(min(line, len(lines)), max(0, line - _BEFORE), -1):
        words = lines[number - 1]
        if number > 1 and lines[number - 2].rstrip() == "facts:" and (undashed := _UNDASHED.match(words)):
            return _flaw("A fact begins with a dash.", "Write `  - type: ...`.", number, len(undashed[1]) + 1)
        if words.lstrip().startswith("#"):
            continue
        for pattern, what, cure in _CHECKS:
            if found := pattern.search(words):
                column = len(found[1] or found[2] or "") + 1
                return _flaw(what, cure, number, column)
    return None


def _flaw(what: str, cure: str, line: int, column: int) -> Flaw:
    return Flaw("yaml-syntax", f"This is not YAML: {what}", cure, line, column)
