"""Quotations that are one: the parts that a reporting clause interrupts, and what goes on in the next paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Chain, Stretch
from kg.extraction.names.cast import Cast
from kg.extraction.speech.quotation_tags import SENTENCE_END, is_of_another, tagging
from kg.extraction.speech.quoted_speakers import LONGEST_TAG

_LONGEST_BETWEEN = 25  # words
_FEWEST = 3  # words of a quotation in two halves
# a full stop that ends no sentence: 'Dr. Ana P. Okoye'
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gen|Gov|Lt|Col|Capt|Sgt|Maj|Adm|St|Jr|Sr)\.(?=[\s,])"
)


def grouped(page: Page, cast: Cast) -> list[list[Chain]]:
    """The speech between quotation marks, what is said in one together; headings that repeat it are left out."""
    return _without_headings(page, _group(page, cast, list(_utterances(page))))


def _utterances(page: Page) -> Iterator[Chain]:
    """The quotations that are speech, also a first or last word parted from it: '“Yes,” Okoye said, “…”'."""
    for at, chain in enumerate(page.chains):
        following = page.chains[at + 1][0] if at + 1 < len(page.chains) else None
        first = following is not None and _is_first_word(page, chain[0], following)
        first = first or (following is not None and _is_first_half(page, chain[0], following))
        if chain[0].whole or first or (at > 0 and _is_last_word(page, page.chains[at - 1][-1], chain[0])):
            yield chain


def _is_first_word(page: Page, word: Stretch, rest: Stretch) -> bool:
    before = page.text[page.paragraphs[word.paragraph].start : word.left].rstrip()
    opens = not before or before.endswith((".", "!", "?", "”", '"'))
    first = (
        opens
        and word.closed
        and page.text[word.start : word.start + 1].isupper()
        and page.text[word.end - 1 : word.end] == ","
    )
    return first and rest.whole and rest.paragraph == word.paragraph


def _is_first_half(page: Page, half: Stretch, rest: Stretch) -> bool:
    """'“They are meaner,” Okoye said, “but cheaper.”': both too short for a quotation, and one together."""
    between = page.text[half.right : rest.left].rstrip()
    ended = page.text[half.end - 1 : half.end] == "," and _is_stopped(page, rest) and half.closed and rest.closed
    joined = between.endswith(",") and half.paragraph == rest.paragraph and len(between.split()) <= LONGEST_TAG
    before = page.text[page.paragraphs[half.paragraph].start : half.left].rstrip()
    opens = (not before or before.endswith((".", "!", "?", "”", '"'))) and not rest.whole
    words = len(page.text[half.start : half.end].split()) + len(page.text[rest.start : rest.end].split())
    begins = page.text[half.start : half.start + 1].isupper() and page.text[rest.start : rest.start + 1].islower()
    return ended and joined and opens and begins and words > _FEWEST and tagging(page, half) is not None


def _is_last_word(page: Page, before: Stretch, word: Stretch) -> bool:
    """'“It is late,” Okoye said. “Go home.”', '“We lost,” she said, “badly.”': a few words that end a quotation."""
    said = page.text[before.end - 1 : before.end] in tuple(",!?") or page.text[before.right : before.right + 1] == ","
    if (
        not (said and before.closed)
        or not (before.whole or _is_first_half(page, before, word))
        or before.paragraph != word.paragraph
        or not word.closed
    ):
        return False
    between = page.text[before.right : word.left].rstrip()
    begins = page.text[word.start : word.start + 1].isupper() == between.endswith((".", "!", "?"))
    return (
        _is_stopped(page, word)
        and begins
        and between.endswith((".", "!", "?", ","))
        and 0 < len(between.split()) <= _LONGEST_BETWEEN
    )


def _is_stopped(page: Page, stretch: Stretch) -> bool:
    """Whether a sentence ends with the quotation: its stop stands within the marks, or a full stop right behind."""
    last, behind = page.text[stretch.end - 1 : stretch.end], page.text[stretch.right : stretch.right + 1]
    return last in tuple(".!?") or (behind == "." and page.text[stretch.start].isalpha())


def _group(page: Page, cast: Cast, chains: list[Chain]) -> list[list[Chain]]:
    """Join the parts of a quotation that a reporting clause interrupts, and what the same paragraph goes on with."""
    groups: list[list[Chain]] = []
    for chain in chains:
        previous = groups[-1][-1][-1] if groups else None
        if (
            previous
            and previous.closed
            and previous.paragraph == chain[0].paragraph
            and _continues(page, groups[-1], chain)
            and not is_of_another(page, cast, groups[-1][-1][-1], chain)
        ) or (groups and _goes_on_alone(page, groups[-1], chain)):
            groups[-1].append(chain)
        else:
            groups.append([chain])
    return [group for group in groups if len(group) > 1 or any(chain[0].whole for chain in group)]


def _continues(page: Page, group: list[Chain], chain: Chain) -> bool:
    """Whether only a reporting clause that closes or interrupts stands between, and no new one opens."""
    last = group[-1][-1]
    between = page.text[last.right : chain[0].left]
    stopped = page.text[last.end - 1 : last.end] in tuple(".!?")
    if stopped and between.rstrip().endswith((",", ":", "—", "–")):
        return False  # "We won." Okoye told reporters, "It was close."
    end = SENTENCE_END.search(between)
    if not between.strip():
        return True
    tagged = between.lstrip()[:1].islower() and tagging(page, last) is not None
    if stopped and len(between.split()) > (_LONGEST_BETWEEN if tagged else LONGEST_TAG):
        return False  # "We won." She went home. "It was close.": a sentence of the article's own
    if end:
        return not between[end.end() :].strip()
    return (
        between.rstrip().endswith((",", "—", "–", ";"))
        and len(between.split()) <= _LONGEST_BETWEEN
        and "." not in _ABBREVIATION.sub("", between).strip(" .")
    )


def _goes_on_alone(page: Page, group: list[Chain], chain: Chain) -> bool:
    """Whether it goes on, alone in the next paragraph, behind what a short clause tags: '“...,” she said.'"""
    first, last = group[0][0], group[-1][-1]
    if chain[0].paragraph != last.paragraph + 1 or not (last.closed and chain[0].whole and is_alone(page, [chain])):
        return False
    opens = not page.text[page.paragraphs[first.paragraph].start : first.left].strip()
    tag = page.text[last.right : page.paragraphs[last.paragraph].end].strip()
    spoken = page.text[last.end - 1 : last.end] == "," and first.single == chain[0].single
    return opens and spoken and len(group) == 1 and len(tag.split()) <= LONGEST_TAG and tag.endswith(".")


def is_alone(page: Page, group: list[Chain]) -> bool:
    """Whether the paragraphs of the quotation hold nothing else."""
    first, last = group[0][0], group[-1][-1]
    before = page.text[page.paragraphs[first.paragraph].start : first.start - 1]
    after = page.text[last.end + 1 : page.paragraphs[last.paragraph].end] if last.closed else ""
    return not before.strip() and not after.strip(" .")


def _without_headings(page: Page, groups: list[list[Chain]]) -> list[list[Chain]]:
    """The same without what stands alone, in single marks, as a heading, and again in a quotation further on."""
    kept = []
    for at, group in enumerate(groups):
        first = group[0][0]
        words = page.text[first.start : first.end].rstrip(",.")
        later = (s for other in groups[at + 1 :] for chain in other for s in chain)
        repeated = first.single and is_alone(page, group) and any(words in page.text[s.start : s.end] for s in later)
        if not repeated:
            kept.append(group)
    return kept
