"""What a verb of news tells: the kind of an event, with the roles of its subject and object; the rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """The kind of an event ('{}' stands for the object's noun), the roles of subject and object, "" for none."""

    kind: str
    subject: str = ""
    object: str = ""
    needs_object: bool = False
    without_object: bool = False


def deed(words: str) -> Deed:
    """The deed of 'kind|role of the subject|role of the object'.

    '!' behind the last: no event without an object; '-' in its place: none with one or with a clause ('conceded that').

    >>> deed("raid|raider|target!")
    Deed(kind='raid', subject='raider', object='target', needs_object=True, without_object=False)
    """
    kind, subject, done_to = words.split("|")
    return Deed(kind, subject, done_to.rstrip("!-"), done_to.endswith("!"), done_to == "-")


def deeds(table: str) -> dict[str, Deed]:
    """The deed of each verb of a table, a row 'verb: kind|role|role'; a ValueError where a verb has two rows."""
    pairs = [line.split(": ") for line in table.strip().splitlines()]
    rows = {lemma: deed(words) for lemma, words in pairs}
    if len(rows) < len(pairs):
        raise ValueError("a verb has two rows")
    return rows
