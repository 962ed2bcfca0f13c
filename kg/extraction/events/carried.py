"""The day and place of an event from where the article tells of it again: 'Okoye died on Monday. He died in Sela'."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.articles.page import Page
from kg.extraction.events.event_mentions import names_again
from kg.extraction.events.personal_events import concerned
from kg.extraction.events.staged_events import UNPLANNED
from kg.extraction.findings import PUBLISHED, Finding, confidence_of
from kg.extraction.times.anchors import usual_word

_FIELDS = ("date", "place")
_TOLD = ("date", "place", "deaths", "injured")
_A_DAY = len("2031-05-06")
_LIKELY = 0.6
# nobody dies twice
_DEATHS = frozenset("death killing murder assassination drowning execution suicide".split())
# what befalls somebody seldom twice in one article
_BEFALLING = frozenset(
    "arrest detention conviction acquittal sentencing charge indictment extradition deportation release".split()
)
_INQUIRIES = {"probe": "investigation", "inquiry": "investigation"}
_VICTIMS = frozenset("deceased killed".split())
_CONTESTS = frozenset(("victory", "defeat", "election", "caucus defeat", "election defeat"))
_CONTEST = re.compile(
    r"\b(?:the|both|all \w+) (?:[a-z]+ )?(?P<noun>caucus|primary|election|race|marathon|final|match|referendum|vote)"
    r"(?:e?s)?(?=[,.;]|$| with\b| by\b| and\b)"
)
_BEHIND = 6  # code points: what may follow the words shown


def carried_over(findings: Iterable[Finding], page: Page) -> list[Finding]:
    """The events, each with the day and place that another mention of the same event gives.

    A death is told of once of each person; an arrest or a judgement is the one told of just before, of those alone who
    are named there; 'the crash' is the only one of the article; who won 'the election' won the one just held.
    """
    found = list(findings)
    told = [each for each in found if _is_done(each)]
    starts = [paragraph.start for paragraph in page.paragraphs]
    completed = [_completed(each, told, page, starts) if _is_done(each) else each for each in found]
    completed = [each for each in completed if not any(_tells_more(other, each) for other in completed)]
    return list(_without_doubles(completed))


def _without_doubles(found: Sequence[Finding]) -> Iterator[Finding]:
    """The events without the drafts that say again, and no more, what another tells with its day, place or people."""
    dropped: set[int] = set()
    for at, each in enumerate(found):
        others = (other for n, other in enumerate(found) if n != at and n not in dropped)
        if "kind" in each.fields and confidence_of(each) < PUBLISHED and any(_says_again(each, o) for o in others):
            dropped.add(at)
        else:
            yield each


def _says_again(draft: Finding, other: Finding) -> bool:
    """Whether a draft has no day, place, number or person that the other, of the same kind, has not."""
    if "kind" not in other.fields or _last_word(draft) != _last_word(other):
        return False
    if (draft.status, draft.polarity) != (other.status, other.polarity):
        return False
    if any(draft.fields[name] != other.fields.get(name) for name in _TOLD if name in draft.fields):
        return False
    return bool(concerned(draft)) and concerned(draft) <= concerned(other)


def _last_word(found: Finding) -> str:
    last = usual_word(_kind(found).split()[-1])
    return _INQUIRIES.get(last, last)


def _tells_more(other: Finding, found: Finding) -> bool:
    """Whether a toll has the day and place of an event that tells nothing else: 'A bus crashed on Monday'."""
    if other.rule != "event-toll" or found.rule != "event-staged" or concerned(found):
        return False
    if usual_word(_kind(other)) != usual_word(_kind(found)) or confidence_of(other) < PUBLISHED or len(other.spans) < 2:
        return False
    alike = (other.source, other.status, other.polarity) == (found.source, found.status, found.polarity)
    return alike and all(other.fields.get(name) == value for name, value in found.fields.items() if name in _TOLD)


def _completed(found: Finding, told: Sequence[Finding], page: Page, starts: Sequence[int]) -> Finding:
    """The event with what is told of it elsewhere, where no two mentions that may be of it differ."""
    missing = [name for name in _FIELDS if name not in found.fields and not (name == "place" and _is_nowhere(found))]
    if not missing:
        return found
    same = [each for each in told if each is not found and _is_the_same(found, each, page, starts)]
    if any(len({each.fields[name] for each in same if name in each.fields}) > 1 for name in _FIELDS):
        return found
    for name in missing:
        if lender := next((each for each in same if _tells(each, name, found)), None):
            fields = {**found.fields, name: lender.fields[name]}
            found = replace(found, fields=fields, spans=tuple(dict.fromkeys((*found.spans, lender.spans[0]))))
    return found


def _is_nowhere(found: Finding) -> bool:
    """Whether the place is told as who holds or suffers it."""
    return found.rule == "event-mutual"


def _is_done(found: Finding) -> bool:
    return (found.status, found.polarity) == ("occurred", "positive") and "kind" in found.fields


def _tells(donor: Finding, name: str, found: Finding) -> bool:
    """Whether another event has the field, and is sure enough to lend it: to a draft a draft of a day, too."""
    if name not in donor.fields or donor.certainty != "certain":
        return False
    if confidence_of(donor) >= PUBLISHED:
        return True
    exact = name == "place" or len(str(donor.fields[name][0])) == _A_DAY
    return exact and confidence_of(donor) >= _LIKELY and (confidence_of(found) < PUBLISHED or _kind(donor) in _DEATHS)


def _kind(found: Finding) -> str:
    return str(found.fields["kind"][0])


def _is_the_same(found: Finding, donor: Finding, page: Page, starts: Sequence[int]) -> bool:
    """Whether two mentions, of which no day and no place differs, are of one event."""
    if any(
        found.fields[name] != donor.fields[name] for name in _FIELDS if name in found.fields and name in donor.fields
    ):
        return False
    one, two = _kind(found), _kind(donor)
    if one in _DEATHS and two in _DEATHS:
        return bool(_dead(found)) and _dead(found) == _dead(donor)
    if one in _BEFALLING:
        before = donor.spans[0][0] < found.spans[0][0] and _paragraphs_between(donor, found, starts) < 2
        return one == two and before and bool(concerned(found)) and concerned(found) <= concerned(donor)
    if one in _CONTESTS:
        return _is_the_contest(found, donor, page, starts)
    return _is_that_accident(found, donor, page) or _is_its_accident(found, donor, starts)


def _is_known(found: Finding, page: Page) -> bool:
    """'The crash killed two', 'two people died in the crash'; not 'two people died in a crash'."""
    start, end = found.spans[0]
    again = rf"\b(?:the|this|that) (?:[\w-]+ )?{re.escape(_kind(found).split()[-1])}\b"
    return names_again(found, page) or bool(re.search(again, page.text[start:end], re.IGNORECASE))


def _dead(found: Finding) -> frozenset[str]:
    parts = (part for part in found.fields.get("participants", ()) if not isinstance(part, str | int | float))
    return frozenset(str(key) for part in parts if part["role"][0] in _VICTIMS for key in part["entity"])


def _paragraphs_between(one: Finding, two: Finding, starts: Sequence[int]) -> int:
    first, second = (bisect_right(starts, each.spans[0][0]) for each in (one, two))
    return second - first


def _is_the_contest(found: Finding, donor: Finding, page: Page, starts: Sequence[int]) -> bool:
    """'won the caucuses' behind 'held caucuses on Monday', in one paragraph."""
    start, end = found.spans[0]
    named = _CONTEST.search(page.text[start : end + _BEHIND])
    if named is None or not donor.spans[0][1] <= start or _paragraphs_between(donor, found, starts):
        return False
    return _kind(donor).split()[-1] == named["noun"] and len(str(next(iter(donor.fields.get("date", ("",)))))) == _A_DAY


def _is_its_accident(found: Finding, donor: Finding, starts: Sequence[int]) -> bool:
    """'A fire broke out in Ostra on Monday. Ten people died': what nothing else is told of in the paragraph."""
    if found.rule != "event-toll" or confidence_of(found) >= PUBLISHED or _kind(found) not in _DEATHS:
        return False
    before = donor.spans[0][0] < found.spans[0][0] and not _paragraphs_between(donor, found, starts)
    return before and _kind(donor).split()[-1] in UNPLANNED and donor.rule in ("event-staged", "event-toll")


def _is_that_accident(found: Finding, donor: Finding, page: Page) -> bool:
    """'The crash killed two' behind 'a plane crashed on Monday': one of them is told of as known."""
    word = usual_word(_kind(found))
    if word != usual_word(_kind(donor)) or _kind(found).split()[-1] not in UNPLANNED:
        return False
    later = max(found, donor, key=lambda each: each.spans[0][0])
    who, others = concerned(found), concerned(donor)
    return _is_known(later, page) and (not who or not others or bool(who & others))
