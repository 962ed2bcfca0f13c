"""Whether the article goes on to say that a measure, a pact or a judgement was undone: 'The ban was overturned.'"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import PACTS
from kg.extraction.parsing.syntax import is_negated, is_passive, objects
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

UNDONE = Sure(0.85, "whether it still holds: it was undone")  # told of as done, and undone since
_UNDOING = frozenset(
    "overturn lift scrap withdraw suspend revoke repeal annul quash rescind cancel reverse void nullify abolish".split()
)
_MEASURES = frozenset(
    "ban measure order sanction restriction embargo prohibition suspension decision ruling detention".split()
)
_JUDGEMENTS = frozenset("conviction verdict sentence ruling judgment judgement decision".split())
_OF_COURTS = frozenset(("conviction", "sentencing"))
_FARTHEST = 80  # tokens


def is_undone(type: str, kind: str, trigger: Token) -> bool:
    """Whether this sentence or the next tells that what the trigger tells of was undone."""
    things = _things(type, kind)
    return bool(things) and any(_undoes(word, trigger, things) for word in _ahead(trigger))


def _things(type: str, kind: str) -> frozenset[str]:
    """The nouns that may stand for what such a fact tells of."""
    if type == "Restriction":
        return _MEASURES
    if type == "Agreement":
        return frozenset(PACTS)
    return _JUDGEMENTS if kind in _OF_COURTS else frozenset()


def _ahead(trigger: Token) -> Iterator[Token]:
    """The words of this sentence and the next, as far as they are near."""
    doc, end = trigger.doc, trigger.sent.end
    end = doc[end].sent.end if end < len(doc) else end
    return islice(iter(doc[trigger.sent.start : end]), _FARTHEST)


def _undoes(word: Token, trigger: Token, things: frozenset[str]) -> bool:
    if word.pos_ != "VERB" or word.tag_ not in ("VBD", "VBN") or word.i == trigger.i or not _is_undoing(word):
        return False
    helped = [c for c in word.children if c.dep_ in ("aux", "auxpass")]
    if is_negated(word) or any(c.tag_ in ("MD", "TO", "VB") for c in helped):
        return False  # 'may be lifted', 'was not lifted'
    undone = objects(word)
    if word.dep_ == "relcl" and is_passive(word):
        undone = [word.head]  # 'a measure that was struck down'
    return any(thing.lemma_.lower() in things for thing in undone)


def _is_undoing(word: Token) -> bool:
    if word.lemma_.lower() == "strike":
        return any(c.lower_ == "down" for c in word.children)
    return word.lemma_.lower() in _UNDOING
