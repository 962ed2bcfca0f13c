"""Somebody without a name who is told of again: 'a spokeswoman for the bank', then 'the spokeswoman'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.parsing.phrases import bare, is_indefinite
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 3  # paragraphs
_SURE = Sure(0.7, "whether it is the one described before")  # it may be another


def described_before(
    so_far: Discourse, index: int, head: Token, span: tuple[int, int], one: Callable[[int, Token], Referent | None]
) -> Referent | None:
    """Whom 'the spokeswoman' told of before means, where the article has one alone of this noun so far."""
    start, end = span
    words = so_far.page.text[start:end]
    if words.lower() != f"the {head.lower_}" or head.tag_ != "NN":
        return None
    before = [
        (number, token)
        for number in range(max(0, index - _BACK), index + 1)
        for token in so_far.page.tokens[number]
        if token.lower_ == head.lower_ and token.tag_ == "NN" and so_far.page.where(number, token)[1] <= start
        and _is_new(token)
    ]  # fmt: skip
    found = [referent for number, token in before if (referent := one(number, token)) is not None]
    unnamed = [each for each in found if so_far.cast.type_of(each.key) == "UnnamedSource"]
    if len({each.key for each in found}) != 1 or not unnamed or bare(words) == words:
        return None
    return replace(unnamed[0], start=start, end=end, sure=_SURE)


def _is_new(noun: Token) -> bool:
    """'a lawyer', 'Okoye's lawyer', 'the lawyer for the bank'."""
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    tied = any(c.dep_ == "prep" and c.lower_ in ("for", "of") for c in noun.rights)
    return is_indefinite(noun) or owned or tied
