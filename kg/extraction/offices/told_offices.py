"""Offices told by no title: 'Okoye's presidency', 'a former MP turned broadcaster', 'Ana Okoye MP'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import OFFICE_NOUNS
from kg.extraction.names.cast import Mention
from kg.extraction.offices.appointment_words import REIGNS
from kg.extraction.offices.holdings import holding
from kg.extraction.offices.posts import Post
from kg.extraction.sureness import Sure

_REIGN = "|".join(REIGNS)
_DURING = re.compile(r"\b(?:during|under|throughout|since) (?:the )?(?:[a-z]+ )?(?:president )?$", re.IGNORECASE)
_WHOSE = re.compile(
    rf"['’]s? (?:(?:first|second|last|final|earlier|previous|own) )?(?P<reign>{_REIGN})\b", re.IGNORECASE
)
_OF = re.compile(rf"\b(?:during|under|throughout) (?:the )?(?P<reign>{_REIGN}) of $", re.IGNORECASE)
_OVER = Sure(0.85, "whether the time in office is over")  # that it is over is not said
# 'Ana Okoye MP said'
_LETTERS = re.compile(r",? (?P<post>MP|MEP|MSP|MLA|TD)$")
# 'the former minister turned lobbyist Ana Okoye', 'Ana Okoye, a former minister turned lobbyist,'
_POST = r"(?P<post>[A-Za-z]+(?: [a-z]+)?)"
_TURNED = rf"{_POST}[- ]turned[- ](?:[a-z]+[- ]?){{1,3}}"
_TURNED_BEFORE = re.compile(rf"(?<!\S)(?:[Ff]ormer |[Ee]x-)?{_TURNED}$")
_TURNED_BEHIND = re.compile(rf", (?:an?|the) (?:former |ex-)?{_TURNED}(?=[,.;])")
_REACH = 60  # code points


def told_offices(page: Page, index: int, name: Mention) -> Iterator[Finding]:
    """The offices that letters behind a name tell, or that it is said that one went on from."""
    text, start = page.text, max(page.paragraphs[index].start, name.start - _REACH)
    letters = _LETTERS.search(text, name.start, name.end)
    if letters:
        post = Post(letters["post"], "current", None, None, letters.start("post"), letters.end())
        yield from holding("office-title", name, post, (name.start, letters.end()))
    if "turned" not in text[start : name.end + _REACH]:
        return
    for turned in (_TURNED_BEFORE.search(text, start, name.start), _TURNED_BEHIND.match(text, name.end)):
        if turned and turned["post"].split()[-1].lower() in OFFICE_NOUNS:
            post = Post(turned["post"], "former", None, None, turned.start("post"), turned.end("post"))
            span = (min(name.start, post.start), max(name.end, turned.end()))
            yield from holding("office-title", name, post, span)


def reigns(page: Page, people: Sequence[Mention], known: Sequence[Finding]) -> Iterator[Finding]:
    """'during Okoye's presidency': a former office, as a draft, where the article gives the person no such post."""
    held = {(f.fields["person"][0], str(f.fields["post"][0]).lower().split()[0]) for f in known if "post" in f.fields}
    for name in people:
        before = (page.text, max(0, name.start - _REACH), name.start)
        whose = _WHOSE.match(page.text, name.end, name.end + _REACH)
        whose = whose if whose and _DURING.search(*before) else None
        found = whose or _OF.search(*before)
        title = REIGNS[found["reign"].lower()] if found else ""
        if found is None or (name.key, title.split()[0]) in held:
            continue
        post = Post(title, "former", None, None, *found.span("reign"))
        span = (min(name.start, found.start("reign")), max(name.end, found.end("reign")))
        yield from holding("office-title", name, post, span, _OVER)
