"""Quotations that are one: the parts that a reporting clause interrupts, and what goes on in the next paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Chain, Stretch
from kg.extraction.names.cast import Cast
from kg.extraction.speech.quoted_speakers import LONGEST_TAG, SENTENCE_END

_TAGGED = re.compile(
    r"\s*(?:(?:said|says|added|asked|replied|wrote|told|answered) )?(?:the )?(?:[a-z]+ ){0,2}(?:[A-Z][a-z]+\.? )?"
    r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,5}"
    r"(?:[^.!?\"“”]{0,40} (?:said|says|added|asked|replied|wrote|told|answered)\b|(?<=[a-z])[.,])"
)


def grouped(page: Page, cast: Cast) -> list[list[Chain]]:
    """The speech between quotation marks, what is said in one together; headings that repeat it are left out."""
    return _without_headings(page, _group(page, cast, list(_utterances(page))))


def _utterances(page: Page) -> Iterator[Chain]:
    """The quotations that are speech, and a first word that 'Okoye said' parts from it: '“Yes,” Okoye said, “…”'."""
    for at, chain in enumerate(page.chains):
        following = page.chains[at + 1][0] if at + 1 < len(page.chains) else None
        if chain[0].whole or (following is not None and _is_first_word(page, chain[0], following)):
            yield chain


def _is_first_word(page: Page, word: Stretch, rest: Stretch) -> bool:
    before = page.text[page.paragraphs[word.paragraph].start : word.left].rstrip()
    opens = not before or before.endswith((".", "!", "?", "”", '"'))
    first = opens and word.closed and page.text[word.start].isupper() and page.text[word.end - 1] == ","
    return first and rest.whole and rest.paragraph == word.paragraph


def _is_of_another(page: Page, cast: Cast, last: Stretch, chain: Chain) -> bool:
    """'“We go,” Okoye said. “I stay,” Adu said.': whether a name tags these words that does not tag those before."""
    end = chain[-1].right
    told_on = page.text[chain[-1].end - 1 : chain[-1].end] in tuple(",!?")
    tag = _TAGGED.match(page.text, end, end + 90) if told_on else None
    mention = next((m for m in cast.within(*tag.span()) if cast.type_of(m.key) == "Person"), None) if tag else None
    if mention is None:
        return False
    before = {m.key for m in cast.within(last.right, chain[0].left)}
    return mention.key not in before


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
            and not _is_of_another(page, cast, groups[-1][-1][-1], chain)
        ) or (groups and _goes_on_alone(page, groups[-1], chain)):
            groups[-1].append(chain)
        else:
            groups.append([chain])
    return [group for group in groups if any(chain[0].whole for chain in group)]


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
    if stopped and len(between.split()) > LONGEST_TAG:
        return False  # "We won." She went home. "It was close.": a sentence of the article's own
    if end:
        return not between[end.end() :].strip()
    return (
        between.rstrip().endswith((",", "—", "–", ";"))
        and len(between.split()) <= 25
        and "." not in between.strip(" .")
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
