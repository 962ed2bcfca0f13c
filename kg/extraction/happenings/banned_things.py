"""What a ban is of where it is of no people: 'banned the veil in schools', and whether a law only proposes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.phrases import phrase
from kg.extraction.parsing.syntax import objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_PROPOSALS = frozenset("bill proposal motion plan petition draft amendment referendum idea initiative campaign".split())
_PASSING = frozenset("pass sign approve adopt enact".split())
_ENDING = frozenset("repeal strike overturn withdraw scrap abolish suspend revoke quash annul".split())
_NO_THINGS = frozenset("it that this they them what which all everything nothing thing one use".split())
_MEASURES = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "PERSON")
_WHEN = frozenset("in on during since until from".split())
_SOME = Sure(0.75, "which of several are meant")


def things_of(references: References, index: int, verb: Token) -> list[Referent]:
    """The things or doings that a verb of banning names: 'the veil', 'single-use plastics', 'flights from Korvia'."""
    return [found for head in objects(verb) for each in _row(head) if (found := thing(references, index, each))]


def _row(head: Token) -> list[Token]:
    return [head, *(c for c in head.rights if c.dep_ == "conj")]


def thing(references: References, index: int, head: Token) -> Referent | None:
    """The thing that a noun stands for, as what is described but not named."""
    if head.pos_ != "NOUN" or head.lemma_.lower() in _NO_THINGS or head.ent_type_ in _MEASURES:
        return None
    if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.lefts) or head.tag_ == "VBG":
        return None
    start, end = phrase(references.page, index, head)
    end = min([end, *(references.page.where(index, dated)[0] - 1 for dated in _dated(head))])
    return Referent(references.cast.key_for("UnnamedSource", references.page.text[start:end]), start, end, _SOME)


def _dated(head: Token) -> list[Token]:
    """'in 1975' of 'smoking in parks in 1975', and all behind it."""
    links = (t for t in head.subtree if t.lower_ in _WHEN and t.i > head.i)
    return [t for t in links if any(c.ent_type_ == "DATE" for c in t.rights)]


def is_of_a_proposal(verb: Token) -> bool:
    """Whether what bans is not in force: 'a bill banning helmets'; not 'passed a bill banning helmets'."""
    noun = verb.head if verb.dep_ in ("acl", "relcl") else verb.head.head if verb.dep_ == "pcomp" else None
    if noun is None or noun.lemma_.lower() not in _PROPOSALS:
        return verb.dep_ == "advcl" and _is_aim_of_a_proposal(verb)
    return noun.head.lemma_.lower() not in _PASSING


def is_of_an_ended_law(verb: Token) -> bool:
    """'the law banning helmets was repealed', 'struck down an order that bars'."""
    law = verb.head if verb.dep_ in ("acl", "relcl") else None
    ruling = law.head if law is not None and law.dep_ in ("dobj", "nsubjpass") else None
    return ruling is not None and ruling.lemma_.lower() in _ENDING


def _is_aim_of_a_proposal(verb: Token) -> bool:
    """'a bill was proposed for banning helmets'."""
    return any(o.lemma_.lower() in _PROPOSALS for o in objects(verb.head)) and verb.head.lemma_.lower() not in _PASSING
