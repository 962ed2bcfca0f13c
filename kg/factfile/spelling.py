"""Tells a name of an entity that stands nowhere in the text from one that does, but for one slip of the hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.factfile.findings import Findings
from kg.model import Entity

_WORD = re.compile(r"\w+(?:[.’'-]\w+)*")
_SHORTEST = 5  # letters: one letter tells too many short words apart, as Iran and Iraq


def check_spelling(findings: Findings, entities: Iterable[Entity], text: str) -> None:
    """Warn of each name that the text does not have, where it has one that differs in a single letter."""
    missing = [entity for entity in entities if entity.name not in text]
    if not missing:
        return
    words = [_bare(word) for word in _WORD.findall(text)]
    known = set(words)
    for entity in missing:
        name = [_bare(word) for word in _WORD.findall(entity.name)]
        strange = [word for word in name if word not in known]
        if len(strange) == 1 and (near := _alike(name, strange[0], words, known)):
            message = f"The article nowhere has the name {entity.name}."
            findings.warn("misspelt-name", ("entities", entity.key, "name"), message, f"Did you mean {near}?")


def _alike(name: list[str], strange: str, words: list[str], known: set[str]) -> str | None:
    """The stretch of the text that is the name, with another word in the place of the strange one."""
    at = name.index(strange)
    for other in sorted(word for word in known if is_slip(strange, word)):
        wanted = [*name[:at], other, *name[at + 1 :]]
        places = (i - at for i, word in enumerate(words) if word == other and i >= at)
        if any(words[start : start + len(wanted)] == wanted for start in places):
            return " ".join(wanted)
    return None


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")


def is_slip(one: str, other: str) -> bool:
    """Whether two capitalised words differ in one letter, or in two that changed places; an ending is no slip.

    >>> is_slip("Okoyo", "Okoye"), is_slip("Kesmrak", "Kesmark"), is_slip("Lindqist", "Lindqvist")
    (True, True, True)
    >>> is_slip("Valdoria", "Valdorian"), is_slip("Iran", "Iraq"), is_slip("Okoye", "okoye")
    (False, False, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1 or long.startswith(short):
        return False
    if not (one[0].isupper() and other[0].isupper()):
        return False
    at = next(i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    changed = short[at + 1 :] == long[at + 1 :]
    return changed or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])
