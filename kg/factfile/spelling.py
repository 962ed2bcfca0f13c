"""Tells the names of entities that stand nowhere in the article, and those that do but for one slip of the hand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from kg.factfile.findings import Findings
from kg.model import Entity

_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+(?:[.’'-]\w+)*")
_LIKE = 0.75  # of difflib's ratio: a name of the text that may be meant
_UNNAMED = "UnnamedSource"
_STEMS = {"Person": 99, "Country": 2}  # letters that a name and its adjective or plural share: France, French
_STEM = 4
_SHORTEST = 5  # letters: one letter tells too many short words apart, as Iran and Iraq


def check_spelling(
    findings: Findings, entities: Iterable[Entity], used: Container[str], text: str, head: str = ""
) -> None:
    """Warn of each name that the text has with another single letter, and of names that the article has not at all.

    These are told only of entities that are `used` in facts, and where a word of the name stands in no form in the text
    or its `head`: papers shorten names, and turn them round.
    """
    missing = [entity for entity in entities if entity.name not in text]
    if not missing:
        return
    words = [_bare(word) for word in _WORD.findall(text)]
    known = set(words)
    everywhere = f"{text} {head}"
    for entity in missing:
        name = [_bare(word) for word in _WORD.findall(entity.name)]
        strange = [word for word in name if word not in known]
        message = f"The article nowhere has the name {entity.name}."
        path = ("entities", entity.key, "name")
        if len(strange) == 1 and (near := _alike(name, strange[0], words, known)):
            findings.warn("misspelt-name", path, message, f"Did you mean {near}?")
        elif entity.key in used and _is_absent(entity, everywhere):
            cure = "Write the fullest name that the article has; others go under `also`."
            if near := _nearest(entity.name, words):
                cure = f"Did you mean {near}?"
            findings.warn("absent-name", path, message, cure)


def _is_absent(entity: Entity, text: str) -> bool:
    """Whether no name of the entity stands in the article, and a proper word of its own stands there in no form.

    A person has the first and last word of the name, or where the paper says it otherwise the last.
    """
    named = any(other in text for other in (entity.name, *entity.also))
    proper = [word for word in _PART.findall(entity.name) if word[0].isupper() and len(word) > 1]
    if entity.type == "Person":
        proper = proper[-1:] if named else [*proper[:1], *proper[-1:]]
    elif named or entity.type == _UNNAMED or _has_initials(text, proper):
        return False
    length = _STEMS.get(entity.type, _STEM)
    stems = {word[:length].casefold() for word in _PART.findall(text)}
    return any(word[:length].casefold() not in stems for word in proper)


def _has_initials(text: str, words: Sequence[str]) -> bool:
    return len(words) > 1 and "".join(word[0] for word in words) in text.replace(".", "")


def _nearest(name: str, words: Sequence[str]) -> str | None:
    """The stretch of so many capitalised words of the text that is most like the name, where one is."""
    from difflib import get_close_matches

    size = len(_WORD.findall(name))
    stretches = {" ".join(words[at : at + size]) for at in range(len(words) - size + 1) if words[at][0].isupper()}
    return next(iter(get_close_matches(name, sorted(stretches), 1, _LIKE)), None)


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
