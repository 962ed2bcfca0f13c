"""Who among those named before 'the singer', 'the 33-year-old' or 'the mother' is, where one alone fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from kg.extraction.lexicon import CALLINGS, OFFICE_NOUNS, TRADES
from kg.extraction.names.cast import Cast
from kg.extraction.parsing.phrases import bare
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.sureness import Sure

_CALLED = (CALLINGS | TRADES) - OFFICE_NOUNS
_KIN = {"father": "he", "husband": "he", "mother": "she", "wife": "she"}
_KNOWN, _ONE_OF_SEVERAL = 0.85, Sure(0.7, "which of several is meant")
_GROUP = Sure(0.75, "which of several are meant")
_INQUIRING = frozenset("researchers scientists authors academics".split())
_OPEN = frozenset("the these those some many most several other few all no both".split())
_AGED = re.compile(r"(\d{1,3})-year-old(?: [a-z]+)?$")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old (?:[\w’'-]+ ){0,4}$")
_AGE_BEHIND = re.compile(r",? (?:\(|aged? )?(\d{1,3})(?=[,).]| years? old)")
_CALLING_BEFORE = re.compile(r"\b([A-Za-z]+),? $")
_CALLING_BEHIND = re.compile(
    r"(?:, (?:aged )?\d{1,3})?(?:,| is| was) (?:an?|the) (?:[\w’'-]+ ){0,3}?([a-z]+)"
    r"(?=[,.;]| (?:from|who|at|in|with|of|for)\b)"
)
_BEFORE, _BEHIND = 60, 90  # code points


def known_person(so_far: Discourse, noun: str, start: int, end: int) -> Referent | None:
    """The person whom the definite phrase at `[start:end]` means; None where several fit, or nobody does."""
    words = so_far.page.text[start:end]
    aged = _AGED.search(words)
    if aged is not None:
        return _only(_told(so_far)[aged.group(1)], start, end)
    if bare(words).lower() != noun:
        return None
    if noun == "latter":
        return _latter(so_far, start, end)
    if noun == "person" and words[:5].lower() == "this ":
        return _same_person(so_far, start, end)
    if noun in _KIN and words[:4].lower() == "the ":
        return _parent(so_far.cast, _KIN[noun], start, end)
    if noun not in _CALLED:
        return None
    found = _only(_told(so_far)[noun], start, end)
    if found is not None and words[:4].lower() != "the ":
        return Referent(found.key, start, end, _ONE_OF_SEVERAL)  # 'his daughter' may be another's
    another = re.compile(rf"\b(?i:an?|another|one|the other) (?:[a-z-]+ ){{0,2}}{noun}\b(?!,? [A-Z])")
    unnamed = found is not None and any(
        not _is_of(so_far.cast, found.key, each.start()) for each in another.finditer(so_far.page.text, 0, start)
    )
    return Referent(found.key, start, end, _ONE_OF_SEVERAL) if found is not None and unnamed else found


def known_group(so_far: Discourse, noun: str, start: int, end: int) -> Referent | None:
    """'the researchers', who were 'scientists from Sela University' before: where one such group alone has acted."""
    if so_far.page.text[start:end].lower() not in (f"the {noun}", f"these {noun}"):
        return None
    nouns = _INQUIRING if noun in _INQUIRING else {noun}
    keys = {key for at, key in so_far.groups if at < start and _is_group_of(so_far.cast, key, nouns)}
    return Referent(keys.pop(), start, end, _GROUP) if len(keys) == 1 else None


def _is_group_of(cast: Cast, key: str, nouns: Collection[str]) -> bool:
    words = cast.entities[key].name.lower().split()
    return cast.type_of(key) == "UnnamedSource" and words[0] not in _OPEN and any(word in nouns for word in words)


def _latter(so_far: Discourse, start: int, end: int) -> Referent | None:
    """'Okoye and Adu, with the latter saying': the last of those named in a row just before."""
    last = next(so_far.cast.before(start, "Person", "Organization", "Country"), None)
    return Referent(last.key, start, end, _KNOWN) if last is not None and start - last.end < _BEFORE else None


def _same_person(so_far: Discourse, start: int, end: int) -> Referent | None:
    """'this person': somebody without a name whose words the article has just quoted."""
    spoke = [each for each in so_far.said if each[1] <= start and start - each[1] < _BEHIND]
    key = spoke[-1][2] if spoke else ""
    unnamed = bool(key) and so_far.cast.type_of(key) == "UnnamedSource"
    return Referent(key, start, end, _ONE_OF_SEVERAL) if unnamed else None


def _only(named: list[tuple[int, str]], start: int, end: int) -> Referent | None:
    keys = {key for at, key in named if at < start}
    return Referent(keys.pop(), start, end, _KNOWN) if len(keys) == 1 else None


def _is_of(cast: Cast, key: str, at: int) -> bool:
    """Whether 'a nurse' at this offset is told of the person: right behind the name."""
    return any(m.key == key and m.end < at <= m.end + _BEHIND for m in cast.within(max(0, at - _BEHIND - 40), at))


def _told(so_far: Discourse) -> dict[str, list[tuple[int, str]]]:
    """An age or a calling, to those of whom it is told and where."""
    if so_far.told is None:
        so_far.told = defaultdict(list)
        for mention in so_far.cast.mentions:
            if so_far.cast.type_of(mention.key) == "Person":
                for word in _told_beside(so_far.page.text, mention.start, mention.end):
                    so_far.told[word].append((mention.start, mention.key))
    return so_far.told


def _told_beside(text: str, start: int, end: int) -> list[str]:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    age = _AGE_BEFORE.search(before) or _AGE_BEHIND.match(behind)
    callings = [_CALLING_BEFORE.search(before), _CALLING_BEHIND.match(behind)]
    return [each.group(1).lower() for each in (age, *callings) if each is not None]


def _parent(cast: Cast, gender: str, start: int, end: int) -> Referent | None:
    """'the mother' of a couple: the one person of this sex who bears the surname of another who is named."""
    people = {m.key for m in cast.before(start, "Person") if " " in cast.entities[m.key].name}
    surnames = [cast.entities[key].name.split()[-1] for key in people]
    fits = [
        key
        for key in people
        if cast.gender.get(key) == gender and surnames.count(cast.entities[key].name.split()[-1]) > 1
    ]
    return Referent(fits[0], start, end, _ONE_OF_SEVERAL) if len(fits) == 1 else None
