"""Finds what stands between quotation marks, also where one quotation runs over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from kg.extraction.articles.paragraphs import Paragraph, trimmed

MISPRINT = re.compile(r"(?<=[A-Za-z])\"(?=s\b)")  # an apostrophe: 'Ostra"s mayor'
_DOUBLE = re.compile(r"[“”\"„«»]")
_OPENS_BEFORE = frozenset("([{—–-/:‘'")
LONGEST_SINGLE = 600  # code points; beyond that a single mark is an apostrophe
_LONGEST_INNER = 60  # code points
_FEWEST_WORDS = 3  # of an utterance; two words in marks are a name or a manner of speaking
_SAID = frozenset(
    "said says added wrote writes tweeted replied asked told declared announced stated insisted saying adding"
    " writing".split()
)
_IN_PASSING = re.compile(
    r"\b(?:as|of|for|an?|the|to|with|called|named|dubbed|titled|entitled|labelled|branded"
    r"|headlines?|slogans?|motto|hashtag|caption|heading)$"
)
_BETWEEN_TITLE = frozenset("a an and at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one pair of marks holds: the words are `text[start:end]`, with their marks `text[left:right]`.

    `paragraph` is the number of its paragraph. `closed` is False where the closing mark is missing, as
    in a quotation that goes on in the next paragraph. `whole` tells an utterance from a few quoted words.
    """

    paragraph: int
    left: int
    start: int
    end: int
    right: int
    closed: bool = True
    single: bool = False
    whole: bool = False


Chain = tuple[Stretch, ...]  # one quotation: a stretch a paragraph, where it runs over several


def find_quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[Chain]:
    """The quotations of an article in their order; none lies within another.

    A paragraph that opens and does not close, before one that opens too, is continued by it.

    >>> text = '“It rained.'
    >>> find_quotations(text, [Paragraph("body", 0, 11)])[0][0].end
    11
    """
    found: list[Chain] = []
    by_paragraph = [list(_stretches(text, paragraphs, index)) for index in range(len(paragraphs))]
    running: list[Stretch] = []
    for index, rest in enumerate(by_paragraph):
        waiting = rest
        if running:
            running.append(waiting[0])
            waiting = waiting[1:]
            if running[-1].closed or not _goes_on(by_paragraph, paragraphs, index, running[-1]):
                found.append(tuple(running))
                running = []
        for stretch in waiting:
            if not stretch.closed and _goes_on(by_paragraph, paragraphs, index, stretch):
                running = [stretch]
            else:
                found.append((stretch,))
    if running:
        found.append(tuple(running))
    return [_judged(text, paragraphs, chain) for chain in sorted(found, key=lambda chain: chain[0].left)]


def _goes_on(found: list[list[Stretch]], paragraphs: Sequence[Paragraph], index: int, last: Stretch) -> bool:
    """Whether the next paragraph opens with a mark again, as a quotation that runs on does."""
    if (last.single and last.closed) or index + 1 >= len(paragraphs) or not found[index + 1]:
        return False
    following, current = paragraphs[index + 1], paragraphs[index]
    return following.kind == current.kind and found[index + 1][0].left == following.start


def _judged(text: str, paragraphs: Sequence[Paragraph], chain: Chain) -> Chain:
    whole = len(chain) > 1 or _is_utterance(text, paragraphs[chain[0].paragraph], chain[0])
    return tuple(replace(stretch, whole=whole) for stretch in chain)


def _is_utterance(text: str, paragraph: Paragraph, stretch: Stretch) -> bool:
    """Whether the marks hold a sentence or its half, not a title or a few words within somebody else's sentence."""
    words = text[stretch.start : stretch.end].split()
    if len(words) < _FEWEST_WORDS or paragraph.kind in ("headline", "subhead"):
        return False
    before = text[paragraph.start : stretch.left].rstrip()
    after = text[stretch.right : stretch.right + 1]
    if _follows_verb(before, words):
        return True
    stopped = (
        words[-1].rstrip("])'’")[-1:] in tuple(".,!?…—–")
        or words[-1][-1] == "]"
        or (after in (".", ",") and words[0][0].isupper())
    )
    capital = words[0].lstrip("'‘[(….")[:1].isupper()
    led = not before or before[-1] in ",:.!?—–"
    capital = capital or (words[0][0] == "[" and led and stopped)  # '“[the ministry] has failed,” said ...'
    finished = words[-1].rstrip("])")[-1:] in tuple(".!?…")
    if _IN_PASSING.search(before):
        return False  # 'declared it as “the most boring vote”'
    if capital and not (stopped and led and (finished or len(words) < 4)) and _is_title(words):
        return False  # 'its “Person of the Year”.'
    if words[0][0].isdigit() and not led:
        return False  # 'was working to install “100 miles of poles”.'
    if capital or words[0][0].isdigit():
        goes_on = text[stretch.right : stretch.right + 3].lstrip(" ,")[:1].islower()
        return stopped or (not goes_on and (not before or before[-1] in ",:.—–"))
    # "We will," she said, "go on": the second half of an utterance begins in lower case.
    return bool(before) and before[-1] in ",:;" and stopped and len(words) > _FEWEST_WORDS


def _is_title(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or word.lower() in _BETWEEN_TITLE for word in words if word[0].isalpha())


def _follows_verb(before: str, words: Sequence[str]) -> bool:
    """'She said "We will not go" as ...': a sentence right behind a verb of saying, though nothing stops it."""
    verb = before.rsplit(" ", 1)[-1].lower()
    if verb in ("read", "reads"):
        return len(words) > _FEWEST_WORDS and words[-1][-1] in ".,!?"  # 'His statement read "We go."', no title
    if verb not in _SAID or len(words) <= _FEWEST_WORDS:
        return False
    return words[0][0].isupper() or words[0][0] == "[" or (len(words) > 2 * _FEWEST_WORDS and words[-1][-1] in ".,!?")


def _stretches(text: str, paragraphs: Sequence[Paragraph], index: int) -> Iterator[Stretch]:
    paragraph = paragraphs[index]
    doubles = list(_in_double_marks(text, paragraph, index))
    following = paragraphs[index + 1].start if index + 1 < len(paragraphs) else len(text)
    singles = list(_in_single_marks(text, paragraph, index, doubles, text[following : following + 1]))
    outside = [d for d in doubles if not any(s.left < d.left and d.right <= s.right for s in singles)]
    yield from sorted([*outside, *singles], key=lambda stretch: stretch.left)


def _in_double_marks(text: str, paragraph: Paragraph, index: int) -> Iterator[Stretch]:
    left: int | None = None
    inner = 0  # where a quotation within a quotation ends
    for found in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        at = found.start()
        if MISPRINT.match(text, at):
            continue
        if left is None:
            # A closing mark that nothing opened is a misprint, or closes what was cut away.
            left = at if _opens(text, at, paragraph) else None
        elif found.group() == text[left] == '"' and _opens_again(text, at, paragraph):
            yield _stretch(text, index, left, at, at)  # 'It is late. "We go," she said.': the closing mark is forgotten
            left = at
        elif at < inner or (inner := _end_of_inner(text, at, left, paragraph)) > at:
            continue  # 'She said, "The "late" ship is lost."'
        elif found.group() in "“„«" and text[left] in "“„«":
            continue  # a quotation within a quotation, or a forgotten closing mark: the first one leads
        else:
            yield _stretch(text, index, left, at, at + 1)
            left = None
    if left is not None:
        yield _stretch(text, index, left, paragraph.end, paragraph.end, closed=False)


def _opens(text: str, at: int, paragraph: Paragraph) -> bool:
    if text[at] in "“„«":
        return True
    if text[at] in "”»":
        return False
    before = text[at - 1] if at > paragraph.start else " "
    return before.isspace() or before in _OPENS_BEFORE


def _end_of_inner(text: str, at: int, left: int, paragraph: Paragraph) -> int:
    """Where a quotation ends that a straight mark opens within another, which is closed behind it; 0 for none."""
    if text[at] != '"' or text[left] != '"' or not text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum():
        return 0
    behind = [found.start() for found in islice(_DOUBLE.finditer(text, at + 1, paragraph.end), 2)]
    closing = [mark for mark in behind if not text[mark - 1].isspace() and text[mark] == '"']
    near = len(closing) == len(behind) == 2 and behind[0] - at < _LONGEST_INNER
    return behind[0] + 1 if near else 0


def _opens_again(text: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a straight mark within a quotation opens a sentence, and the next one closes it."""
    if text[max(paragraph.start, at - 2) : at] not in (". ", "! ", "? ") or not text[at + 1 : at + 2].isupper():
        return False
    following = next(_DOUBLE.finditer(text, at + 1, paragraph.end), None)
    return following is not None and text[following.start() - 1] in ",.!?"


def _stretch(
    text: str, index: int, left: int, end: int, right: int, *, closed: bool = True, single: bool = False
) -> Stretch:
    start, end = trimmed(text, left + 1, end)
    return Stretch(index, left, start, max(start, end), right, closed, single)


def _in_single_marks(
    text: str, paragraph: Paragraph, index: int, doubles: list[Stretch], following: str
) -> Iterator[Stretch]:
    """Quotations in single marks, not in double ones, which they may hold; an apostrophe is told by the letters around.

    `following` is the first mark of the next paragraph: what is not closed may go on there.
    """
    edges = [(paragraph.start, paragraph.start), *((d.left, d.right) for d in doubles), (paragraph.end, paragraph.end)]
    at = paragraph.start
    for (_, start), (end, _) in pairwise(edges):
        at = max(at, start)
        while at < end:
            opens = _opens_single(text, at, start, end)
            close = _close_single(text, at, min(end, at + LONGEST_SINGLE)) if opens else None
            leads = opens and close is None and _begins_utterance(text, at, paragraph)
            if leads:
                close = _close_around(text, at, min(paragraph.end, at + LONGEST_SINGLE), doubles)
            if close is not None:
                yield _stretch(text, index, at, close, close + 1, single=True)
                at = close + 1
            elif leads and following == text[at]:
                yield _stretch(text, index, at, paragraph.end, paragraph.end, closed=False, single=True)
                return
            else:
                at += 1


def _opens_single(text: str, at: int, first: int, end: int) -> bool:
    if text[at] not in "‘'" or at + 1 >= end or not (text[at + 1].isalpha() or text[at + 1] == "["):
        return False
    return at == first or text[at - 1].isspace() or text[at - 1] in "([{—–"


def _begins_utterance(text: str, at: int, paragraph: Paragraph) -> bool:
    before = text[paragraph.start : at].rstrip()
    return (not before or before[-1] in ".,:!?") and text[at + 1].isupper()


def _close_single(text: str, left: int, end: int) -> int | None:
    """Where a quotation in single marks closes: not behind the 's' of a plural's apostrophe where another mark does."""
    marks = "’" if text[left] == "‘" else "'"
    plural: int | None = None
    for at in range(left + 2, end):
        if plural is not None and _opens_single(text, at, left, end):
            return plural
        if text[at] not in marks or text[at - 1].isspace():
            continue
        after = text[at + 1] if at + 1 < end else " "
        if after.isalnum():
            continue
        if text[at - 1] == "s" and text[at + 1 : at + 3].strip().islower():
            plural = plural or at
        elif plural is None or text[at - 1] in ",.!?":
            return at
    return plural


def _close_around(text: str, left: int, end: int, doubles: list[Stretch]) -> int | None:
    """Where a quotation in single marks closes that holds one in double marks: 'She said, "Go," and I went,'."""
    marks = "’" if text[left] == "‘" else "'"
    for at in range(left + 2, end):
        if text[at] not in marks or any(d.left < at < d.right for d in doubles):
            continue
        after = text[at + 1] if at + 1 < end else " "
        holds = any(left < d.left and d.right <= at for d in doubles)
        if holds and text[at - 1] in ',.!?…"”' and not after.isalnum():
            return at
    return None
