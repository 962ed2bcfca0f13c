"""How a noun for a happening goes with those who play a part in it: a conviction of her, a ruling by a court."""

from __future__ import annotations

import re
from collections.abc import Mapping

_OF_WHOM = {"death": "deceased", "hospitalisation": "patient"}  # whose part in it nobody has to name
_SHORTEST = 6  # letters of a participle that may say what a noun says: closed, killed
_AGAINST = ("charge", "charges")  # that are brought against somebody
_MATTER = re.compile(r" (?:to|on|for|against) .*")
_DOER = re.compile(r"[eo]r$")
_LEAST = 3  # letters before that ending: vot, of a voter
_BY_WHOM = frozenset("agent authority body court issuer judge organiser organizer signatory".split())  # of anything
_KILLINGS = "assassination bombing death killing massacre murder shelling shooting stabbing"
_STRIKES = "airstrike ambush assault attack invasion raid strike"
_CLAIMS = "appeal challenge claim complaint lawsuit motion petition suit"
_JOINED: Mapping[str, Mapping[str, str]] = {  # by a preposition, somebody in a part to the last words of such nouns
    "of": {
        "acquired": "acquisition purchase takeover",
        "buried": "burial funeral",
        "candidate": "candidacy withdrawal",
        "deceased": "burial death drowning funeral killing murder",
        "dissolved": "dissolution",
        "fugitive": "flight",
        "killed": _KILLINGS,
        "loser": "defeat loss",
        "missing": "disappearance",
        "office-holder": "inauguration swearing-in",
        "patient": "diagnosis hospitalisation infection recovery surgery treatment",
        "recipient": "commutation pardon",
        "retiree": "retirement",
        "sufferer": "injury",
        "surrendering party": "surrender",
        "survivor": "survival",
        "target": _KILLINGS,
        "victim": _KILLINGS,
        "winner": "election re-election victory win",
        "withdrawing party": "withdrawal",
    },
    "against": {"defendant": f"{_CLAIMS} case"},
    "on": {"target": _STRIKES, "victim": _STRIKES},
    "by": {
        "acquirer": "acquisition purchase takeover",
        "attacker": f"{_KILLINGS.replace('death ', '')} {_STRIKES}",
        "claimant": _CLAIMS,
        "defendant": "plea waiver",
        "launcher": _STRIKES,
        "publisher": "publication",
        "sender": "letter",
        "speaker": "address speech",
        "winner": "defeat",
    },
    "to": {
        "honoured": "tribute",
        "recipient": "award donation grant letter payment prize",
        "winner": "award prize",
    },
}
PREPOSITIONS = tuple(_JOINED)  # in the order in which they follow each other


def behind(noun: str) -> str:
    """What stands between the noun for a happening and whom it is done to: "against" of charges, else "of"."""
    return "against" if noun.endswith(_AGAINST) else "of"


def without_matter(kind: str) -> str:
    """The noun for a happening, without what it was about.

    >>> [without_matter(kind) for kind in ("vote to close port", "vote against bill", "bridge opening")]
    ['vote', 'vote', 'bridge opening']
    """
    return _MATTER.sub("", kind)


def is_done_to(kind: str, parts: list[str]) -> bool:
    """Whether a noun names what a participle says was done, as "conviction" of "convicted"; so a death of the dead.

    >>> [is_done_to(*each) for each in (("conviction", ["convicted"]), ("acquittal", ["acquitted"]), ("vote", []))]
    [True, True, False]
    """
    noun = kind.rpartition(" ")[2].lower()
    return _OF_WHOM.get(noun) in parts or any(
        part.endswith("ed") and len(part) >= _SHORTEST and noun.startswith((part[:-2], _single(part[:-2])))
        for part in parts
    )


def preposition(kind: str, parts: list[str]) -> str:
    """What stands between a noun for a happening and who plays these parts in it; empty where it is not certain.

    >>> [preposition(*each) for each in (("election", ["winner"]), ("vote", ["voter"]), ("charge", ["charged"]))]
    ['of', 'by', 'against']
    >>> preposition("vote to close port", ["voter"])
    'by'
    >>> [preposition(*each) for each in (("killing", ["attacker"]), ("killing", ["killed"]), ("crash", ["driver"]))]
    ['by', 'of', '']
    >>> [preposition("defeat", [part]) for part in ("loser", "winner")]
    ['of', 'by']
    """
    noun = without_matter(kind.lower()).partition(" of ")[0].rpartition(" ")[2]
    if is_done_to(kind, parts):
        return behind(kind)
    for joining, nouns in _JOINED.items():
        if any(noun in nouns.get(part, "").split() for part in parts):
            return joining
    return "by" if any(part in _BY_WHOM or _does_it(noun, part) for part in parts) else ""


def _does_it(noun: str, part: str) -> bool:
    """Whether a noun names what somebody in this part does, as a vote that of a voter."""
    stem = _single(_DOER.sub("", part))
    return stem != part and len(stem) >= _LEAST and noun.startswith(stem)


def _single(stem: str) -> str:
    """A stem without the consonant that it doubles: acquit, of `acquitted`."""
    return stem[:-1] if stem[-1:] == stem[-2:-1] else stem
