"""An office held, as a finding, and what its rules share: the name's last word, people in a row, governments gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.page import Page
from kg.extraction.posts import Post
from kg.extraction.syntax import first_from

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# 'finance minister in the last government': whose time is over, the post with it
_PAST_BODY = re.compile(
    r"^[^,.;:()\"“”]*? (?:in|of|under) (?:[Tt]he |his |her |their |its |[A-Z]\w+['’]s )"
    r"(?:last|previous|former|then|outgoing|old|defeated|ousted|deposed) (?:[\w-]+ ){0,2}?"
    r"(?:government|cabinet|administration|parliament|regime|coalition|legislature|assembly)\b"
)


def holding(rule: str, name: Mention, post: Post, span: tuple[int, int], sure: float = 1.0) -> Iterator[Finding]:
    organization = (post.organization,) if post.organization else ()
    yield Finding(
        "OfficeHolding",
        rule,
        {"person": (name.key,), "post": (post.title,), "organization": organization, "tenure": (post.tenure,)},
        (span,),
        (("person", name.start, name.end), ("post", post.start, post.end)),
        sure,
    )


def last_token(page: Page, index: int, doc: Doc, name: Mention) -> Token | None:
    """The token that a name ends with."""
    offset = page.paragraphs[index].start
    last = first_from(doc, name.end - offset) - 1
    found = doc[last] if last >= 0 else None
    return found if found is not None and found.idx + len(found) == name.end - offset else None


def listed_after(page: Page, cast: Cast, name: Mention) -> Iterator[Mention]:
    """The people joined to `name` by commas and 'and'."""
    at = name.end
    while found := re.match(r"(?:,| and|, and) (?=[A-Z])", page.text[at : at + 8]):
        following = cast.at(at + found.end(), at + found.end() + 1)
        if not following or cast.entities[following.key].type != "Person":
            return
        yield following
        at = following.end


def people_in(cast: Cast, start: int, end: int) -> Iterator[Mention]:
    return (m for m in cast.within(start, end) if cast.entities[m.key].type == "Person")


def is_of_a_past_body(words: str) -> bool:
    return bool(_PAST_BODY.match(words))
