"""Meetings that other verbs tell of: who received, joined, heard or phoned whom, or spoke beside whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.happenings.happenings import Happening, named, people_of
from kg.extraction.happenings.meeting_parts import FORMATS, SPOKEN, are_all, distinct
from kg.extraction.parsing.syntax import actors, after, is_passive, objects
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_SITS = re.compile(r"(?:committee|commission|panel|inquiry|parliament|congress|senate|subcommittee)s?$", re.IGNORECASE)
_FOLDS = frozenset(
    "post job role office position board team club party cabinet government council company firm family fold".split()
)
_NEAR = 400  # code points


def welcomed(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye was met at the port by Adu and Rehn': who is met has part in it, and those who meet her do not meet."""
    hosts = people_of(references, index, actors(verb))
    guests = people_of(references, index, objects(verb))
    both = distinct([*guests, *hosts])
    if not hosts or not guests or any(references.cast.type_of(r.key) != "Person" for r in both) or len(both) < 2:
        return None
    sure = 1.0 if are_all(references, index, [*objects(verb), *actors(verb)]) else SPOKEN
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": ("other",)}, sure=sure)


def received(references: References, index: int, verb: Token) -> Happening | None:
    """'The king received Okoye at the palace', 'she will be received by King Ivo': two people by name."""
    hosts = people_of(references, index, actors(verb))
    guests = people_of(references, index, objects(verb))
    both = distinct([*hosts, *guests])
    in_post = after(verb, "as") or any(t.lemma_.lower() in _FOLDS for t in after(verb, "to", "into"))
    if verb.lemma_.lower() == "welcome" and in_post:
        return None  # 'welcomed her as the new director', 'to the post': glad of it, perhaps from afar
    if len(both) < 2 or not hosts or not guests or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    return Happening(
        "Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("other",)}, sure=SPOKEN
    )


def joined_for(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye joined Adu for talks in Ostra', 'for dinner'."""
    noun = next((n for n in after(verb, "for") if n.lemma_.lower() in FORMATS and n.tag_ in ("NN", "NNS")), None)
    asked = after(noun, "for", "on", "to") if noun is not None and noun.lemma_.lower() == "call" else []
    if noun is None or any(t.ent_type_ != "DATE" for t in asked):  # 'for a call for peace'
        return None
    both = distinct([*people_of(references, index, actors(verb)), *people_of(references, index, objects(verb))])
    if len(both) < 2 or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    form = FORMATS[noun.lemma_.lower()]
    return Happening(
        "Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": (form,)},
        (references.page.where(index, noun),),
    )  # fmt: skip


def heard(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye testified before the Harbour Committee': a hearing, as a draft, for who else was there is not said."""
    before = [n for n in after(verb, "before") if _SITS.search(n.text)]
    both = distinct([*people_of(references, index, actors(verb)), *people_of(references, index, before)])
    if len(both) < 2 or not before or not named(references, both[:1]):
        return None
    return Happening(
        "Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("hearing",)}, sure=SPOKEN
    )


def questioned(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye was questioned by the Harbour Committee': a hearing, as a draft, too."""
    by = [n for n in after(verb, "by") if _SITS.search(n.text)]
    both = distinct([*people_of(references, index, objects(verb)), *people_of(references, index, by)])
    if not is_passive(verb) or not by or len(both) < 2 or not named(references, both[:1]):
        return None
    return Happening(
        "Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("hearing",)}, sure=SPOKEN
    )


def _by_telephone(verb: Token) -> bool:
    return any(t.lower_ in ("phone", "telephone", "call") for t in verb.subtree)


def spoken(references: References, index: int, verb: Token) -> Happening | None:
    called = _by_telephone(verb)
    others = people_of(references, index, after(verb, "with", "to") if called else after(verb, "with"))
    both = distinct([*people_of(references, index, actors(verb)), *others])
    if len(both) < 2 or len(named(references, both)) < 2:
        return None
    if verb.lemma_ == "discuss" and (not others or any(references.cast.type_of(r.key) == "Organization" for r in both)):
        return None  # 'discussed the findings with the paper'
    form = "call" if called else "talks"
    in_office = {holder.person for holder in references.offices if holder.start < both[0].start + _NEAR}
    sure = 1.0 if called or all(r.key in in_office for r in both) else SPOKEN  # 'spoke with the paper' is an interview
    return Happening("Meeting", "meeting-call", index, verb, {"participants": both}, {"format": (form,)}, sure=sure)


def beside(references: References, index: int, verb: Token) -> Happening | None:
    """'Speaking alongside X at a press conference, Y said': the two held it."""
    place = next(
        (noun for noun in after(verb, "at", "during") if noun.lemma_.lower() in ("conference", "briefing", "summit")),
        None,
    )
    others = people_of(references, index, after(verb, "alongside", "beside", "with"))
    within = [
        n
        for a in after(verb, "alongside", "beside")
        for n in after(a, "at", "during")
        if n.lemma_.lower() == "conference"
    ]
    place = place if place is not None else next(iter(within), None)
    if place is None or not others:
        return None
    both = distinct([*people_of(references, index, actors(verb)), *others])
    if len(both) < 2 or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    form = "summit" if place.lemma_.lower() == "summit" else "press conference"
    return Happening(
        "Meeting",
        "meeting-noun",
        index,
        verb,
        {"participants": both},
        {"format": (form,)},
        (references.page.where(index, place),),
    )


def phoned(references: References, index: int, verb: Token) -> Happening | None:
    """'The minister phoned Rehn': two people by name."""
    both = distinct([*people_of(references, index, actors(verb)), *people_of(references, index, objects(verb))])
    if len(both) != 2 or is_passive(verb) or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    return Happening("Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("call",)})
