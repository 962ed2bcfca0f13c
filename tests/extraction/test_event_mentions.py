"""Mentions of one event, each told by a noun, become one finding."""

from __future__ import annotations

from kg.extraction.articles.page import Page, outline
from kg.extraction.events.event_mentions import one_event_each
from kg.extraction.findings import Finding
from kg.model import Article

KINDS = ("attack", "crash", "explosion", "fire", "flood", "landslide", "riot", "shooting", "stabbing", "storm")


def test_events_that_are_named_again_stand_in_the_order_of_the_text() -> None:
    text = " ".join(f"A {kind} hit Kesmark. The {kind} was on Monday." for kind in KINDS)
    page = Page(outline(Article(text=text)), ())
    found = [_finding(text, f"{word} {kind}", kind) for kind in KINDS for word in ("A", "The")]
    assert [str(each.fields["kind"][0]) for each in one_event_each(found, page)] == list(KINDS)


def _finding(text: str, words: str, kind: str) -> Finding:
    start = text.index(words) + len(words) - len(kind)
    return Finding("Event", "event-staged", {"kind": (kind,)}, ((start, start + len(kind)),), status="occurred")
