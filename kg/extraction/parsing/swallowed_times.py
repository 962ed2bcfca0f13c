"""Parts a time from the subject behind it that the parser makes one of: 'In 2027 | inspectors warned'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = frozenset("in on by since during until around".split())
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NAMES = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
_UNITS = frozenset("year week month weekend night".split())
_WHICH = frozenset(("last", "this", "next"))
_SUBJECTS = ("nsubj", "nsubjpass")
_BETWEEN = ("aux", "auxpass", "advmod", "neg")


def part_times(doc: Doc) -> None:
    """Give a verb the subject behind a time: 'In March | ministers agreed', 'Last year | police warned'."""
    for token in doc:
        if token.dep_ in ("nummod", "compound", "nmod") and token.i < token.head.i and _is_time(token):
            _part(token)


def _is_time(token: Token) -> bool:
    """Whether a word opens a phrase as a time: behind 'in', or with 'last' before it."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    if token.lower_ in _UNITS:
        return before.lower_ in _WHICH and before.i == token.head.left_edge.i
    named = (token.text[:1].isupper() and token.lower_ in _NAMES) or _YEAR.fullmatch(token.text) is not None
    return named and before.lower_ in _OPENERS and before.dep_ == "prep" and token.left_edge.i == token.i


def _part(time: Token) -> None:
    noun = time.head
    if noun.tag_ not in ("NNS", "NNPS", "NNP") and noun.lower_ != "police":
        return  # 'in March talks' may be another matter, but 'a 2027 report' is not asked here
    opener = time.nbor(-1) if time.lower_ not in _UNITS else None
    if noun.dep_ in _SUBJECTS:
        _tie(time, noun.head, opener)
    elif noun.dep_ == "pobj" and opener is not None and noun.head.i == opener.i:
        verb = opener.head
        if _lacks_subject(verb) and _meet(noun, verb):
            passive = any(c.dep_ == "auxpass" for c in verb.children)
            noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
            _tie(time, verb, opener)


def _lacks_subject(verb: Token) -> bool:
    return (
        verb.pos_ in ("VERB", "AUX") and is_finite(verb) and not any(c.dep_ in (*_SUBJECTS, "expl") for c in verb.lefts)
    )


def _meet(noun: Token, verb: Token) -> bool:
    """Whether nothing but helping verbs and adverbs stands between a noun's phrase and the verb."""
    last = noun.right_edge.i
    return last < verb.i and all(t.dep_ in _BETWEEN for t in noun.doc[last + 1 : verb.i])


def _tie(time: Token, verb: Token, opener: Token | None) -> None:
    """Make the time a part of the clause and no longer of the noun."""
    if opener is not None:
        time.head, time.dep_ = opener, "pobj"
        return
    which = time.nbor(-1)
    time.head, time.dep_ = verb, "npadvmod"
    which.head, which.dep_ = time, "amod"
