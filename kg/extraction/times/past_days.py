"""Which year a bare month and day is of, where what happened then is over: 'the Oct. 7 attacks', told in August."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.events.event_words import DYING, FATAL, HURTING
from kg.extraction.events.staged_events import UNPLANNED
from kg.extraction.modality.modality_words import COMING
from kg.extraction.parsing.syntax import ancestors, helpers
from kg.extraction.times.dates import Time

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_YEAR = re.compile(r"\d{4}")
_MONTH_AND_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?!\d)|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z]")
_A_DAY = len("2031-05-06")
_ZONES = timedelta(days=2)  # further ahead than the other side of the world
# what says of an attack that it is to come
_FEARING = frozenset(
    "warn fear threaten threat risk plot plan vow foil thwart prevent prepare preparation expect schedule set".split()
)
_ELECTIONS = frozenset("election by-election referendum runoff vote primary".split())
_DECIDED = frozenset("elect re-elect reelect win lose defeat beat concede hold contest rig steal boycott".split())
_HELD_OFFICE = frozenset(
    "resign quit step retire appoint name install hire promote fire sack dismiss oust succeed replace become".split()
)
_DONE = (
    _DECIDED
    | _HELD_OFFICE
    | FATAL
    | HURTING
    | DYING
    | {"attack", "bomb", "raid", "invade", "shoot", "stab", "kidnap", "murder"}
)


def last_such_day(page: Page, time: Time, word: Token) -> Time:
    """The time, of a day ahead the last one before, where the word tells of what nobody sets a day for, or of the past.

    'the Oct. 7 attacks', 'was elected on Nov. 3'; not 'an attack planned for Oct. 7', 'the Nov. 3 election'.
    """
    said = page.text[time.start : time.end]
    bare = len(time.value) == _A_DAY and _MONTH_AND_DAY.search(said) and not _WITH_YEAR.search(said)
    if not bare or page.filed is None or page.text[max(0, time.start - 4) : time.start].lower() == "for ":
        return time
    day = date.fromisoformat(time.value)
    if day <= page.filed + _ZONES or not _is_over(word) or (day.month, day.day) == (2, 29):
        return time
    return replace(time, value=day.replace(year=day.year - 1).isoformat())


def _is_over(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if word.pos_ in ("VERB", "AUX"):
        made = any(c.dep_ == "dobj" and c.lemma_.lower() in UNPLANNED for c in word.rights)  # 'carried out the attack'
        return (made or lemma in _DONE) and _is_past(word)
    above = [up for _, up in islice(ancestors(word), 5)]
    coming = any(c.lower_ in COMING for c in word.children) or any(up.lemma_.lower() in _FEARING for up in above)
    verb = next((up for up in above if up.pos_ in ("VERB", "AUX")), None)
    if coming or (verb is not None and any(aid.tag_ == "MD" for aid in helpers(verb))):
        return False
    if lemma in _ELECTIONS:
        return verb is not None and verb.lemma_.lower() in _DECIDED and _is_past(verb)
    return lemma in UNPLANNED


def _is_past(verb: Token) -> bool:
    """'won', 'has won', 'was won'; not 'is won', 'to win'."""
    first = next(iter(helpers(verb)), verb)
    return first.tag_ == "VBD" or first.lemma_ == "have"
