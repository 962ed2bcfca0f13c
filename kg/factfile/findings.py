"""Collects what is wrong with a fact file by paths into its data; places are looked up only at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from kg.errors import Problem
from kg.factfile.source import Source, printable
from kg.factfile.tree import Flaw, Node

Path = tuple[Any, ...]
LINE = "\0"  # in a message, the line of the other place that it speaks of
_NEAR = 0.66  # of difflib's ratio
_COMPARED = 500  # names at most, so that many problems in a long file do not take for ever


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a path; `at_key` where its key is to blame rather than its value."""

    code: str
    path: Path
    message: str
    cure: str
    at_key: bool
    severity: str
    other: Path | None = None


@dataclass(slots=True)
class Findings:
    """What the checks found, in the order in which they looked."""

    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, path: Path, message: str, cure: str = "", *, at_key: bool = False) -> None:
        """An error: the file cannot be used."""
        self.found.append(Finding(code, path, message, cure, at_key, "error"))

    def warn(self, code: str, path: Path, message: str, cure: str = "", *, other: Path | None = None) -> None:
        """A warning: the file can be used. `other` is the place whose line the message tells as LINE."""
        self.found.append(Finding(code, path, message, cure, False, "warning", other))

    @property
    def errors(self) -> bool:
        """Whether the file cannot be used."""
        return any(each.severity == "error" for each in self.found)


def placed(source: Source, root: Node | None, flaws: Iterable[Flaw], findings: Findings) -> tuple[Problem, ...]:
    """Flaws and findings as problems with their places, in the order of the file."""
    entries = [(flaw.line, flaw.column, flaw.code, flaw.message, flaw.cure, "error") for flaw in flaws]
    flawed = {entry[:3] for entry in entries}  # of what the parser refused the checks say nothing more
    for each in findings.found:
        node = root.at(each.path, key=each.at_key) if root else Node(source.line, 1, None)
        message = each.message
        if each.other is not None and root:
            message = message.replace(LINE, str(root.at(each.other).line))
        if (node.line, node.column, each.code) not in flawed:
            entries.append((node.line, node.column, each.code, message, each.cure, each.severity))
    entries.sort(key=lambda entry: entry[:2])
    places = source.positions(entry[:2] for entry in entries)
    return tuple(
        Problem(code, printable(message), printable(cure), place, severity)
        for (_, _, code, message, cure, severity), place in zip(entries, places, strict=True)
    )


def did_you_mean(word: object, choices: Iterable[str], otherwise: str = "") -> str:
    """`Did you mean ...?` where one of the choices is near, else the list of them, else `otherwise`."""
    from difflib import get_close_matches

    names = list(islice(choices, _COMPARED))
    folded = {name.casefold().replace("_", " "): name for name in names}
    near = get_close_matches(str(word).casefold().replace("_", " "), folded, 1, _NEAR)
    if near:
        return f"Did you mean `{folded[near[0]]}`?"
    return otherwise or listed("It is one of", names)


def torn_text(raw: Mapping[Any, Any], key: object) -> str | None:
    """What to write where a text with a comma came apart in brackets, and a part of it is now a key.

    >>> torn_text({"type": "City", "name": "Port Amsel", "Valdoria": None}, "Valdoria")
    "Put quotation marks round a text with a comma in it: name: 'Port Amsel, Valdoria'."
    """
    keys = list(raw)
    first = last = keys.index(key)
    while first and raw[keys[first]] is None:
        first -= 1
    while last + 1 < len(keys) and raw[keys[last + 1]] is None:
        last += 1
    text = raw[keys[first]]
    if first == last or not isinstance(text, str):
        return None
    whole = ", ".join([text, *map(str, keys[first + 1 : last + 1])])
    return f"Put quotation marks round a text with a comma in it: {keys[first]}: {shown(whole)}."


def is_near(word: str, choices: list[str]) -> bool:
    """Whether one of the choices may be a misspelling of the word."""
    from difflib import get_close_matches

    return bool(get_close_matches(word, choices, 1, _NEAR))


def listed(words: str, names: Iterable[str]) -> str:
    """The words, and the names after a colon."""
    shown = list(names)
    if len(shown) > 40:
        shown = [*shown[:40], "..."]
    return f"{words}: {', '.join(shown)}." if shown else ""


def shown(value: object) -> str:
    """A value as a message shows it: in quotes where it is text, and cut."""
    text = f"{value!r}" if isinstance(value, str) else _plain(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _plain(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else str(value)
