"""Cuts an article into the parts that a model is shown: whole paragraphs, none of them page furniture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.line_breaks import paragraphs
from kg.model import Article, Block

Stretch = tuple[int, int]  # `text[start:end]`, in code points

READ = frozenset({"headline", "standfirst", "caption", "body", "subhead"})


@dataclass(frozen=True, slots=True)
class Part:
    """The paragraphs that facts are asked for, and those shown with them so that they can be understood."""

    paragraphs: tuple[Stretch, ...]
    context: tuple[Stretch, ...] = ()

    @property
    def shown(self) -> tuple[Stretch, ...]:
        """All that the model sees, in the order of the text."""
        return tuple(sorted({*self.context, *self.paragraphs}))


def split_article(article: Article, length: int) -> tuple[Part, ...]:
    """The parts of an article, each of at most `length` code points without its context.

    A part after the first has as context the headline and the paragraph before it. Pull-quotes,
    appeals, links to other articles, bylines and furniture are in no part; without blocks all text is body.
    """
    text = article.text or ""
    blocks = article.blocks or (Block("body", 0, len(text)),)
    unread = _merged((each.start, each.end) for each in blocks if each.kind not in READ)
    whole = [*paragraphs(text)]
    read = [block for block in blocks if block.kind in READ]
    found = {each for block in read for each in _pieces_of(text, _inside(whole, block), unread, length)}
    heads = [block for block in read if block.kind == "headline"][:1]
    head = tuple(each for block in heads for each in _pieces_of(text, _inside(whole, block), unread, length))
    return tuple(_parts(sorted(found), head, length))


def _parts(paragraphs: list[Stretch], head: tuple[Stretch, ...], length: int) -> Iterator[Part]:
    first = 0
    room = length
    for index, (start, end) in enumerate(paragraphs):
        if index > first and end - start > room:
            yield _part(paragraphs, head, first, index, length)
            first, room = index, length
        room -= end - start
    if paragraphs:
        yield _part(paragraphs, head, first, len(paragraphs), length)


def _part(paragraphs: list[Stretch], head: tuple[Stretch, ...], first: int, last: int, length: int) -> Part:
    """The context takes at most a quarter of the length, so that a long headline does not fill every part."""
    before = (*head[:1], paragraphs[first - 1]) if first else ()
    context = {each for each in before if each[1] - each[0] <= length // 8}
    chosen = paragraphs[first:last]
    return Part(tuple(chosen), tuple(sorted(context - {*chosen})))


def _inside(whole: list[Stretch], block: Block) -> Iterator[Stretch]:
    """What of the paragraphs of a text, which stand in order, lies in a block."""
    for start, end in islice(whole, max(0, bisect_left(whole, (block.start, 0)) - 1), None):
        if start >= block.end:
            break
        if end > block.start:
            yield max(start, block.start), min(end, block.end)


def _pieces_of(text: str, stretches: Iterable[Stretch], unread: list[Stretch], length: int) -> Iterator[Stretch]:
    for stretch in stretches:
        for start, end in _without(stretch, unread):
            for piece in _pieces(text, start, end, length):
                trimmed = _trimmed(text, *piece)
                if trimmed:
                    yield trimmed


def _without(stretch: Stretch, unread: list[Stretch]) -> Iterator[Stretch]:
    """What of a stretch lies in no block that is not read; these lie apart and in order."""
    start, end = stretch
    for index in range(max(0, bisect_left(unread, (start, start)) - 1), len(unread)):
        left, right = unread[index]
        if left >= end:
            break
        if start < left:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, those that overlap made one."""
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, start: int, end: int, length: int) -> Iterator[Stretch]:
    """A paragraph, cut between words where it alone is longer than a part."""
    cuts = [start]
    while end - cuts[-1] > length:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + length)
        cuts.append(space if space > cuts[-1] else cuts[-1] + length)
    yield from pairwise([*cuts, end])


def _trimmed(text: str, start: int, end: int) -> Stretch | None:
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
