"""A verb of saying with what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ITSELF = frozenset("himself herself itself themselves".split())


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying with the words of the paragraph that give what was said.

    `without` stands within them and is not said: 'officials said' in 'The bridge, officials said, was closed'.
    """

    rule: str
    verb: Token
    speaker: Token
    said: Span
    force: str
    heard: tuple[Token, ...] = ()
    sure: float = 1.0
    without: Span | None = None
    of: Token | None = None  # what a pronoun stands for that is named so: 'called it “a mess”'
    unsaid: bool = False  # the noun says so: 'gave no reason'


def pronoun_in(named: Token) -> Token | None:
    """'it' of 'called it “a mess”', 'him' of 'described him as “a guide”': not 'himself'."""
    return named if named.pos_ == "PRON" and named.lower_ not in ITSELF else None
