"""Which of the bodies named before 'the newspaper', 'the broadcaster' is: one that is called so, or is by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.parsing.phrases import bare
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from kg.extraction.names.cast import Mention

_PRINT = "newspaper|paper|daily|tabloid|weekly"
_CALLED = {
    **dict.fromkeys(("newspaper", "paper", "daily", "tabloid"), _PRINT),
    "magazine": "magazine|weekly|monthly",
    "broadcaster": "broadcaster|station|channel|network",
}
PRESS = frozenset(_CALLED)
_NAMES = {
    "magazine": frozenset(("magazine",)),
    "broadcaster": frozenset("broadcasting television tv radio broadcaster".split()),
}
OF_PAPERS = frozenset(
    "chronicle courier daily echo examiner gazette guardian herald inquirer mail mirror newspaper observer post"
    " standard telegraph times tribune".split()
)
# what 'the paper' may be else
_OF_LEARNING = re.compile(r"\b(?:research\w*|scientists?|stud(?:y|ies)|journal|authors?|white paper)\b", re.IGNORECASE)
_KNOWN, _ONE_OF_SEVERAL = 0.85, Sure(0.7, "which of several is meant")
_OPEN = Sure(0.6, "which paper or body is meant")
_NEAR = 250  # code points
_BESIDE = 60  # code points


def known_paper(so_far: Discourse, noun: str, start: int, end: int) -> Referent | None:
    """The one body of this kind that was named so far, as a draft the only one near; None where there was none."""
    if bare(so_far.page.text[start:end]).lower() != noun:
        return None
    named = [m for m in so_far.cast.before(start, "Organization") if _is_called(so_far, m, noun)]
    learned = noun == "paper" and _OF_LEARNING.search(so_far.page.text, 0, start)
    for some, sure in ((named, _KNOWN), ([m for m in named if start - m.end < _NEAR], _ONE_OF_SEVERAL)):
        if len({m.key for m in some}) == 1:
            return Referent(some[0].key, start, end, _ONE_OF_SEVERAL if learned else sure)
    words = so_far.page.text[start:end]
    return Referent(so_far.cast.key_for("UnnamedSource", words), start, end, _OPEN) if named else None


def _is_called(so_far: Discourse, name: Mention, noun: str) -> bool:
    """'the newspaper Orlen Gazette', 'Orlen Gazette, a local newspaper,', 'the Kesmark Post', 'Radio Orlen'."""
    words = so_far.cast.entities[name.key].name.lower().split()
    if _NAMES.get(noun, OF_PAPERS).intersection((words[0], words[-1])):
        return True
    text, called = so_far.page.text, _CALLED[noun]
    before = re.compile(rf"\b(?:{called}) (?:the )?$", re.IGNORECASE)
    behind = re.compile(rf"(?:,? (?:an?|the) (?:[\w-]+ ){{0,3}}| )(?:{called})\b", re.IGNORECASE)
    at = max(0, name.start - _BESIDE)
    return bool(before.search(text[at : name.start]) or behind.match(text, name.end, name.end + _BESIDE))
