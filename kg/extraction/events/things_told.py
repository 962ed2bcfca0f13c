"""Of what thing without a name of its own a draft tells: 'wreck discovery', 'elephant death', 'Harbour Prize award'.

The model has no class for things, so the kind holds the noun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person
from kg.extraction.events.told_clauses import doers_of, things_of
from kg.extraction.findings import Finding
from kg.extraction.lexicon import OFFICE_NOUNS
from kg.extraction.parsing.syntax import after, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_THINGS = re.compile(r"[a-z-]+(?:tion|sion|ment|al|ure|ing|ery|age|down)|theft|recall|sale|repair|test|search|study")
# kinds that tell little without what was opened, found or won, whoever takes part
_OF_WHAT = frozenset(
    "publication attendance victory launch discovery founding study investigation installation sponsorship allocation"
    " infection outlawing celebration commutation prescription shutdown purchase renaming handover dissolution"
    " extinguishing boycott ratification order funding upgrade restoration excavation disbandment vandalism destruction"
    " repair removal storming damage collection commemoration censorship mediation recall sale theft seizure release"
    " introduction closure construction opening cancellation suspension participation smuggling contamination auction"
    " confiscation sabotage inspection deletion interception towing charter refund looting"
    " blockade collision burning".split()
)
# what befalls an animal or a thing, told by a verb without an object
_BEFALLING = frozenset(
    "death disappearance escape explosion burst spread landfall landing launch take-off lift-off splashdown fire"
    " collapse breakage melting ignition malfunction mutation crossing arrival departure return reappearance flooding"
    " operation drowning suffocation starvation failure reunion".split()
)
_WINNING = frozenset(("award", "victory", "win"))
PRIZES = frozenset("prize award medal trophy cup title championship scholarship fellowship bursary shield".split())
_GIVEN = frozenset("medal scholarship fellowship bursary prize award".split())  # to whoever wins them
_NO_PRIZE = frozenset(
    "number majority percent percentage vote college time part half third most effort money fund".split()
)
# of what a figure is told: 'sales of flour'
_FIGURES = frozenset("sale price rate number export import output production cost consumption".split())
# adjectives that tell of what sort a thing is
_SORTS = frozenset(
    "atomic chemical civil criminal economic electoral electric electronic financial judicial legal medical military"
    " bronze gold naval nuclear oral silver parliamentary presidential solar special-purpose thermal".split()
)
_PARTS = frozenset(
    "section part side portion front rear back interior half end number series set pair range couple lot batch"
    " dozen hundred thousand majority tenth third quarter".split()
)
_PLURALS = {"remains": "remains", "data": "data", "media": "media", "doses": "dose"}
_A_WORD = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
_FORCE = "entry into force"
_OFFICES = {"president": "presidential", "presidency": "presidential", "mayor": "mayoral", "governor": "gubernatorial"}
_TIMES = ("DATE", "TIME", "GPE")
_LONGEST = 4  # words of a name


def named_by_thing(found: Finding, verb: Token) -> Finding:
    """'bill suspension', where the clause has nobody to tell it by; 'wreck discovery', of whomever it may be."""
    kind = str(found.fields["kind"][0])
    named = _sought(kind, verb) or _by_name(found, kind, verb) or _by_noun(found, kind, verb)
    return replace(found, fields={**found.fields, "kind": (named,)}) if named else found


def named_by_prize(found: Finding, verb: Token) -> Finding:
    """'Harbour Prize award', 'Sela Cup victory': of whoever won it, unless he takes part who gave it its name."""
    last = str(found.fields["kind"][0]).split()[-1]
    prize = prize_of(things_of(verb)) if last in _WINNING else None
    name = _name_of(prize) if prize is not None else []
    if not name or _is_told_by(found, name):
        return found
    won = "award" if name[-1].lower_ in _GIVEN else last
    kind = " ".join([*(word.text for word in (*name, *_rest_of_name(name[-1]))), won])
    return replace(found, fields={**found.fields, "kind": (kind,)})


def prize_of(things: list[Token]) -> Token | None:
    """'Prize' of 'the Harbour Prize', among what somebody won or was given."""
    return next((t for t in things if t.pos_ == "PROPN" and t.lower_ in PRIZES and len(_name_of(t)) > 1), None)


def _rest_of_name(prize: Token) -> list[Token]:
    """'of Freedom' of 'the Presidential Medal of Freedom'."""
    behind = list(prize.doc[prize.i + 1 : min(prize.i + 1 + _LONGEST, prize.sent.end)])
    if len(behind) < 2 or behind[0].lower_ not in ("of", "for", "in"):
        return []
    end = next((n for n, word in enumerate(behind[1:], 1) if word.pos_ != "PROPN" or word.ent_type_ in _TIMES), None)
    return behind[:end] if end != 1 else []


def _name_of(head: Token) -> list[Token]:
    """The words of a name up to its last; none of a longer one than names have."""
    words = [head]
    while words[0].i > head.sent.start and words[0].nbor(-1).pos_ == "PROPN":
        words.insert(0, words[0].nbor(-1))
    return words if len(words) <= _LONGEST else []


def _sought(kind: str, verb: Token) -> str | None:
    """'mayoral candidacy' of 'ran for mayor'."""
    if kind != "candidacy":
        return None
    links = [verb, *(c for c in verb.rights if c.dep_ == "dobj")]  # 'entered the race for governor'
    posts = [noun for link in links for noun in after(link, "for")]
    post = next((noun.lemma_.lower() for noun in posts if noun.lemma_.lower() in OFFICE_NOUNS | _OFFICES.keys()), None)
    return f"{_OFFICES.get(post, post)} {kind}" if post is not None else None


def _by_name(found: Finding, kind: str, verb: Token) -> str | None:
    """'Hurricane Ivo landfall': the name of a thing that an event befalls in which nobody takes part."""
    thing = _thing(verb)
    if thing is not None and thing.pos_ == "NOUN":
        thing = next((c for c in thing.rights if c.dep_ == "appos"), None)  # 'The last storm, Hurricane Ivo, made'
    if thing is None or thing.pos_ != "PROPN" or thing.ent_type_ in ("PERSON", "GPE", "NORP", "LOC"):
        return None
    if "participants" in found.fields or kind not in _BEFALLING:
        return None
    return " ".join([*(word.text for word in _name_of(thing)), kind])


def _is_told_by(found: Finding, words: list[Token]) -> bool:
    """Whether somebody who takes part has one of the words for a name."""
    keys = " ".join(str(part["entity"][0]) for part in found.fields.get("participants", ()) if isinstance(part, dict))
    return all(word.lower_ in keys for word in words)


def _by_noun(found: Finding, kind: str, verb: Token) -> str | None:
    thing = next(iter(doers_of(verb)), None) if kind == _FORCE else _thing(verb)
    if thing is None or thing.pos_ != "NOUN" or is_person(thing) or thing.i == verb.i:
        return None
    noun = _PLURALS.get(thing.lower_, thing.lemma_.lower())
    if not _A_WORD.fullmatch(noun) or not _is_one(thing):
        return None
    if kind == noun or kind.startswith(f"{noun} "):
        return _beside(thing, kind)
    if kind.endswith(f" of {noun}"):
        return f"{kind.removesuffix(noun)}{fuller}" if (fuller := _beside(thing, noun)) else None
    if kind == _FORCE:
        return f"{_FORCE} of {noun}"
    told = kind in _OF_WHAT or ("participants" not in found.fields and _is_of_thing(kind, verb))
    if not told or noun in _NO_PRIZE:
        return None
    return f"{_beside(thing, noun) or noun} {'award' if noun in _GIVEN and kind == 'victory' else kind}"


def _is_of_thing(kind: str, verb: Token) -> bool:
    """Whether the noun goes before such a kind: what is done to a thing, and what befalls it."""
    alone = all(
        c.lemma_.lower() in ("fire", "landfall") for c in verb.rights if c.dep_ == "dobj"
    )  # 'The truck caught fire'
    return bool(_OF_THINGS.fullmatch(kind)) or (kind in _BEFALLING and alone)


def _thing(verb: Token) -> Token | None:
    """What it is done to, or befalls: 'the vehicle' of 'The front of the vehicle was damaged'."""
    found = things_of(verb)
    if not found and not is_passive(verb):
        found = [*after(verb, "in")] if verb.lemma_.lower() in ("participate", "take") else doers_of(verb)
    thing = next(iter(found), None)
    if thing is not None and thing.lemma_.lower() in ("fire", "part", "landfall") and not is_passive(verb):
        part = thing.lemma_.lower() == "part"  # 'took part in', beside 'caught fire'
        near = after(verb, "in") + after(thing, "in") if part else doers_of(verb)
        thing = next(iter(near), None)
    if thing is not None and thing.lemma_.lower() in _PARTS:
        return next(iter(after(thing, "of")), thing)
    return thing


def _beside(thing: Token, kind: str) -> str | None:
    """The kind with the nouns that stand before its own: 'measles vaccine', 'flour sale' of 'sales of flour'."""
    sorts = (c for c in thing.lefts if c.i == thing.i - 1 and (c.dep_ in ("compound", "nmod") or c.lower_ in _SORTS))
    near = [c for c in sorts if c.pos_ == "NOUN" or c.lower_ in _SORTS]
    near = [c for c in near if c.i == c.sent.start or c.nbor(-1).text != "-"]  # not 'same-sex marriage'
    words = [c.text if c.text.isupper() else c.lower_ for c in near if _A_WORD.fullmatch(c.lower_)]
    if not words and thing.lemma_.lower() in _FIGURES:
        of = next((c for c in after(thing, "of") if c.pos_ == "NOUN" and _A_WORD.fullmatch(c.lower_)), None)
        words = [*(c.lower_ for c in of.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"), of.lower_] if of else []
    return " ".join([*words, kind]) if words else None


def _is_one(thing: Token) -> bool:
    """Whether the noun is a thing and no share of things: 'bill', not 'number' of 'a number of bills'."""
    figure = thing.lemma_.lower() in _FIGURES
    return figure or not any(c.lower_ == "of" and c.i == thing.i + 1 for c in thing.rights)
