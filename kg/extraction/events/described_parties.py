"""Who takes part without a name, or by a noun no other rule knows: 'Thousands of people', 'the Hadi movement'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person
from kg.extraction.parsing.phrases import phrase
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOME = Sure(0.75, "who they are, for no name is given")
_NAMED = Sure(0.75, "what the body is called")
_SHARES = frozenset(
    "number hundred thousand million dozen score ten handful majority minority couple pair trio crowd"
    " most many several some half third quarter all".split()
)
_CROWDS = frozenset("dozens scores hundreds thousands millions".split())  # 'Dozens died'
_ONE = frozenset("a an another one the".split())
_BODIES = frozenset(
    "movement faction brigade outlet journal daily weekly legislature gang tribe clan consortium".split()
)
_GROUNDS = frozenset("city town village municipality borough county province district state republic".split())
_PLACES = ("City", "Place", "Country")


def described_party(references: References, index: int, head: Token) -> Referent | None:
    """Those whom a count, a people or a rarer noun describes, or the place or body behind a common noun; else None."""
    start, end = phrase(references.page, index, head)
    if head.lemma_.lower() in _SHARES:
        of = after(head, "of")
        some = any(_is_people(references, index, noun) for noun in of) if of else head.lower_ in _CROWDS
        return _unnamed(references, start, end) if some else None
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    if head.lemma_.lower() in _BODIES:
        return _body(references, index, head)
    if head.lemma_.lower() in _GROUNDS:
        return _ground(references, index, head, start)
    some = _is_people(references, index, head) or _is_one_person(head)
    return _unnamed(references, start, end) if some else None


def _is_one_person(noun: Token) -> bool:
    """'a fourth offender', 'the motorist'; not 'any offender', nor a post that anybody may hold ('mayor')."""
    if noun.tag_ != "NN" or noun.pos_ != "NOUN" or not is_person(noun):
        return False
    if noun.dep_ not in ("nsubj", "nsubjpass") and any(c.dep_ == "relcl" for c in noun.rights):
        return False  # 'a candidate who voted for war'
    return any(c.lower_ in _ONE for c in noun.lefts)


def _is_people(references: References, index: int, noun: Token) -> bool:
    """'cyclists', 'Britons'; not 'any cyclists', 'such criminals'."""
    if noun.tag_ not in ("NNS", "NNPS") or any(c.lower_ in ("any", "no", "these", "such") for c in noun.lefts):
        return False
    if noun.pos_ == "NOUN" and is_person(noun):
        return True
    mention = references.cast.at(*references.page.where(index, noun))
    return mention is not None and mention.form == "demonym"


def _unnamed(references: References, start: int, end: int) -> Referent:
    return Referent(references.cast.key_for("UnnamedSource", references.page.text[start:end]), start, end, _SOME)


def _body(references: References, index: int, head: Token) -> Referent | None:
    """'Hadi movement' of 'the Sela-based Hadi movement': the body with the name right before its noun."""
    first = head.i
    while first > head.sent.start and head.nbor(first - 1 - head.i).pos_ == "PROPN":
        first -= 1
    if first == head.i:
        return None
    start, _ = references.page.where(index, head.doc[first : head.i + 1])
    _, end = references.page.where(index, head)
    return Referent(references.cast.key_for("Organization", references.page.text[start:end]), start, end, _NAMED)


def _ground(references: References, index: int, head: Token, start: int) -> Referent | None:
    """'Ostra' of 'the city of Ostra'."""
    for noun in after(head, "of"):
        mention = references.cast.at(*references.page.where(index, noun))
        if mention is not None and mention.form != "demonym" and references.cast.type_of(mention.key) in _PLACES:
            return Referent(mention.key, start, mention.end)
    return None
