"""The words that show what a clause tells: from its subject to the last word tied to the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.told_clauses import things_of
from kg.extraction.parsing.syntax import subject
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_KEPT = frozenset("dobj dative prt agent prep npadvmod oprd attr acomp advmod".split())
_LONGEST = 40  # tokens of a clause that are shown
_BREAKS = frozenset((",", ";", ":", "—", "–", "("))


def clause_shown(references: References, index: int, verb: Token) -> tuple[tuple[int, int], ...]:
    """The clause from its subject to the last word tied to the verb before a comma."""
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    if not own and verb.dep_ in ("conj", "xcomp") and (shared := subject(verb)) is not None and shared.i < verb.i:
        own = [shared]  # 'the boat drifted and sank', 'the law is to take effect'
    named = verb.head if verb.dep_ == "acl" and verb.head.i < verb.i else verb  # 'findings published on Thursday'
    first = own[-1].left_edge if own else named.left_edge if named.i != verb.i else verb
    if any(thing.i == verb.head.i for thing in things_of(verb)) and verb.dep_ == "relcl":
        first = verb.head.left_edge  # 'the bill that she signed'
    last = max((end.i for end in _ends(verb)), default=verb.i)
    last = min(last, max(first.i, verb.i) + _LONGEST)
    return (references.page.where(index, verb.doc[first.i : max(last, verb.i) + 1]),)


def _ends(verb: Token) -> Iterator[Token]:
    """The last words of what follows the verb and belongs to it, up to the first comma."""
    for child in verb.rights:
        if child.text in _BREAKS:
            return
        if child.dep_ not in _KEPT:
            continue
        comma = next((t for t in verb.doc[child.left_edge.i : child.right_edge.i + 1] if t.text in _BREAKS), None)
        if comma is not None:
            yield verb.doc[max(comma.i - 1, child.i)]
            return
        yield child.right_edge
