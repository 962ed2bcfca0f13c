"""Where what was said begins behind its verb, where the parser ties its first words to the verb alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import TO_SOMEBODY

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_GROUNDS = frozenset(("based", "given", "compared", "due", "owing", "judging"))  # 'based on the report, it ...'
_TO_HEARERS = TO_SOMEBODY | {"tell", "inform", "notify", "assure", "warn", "remind", "advise"}
_TIMES = frozenset("second minute hour day night evening morning afternoon week weekend month year moment".split())
_ABOUT = frozenset(("of", "about"))
_MARKED = ("that", "how", "whether")


def behind_verb(start: int, clause: Token, verb: Token) -> int:
    """The first token of what was said with what stands between it and the verb, where that belongs to it."""
    lead = next((c for c in verb.rights if c.left_edge.i == verb.i + 1 and c.i < start), None)
    if lead is None or verb.doc[start - 1].text != "," or lead.right_edge.i > start - 1:
        return start
    grounds = lead.dep_ in ("prep", "advcl", "prt") and lead.lower_ in _GROUNDS
    return lead.left_edge.i if grounds or _is_listed_first(lead, clause, verb) else start


def _is_listed_first(lead: Token, clause: Token, verb: Token) -> bool:
    """'said the wording, | the records and the ruling make it clear': the first of several subjects."""
    own = next((c for c in clause.lefts if c.dep_ in _SUBJECTS), None)
    several = own is not None and any(c.dep_ == "conj" for c in own.children)
    noun = lead.dep_ in ("dobj", *_SUBJECTS) and lead.pos_ in ("NOUN", "PROPN")
    return noun and several and verb.lemma_.lower() not in _TO_HEARERS


def begins_with_a_time(start: int, clause: Token) -> bool:
    """'the day before the port was closed, it ...': when what was said came about, and not when it was said."""
    doc = clause.doc
    first = doc[start]
    if first.lower_ not in ("the", "a", "an") and not first.like_num:
        first = doc[start - 1]
    for at in range(first.i + 1, min(first.i + 4, clause.i)):
        if doc[at].lemma_.lower() in _TIMES:
            return at + 1 < clause.i and doc[at + 1].lower_ in ("before", "after")
    return False


def is_of_a_thing(clause: Token, verb: Token, said: Span) -> bool:
    """'said of news | you may hear': whether the clause may tell of the thing that something is said of."""
    before = verb.doc[said.start - 1]
    of = any(c.dep_ == "prep" and c.lower_ in _ABOUT and c.right_edge.i == before.i for c in verb.rights)
    return of and clause.i > verb.i and before.lower_ not in _MARKED
