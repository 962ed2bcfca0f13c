"""Visits: who went where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.happenings.happenings import (
    Happening,
    Reading,
    as_it_stands,
    findings_of,
    named,
    people_of,
    places_of,
)
from kg.extraction.happenings.stays import NAMELESS, gone, stay, was_there
from kg.extraction.modality.hearsay import PRESENT, Modality
from kg.extraction.names.sites import sites, towns_of_sites
from kg.extraction.parsing.phrases import is_indefinite
from kg.extraction.parsing.syntax import actors, after, nearest_subject, objects, subject
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOING = frozenset("travel fly head journey arrive jet go land".split())
_GOING_BY = frozenset("drive sail cross ride".split())  # also of ships and lorries: drafts
_ON_THE_WAY = frozenset("travel fly journey".split())
_PASSING = Sure(0.9, "whether the place was where they stayed")
_RECEIVING = frozenset("host receive welcome".split())
_GOING_ON = frozenset("strike trial display sale show air stage leave record".split())
_LEAVING = frozenset(("leave", "depart"))
_TRIPS = frozenset("visit trip tour journey".split())
_MAKING = frozenset(
    "make pay begin start end conclude plan cancel postpone announce arrange have finish consider take delay cut"
    " extend".split()
)


def find_visits(references: References) -> Iterator[Finding]:
    """The visits that verbs and nouns tell of."""
    return findings_of(references, _visit)


def _visit(references: References, index: int, token: Token) -> Happening | None:
    if token.pos_ not in ("NOUN", "VERB", "AUX"):
        return None
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in ("visit", "tour"):
        where = places_of(references, index, objects(token)) or sites(references, index, objects(token))
        return gone(references, index, token, actors(token), where, "visit-verb", reading=_reading(token))
    if token.pos_ == "VERB" and lemma == "reach":
        return gone(
            references, index, token, actors(token), places_of(references, index, objects(token)), "visit-travel"
        )
    if token.pos_ == "VERB" and lemma in _LEAVING:
        trip = any(t.lemma_.lower() in _TRIPS for t in after(token, "on", "for"))  # 'left for Korvia on a visit'
        where = places_of(references, index, after(token, "for")) if trip else []
        return gone(references, index, token, actors(token), where, "visit-travel")
    if lemma == "go" and any(t.lemma_.lower() in _GOING_ON for t in after(token, "on")):
        return None  # 'went on strike in Ostra'
    if token.pos_ == "VERB" and lemma in _GOING and not any(c.lower_ == "that" for c in token.children):
        heads = after(token, "to", "in", "into")
        where = places_of(references, index, heads) or towns_of_sites(references, index, heads)
        if not where and lemma in _ON_THE_WAY:
            site = sites(references, index, heads)  # 'flew to the airport' is hardly a visit to it
            return gone(references, index, token, actors(token), site, "visit-travel", sure=_PASSING)
        return gone(references, index, token, actors(token), where, "visit-travel")
    if token.pos_ == "VERB" and lemma in _GOING_BY:
        where = places_of(references, index, after(token, "to", "into"))
        return gone(references, index, token, actors(token), where, "visit-travel", sure=NAMELESS)
    return _stayed(references, index, token, lemma)


def _stayed(references: References, index: int, token: Token, lemma: str) -> Happening | None:
    """Visits told of by where somebody is, who receives them, or by a noun: 'is in Sela for talks', 'her visit to'."""
    if lemma == "be" and token.pos_ in ("VERB", "AUX") and _is_there_for(token):
        where = places_of(references, index, after(token, "in"))
        return gone(references, index, token, actors(token), where, "visit-travel", sure=NAMELESS)
    if token.pos_ == "VERB" and lemma in _RECEIVING:
        hosts = places_of(references, index, after(token, "in")) or places_of(references, index, actors(token))
        guests = people_of(references, index, objects(token))
        if lemma == "receive" and not named(references, guests):
            return None  # 'received 20 delegates in Sela'
        return gone(references, index, token, objects(token), hosts, "visit-travel", sure=NAMELESS)
    if token.pos_ == "NOUN" and lemma == "arrival":
        where = places_of(references, index, after(token, "in", "at"))
        whose = [c for c in token.children if c.dep_ == "poss"] + after(token, "of")
        return gone(references, index, token, whose, where, "visit-noun", sure=NAMELESS)
    if token.pos_ == "NOUN" and lemma in _TRIPS:
        heads = [*after(token, "to", "of"), *_being_there(token)]
        where = places_of(references, index, heads) or sites(references, index, heads)
        return gone(references, index, token, _visitors(token), where, "visit-noun", reading=_reading(token))
    return stay(references, index, token)


def _there_now(told: Modality) -> Modality:
    """'is visiting Ostra', 'is on a visit to Ostra': it goes on."""
    now = told.certainty == "certain" and told.status in ("ongoing", "occurred") and told.sure < 1.0
    return replace(told, status="ongoing", sure=1.0) if now and told.sure >= PRESENT else told


def _reading(word: Token) -> Reading:
    """How to read 'is visiting', 'was visiting' and 'is on a visit': the form tells whether it goes on."""
    on_it = word.pos_ == "NOUN" and word.head.lower_ == "on" and word.head.head.lemma_ == "be"
    being = word.head.head if on_it else next((c for c in word.lefts if c.dep_ == "aux" and c.lemma_ == "be"), None)
    if being is None or not (on_it or word.tag_ == "VBG"):
        return as_it_stands
    return _there_now if being.tag_ in ("VBZ", "VBP") else was_there if being.tag_ == "VBD" else as_it_stands


def _is_there_for(verb: Token) -> bool:
    """'is in Sela for talks', 'was in Korvia to meet'; not 'is in Korvia for good'."""
    for_what = [t for t in after(verb, "for") if t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "TIME")]
    to_do = any(c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > verb.i for c in verb.rights)
    return bool(after(verb, "in")) and (bool(for_what) or to_do)


def _being_there(noun: Token) -> list[Token]:
    """'Korvia' of 'is in Korvia on a visit'."""
    verb = noun.head.head
    return after(verb, "in") if noun.dep_ == "pobj" and noun.head.lower_ == "on" and verb.lemma_ == "be" else []


def _visitors(noun: Token) -> list[Token]:
    """Whose trip it is: 'her trip', 'a trip by X', 'X made a trip', 'X is looking at the options for a visit'."""
    owners = [c for c in noun.children if c.dep_ == "poss"] + after(noun, "by")
    up = noun.head
    if owners and owners[0].pos_ == "PRON":  # 'Okoye made her first trip to', 'During her visit to Korvia, Okoye'
        verb = up.head if up.pos_ == "ADP" else up
        own = nearest_subject(verb) if verb.pos_ == "VERB" else None
        near = own is not None and own.pos_ == "PROPN" and (up.pos_ != "ADP" or up.i < own.i)
        return [own] if own is not None and near else owners
    if owners:
        return owners
    if up.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass") and up.lemma_.lower() in _MAKING:
        return actors(up)
    if up.pos_ == "ADP" and up.head.pos_ == "NOUN" and up.head.head.pos_ in ("ADP", "VERB"):
        verb = up.head.head.head if up.head.head.pos_ == "ADP" else up.head.head
        own = subject(verb) if verb.pos_ == "VERB" else None
        return [own] if own is not None else []
    if (
        up.pos_ == "ADP"
        and up.lower_ in ("on", "during")
        and up.head.pos_ == "PROPN"
        and up.i > 0
        and up.nbor(-1).text == ","
    ):
        return [up.head]  # 'Okoye, on a visit to Korvia, said'
    behind = ("after", "following") if is_indefinite(noun) else ()  # 'flew home after a visit to Korvia'
    if up.pos_ == "ADP" and up.lower_ in ("on", "during", "for", *behind) and up.head.pos_ in ("VERB", "AUX"):
        own = subject(up.head)
        return [own] if own is not None else []
    return []
