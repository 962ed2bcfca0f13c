"""Meetings: who met, spoke with, received or heard whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.discourse import Referent
from kg.extraction.findings import Finding
from kg.extraction.happenings import Happening, findings_of, named, people_of
from kg.extraction.holdings import listed_after
from kg.extraction.phrases import joined
from kg.extraction.references import MOST_JOINED, References
from kg.extraction.syntax import actors, after, is_passive, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMATS = {
    "talk": "talks",
    "talks": "talks",
    "meeting": "talks",
    "discussion": "talks",
    "discussions": "talks",
    "negotiation": "talks",
    "dialogue": "talks",
    "summit": "summit",
    "call": "call",
    "conversation": "talks",
    "hearing": "hearing",
    "encounter": "other",
    "audience": "other",
    "interview": "other",
    "breakfast": "other",
    "lunch": "other",
    "dinner": "other",
    "session": "other",
}
_HOLDING = frozenset(
    "hold have host attend convene conduct conclude begin open start resume lead chair arrange plan schedule".split()
)
_SOCIAL = frozenset("reception party funeral ceremony wedding gala banquet conference forum".split())
_AND = re.compile(r" and (?=[A-Z])")
_DURING = frozenset("in during at after following".split())
_SITS = re.compile(r"(?:committee|commission|panel|inquiry|parliament|congress|senate|subcommittee)s?$", re.IGNORECASE)
_FOLDS = frozenset(
    "post job role office position board team club party cabinet government council company firm family fold".split()
)
_NEAR = 400  # code points
_SPOKEN = 0.92  # a draft
# 'will meet the 19th seed in the third round'
_CONTEST = re.compile(
    r"\b(?:seeds?|play-?offs?|fixture|(?:quarter|semi)[ -]?finals?|grand final"
    r"|(?:first|second|third|fourth|fifth|last|next) round"
    r"(?! of (?:\w+ )?(?:talks|negotiations|discussions|consultations)))\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:famil(?:y|ies)|relatives|victims?|survivors?|residents?|supporters?|fans?|patients?|children|students?|pupils?|parents?"
    r"|wife|husband|partner|son|daughter|mother|father|friends?|crowds?|voters?|people|men|women|man|woman|refugees?|migrants?"
    r"|mourners|staff|volunteers|workers|employees|nurses|doctors|teachers|veterans|troops|soldiers|evacuees|neighbours?|visitors|tourists|some|many|others|them|they)\b",
    re.IGNORECASE,
)


def find_meetings(references: References) -> Iterator[Finding]:
    """The meetings that verbs and nouns tell of."""
    return findings_of(references, _meeting)


def _meeting(references: References, index: int, token: Token) -> Happening | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma == "meet":
        return _met(references, index, token)
    if token.pos_ == "VERB" and lemma in ("receive", "host", "greet", "welcome"):
        return _received(references, index, token)
    if token.pos_ == "VERB" and lemma == "join":
        return _joined_for(references, index, token)
    if token.pos_ == "VERB" and lemma in ("testify", "appear"):
        return _heard(references, index, token) or _beside(references, index, token)
    if token.pos_ == "VERB" and lemma == "sit" and any(c.lower_ == "down" for c in token.children):
        return _met(references, index, token)
    if token.pos_ == "VERB" and lemma in ("speak", "talk", "confer", "negotiate", "discuss"):
        return _spoken(references, index, token) or _beside(references, index, token)
    if token.pos_ == "VERB" and lemma in ("gather", "convene", "assemble"):
        return _gathered(references, index, token)
    if token.pos_ == "VERB" and lemma in ("speak", "address", "stand", "take", "tell", "say"):
        return _beside(references, index, token)
    if token.pos_ == "VERB" and lemma in ("phone", "telephone"):
        return _phoned(references, index, token)
    if token.pos_ == "NOUN" and (lemma in FORMATS or _is_before_press(token)) and token.tag_ in ("NN", "NNS"):
        return _held(references, index, token)
    return None


def _met(references: References, index: int, verb: Token) -> Happening | None:
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return _welcomed(references, index, verb)
    who = _in_row(references, people_of(references, index, actors(verb)))
    whom = people_of(references, index, [*objects(verb), *after(verb, "with")])
    both = _distinct([*who, *whom])
    if len(both) < 2 or not named(references, both) or not who or not _is_company(references, both):
        return None
    sure = 1.0 if _are_all(references, index, [*actors(verb), *objects(verb)]) else _SPOKEN
    if _CONTEST.search(verb.sent.text):
        return None
    form = _format_at(verb)
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": (form,)}, sure=sure)


def _format_at(verb: Token) -> str:
    """The format of what they met at: 'met at a dinner', 'at a summit'; 'talks' where nothing of the kind is told."""
    at = [n.lemma_.lower() for n in after(verb, "at", "during", "over") if n.tag_ in ("NN", "NNS")]
    return next((FORMATS.get(noun, "other") for noun in at if noun in FORMATS or noun in _SOCIAL), "talks")


def _welcomed(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye was met at the port by Adu and Rehn': who is met has part in it, and those who meet her do not meet."""
    hosts = people_of(references, index, actors(verb))
    guests = people_of(references, index, objects(verb))
    both = _distinct([*guests, *hosts])
    if not hosts or not guests or any(references.cast.type_of(r.key) != "Person" for r in both) or len(both) < 2:
        return None
    sure = 1.0 if _are_all(references, index, [*objects(verb), *actors(verb)]) else _SPOKEN
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": ("other",)}, sure=sure)


def _are_all(references: References, index: int, heads: list[Token]) -> bool:
    """Whether everybody joined by 'and' is somebody known: else the meeting would lack one of those who were there.

    Of a list longer than is read it would lack many."""
    several = [each for head in heads for each in (head, *islice(joined(head), MOST_JOINED + 1))]
    return len(several) <= MOST_JOINED and all(
        each.dep_ == "appos" or references.resolve(index, each) for each in several
    )


def _received(references: References, index: int, verb: Token) -> Happening | None:
    """'The king received Okoye at the palace', 'she will be received by King Ivo': two people by name."""
    hosts = people_of(references, index, actors(verb))
    guests = people_of(references, index, objects(verb))
    both = _distinct([*hosts, *guests])
    in_post = after(verb, "as") or any(t.lemma_.lower() in _FOLDS for t in after(verb, "to", "into"))
    if verb.lemma_.lower() == "welcome" and in_post:
        return None  # 'welcomed her as the new director', 'to the post': glad of it, perhaps from afar
    if len(both) < 2 or not hosts or not guests or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    return Happening(
        "Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("other",)}, sure=_SPOKEN
    )


def _joined_for(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye joined Adu for talks in Ostra', 'for dinner'."""
    noun = next((n for n in after(verb, "for") if n.lemma_.lower() in FORMATS and n.tag_ in ("NN", "NNS")), None)
    asked = after(noun, "for", "on", "to") if noun is not None and noun.lemma_.lower() == "call" else []
    if noun is None or any(t.ent_type_ != "DATE" for t in asked):  # 'for a call for peace'
        return None
    both = _distinct([*people_of(references, index, actors(verb)), *people_of(references, index, objects(verb))])
    if len(both) < 2 or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    form = FORMATS[noun.lemma_.lower()]
    return Happening(
        "Meeting", "meeting-verb", index, verb, {"participants": both}, {"format": (form,)},
        (references.page.where(index, noun),),
    )  # fmt: skip


def _heard(references: References, index: int, verb: Token) -> Happening | None:
    """'Okoye testified before the Harbour Committee': a hearing, as a draft, for who else was there is not said."""
    before = [n for n in after(verb, "before") if _SITS.search(n.text)]
    both = _distinct([*people_of(references, index, actors(verb)), *people_of(references, index, before)])
    if len(both) < 2 or not before or not named(references, both[:1]):
        return None
    return Happening(
        "Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("hearing",)}, sure=_SPOKEN
    )


def _by_telephone(verb: Token) -> bool:
    return any(t.lower_ in ("phone", "telephone", "call") for t in verb.subtree)


def _spoken(references: References, index: int, verb: Token) -> Happening | None:
    called = _by_telephone(verb)
    others = people_of(references, index, after(verb, "with", "to") if called else after(verb, "with"))
    both = _distinct([*people_of(references, index, actors(verb)), *others])
    if len(both) < 2 or len(named(references, both)) < 2:
        return None
    if verb.lemma_ == "discuss" and (not others or any(references.cast.type_of(r.key) == "Organization" for r in both)):
        return None  # 'discussed the findings with the paper'
    form = "call" if called else "talks"
    in_office = {holder.person for holder in references.offices if holder.start < both[0].start + _NEAR}
    sure = 1.0 if called or all(r.key in in_office for r in both) else _SPOKEN  # 'spoke with the paper' is an interview
    return Happening("Meeting", "meeting-call", index, verb, {"participants": both}, {"format": (form,)}, sure=sure)


def _beside(references: References, index: int, verb: Token) -> Happening | None:
    """'Speaking alongside X at a press conference, Y said': the two held it."""
    place = next(
        (noun for noun in after(verb, "at", "during") if noun.lemma_.lower() in ("conference", "briefing", "summit")),
        None,
    )
    beside = people_of(references, index, after(verb, "alongside", "beside", "with"))
    within = [
        n
        for a in after(verb, "alongside", "beside")
        for n in after(a, "at", "during")
        if n.lemma_.lower() == "conference"
    ]
    place = place if place is not None else next(iter(within), None)
    if place is None or not beside:
        return None
    both = _distinct([*people_of(references, index, actors(verb)), *beside])
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


def _gathered(references: References, index: int, verb: Token) -> Happening | None:
    """'the ministers of X and Y gathered in Z'."""
    who = _in_row(references, people_of(references, index, actors(verb)))
    if len(named(references, who)) < 2:
        return None
    sure = 1.0 if _are_all(references, index, actors(verb)) else _SPOKEN
    return Happening("Meeting", "meeting-verb", index, verb, {"participants": who}, {"format": ("other",)}, sure=sure)


def _held(references: References, index: int, noun: Token) -> Happening | None:
    """'held talks with X', 'talks between X and Y', 'her meeting with X'."""
    others = people_of(references, index, after(noun, "with", "between", "of"))
    two = _between(references, index, noun)
    ruling = noun.head if noun.head.pos_ == "VERB" else None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    holds = ruling is not None and (ruling.lemma_ in _HOLDING or (_is_before_press(noun) and ruling.lemma_ == "give"))
    if ruling is not None and holds and noun.dep_ in ("dobj", "nsubjpass"):
        others += people_of(references, index, after(ruling, "with", "between"))
        owners += actors(ruling)
    at = noun.head
    before_press = _is_before_press(noun)
    talking = noun.dep_ == "pobj" and at.lower_ in _DURING and noun.lemma_ != "interview"
    if talking and others and at.head.pos_ == "VERB" and not owners:
        # 'In talks with Adu, Okoye asked for more time'
        owners += actors(at.head) or _subject_behind(noun, at.head)
    # whoever arranged 'a meeting between Adu and Rehn' is none of them
    hosts = [] if two else _in_row(references, people_of(references, index, owners))
    others = two or others
    both = _distinct([*hosts, *others])
    several = bool(others) or len(named(references, hosts)) > 1  # 'Okoye and Adu held talks'
    if len(both) < 2 or not several or not named(references, both) or not _is_company(references, both):
        return None
    compound = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")}
    if before_press and (any(references.cast.type_of(r.key) != "Person" for r in both) or len(both) < 2):
        return None  # 'held a press conference with the firm'
    form = "call" if compound & {"phone", "telephone"} else FORMATS.get(noun.lemma_.lower(), "press conference")
    if (
        noun.lemma_.lower() == "call"
        and form == "call"
        and not compound & {"phone", "telephone", "video", "conference"}
    ):
        return None  # 'a call for'
    return Happening("Meeting", "meeting-noun", index, noun, {"participants": both}, {"format": (form,)})


def _in_row(references: References, found: list[Referent]) -> list[Referent]:
    """With those whom the parser sets beside the first of three or more: 'Okoye, Adu and Rehn attended the meeting'."""
    page, cast = references.page, references.cast
    first = next((m for r in found[:1] for m in cast.within(r.start, r.end) if m.key == r.key), None)
    row = list(listed_after(page, cast, first)) if first else []
    if len(row) < 2 or not page.text[row[-2].end : row[-1].start].endswith(" and "):
        return found
    return _distinct([*found, *(Referent(m.key, m.start, m.end) for m in row)])


def _is_before_press(noun: Token) -> bool:
    """'a joint press conference', 'their news conference'."""
    return noun.lower_ == "conference" and any(c.lower_ in ("press", "news") for c in noun.lefts)


def _subject_behind(noun: Token, verb: Token) -> list[Token]:
    """'Okoye' of 'In talks with Adu, Okoye asked', where the parser sets her beside Adu."""
    for other in after(noun, "with"):
        for name in other.children:
            if name.dep_ == "appos" and name.pos_ == "PROPN" and other.i < name.i < verb.i:
                before, behind = name.doc[other.i + 1 : name.left_edge.i], name.doc[name.i + 1 : verb.i]
                if before.text == "," and all(t.dep_ in ("aux", "neg", "advmod") for t in behind):
                    return [name]
    return []


def _between(references: References, index: int, noun: Token) -> list[Referent]:
    """'talks between Okoye and Rehn': two names that the words join, however the parser ties them."""
    word = next((c for c in noun.rights if c.lower_ == "between"), None)
    if word is None:
        return []
    page, cast = references.page, references.cast
    _, end = page.where(index, word)
    first = cast.at(end + 1, end + 2)
    joint = _AND.match(page.text, first.end) if first else None
    second = cast.at(joint.end(), joint.end() + 1) if joint else None
    found = [m for m in (first, second) if m and cast.type_of(m.key) in ("Person", "Organization", "Country")]
    plain = len(found) == 2 and first and second and first.start == end + 1 and joint and second.start == joint.end()
    return [Referent(m.key, m.start, m.end) for m in found] if plain and _closed(page.text, found[-1].end) else []


def _closed(text: str, at: int) -> bool:
    """Whether a name is whole here: no genitive, no further name behind it."""
    return not re.match(r"['’]|[,]? and |-| [A-Z]", text[at : at + 5])


def _phoned(references: References, index: int, verb: Token) -> Happening | None:
    """'The minister phoned Rehn': two people by name."""
    both = _distinct([*people_of(references, index, actors(verb)), *people_of(references, index, objects(verb))])
    if len(both) != 2 or is_passive(verb) or any(references.cast.type_of(r.key) != "Person" for r in both):
        return None
    return Happening("Meeting", "meeting-call", index, verb, {"participants": both}, {"format": ("call",)})


def _is_company(references: References, both: list[Referent]) -> bool:
    """Whether these meet as sides: 'met the families of the dead' is no talks."""
    if len(named(references, both)) > 1:
        return True
    others = [references.cast.entities[r.key].name for r in both if references.cast.type_of(r.key) == "UnnamedSource"]
    return not any(_PRIVATE.search(name) for name in others)


def _distinct(referents: list[Referent]) -> list[Referent]:
    return list({r.key: r for r in reversed(referents)}.values())[::-1]
