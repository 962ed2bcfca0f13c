"""Finds the offices of counterparts: 'Sela's foreign minister Ana Okoye and her Ostra counterpart, Ben Adu,'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import ADHERENTS
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.holdings import holding, listed_after
from kg.extraction.offices.posts import Post

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTERPART = re.compile(r",? (?=[A-Z])")
_PORTFOLIO = re.compile(r"(?!prime|first|chief)[\w-]+ (?:and [\w-]+ )?minister", re.IGNORECASE)
# 'her Keshi counterpart': of a land that nothing else tells of; 'her Republican counterpart' has another office
_OF_A_LAND = re.compile(r"\b(?:his|her|their) (?P<land>[A-Z][^\W\d_]+(?:ian|ean|an|ese|ic|ish|i)) $")
_REACH = 40  # code points
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
    keys = [body.key for body in bodies] or _unknown_land(page, cast, start, word)
    if len(posts) != 1 or not keys or name is None or cast.type_of(name.key) != "Person":
        return
    title = next(iter(posts))
    if not _PORTFOLIO.fullmatch(title):
        return  # a president's counterpart may be a prime minister
    holders = [name, *(listed_after(page, cast, name) if word.lower_ == "counterparts" else ())]
    if len(holders) != len(keys):
        return
    first_body = bodies[0].start if bodies else start
    for holder, key in zip(holders, keys, strict=True):
        post = Post(title, "current", key, None, start, end)
        yield from holding("office-counterpart", holder, post, (first_body, holder.end))


def _unknown_land(page: Page, cast: Cast, start: int, word: Token) -> list[None]:
    """One land without a key, where a demonym that no list has stands before 'counterpart'."""
    found = _OF_A_LAND.search(page.text, max(0, start - _REACH), start)
    if found is None or word.lower_ != "counterpart" or found["land"].lower() in ADHERENTS:
        return []
    named = cast.at(*found.span("land"))
    return [None] if named is None or cast.type_of(named.key) != "Person" else []


def _is_run(page: Page, mention: Mention, after: Mention | None, end: int) -> bool:
    """Whether nothing but a comma or 'and' parts the mention from the next one, or from the word at `end`."""
    return bool(_RUN.fullmatch(page.text[mention.end : after.start if after else end]))
