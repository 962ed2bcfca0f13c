"""What a verb of news tells: the kind of an event, with the roles of those beside it; how its tables are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

_LINKS = frozenset(("at", "before", "for", "from", "in", "into", "of", "off", "on", "out of", "to", "under", "with"))
OPEN_CLASSES = frozenset("PEOPLE BODIES LANDS MONEY NUMBER".split())  # of nouns that no list holds: see deed_nouns


@dataclass(frozen=True, slots=True)
class Deed:
    """The kind of an event ('{}' stands for the noun that tells it), the roles of subject and object, "" for none.

    `link` is a preposition, `linked` the role of whom it names: 'to', 'recipient'.
    """

    kind: str
    subject: str = ""
    object: str = ""
    needs_object: bool = False
    without_object: bool = False
    link: str = ""
    linked: str = ""


def deed(words: str) -> Deed:
    """The deed of 'kind|role of the subject|role of the object', and perhaps '|preposition role'.

    '!' behind the object's role: no event without one; '-' in its place: none with one or with a clause.

    >>> deed("sale|seller|sold!|to buyer").linked
    'buyer'
    """
    kind, subject, done_to, *beside = [*words.split("|"), "", ""][:4] if "|" in words else (words, "", "", "")
    link, _, linked = beside[0].partition(" ")
    return Deed(kind, subject, done_to.rstrip("!-"), done_to.endswith("!"), done_to == "-", link, linked)


def deeds(table: str) -> dict[str, Deed]:
    """The deed of each verb of a table, a row 'verb: kind|role|role'; a ValueError where a verb has two rows."""
    pairs = [line.split(": ") for line in table.strip().splitlines()]
    rows = {lemma: deed(words) for lemma, words in pairs}
    if len(rows) < len(pairs):
        raise ValueError("a verb has two rows")
    return rows


def deeds_by_noun(table: str, classes: Mapping[str, str]) -> dict[tuple[str, str], Deed]:
    """The deed of each verb with each noun, a row 'verbs > nouns: kind|role|role'; a verb may be 'take_down'.

    Behind the verbs may stand prepositions: 'run stand for > office'. A ValueError where two rows differ.
    """
    found: dict[tuple[str, str], Deed] = {}
    for line in filter(None, table.splitlines()):
        left, words = line.rsplit(": ", 1)
        verbs, nouns = left.split(" > ")
        known = deed(words)
        for verb, noun in product(_verbs(verbs), listed(nouns, classes)):
            if found.setdefault((verb, noun), known) != known:
                raise ValueError(f"two rows differ for {verb!r} with {noun!r}")
    return found


def _verbs(words: str) -> list[str]:
    """'run for' and 'stand for' of 'run stand for', 'take down' of 'take_down'."""
    each = [word.replace("_", " ") for word in words.split()]
    links = [word for word in each if word in _LINKS]
    verbs = [word for word in each if word not in _LINKS]
    return [f"{verb} {link}" for verb, link in product(verbs, links)] if links else verbs


def listed(nouns: str, classes: Mapping[str, str]) -> list[str]:
    """The nouns of a row, classes in full, without those that '-' takes out again: 'EFFORTS -campaign'."""
    words: list[str] = []
    for each in nouns.split():
        if each.isupper() and each not in classes and each not in OPEN_CLASSES:
            raise ValueError(f"no class of nouns is called {each!r}")
        words += classes.get(each, each).split()
    return [noun for noun in words if not noun.startswith("-") and f"-{noun}" not in words]
