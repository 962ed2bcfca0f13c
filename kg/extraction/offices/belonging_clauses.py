"""What a clause with 'be' says that somebody is, and of what: 'is the director and a fellow of the academy'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.phrases import joined
from kg.extraction.parsing.syntax import after

if TYPE_CHECKING:
    from spacy.tokens import Token


def complements(verb: Token) -> list[Token]:
    """The nouns that the verb ties to its subject, those joined by 'and' too; not 'no member'."""
    own = [c for c in verb.children if c.dep_ == "attr"]
    told = own + [each for noun in own for each in joined(noun) if each.pos_ in ("NOUN", "PROPN")]
    return [noun for noun in told if not any(c.lower_ == "no" for c in noun.lefts)]


def groups_of(verb: Token, member: Token) -> list[Token]:
    """The heads of what 'a member' is of: 'of the union', 'a union member', 'the union, of which she is a member'."""
    named = [c for c in after(member, "of") if c.lower_ != "which"]
    if named:
        return named
    links = [c for word in (verb, member) for c in word.children if c.lower_ == "of" and c.i < verb.i]
    of_which = any(c.lower_ == "which" for link in links for c in link.children)
    if of_which and verb.dep_ == "relcl":
        return [verb.head]
    return [c for c in member.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
