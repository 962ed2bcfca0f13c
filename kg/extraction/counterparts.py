"""Finds the offices of counterparts: 'Sela's foreign minister Ana Okoye and her Ostra counterpart, Ben Adu,'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.holdings import holding, listed_after
from kg.extraction.page import Page
from kg.extraction.posts import Post

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTERPART = re.compile(r",? (?=[A-Z])")
_PORTFOLIO = re.compile(r"(?!prime|first|chief)[\w-]+ (?:and [\w-]+ )?minister", re.IGNORECASE)
_RUN = re.compile(r"(?:['’]s)?(?:,| and|, and)? ")


def find_counterparts(page: Page, cast: Cast, offices: Sequence[Finding]) -> Iterator[Finding]:
    """'Sela's foreign minister Ana Okoye and her Ostra counterpart, Ben Adu,': he holds the same post there."""
    for index, tokens in enumerate(page.tokens):
        for token in tokens:
            if token.lower_ in ("counterpart", "counterparts"):
                yield from _counterparts(page, cast, index, token, offices)


def _counterparts(page: Page, cast: Cast, index: int, word: Token, offices: Sequence[Finding]) -> Iterator[Finding]:
    start, end = page.where(index, word)
    if page.quotation_at(start):
        return
    sentence = page.paragraphs[index].start + word.sent.start_char
    posts = {
        str(found.fields["post"][0])
        for found in offices
        if found.type == "OfficeHolding" and sentence <= found.spans[0][0] and found.spans[0][1] <= start
    }
    bodies = [m for m in cast.within(max(sentence, start - 80), start) if cast.type_of(m.key) == "Country"]
    bodies = [m for m, after in zip_longest(bodies, bodies[1:]) if _is_run(page, m, after, start)]
    first = _COUNTERPART.match(page.text, end)
    name = cast.at(first.end(), first.end() + 1) if first else None
    if len(posts) != 1 or not bodies or name is None or cast.type_of(name.key) != "Person":
        return
    title = next(iter(posts))
    if not _PORTFOLIO.fullmatch(title):
        return  # a president's counterpart may be a prime minister
    holders = [name, *(listed_after(page, cast, name) if word.lower_ == "counterparts" else ())]
    if len(holders) != len(bodies):
        return
    for holder, body in zip(holders, bodies, strict=True):
        post = Post(title, "current", body.key, None, start, end)
        yield from holding("office-counterpart", holder, post, (body.start, holder.end))


def _is_run(page: Page, mention: Mention, after: Mention | None, end: int) -> bool:
    """Whether nothing but a comma or 'and' parts the mention from the next one, or from the word at `end`."""
    return bool(_RUN.fullmatch(page.text[mention.end : after.start if after else end]))
