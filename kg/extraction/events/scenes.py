"""Where an event took place, where no 'in' beside its own word says so: 'won the caucus in Ostra', 'an Ostra fire'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.event_words import DYING, FATAL, HURTING
from kg.extraction.events.nominal_words import OCCASIONS
from kg.extraction.events.staged_events import UNPLANNED
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import after, is_passive
from kg.extraction.references.references import References
from kg.extraction.times.circumstances import place_of
from kg.extraction.times.spots import PLACES, place_within

if TYPE_CHECKING:
    from spacy.tokens import Token

Spot = tuple[str, int, int]  # key and offsets
_ELECTIONS = frozenset(("election", "by-election"))
_BEFALLING = (
    FATAL | HURTING | DYING | frozenset("arrest detain shoot stab attack ambush kidnap abduct rob bomb".split())
)
_FROM = frozenset(("theft", "robbery", "launch", "escape"))  # 'was stolen from the palace'
_STATES = frozenset("dead injured wounded hurt".split())
_WHILE = frozenset("while when as".split())
_ON_STAGE = frozenset("speech address concert victory final match race".split())
_DEEP = 4  # phrases in one another
_OCCASION = ("at", "of", "in", "before")


def scene_of(references: References, index: int, word: Token, kind: str) -> Spot | None:
    """Key and offsets of the place that the event's phrase or clause names; None where it names none."""
    if word.pos_ != "VERB":
        return place_before(references, index, word)
    return (
        _of_what_is_held(references, index, word)
        or _of_those_it_befalls(references, index, word)
        or _of_what_it_befalls(references, index, word, kind)
        or _left_behind(references, index, word, kind)
    )


def place_before(references: References, index: int, noun: Token) -> Spot | None:
    """'the Ostra primary', 'an Ostra car bombing': a place's name before the noun of an occasion."""
    if noun.lemma_.lower() not in OCCASIONS.keys() | UNPLANNED | _ELECTIONS:
        return None
    for word in (c for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"):
        mention = references.cast.at(*references.page.where(index, word))
        if mention and mention.form != "demonym" and references.cast.type_of(mention.key) in PLACES:
            return mention.key, mention.start, mention.end
    return None


def _of_what_is_held(references: References, index: int, verb: Token) -> Spot | None:
    """'won the race at the games in Ostra', 'won the Ostra primary', 'spoke before a crowd in Ostra'."""
    for thing in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
        lemma = thing.lemma_.lower()
        if lemma not in OCCASIONS.keys() | _ELECTIONS | _ON_STAGE:
            continue
        found = place_before(references, index, thing) or _along(references, index, thing, _OCCASION)
        if found is not None:
            return found
    return None


def _along(references: References, index: int, noun: Token, links: tuple[str, ...], deep: int = _DEEP) -> Spot | None:
    """The place at the end of 'the race at the games in Ostra', 'the roof of a church in Ostra'."""
    own = place_of(references, index, noun) if not after(noun, "on") else None  # 'a speech on the war in Norway'
    if own is not None or deep == 0:
        return own
    further = (each for each in after(noun, *links) if each.pos_ in ("NOUN", "PROPN"))
    return next((spot for each in further if (spot := _along(references, index, each, links, deep - 1))), None)


def _of_those_it_befalls(references: References, index: int, verb: Token) -> Spot | None:
    """'was killed while working in Ostra', 'was killed by soldiers in Ostra', 'left two dead in Ostra'."""
    if verb.lemma_.lower() == "leave":
        states = (t for t in verb.subtree if t.i > verb.i and t.lower_ in _STATES)
        return next((spot for each in states if (spot := place_of(references, index, each)) is not None), None)
    if verb.lemma_.lower() not in _BEFALLING:
        return None
    doing = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.lower_ in _WHILE]
    agents = after(verb, "by") if is_passive(verb) else []
    heads = doing + [each for each in agents if each.pos_ == "NOUN"]
    return next((spot for each in heads if (spot := place_of(references, index, each)) is not None), None)


def _of_what_it_befalls(references: References, index: int, verb: Token, kind: str) -> Spot | None:
    """'A hotel in Ostra caught fire', 'The quake occurred with its epicentre in the sea': where the thing stands."""
    centres = [each for each in after(verb, "with") if each.lower_ in ("epicentre", "epicenter")]
    if centres:
        return place_of(references, index, centres[0])
    if kind.split()[-1] not in UNPLANNED | {"collapse"}:
        return None
    things = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") and not is_people(c)]
    return next((spot for each in things if (spot := _along(references, index, each, ("of",))) is not None), None)


def _left_behind(references: References, index: int, verb: Token, kind: str) -> Spot | None:
    """'was stolen from the palace', 'was launched from the Hale centre in Ostra'."""
    if kind.split()[-1] not in _FROM:
        return None
    for noun in after(verb, "from"):
        mention = references.cast.at(*references.page.where(index, noun))
        named = mention is not None and references.cast.type_of(mention.key) in PLACES and mention.form != "demonym"
        spot = mention if named else place_within(references, index, noun)
        if spot is not None:
            return spot.key, spot.start, spot.end
    return None
