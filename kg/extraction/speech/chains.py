"""Chains of sources: who says that somebody said something, and which of the two reports is the fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.parsing.syntax import after
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTS = frozenset("report article story interview piece".split())
_ENOUGH = 0.7  # how much of a report the inner one must give


def told_in(references: References, index: int, verb: Token) -> str | None:
    """Whose report it is that 'In a Harbour Post report, Okoye said ...' takes the words from; else None."""
    for report in after(verb, "in"):
        for owner in report.children if report.lemma_.lower() in _REPORTS else ():
            mention = references.cast.at(*references.page.where(index, owner))
            named = owner.dep_ in ("compound", "poss", "nmod") and mention is not None
            if named and mention and references.cast.type_of(mention.key) == "Organization":
                return mention.key
    return None


def without_outer(inner: Sequence[Finding], outer: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the `outer` reports ('according to the Post, Okoye said ...') that tell more than an inner one.

    The speaker of the outer report is the inner one's source.
    """
    for each in outer:
        if not any(_is_inner(other, each) for other in inner):
            yield each


def _is_inner(inner: Finding, outer: Finding) -> bool:
    """Whether the outer report is no more than that of the inner one: 'a spokesman said it was late'."""
    words = next((start, end) for field, start, end in outer.shown if field == "text")
    start, end = inner.spans[0]
    shared = min(end, words[1]) - max(start, words[0])
    return inner.source in outer.fields["speaker"] and shared >= _ENOUGH * (words[1] - words[0])
