"""Settles findings against each other and the day of publication: what cannot be is mended or dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kg.extraction.findings import Finding
from kg.extraction.lexicon import OF_ANOTHER_POST, OFFICE_NOUNS
from kg.extraction.names.cast import Cast
from kg.extraction.sureness import Sure, doubting
from kg.model import ARTICLE

_PLACES = ("Place", "City")
_SURE_OF_DEATH = {"event-person": 0.85}  # 'He died a week later': of whom is a guess
_SURE_OF_LOSS = 0.75
_SURE = 0.89  # of a departure that makes the office a former one
_SURE_ENOUGH = 0.65  # of one that leaves it open whether the office is still held
_AHEAD = Sure(0.8, "whether it happened: its day is still to come")
_OPEN = Sure(0.85, "whether the post is still held")
_WHO = ("speaker", "person", "member", "visitor", "target", "participants", "parties")
_THIN, _THIN_AND_BARE = 0.92, 0.87
_INTRODUCING = ("office-title", "office-apposition", "membership-party")
_OF_A_TITLE = 0.9
_HAPPENING = frozenset("Agreement Appointment Event Meeting Restriction Visit".split())
_TELLING = frozenset("state announce confirm explain predict promise warn".split())
_LEAVING = ("resigned", "dismissed")
_FATAL_KINDS = ("assassination", "murder", "funeral")
_FATAL_ROLES = ("deceased", "killed")


def settle(findings: Iterable[Finding], cast: Cast, published: date | None) -> list[Finding]:
    """The findings that may stand together, in their order."""
    given = _as_told(list(findings))
    doubtful = cast.thin - _introduced(given, cast)
    sound = [_doubted(kept, cast, doubtful) for finding in given if (kept := _sound(finding, cast, published))]
    once = _once(sound)
    left, perhaps, gone = _left(sound, _SURE), _left(sound, _SURE_ENOUGH), _gone(sound)
    recalled = _taking_part(sound, ("recall",), ("recalled",))
    settled = (_former(_recalled(finding, recalled), left, perhaps, gone) for finding in sound)
    return [_by_courtesy(finding, once) for finding in settled]


def _as_told(findings: list[Finding]) -> list[Finding]:
    """The findings, where what happened is within somebody's reported words with that somebody as its source."""
    words = [
        (start, end, str(finding.fields["speaker"][0]))
        for finding in findings
        if finding.type == "SpeechAct" and finding.source == ARTICLE and finding.polarity == "positive"
        and finding.fields["force"][0] in _TELLING
        for field, start, end in finding.shown
        if field == "text"
    ]  # fmt: skip
    return [_told(finding, words) for finding in findings]


def _told(finding: Finding, words: list[tuple[int, int, str]]) -> Finding:
    if finding.type not in _HAPPENING or finding.source != ARTICLE:
        return finding
    first, last = finding.spans[0]
    around = [(end - start, speaker) for start, end, speaker in words if start <= first and last <= end]
    return replace(finding, source=min(around)[1]) if around else finding


def _sound(finding: Finding, cast: Cast, published: date | None) -> Finding | None:
    """The finding without what cannot be: a place that speaks, something past on a day to come."""
    if finding.source != ARTICLE and cast.type_of(finding.source) in _PLACES:
        return None
    fields = dict(finding.fields)
    if heard := fields.get("addressee"):
        fields["addressee"] = tuple(key for key in heard if cast.type_of(str(key)) not in _PLACES)
    day = str(next(iter(fields.get("date", ())), ""))[:10]
    if published is None or day <= published.isoformat():
        return replace(finding, fields=fields)
    if finding.status in ("occurred", "ongoing"):
        return replace(finding, fields=fields, status="planned", sure=finding.sure * _AHEAD)
    if finding.status is None:
        fields.pop("date")
    return replace(finding, fields=fields)


def _introduced(findings: Iterable[Finding], cast: Cast) -> set[str]:
    """Who is surely a person, for the article gives them a post or a body beside their full name."""
    told = (
        str(key)
        for finding in findings
        if finding.rule in _INTRODUCING and finding.source == ARTICLE and finding.sure > _OF_A_TITLE
        for field in ("person", "member")
        for key in finding.fields.get(field, ())
    )
    names = {key: cast.entities[key].name.lower().split() for key in told}
    return {key for key, name in names.items() if len(name) > 1 and not OFFICE_NOUNS.intersection(name)}


def _doubted(finding: Finding, cast: Cast, doubtful: set[str]) -> Finding:
    """The finding, less sure where only the parser's word makes a person of somebody in it."""
    named = {str(key) for field, keys in finding.fields.items() if field in _WHO for key in keys} & doubtful
    doubt = min((_THIN if " " in cast.entities[key].name else _THIN_AND_BARE for key in named), default=1.0)
    return replace(finding, sure=finding.sure * doubting(doubt, "whether this is the name of a person"))


def _is_made(finding: Finding) -> bool:
    return (finding.status, finding.polarity, finding.certainty) == ("occurred", "positive", "certain")


def _left(findings: Iterable[Finding], least: float) -> dict[str, set[str]]:
    """Who has left office, with the posts in lower case; on others' word somebody has left only perhaps."""
    left: dict[str, set[str]] = {}
    for finding in findings:
        if finding.type == "Appointment" and finding.fields["action"][0] in _LEAVING and _is_made(finding):
            if (finding.sure if finding.source == ARTICLE else min(finding.sure, _SURE_ENOUGH)) < least:
                continue
            for person in finding.fields["person"]:
                left.setdefault(str(person), set()).add(str(finding.fields["post"][0]).lower())
    return left


def _gone(findings: Iterable[Finding]) -> set[str]:
    """Who has died."""
    gone: set[str] = set()
    for finding in findings:
        if finding.type != "Event" or not _is_made(finding):
            continue
        fatal = ("target",) if finding.fields["kind"][0] in _FATAL_KINDS else ()
        roles = (*fatal, *(_FATAL_ROLES if finding.sure >= _SURE_OF_DEATH.get(finding.rule, _SURE_OF_LOSS) else ()))
        for part in finding.fields.get("participants", ()):
            if not isinstance(part, str | int | float) and part.get("role", ("",))[0] in roles:
                gone.update(str(key) for key in part["entity"])
    return gone


def _taking_part(findings: Iterable[Finding], kinds: tuple[str, ...], roles: tuple[str, ...]) -> set[str]:
    """Who has in such a role taken part in what came about."""
    return {
        str(key)
        for finding in findings
        if finding.type == "Event" and _is_made(finding) and finding.fields["kind"][0] in kinds
        for part in finding.fields.get("participants", ())
        if not isinstance(part, str | int | float) and part.get("role", ("",))[0] in roles
        for key in part["entity"]
    }


def _recalled(finding: Finding, recalled: set[str]) -> Finding:
    """Whether an envoy who was recalled is still in post is open."""
    held = finding.type == "OfficeHolding" and finding.fields["tenure"] == ("current",)
    over = held and str(finding.fields["person"][0]) in recalled
    return replace(finding, sure=finding.sure * _OPEN) if over else finding


def _once(findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    """Who once had which post, without its body, and where the article first says so: 'Eva Roos, a retired judge'."""
    once: dict[tuple[str, str], int] = {}
    for finding in findings:
        if finding.type == "OfficeHolding" and finding.fields["tenure"] == ("former",):
            post = str(finding.fields["post"][0]).lower().split(" of ")[0]
            at = (str(finding.fields["person"][0]), post)
            once[at] = min(once.get(at, finding.spans[0][0]), finding.spans[0][0])
    return once


def _by_courtesy(finding: Finding, once: Mapping[tuple[str, str], int]) -> Finding:
    """'Judge Roos' of somebody who was called a retired judge before: a title, and the office is a former one."""
    if finding.rule != "office-title" or finding.fields["tenure"] != ("current",) or finding.fields["organization"]:
        return finding
    before = once.get((str(finding.fields["person"][0]), str(finding.fields["post"][0]).lower()))
    if before is None or before > finding.spans[0][0]:
        return finding
    return replace(finding, fields={**finding.fields, "tenure": ("former",)}, sure=finding.sure * 0.97)


def _former(finding: Finding, left: dict[str, set[str]], perhaps: dict[str, set[str]], gone: set[str]) -> Finding:
    """The office of somebody who has left it, or has died, is a former one; of one who may have left it, a draft."""
    if finding.type == "Membership" and gone.intersection(map(str, finding.fields["member"])):
        return replace(finding, fields={**finding.fields, "tenure": ("former",)}, sure=finding.sure * 0.97)
    if finding.type != "OfficeHolding" or finding.fields["tenure"] != ("current",):
        return finding
    person, post = str(finding.fields["person"][0]), str(finding.fields["post"][0]).lower()
    if person in gone or any(_may_be_one_post(post, other) for other in left.get(person, ())):
        return replace(finding, fields={**finding.fields, "tenure": ("former",)}, sure=finding.sure * 0.97)
    if any(_may_be_one_post(post, other) for other in perhaps.get(person, ())):
        return replace(finding, sure=finding.sure * _OPEN)
    return finding


def _may_be_one_post(one: str, other: str) -> bool:
    """Whether one of two posts in lower case is within the other: 'chair' and 'chairman of Orlen'.

    >>> _may_be_one_post("president", "president of korvia"), _may_be_one_post("president", "vice president")
    (True, False)
    >>> _may_be_one_post("king", "banking minister")
    False
    """
    less, more = sorted((one, other), key=len)
    words = [set(re.findall(r"\w+", each)) for each in (less, more)]
    return f" {less}" in f" {more}" and OF_ANOTHER_POST.isdisjoint(words[0] ^ words[1])
