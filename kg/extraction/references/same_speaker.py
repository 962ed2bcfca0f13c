"""Whether 'he' and 'she' are surely who spoke or was told of last: 'Okoye said Adu was late. She added that …'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL, DOCUMENTS
from kg.extraction.parsing.syntax import is_passive, is_told, subject
from kg.extraction.references.discourse import Discourse

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANSWERING = frozenset("reply answer respond retort".split())
_ASKING = frozenset(("ask", "question"))


def goes_on_speaking(so_far: Discourse, index: int, head: Token, key: str) -> bool:
    """Whether the pronoun is the subject of a sentence of saying right behind another, whose speaker it is taken for.

    Others named there are only spoken of. Not where one of them speaks, too, or is spoken to or judged, and may answer:
    'Okoye accused Adu. He said …'.
    """
    verb = head.head
    if head.dep_ != "nsubj" or verb.dep_ != "ROOT" or verb.lemma_ not in CLAUSAL or head.sent.start == 0:
        return False
    told = head.doc[head.sent.start - 1].sent.root
    own = subject(told) if told.lemma_ in CLAUSAL and not is_passive(told) else None
    mention = so_far.cast.at(*so_far.page.where(index, own)) if own is not None else None
    if mention is None or mention.key != key or so_far.page.quotation_at(so_far.page.where(index, head)[0]):
        return False
    others = [c for c in told.rights if c.dep_ in ("dobj", "dative") or is_told(c)]
    others += [t for t in told.sent if t.dep_ == "nsubj" and t.head.i != told.i and t.head.lemma_ in CLAUSAL]
    named = (so_far.cast.at(*so_far.page.where(index, each)) for each in others)
    return not any(each is not None and so_far.cast.type_of(each.key) == "Person" for each in named)


def asker(so_far: Discourse, index: int, head: Token) -> str | None:
    """Who asked the question to which 'he replied': 'Okoye asked Adu where he was. “At home,” he replied.'."""
    first = head.sent.start
    if head.dep_ != "nsubj" or head.head.lemma_ not in _ANSWERING or first == 0:
        return None
    asked = head.doc[first - 1].sent.root
    whom = any(c.dep_ in ("dobj", "dative") for c in asked.rights)
    own = subject(asked) if asked.lemma_ in _ASKING and whom and not is_passive(asked) else None
    mention = so_far.cast.at(*so_far.page.where(index, own)) if own is not None else None
    return mention.key if mention is not None else None


def body_that_goes_on(so_far: Discourse, index: int, head: Token) -> str | None:
    """The body that speaks in the sentence before, for 'it' of 'Orlen said it was late. It added that ...'.

    None where that sentence names another body, or tells of a paper, which may speak as well, but not add to it.
    """
    verb = head.head
    if head.dep_ != "nsubj" or verb.dep_ != "ROOT" or verb.lemma_ not in CLAUSAL or head.sent.start == 0:
        return None
    before = head.doc[head.sent.start - 1].sent
    told = before.root
    own = subject(told) if told.lemma_ in CLAUSAL and not is_passive(told) else None
    mention = so_far.cast.at(*so_far.page.where(index, own)) if own is not None else None
    if mention is None or so_far.cast.type_of(mention.key) != "Organization":
        return None
    start, end = so_far.page.where(index, before)[0], so_far.page.where(index, head)[0]
    others = any(
        so_far.cast.type_of(m.key) == "Organization" for m in so_far.cast.within(start, end) if m.key != mention.key
    )
    papers = any(t.lemma_.lower() in DOCUMENTS and t.pos_ == "NOUN" and t.head.dep_ != "prep" for t in before)
    return mention.key if verb.lemma_ == "add" or not (others or papers) else None


def last_subject(so_far: Discourse, start: int) -> str | None:
    """Who was the last subject before the 'he' or 'she' at `start`, of those whom it fits; None for another word."""
    word = next(
        (each for each in ("he", "she") if so_far.page.text[start : start + 4].lower().split()[:1] == [each]), None
    )
    fits = (
        (at, key)
        for at, key, _ in reversed(so_far.focus)
        if at < start and so_far.cast.gender.get(key, word) == word and not so_far.in_utterance(at)
    )
    last, key = next(fits, (start, None)) if word else (start, None)
    between = (m.key for m in so_far.cast.within(last, start) if so_far.page.quotation_at(m.start) is None)
    known = any(m != key and so_far.cast.gender.get(m) == word for m in between)
    if key not in so_far.cast.gender and known:
        return None  # of Reid nobody knows whether he is a 'she', of Ana Okoye, who was named since, everybody does
    return None if any(last < at < start for at in so_far.newcomers) else key
