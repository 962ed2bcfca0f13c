"""Who belongs to a party by an adherent's word: 'Green candidate Ana Okoye', 'Okoye (Labour)', 'Labour's candidate'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.findings import Finding
from kg.extraction.lexicon import ADHERENTS
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.holdings import belonging, tenure_in

_PARTY = "|".join(
    sorted(
        {" ".join(word if word in ("UK",) else word.capitalize() for word in name.split()) for name in ADHERENTS}
        | {"SNP", "DUP", "UKIP", "Sinn Féin", "Reform UK", "Lib Dem"},
        key=len,
        reverse=True,
    )
)
_RUNNING = r"(?:(?:presidential|vice-presidential|mayoral|gubernatorial|parliamentary|senate|congressional|lead) )?"
_STANDING = r"(?:candidate|nominee|hopeful|politician|activist|strategist|lawmaker|backbencher|front-runner)"
_STANDS = re.compile(r"(?:date|nee|ful|ian|ist|maker|cher|ner) $")  # how such a word ends
_BEFORE = re.compile(rf"(?:^|[\s(“\"])(?P<when>[\w-]+ )?(?P<party>{_PARTY}) {_RUNNING}{_STANDING} $")
_BEHIND = re.compile(
    rf", (?:(?:an?|the|its) )?(?:[a-z-]+ )?(?P<party>{_PARTY})(?P<whose>s['’]|['’]s)? "
    rf"{_RUNNING}{_STANDING}(?=[,.;)]| (?:for|in|from|who|and)\b)"
)
_IN_BRACKETS = re.compile(rf" \((?P<party>{_PARTY})\)")
_REACH = 60  # code points
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def partisan(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """The party that the words right before or behind a name count it among, where it stands for the party now."""
    stands = _STANDS.search(text, max(0, name.start - 12), name.start)
    before = _BEFORE.search(text, max(0, name.start - _REACH), name.start) if stands else None
    if before and not _is_past(before["when"] or ""):
        yield _member(cast, name, before["party"], (before.start("party"), name.end))
    bracketed = _IN_BRACKETS.match(text, name.end, name.end + _REACH)
    if bracketed:
        yield _member(cast, name, bracketed["party"], (name.start, bracketed.end()))
    behind = _BEHIND.match(text, name.end, name.end + 2 * _REACH)
    if behind and not _is_past(behind.group() + text[behind.end() : behind.end() + _REACH // 2]):
        yield _member(cast, name, behind["party"], (name.start, behind.end()))


def _is_past(words: str) -> bool:
    """'the 2016 Green candidate', 'a former Labour candidate': whether they are still of the party is not told."""
    return bool(_YEAR.search(words)) or tenure_in(words) == "former"


def _member(cast: Cast, name: Mention, adherent: str, span: tuple[int, int]) -> Finding:
    return belonging(name, cast.key_for("Organization", ADHERENTS[adherent.lower()]), span)
