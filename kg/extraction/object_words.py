"""The words of a thing that somebody announces, condemns or asks for, whole and without when and where they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.article_words import VENUES, before_relative, before_trail
from kg.extraction.lexicon import PLATFORMS
from kg.extraction.report_words import ANNOUNCED
from kg.extraction.reported_words import is_infinitive, phrase_words
from kg.extraction.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# what goes on with a thing though the parser may tie it to the verb: 'announced Okoye | as his deputy'
_GOING_ON = frozenset("as of for since between from by because due".split())
_TIMES = ("DATE", "TIME")
_DECISIONS = frozenset("decision plan intention finding result".split())


def object_words(verb: Token, thing: Token) -> Span:
    """'the ban as a surrender', 'other efforts in response to the flood'; not 'the report on Twitter'."""
    doc, said = verb.doc, phrase_words(thing)
    end = said.end - 1
    for child in verb.rights:
        if child.left_edge.i == end + 1 and _goes_on(child):
            end = before_trail(doc, said.start, before_relative(doc, said.start, child.right_edge.i), ahead=False)
    for link in doc[thing.i + 1 : end]:
        if link.right_edge.i == end and _is_where_or_when(link):
            end = link.i - 1
            break
    return trimmed_words(doc, said.start, end)


def _goes_on(child: Token) -> bool:
    if is_infinitive(child):
        return True
    if child.lower_ == "in":
        return any(c.lower_ == "response" for c in child.rights)
    own = [c for c in child.rights if c.dep_ in ("pobj", "pcomp")]
    return child.dep_ == "prep" and child.lower_ in _GOING_ON and not any(c.ent_type_ in _TIMES for c in own)


def _is_where_or_when(link: Token) -> bool:
    """'on Twitter', 'in a letter', 'at his briefing', 'on Friday': of the verb, and not of its object."""
    if link.dep_ != "prep" or link.lower_ not in ("in", "on", "at", "via", "during"):
        return False
    noun = next((c for c in link.rights if c.dep_ == "pobj"), None)
    if noun is None:
        return False
    return noun.ent_type_ in _TIMES or noun.text in PLATFORMS or noun.lemma_.lower() in VENUES


def is_thin(thing: Token) -> bool:
    """'the schedule', 'other efforts', 'their decision': what it is stands in another sentence."""
    if any(True for _ in thing.rights) or thing.pos_ != "NOUN" or thing.lemma_.lower() in ANNOUNCED:
        return False
    before = list(thing.lefts)
    if len(before) != 1:
        return False
    owned = before[0].dep_ == "poss" and before[0].pos_ == "PRON" and thing.lemma_.lower() in _DECISIONS
    return owned or before[0].lower_ in ("the", "other", "further", "more", "this", "that", "these", "those")
