"""Whether the words around an event's noun set it in the world: 'a fire broke out', "Sunday's crash"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.events.event_words import DYING, FATAL, HURTING
from kg.extraction.events.noun_settings import counting_noun
from kg.extraction.parsing.syntax import after, is_negated, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_HAPPENING = frozenset(
    "happen occur erupt hit strike rock shake sweep rip tear devastate destroy engulf jolt ravage".split()
)
_SUFFERING = frozenset("destroy damage gut wreck flatten level demolish burn trap maim hit strike".split())
_HELD = frozenset("hold stage record call organise organize conduct".split())
_HOLDING = frozenset(("hold", "stage", "host"))
# what nobody sets a day for: 'Sunday's crash' is over, 'Sunday's election' may be to come
UNPLANNED = frozenset(
    "fire sinking attack airstrike bombing explosion blast earthquake quake tsunami flood flooding landslide avalanche"
    " storm hurricane cyclone typhoon tornado wildfire blaze crash collision derailment shipwreck riot coup invasion"
    " raid shooting stabbing murder assassination massacre kidnapping hijacking eruption shootout clash heist burglary"
    " stampede accident mudslide ambush firefight gunfight tremor aftershock".split()
)
# what may go on while people are hurt, and hurts nobody: 'damaged by the election'
_HARMLESS = frozenset("election referendum vote impeachment merger acquisition takeover trial inquest summit".split())
_SCHEDULING = frozenset("schedule set plan slate".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def staging_verb(noun: Token) -> Token | None:
    """The verb that says that it took place: of 'the crash that happened on Monday' it is 'happened'; None without."""
    clause = next((c for c in noun.children if c.dep_ == "relcl" and c.i > noun.i), None)
    if clause is not None and (_takes_place(clause) or _strikes(clause)) and not is_negated(clause):
        return clause
    if (loose := _read_as_participle(noun)) is not None:
        return loose
    noun = counting_noun(noun) or noun
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "by"):
        verb = noun.head.head  # 'was destroyed in a fire'
        harmed = verb.pos_ == "VERB" and _is_suffered(verb) and noun.lemma_.lower() not in _HARMLESS
        return verb if harmed and not is_negated(verb) else None
    if verb.pos_ not in ("VERB", "AUX") or is_negated(verb):
        return None
    if noun.dep_ == "nsubj" and _takes_place(verb):
        return verb
    if noun.dep_ == "nsubjpass" and (verb.lemma_.lower() in _HELD or _is_reported(noun, verb)):
        return verb
    return verb if noun.dep_ == "dobj" and verb.lemma_.lower() in _HOLDING else None


def _read_as_participle(noun: Token) -> Token | None:
    """'swept' of 'A fire swept through the market', where the parser sees no sentence but a fire that was swept."""
    if noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    clause = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
    if clause is None or not _takes_place(clause) or is_negated(clause) or any(c.dep_ == "aux" for c in clause.lefts):
        return None
    return clause if not any(t.is_punct for t in noun.doc[noun.i : clause.i]) and not after(clause, "by") else None


def _is_reported(noun: Token, verb: Token) -> bool:
    """'A fire was reported at the airport on Tuesday': somebody called for help; what one only tells of is another."""
    told = verb.lemma_.lower() == "report" and noun.lemma_.lower() in UNPLANNED
    plainly = any(c.lower_ in ("was", "were") for c in verb.lefts) and not any(c.dep_ == "xcomp" for c in verb.rights)
    return told and plainly and not after(verb, "by")


def _is_suffered(verb: Token) -> bool:
    """'was hurt in', 'have been destroyed by', 'died in': past, and told of as done."""
    done = verb.tag_ in ("VBD", "VBN") and (is_passive(verb) or verb.lemma_.lower() in DYING)
    return done and verb.lemma_.lower() in _SUFFERING | HURTING | FATAL | DYING


def _strikes(verb: Token) -> bool:
    """'the crash that killed Okoye on Monday'."""
    return verb.tag_ == "VBD" and verb.lemma_.lower() in HURTING | FATAL


def _takes_place(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return verb.tag_ != "VB" and any(_is_on_now(c) for c in verb.rights)
    if lemma == "take":
        return any(c.lower_ == "place" for c in verb.children)
    if lemma == "break":
        return any(c.lower_ == "out" for c in verb.children)
    return lemma in _HAPPENING


def _is_on_now(word: Token) -> bool:
    """'underway', 'under way'; not 'under threat', 'underwhelming'."""
    return word.lower_ == "underway" or word.doc[word.i : word.i + 2].text.lower() == "under way"


def is_dated_by_itself(page: Page, index: int, noun: Token, start: int) -> bool:
    """'Monday's attack', 'the 2029 election': its own time, at `start` of the text, stands before it.

    Of what is planned ahead ('Sunday's vote') only a year long begun counts.
    """
    first, _ = page.where(index, noun.doc[noun.left_edge.i])
    at, _ = page.where(index, noun)
    if not first <= start < at:
        return False
    return noun.lemma_.lower() in UNPLANNED or bool(_YEAR.match(page.text, start))


def is_scheduled(noun: Token) -> bool:
    """'The election is scheduled for 24 June', 'has been set for Friday': a day ahead is told of it."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or verb.lemma_.lower() not in _SCHEDULING or is_negated(verb):
        return False
    now = any(c.lower_ in ("is", "are", "has", "have") and c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return now and any(c.lower_ in ("for", "on") and c.dep_ == "prep" for c in verb.rights)


def year_before(noun: Token) -> Token | None:
    """The year of 'the 2029 election', 'her 2030 murder trial'."""
    if noun.pos_ != "NOUN":
        return None
    before = (t for t in noun.doc[noun.left_edge.i : noun.i] if _YEAR.fullmatch(t.text))
    return next(
        (t for t in before if t.dep_ in ("nummod", "compound", "nmod", "amod") and t.nbor().pos_ != "PUNCT"), None
    )
