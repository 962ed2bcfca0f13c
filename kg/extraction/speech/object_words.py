"""The words of a thing that somebody announces, condemns or asks for, whole and without when and where they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES, PLATFORMS
from kg.extraction.speech.article_words import VENUES, before_relative, before_trail
from kg.extraction.speech.report_words import ANNOUNCED
from kg.extraction.speech.reported_words import is_infinitive, phrase_words, words_after
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# what goes on with a thing though the parser may tie it to the verb: 'announced Okoye | as his deputy'
_GOING_ON = frozenset("as of for since between from by because due".split())
_TIMES = ("DATE", "TIME")
_JUDGING = frozenset(
    lemma
    for lemma, force in FORCES.items()
    if force in ("criticise", "praise", "thank") and lemma not in ("welcome", "hail")
) | {"blame"}
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
    while (
        end > thing.i + 1 and doc[end].ent_type_ in _TIMES and doc[end].head.dep_ != "prep" and doc[end].dep_ != "pobj"
    ):
        end -= 1  # 'as his deputy last April'
    return trimmed_words(doc, said.start, end)


def _goes_on(child: Token) -> bool:
    if is_infinitive(child):
        return True
    if child.lower_ == "in":
        return any(c.lower_ == "response" for c in child.rights)
    own = [c for c in child.rights if c.dep_ in ("pobj", "pcomp")]
    first = child.left_edge.i == child.i  # not 'while as of Monday'
    return first and child.dep_ == "prep" and child.lower_ in _GOING_ON and not any(c.ent_type_ in _TIMES for c in own)


def _is_where_or_when(link: Token) -> bool:
    """'on Twitter', 'in a letter', 'at his briefing', 'on Friday': of the verb, and not of its object."""
    if link.dep_ != "prep" or link.lower_ not in ("in", "on", "at", "via", "during"):
        return False
    noun = next((c for c in link.rights if c.dep_ == "pobj"), None)
    if noun is None:
        return False
    return noun.ent_type_ in _TIMES or noun.text in PLATFORMS or noun.lemma_.lower() in VENUES


def is_whole(verb: Token, thing: Token, said: Span) -> bool:
    """'announced new limits on flights.': told by a main verb, of what, and to its end."""
    doc, end = said.doc, said.end
    finite = verb.tag_ in ("VBD", "VBZ") or any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.lefts)
    told = any(c.i < end for c in thing.rights if c.dep_ in ("prep", "acl", "relcl", "appos"))
    following = doc[end] if end < len(doc) else doc[end - 1]
    ends = following.is_punct or following.dep_ == "cc" or following.ent_type_ in _TIMES or _is_where_or_when(following)
    return finite and told and ends and following.text not in ("-", "(") and thing.pos_ == "NOUN"


def runs_on(said: Span) -> bool:
    """'announced classes in all schools, | would be held': what is said of the thing stands apart."""
    behind = said.doc[said.end : said.end + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].tag_ in ("MD", "VBD", "VBZ", "VBP")


def is_thin(thing: Token, said: Span) -> bool:
    """'the schedule', 'other efforts', 'their decision': what it is stands in another sentence."""
    if any(c.i < said.end for c in thing.rights) or thing.pos_ != "NOUN" or thing.lemma_.lower() in ANNOUNCED:
        return False
    before = list(thing.lefts)
    if len(before) != 1:
        return False
    owned = before[0].dep_ == "poss" and before[0].pos_ == "PRON" and thing.lemma_.lower() in _DECISIONS
    return owned or before[0].lower_ in ("the", "other", "further", "more", "this", "that", "these", "those")


def with_reason(verb: Token, lemma: str, judged: Token) -> Span | None:
    """'the government for raising the tax': whom a verb judges with what for, where the words say it; else None."""
    if (lemma not in _JUDGING and lemma != "attack") or judged.pos_ == "PRON":
        return None
    links = [c for c in (*verb.rights, *judged.rights) if c.dep_ == "prep" and c.lower_ in ("for", "over")]
    link = next((c for c in links if c.i > judged.i and _is_reason(c)), None)
    if link is None or any(t.dep_ == "punct" for t in verb.doc[judged.i : link.i]):
        return None
    if lemma == "attack" and not any(c.dep_ == "pcomp" for c in link.children):
        return None  # 'attacked the port for a week'
    end = words_after(link).end - 1
    return trimmed_words(verb.doc, judged.left_edge.i, end)


def _is_reason(link: Token) -> bool:
    return any(c.dep_ in ("pobj", "pcomp") and c.ent_type_ not in _TIMES for c in link.children)
