"""What stands where nobody can tell whether a line ends its paragraph: it may be half a sentence, and is a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.sureness import Sure

TORN = Sure(0.75, "whether the sentence is whole: a line ends in it")


def without_torn(findings: Iterable[Finding], page: Page) -> Iterator[Finding]:
    """The findings, of which those that a sentence tells that ends or begins at such a line break are drafts."""
    torn = list(_torn(page)) if page.unsure else []
    for finding in findings:
        if any(start < last and first < end for start, end in finding.spans for first, last in torn):
            yield replace(finding, sure=min(finding.sure, TORN))
        else:
            yield finding


def _torn(page: Page) -> Iterator[tuple[int, int]]:
    """Where the sentences are that end or begin at such a break, or that go over it."""
    for index, paragraph, doc in page.parsed():
        near = [(left, right) for left, right in page.unsure if left <= paragraph.end and paragraph.start <= right]
        for sentence in doc.sents if near else ():
            start, end = page.where(index, sentence)
            if any(left <= end and start <= right for left, right in near):
                yield start, end
