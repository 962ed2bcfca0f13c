"""What is told in two wordings is one fact: 'President Okoye' and 'the President of Korvia', 'her appointment'."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from kg.extraction.findings import PUBLISHED, Finding, confidence_of
from kg.extraction.lexicon import ADHERENTS, OF_ANOTHER_POST
from kg.extraction.names.cast import Cast

_LINKS = frozenset("of the for and at to in a an on from".split())


def told_once(findings: Iterable[Finding], cast: Cast) -> list[Finding]:
    """The findings without those that another of them tells with more words."""
    given = list(findings)
    belonging = {_belonging(each, _group(each, cast)) for each in given if _is_sure_membership(each)}
    offices = [each for each in given if each.type == "OfficeHolding"]
    deaths = [each for each in given if _is_death(each) and confidence_of(each) >= PUBLISHED]
    made = {_turn(each) for each in given if each.rule == "appointment-verb" and _is_made(each)}
    return [
        each
        for each in given
        if not _is_told_by_another(each, offices)
        and not any(_tells_death(other, each) for other in deaths if other is not each)
        and not _goes_back(each, made)
        and not any(_belonging(each, party) in belonging for party in _parties_in_full(each, cast))
    ]


def _is_death(finding: Finding) -> bool:
    """Whether it tells that somebody has died, who does so once."""
    return finding.type == "Event" and finding.fields["kind"] == ("death",) and _is_made(finding)


def _tells_death(other: Finding, death: Finding) -> bool:
    """Whether `other`, by the same source, tells the same death with its day and place.

    Of two that say the same, the first is kept.
    """
    if not _is_death(death) or other.fields.get("participants") != death.fields.get("participants"):
        return False
    if other.source != death.source or death.fields.keys() & {"deaths", "injured"}:
        return False
    if any(other.fields.get(name) != death.fields[name] for name in ("date", "place") if death.fields.get(name)):
        return False
    same = all(other.fields.get(name) == death.fields.get(name) for name in ("date", "place"))
    return not same or other.spans[0] < death.spans[0]


def _is_sure_membership(finding: Finding) -> bool:
    return finding.type == "Membership" and confidence_of(finding) >= PUBLISHED


def _belonging(finding: Finding, group: str) -> tuple[object, ...]:
    fields = finding.fields
    return fields["member"], fields["tenure"], finding.polarity, finding.source, group.lower()


def _group(finding: Finding, cast: Cast) -> str:
    return cast.entities[str(finding.fields["group"][0])].name


def _parties_in_full(finding: Finding, cast: Cast) -> Iterator[str]:
    """'Green Party' of one who is told of as one of the 'Greens', too."""
    if finding.type == "Membership":
        group = _group(finding, cast)
        yield from (f"{word} party" for word, adherents in ADHERENTS.items() if adherents == group)


def _goes_back(finding: Finding, made: Container[tuple[object, ...]]) -> bool:
    """'her appointment' behind 'was appointed': the same one, of which it says no more."""
    noun = finding.rule == "appointment-noun" and _is_made(finding) and "date" not in finding.fields
    return noun and _turn(finding) in made


def _turn(finding: Finding) -> tuple[object, ...]:
    return finding.fields["person"], finding.fields["action"], str(finding.fields["post"][0]).lower()


def _is_made(finding: Finding) -> bool:
    """Whether it is told of as done: 'her appointment' behind 'was appointed' is the same."""
    return finding.status == "occurred" and finding.polarity == "positive"


def _is_told_by_another(office: Finding, others: Iterable[Finding]) -> bool:
    return office.type == "OfficeHolding" and any(_tells_more(other, office) for other in others if other is not office)


def _tells_more(other: Finding, office: Finding) -> bool:
    """Whether `other` says all that `office` says, and is no less sure to be published."""
    said = ("person", "tenure")
    if any(other.fields[name] != office.fields[name] for name in said):
        return False
    if (other.source, other.polarity, other.certainty) != (office.source, office.polarity, office.certainty):
        return False
    more, less = _words(other), _words(office)
    if not less < more or (more - less) & OF_ANOTHER_POST or not _same_body(other, office):
        return False
    if any(
        office.fields.get(name, ()) != other.fields.get(name, ()) for name in ("start", "end") if name in office.fields
    ):
        return False
    return confidence_of(other) >= PUBLISHED or confidence_of(office) < PUBLISHED


def _same_body(other: Finding, office: Finding) -> bool:
    return not office.fields.get("organization") or office.fields.get("organization") == other.fields.get(
        "organization"
    )


def _words(office: Finding) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", str(office.fields["post"][0]).lower())) - _LINKS
