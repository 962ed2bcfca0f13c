"""Which of the bodies named before 'the union' or 'the charity' is: the one that the article has called so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.references.discourse import Discourse, Referent

if TYPE_CHECKING:
    from kg.extraction.names.cast import Mention

_KNOWN = 0.85
_BESIDE = 60  # code points


def body_of_kind(so_far: Discourse, noun: str, start: int, end: int) -> Referent | None:
    """The one body that 'the trade union Fiom' or 'Fiom, a union of smiths' calls by this noun before; else None."""
    before = re.compile(rf"\b{re.escape(noun)},? (?:the )?$", re.IGNORECASE)
    word = rf"(?:[\w-]+ ){{0,3}}{re.escape(noun)}"
    behind = re.compile(rf",? (?:(?:which )?is )?(?:an? {word}\b|the {word}(?=,))", re.IGNORECASE)

    def is_called(name: Mention) -> bool:
        text = so_far.page.text
        told = before.search(text[max(0, name.start - _BESIDE) : name.start])
        return bool(told or behind.match(text, name.end, name.end + _BESIDE))

    keys = {m.key for m in so_far.cast.before(start, "Organization") if is_called(m)}
    return Referent(keys.pop(), start, end, _KNOWN) if len(keys) == 1 else None


def named_so(so_far: Discourse, noun: str, start: int) -> list[str]:
    """The bodies named before whose names have the noun, the likeliest first.

    That is the one that was last a subject in the paragraph where the last of them is named, else that last one.
    """
    mentions = list(so_far.cast.before(start, "Organization"))
    fits = [m for m in mentions if noun in so_far.cast.entities[m.key].name.lower().split()]
    keys = list(dict.fromkeys(m.key for m in fits))
    if len(keys) < 2:
        return keys
    first = max(p.start for p in so_far.page.paragraphs if p.start <= fits[0].start)
    acted = next((key for at, key in reversed(so_far.groups) if first <= at < start and key in keys), keys[0])
    return [acted, *(key for key in keys if key != acted)]
