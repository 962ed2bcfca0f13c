"""Events that a plain main clause tells of one day, of people and things without a name: 'Five men were sentenced'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.known_events import CRIMES, SELDOM_PLAIN, is_told_as_done
from kg.extraction.events.seen_events import Seen, is_up_to
from kg.extraction.findings import Finding
from kg.extraction.happenings.happenings import doubt_of
from kg.extraction.lexicon import OFFICE_NOUNS
from kg.extraction.parsing.syntax import ancestors, first_from, helpers, is_main, objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.circumstances import time_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.times.dates import Time

_BEFALLEN = frozenset("victim killed target injured".split())  # of a crime
# what befalls somebody: without whom it is no event that anybody could look up
_OF_SOMEBODY = frozenset("death injury infection illness recovery treatment return candidacy birth".split())
_PLACES = ("Country", "City", "Place")
_NO_DAY = re.compile(r"\b(?:as of|through|effective|beginning|starting)\b[^;]{0,20}$", re.IGNORECASE)
_ANOTHER_DAY = re.compile(r"(?:day|morning|night|\d) (?:and|or|to) (?:on |late |early )?$")
_AND_ANOTHER = re.compile(
    r",? (?:and|or|to|until|through) (?:on |late |early )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|\d)"
)
_BEFORE = 24  # code points
# whom the parser finds in 'what the police put at 2,000 people'
_NOBODY = re.compile(r"what |whoever |at (?!least|most)")
_RESEARCH = frozenset("study finding research report paper result survey analysis".split())
_SURE = 0.95
_OVER = ("occurred", "ongoing")
_A_DAY = len("2031-05-06")


def is_told_of_a_day(
    references: References, index: int, found: Finding, parts: Sequence[tuple[Referent, str]], verb: Token
) -> bool:
    """Whether a main clause tells it as done on one day, though some or all who take part have no name.

    What happened and when is sure, and those who have no name are taken for nobody else. Who by name is said to
    have done a crime is a draft.
    """
    kind = str(found.fields["kind"][0])
    day = str(next(iter(found.fields.get("date", ())), ""))
    if len(day) != _A_DAY or kind in SELDOM_PLAIN or not is_told_as_done(found, parts, verb):
        return False
    if not parts and (found.rule == "event-verb" or not _tells_by_itself(kind, verb)):
        return False
    if not parts and _is_of_a_place(references, index, verb):
        return False
    return _is_of_that_day(references, index, verb) and all(
        _is_sure(references, index, kind, verb, part) for part in parts
    )


def undated(references: References, index: int, seen: Seen, found: Finding) -> Finding:
    """Without a day by which it had come about: 'were suspended by March 13', 'As of Monday, ten had recovered'."""
    date = str(next(iter(found.fields.get("date", ())), ""))
    if not date or date.endswith("/..") or seen.own is not None or found.status not in _OVER:
        return found
    time = time_of(references.page, index, seen.trigger)
    if time is None or not is_up_to(references.page.text, time):
        return found
    return replace(found, fields={name: value for name, value in found.fields.items() if name != "date"})


def _is_of_a_place(references: References, index: int, verb: Token) -> bool:
    """'(The roof of the church in) Kesmark caught fire': a town is no subject of an event in which it takes no part."""
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    named = [references.cast.at(*references.page.where(index, each)) for each in own]
    return any(each is not None and references.cast.type_of(each.key) in _PLACES for each in named)


def _tells_by_itself(kind: str, verb: Token) -> bool:
    """Whether nobody need take part: 'The study was published'; not 'died on Monday', 'published a letter'."""
    if kind == "publication":
        return any(thing.lemma_.lower() in _RESEARCH for thing in objects(verb))
    return kind not in _OF_SOMEBODY


def _is_of_that_day(references: References, index: int, verb: Token) -> bool:
    """'was arrested on Friday'; not 'has been arrested', 'had been found by Friday', 'was lifted as of Friday'."""
    lasting = any(aid.lemma_ == "have" or aid.tag_ == "VBG" for aid in helpers(verb))
    page = references.page
    time = time_of(page, index, verb)
    if time is None or is_up_to(page.text, time) or lasting or not (is_main(verb) or verb.dep_ == "ccomp"):
        return False
    before = page.text[max(0, time.start - _BEFORE) : time.start]
    if _NO_DAY.search(before):
        return False  # 'through Friday', 'effective Friday'
    if _ANOTHER_DAY.search(before) or _AND_ANOTHER.match(page.text, time.end):
        return False  # 'on Saturday and Sunday': which of them
    return _is_beside(references, index, verb, time)


def _is_beside(references: References, index: int, verb: Token, time: Time) -> bool:
    """Whether the day stands in the verb's own clause, or opens that of the verbs that 'and' joins."""
    at = first_from(verb.doc, time.start - references.page.paragraphs[index].start)
    if at == len(verb.doc):
        return False
    told = verb.doc[at]
    own = next((up for up in (told, *(up for _, up in ancestors(told))) if up.pos_ in ("VERB", "AUX")), None)
    if own is None or own.i == verb.i:
        return own is not None
    if own.dep_ == "advcl" and own.head.i == verb.i and any(c.lower_ == "when" for c in own.lefts):
        return True  # 'was hurt when a wall fell on Friday'
    ruling = verb
    while ruling.dep_ == "conj" and ruling.head.i != ruling.i:
        ruling = ruling.head
        if ruling.i == own.i:
            return told.i < own.i
    return False


def _is_sure(references: References, index: int, kind: str, verb: Token, part: tuple[Referent, str]) -> bool:
    """Whether it is sure who is meant, and that they take part."""
    referent, role = part
    type_ = references.cast.type_of(referent.key)
    if doubt_of(references, referent) < _SURE or referent.key in references.cast.thin:
        return False
    if role == "involved" and type_ in _PLACES:
        return False  # 'a plane in Korvia crashed'
    text = references.page.text
    _, end = references.page.where(index, verb)
    described = type_ == "UnnamedSource" or references.cast.entities[referent.key].name[:1].islower()
    if not described:
        return kind not in CRIMES or role in _BEFALLEN
    words = text[referent.start : referent.end]
    if _NOBODY.match(words.lower()) or _is_somebody_by_name(words):
        return False
    apart = referent.start > end and re.search(r"[,;:]", text[end : referent.start])
    return not apart  # 'shot shoppers in a store, reported officials'


def _is_somebody_by_name(words: str) -> bool:
    """'Senator from Sela Ana Okoye': a title, and behind it the name that no rule found."""
    first, *rest = words.split()
    if not rest or first.lower() in ("a", "an", "the") or first[0].isdigit():
        return False
    offices = OFFICE_NOUNS.intersection(word.lower() for word in rest)
    return (first.lower() in OFFICE_NOUNS or (first[0].isupper() and bool(offices))) and rest[-1][0].isupper()
