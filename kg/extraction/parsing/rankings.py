"""Who did it, of 'became the first woman to win the prize': the subject of the verb that ranks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANKED = frozenset("first second third fourth fifth last only youngest oldest".split())
_BEING = frozenset(("be", "become", "remain"))


def ranked_by(infinitive: Token) -> Token | None:
    """'became' of 'became the first woman to win': the verb whose subject won."""
    ruling = infinitive.head
    noun, being = (ruling, ruling.head) if infinitive.dep_ in ("relcl", "acl") else (None, ruling)
    if being.lemma_.lower() not in _BEING or infinitive.tag_ != "VB":
        return None
    noun = noun or next((c for c in being.rights if c.dep_ == "attr" and c.i < infinitive.i), None)
    known = noun is not None and noun.dep_ == "attr"
    return being if noun is not None and known and any(c.lower_ in _RANKED for c in (noun, *noun.lefts)) else None
