"""Events of clauses in which nobody known takes part, without day or place: 'The bill was suspended'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.told_clauses import doers_of, things_of
from kg.extraction.findings import Finding
from kg.extraction.parsing.syntax import after, helpers, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = ("occurred", "ongoing", "planned", "cancelled", "postponed")
_HARDLY_TOLD = ("increase", "decrease", "attendance", "season", "stay")
_SOME = frozenset("some many several most both two three four five six".split())
_ANY = frozenset("any every each no such".split())
_FACTUAL = frozenset("after although though while because since before".split())
# words and plans, of which nobody hears more: 'The names were released', 'A campaign has been set up'
_MERE_WORDS = frozenset(
    "name detail information identity finding result figure datum campaign page post account list photo photograph"
    " picture image comment interview text version wording title step measure effort plan".split()
)
_SURE = 0.7


def is_told_bare(found: Finding, verb: Token) -> bool:
    """Whether a finite clause tells it of something that is known or counted: not of 'it', nor of all such things."""
    if found.status not in _TOLD or found.polarity == "negative" or found.sure < _SURE or is_negated(verb):
        return False
    if str(found.fields["kind"][0]).endswith(_HARDLY_TOLD):
        return False  # 'The price rose'
    aids = helpers(verb)
    if any(aid.tag_ == "TO" or (aid.tag_ == "MD" and aid.lower_ not in ("will", "'ll", "’ll", "wo")) for aid in aids):
        return False
    if "participants" not in found.fields and any(thing.lemma_.lower() in _MERE_WORDS for thing in things_of(verb)):
        return False
    finite = verb.tag_ == "VBD" or any(aid.tag_ in ("VBD", "VBZ", "VBP", "MD") for aid in aids)
    concerned = [*things_of(verb), *doers_of(verb)]
    return finite and _is_of_its_own(verb) and bool(concerned) and all(_is_a_thing(noun) for noun in concerned[:1])


def _is_of_its_own(verb: Token) -> bool:
    """A main clause, somebody's words, or what comes behind 'after' and 'although'."""
    if verb.dep_ == "advcl":
        return any(c.lower_ in _FACTUAL for c in verb.lefts if c.dep_ in ("mark", "prep"))
    return verb.dep_ in ("ROOT", "conj", "ccomp")


def _is_a_thing(noun: Token) -> bool:
    """'the bill', 'two roads', 'a fire', 'Power'; not 'it', 'someone', 'any road'."""
    if noun.lower_ in _SOME:
        return any(_is_a_thing(meant) for meant in after(noun, "of"))  # 'some of the sailors'
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    return not any(c.lower_ in _ANY for c in noun.lefts)
