"""A fact as the checks of its meaning see it: what its file says, with the words that are to show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.factfile.findings import Path
from kg.model import Evidence, Value
from kg.schema import Field

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|who|whom|whose|which|that|himself|herself|itself|themselves|"
    r"both|we|us|our|i|me|my|you|one|others?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?][”\"’')]*\s+(?=[A-Z“\"‘'])|\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact: `raw` is as the file has it, `known` the fields that its type may have, `fields` their values.

    `text` and `published` are the article's, where they are at hand.
    """

    raw: Mapping[Any, Any]
    known: Mapping[str, Field]
    fields: Mapping[str, tuple[Value, ...]]
    evidence: Sequence[Evidence]
    path: Path
    text: str | None = None
    published: str | None = None

    def words_for(self, key: str) -> str:
        """The words that show a field, else those for the whole fact, in the order of the text."""
        return words_for(self.evidence, key)

    def sentences(self) -> str:
        """The sentences of the text that the evidence stands in; the evidence itself where there is no text."""
        if self.text is None:
            return " ".join(each.quote for each in self.evidence)
        return " ".join(_sentence(self.text, each.start, each.end) for each in self.evidence)


def unquoted(words: str) -> str:
    """The words without what stands in quotation marks.

    >>> unquoted("“We leave on Friday,” she said on Monday.")
    ' she said on Monday.'
    """
    return _QUOTED.sub("", words)


def has_pronoun(words: str) -> bool:
    """Whether the words may mean somebody or something without a name."""
    return _PRONOUN.search(words) is not None


def words_for(evidence: Sequence[Evidence], key: str) -> str:
    """The words that show a field, else those for the whole statement, in the order of the text."""
    ordered = sorted(evidence, key=lambda each: (each.start, each.end))
    named = [each.quote for each in ordered if each.of == key]
    return " ".join(named or [each.quote for each in ordered if each.of is None])


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, around a stretch of the text."""
    begin = max(
        (each.end() for each in _ENDS.finditer(text, max(0, start - 1000), start)), default=max(0, start - 1000)
    )
    after = _ENDS.search(text, max(start, end - 1))
    return text[begin : after.start() + 1 if after else len(text)]
