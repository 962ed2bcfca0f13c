"""Articles whose paragraphs stand on one line each, and the way from there to the offsets of their own text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.line_breaks import LineBreak, joint, line_breaks
from kg.model import Article, Block, Evidence, Fact

Stretch = tuple[int, int]  # `text[start:end]`, in code points

_BY_FORM = frozenset({"byline", "dateline", "credit"})  # lines that no sentence is part of


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """An article in whose `text` a space stands for each line break within a paragraph, and none behind a hyphen.

    `unsure` are the line breaks of which nobody can tell whether a paragraph ends there, as places in `text`.
    """

    article: Article
    text: str
    blocks: tuple[Block, ...]
    unsure: tuple[Stretch, ...] = ()
    moves: tuple[Stretch, ...] = ()  # from this place of `text` on, the article's own offset is so much more

    def own(self, start: int, end: int) -> Stretch:
        """The stretch of the article's own text that `text[start:end]` stands for."""
        return self._own(start), self._own(end - 1) + 1 if end > start else self._own(end)

    def own_words(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """The facts with their evidence as it stands in the article's own text."""
        return tuple(replace(fact, evidence=tuple(map(self._own_evidence, fact.evidence))) for fact in facts)

    def _own_evidence(self, evidence: Evidence) -> Evidence:
        start, end = self.own(evidence.start, evidence.end)
        return replace(evidence, start=start, end=end, quote=(self.article.text or "")[start:end])

    def _own(self, place: int) -> int:
        at = bisect_right(self.moves, place, key=lambda move: move[0])
        return place + (self.moves[at - 1][1] if at else 0)


def unwrap(article: Article) -> Unwrapped:
    """The article with each of its paragraphs on one line; without blocks the whole text is body."""
    text = article.text or ""
    blocks = article.blocks or (Block("body", 0, len(text)),)
    breaks = line_breaks(text)
    if not breaks:
        return Unwrapped(article, text, blocks)
    edges = sorted({place for block in blocks for place in (block.start, block.end)})
    parting = {each for each in breaks if bisect_left(edges, each.start) < bisect_right(edges, each.end)}
    folded = [each for each in breaks if each.goes_on and each not in parting]
    formal = {place for block in blocks if block.kind in _BY_FORM for place in (block.start, block.end)}
    doubtful = [
        each
        for each in breaks
        if (not each.sure or (each in parting and each.goes_on)) and not formal & {each.start, each.end}
    ]
    return _folded(article, text, blocks, folded, doubtful)


def _folded(
    article: Article, text: str, blocks: tuple[Block, ...], folded: list[LineBreak], doubtful: list[LineBreak]
) -> Unwrapped:
    pieces: list[str] = []
    shifts: list[Stretch] = []  # from this offset of the article on, the place in the folded text is so much less
    moves: list[Stretch] = []
    last = less = 0
    for each in folded:
        space = joint(text, each.start)
        pieces += [text[last : each.start], space]
        last = each.end
        if gone := each.end - each.start - len(space):
            less += gone
            shifts.append((each.end, less))
            moves.append((each.end - less, less))
    pieces.append(text[last:])

    def place(offset: int) -> int:
        at = bisect_right(shifts, offset, key=lambda shift: shift[0])
        return offset - (shifts[at - 1][1] if at else 0)

    return Unwrapped(
        article,
        "".join(pieces),
        tuple(replace(block, start=place(block.start), end=place(block.end)) for block in blocks),
        tuple((place(each.start), place(each.end)) for each in doubtful),
        tuple(moves),
    )
