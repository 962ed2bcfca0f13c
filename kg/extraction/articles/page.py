"""An article as the rules see it: its paragraphs, their parses, its quotations and the names in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.datelines import dateline_at
from kg.extraction.articles.paragraphs import Paragraph, paragraphs_of
from kg.extraction.articles.quotations import Chain, Stretch, find_quotations
from kg.extraction.articles.unwrapping import Unwrapped, unwrap
from kg.extraction.interviews.turns import Turn, in_turns
from kg.extraction.times.dates import Time, find_times
from kg.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LINE_START = re.compile(r"^", re.MULTILINE)
_OPENING = 2000  # code points in which the dateline stands
_NEAR = 2  # days that may lie between filing and publication


@dataclass(frozen=True, slots=True)
class Outline:
    """An article before it is parsed; `text` has each of its paragraphs on one line."""

    unwrapped: Unwrapped
    text: str
    paragraphs: tuple[Paragraph, ...]
    chains: tuple[Chain, ...]
    turns: tuple[Turn, ...] = ()

    def words(self) -> Iterator[str]:
        """The paragraphs' texts, in their order."""
        return (self.text[each.start : each.end] for each in self.paragraphs)


class Page:
    """A parsed article. Offsets are code points into `text`; tokens know only their paragraph's.

    `text` has each paragraph on one line; `unsure` are the line breaks of which nobody can tell whether they end one.
    """

    def __init__(self, outline: Outline, docs: tuple[Doc, ...]) -> None:
        self.text = outline.text
        self.paragraphs = outline.paragraphs
        self.chains = outline.chains
        self.turns = outline.turns
        self.unsure = outline.unwrapped.unsure
        self.article = outline.unwrapped.article
        self.docs = docs
        self.tokens = tuple(tuple(doc) for doc in docs)  # each made once: spaCy makes them anew whenever it is asked
        self.published = _day(self.article.published)
        self.filed = _filed(outline.text, self.published)
        self._stretches = sorted((s for chain in outline.chains for s in chain), key=lambda s: s.left)
        self._lefts = [stretch.left for stretch in self._stretches]
        self._turns = [turn.start for turn in outline.turns]
        self.times: dict[tuple[int, int, bool], tuple[Time, ...]] = {}  # as `times_in` has read them, each once
        self._chunks: dict[int, dict[int, Span]] = {}

    def parsed(self) -> Iterator[tuple[int, Paragraph, Doc]]:
        """Number, place and parse of every paragraph."""
        for index, (paragraph, doc) in enumerate(zip(self.paragraphs, self.docs, strict=True)):
            yield index, paragraph, doc

    def where(self, index: int, words: Span | Token) -> tuple[int, int]:
        """Start and end in the text of a token or span of paragraph `index`."""
        start = self.paragraphs[index].start
        first = words.idx if hasattr(words, "idx") else words.start_char
        return start + first, start + first + len(words.text)

    def chunk_at(self, index: int, start: int) -> Span | None:
        """The noun chunk of paragraph `index` that begins there; a paragraph's chunks are cut once."""
        if index not in self._chunks:
            self._chunks[index] = {chunk.start_char: chunk for chunk in self.docs[index].noun_chunks}
        return self._chunks[index].get(start - self.paragraphs[index].start)

    def word(self, index: int, token: Token) -> str:
        """The token as the article writes it (the parser may have read a stand-in)."""
        start, end = self.where(index, token)
        return self.text[start:end]

    def reported(self, value: str) -> str:
        """A day as it may be told: one that had begun where the report was filed, not yet where it was published."""
        if self.published and self.filed and self.filed > self.published and value == self.filed.isoformat():
            return f"{self.published.isoformat()}/{value}"
        return value

    def quotation_at(self, offset: int) -> Stretch | None:
        """The quotation in whose marks this offset lies."""
        at = bisect_right(self._lefts, offset) - 1
        if at >= 0 and self._stretches[at].right > offset:
            return self._stretches[at]
        return None

    def turn_at(self, offset: int) -> Turn | None:
        """The turn of an interview or a transcript that this offset lies in."""
        at = bisect_right(self._turns, offset) - 1
        return self.turns[at] if at >= 0 and self.turns[at].end > offset else None


def outline(article: Article) -> Outline:
    """Cut an article into the paragraphs that facts may come from; without blocks everything is body."""
    unwrapped = unwrap(article)
    text = unwrapped.text
    paragraphs, turns = in_turns(text, paragraphs_of(text, unwrapped.blocks), article.publisher)
    return Outline(unwrapped, text, paragraphs, tuple(find_quotations(text, paragraphs)), turns)


def _filed(text: str, published: date | None) -> date | None:
    """The day of the dateline ('KESMARK, May 6 (Sela News) —'), which 'yesterday' counts from, or of publication."""
    starts = (line.start() for line in _LINE_START.finditer(text, 0, _OPENING))
    found = next((each.day for start in starts if (each := dateline_at(text, start)) and each.day), None)
    times = find_times(found, published) if found and published else []
    day = _day(times[0].value) if times else None
    return day if day and published and abs((day - published).days) <= _NEAR else published


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
