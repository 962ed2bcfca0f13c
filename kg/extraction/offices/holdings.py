"""An office held or a membership, as a finding, and what their rules share: people in a row, governments gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import FORMER
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.posts import Post
from kg.extraction.parsing.syntax import first_from
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# 'finance minister in the last government': whose time is over, the post with it
_PAST_BODY = re.compile(
    r"^[^,.;:()\"“”]*? (?:in|of|under) (?:[Tt]he |his |her |their |its |[A-Z]\w+['’]s )"
    r"(?:last|previous|former|then|outgoing|old|defeated|ousted|deposed) (?:[\w-]+ ){0,2}?"
    r"(?:government|cabinet|administration|parliament|regime|coalition|legislature|assembly)\b"
)
_YEARS = re.compile(
    r" \(?(?:from |between )?(?P<start>(?:19|20)\d\d)(?: (?:to|until|through|and) |[-–—])(?P<end>(?:19|20)\d\d)\b"
)
_SINCE = re.compile(r" since (?:[A-Z][a-z]+ )?(?P<start>(?:19|20)\d\d)\b")
_UNTIL = re.compile(r" (?:until|till) (?:[A-Z][a-z]+ )?(?P<end>(?:19|20)\d\d)\b")


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


def years_of(text: str, at: int) -> dict[str, tuple[Value, ...]]:
    """Start and end of an office where the words right behind it give years: 'mayor (from 2010 to 2014)'."""
    found = next((m for each in (_YEARS, _SINCE, _UNTIL) if (m := each.match(text, at))), None)
    return {name: (year,) for name, year in found.groupdict().items() if year} if found else {}


def belonging(name: Mention, group: str, span: tuple[int, int], tenure: str = "current", sure: float = 1.0) -> Finding:
    """That somebody belongs to the group with this key, as `text[span]` shows."""
    fields = {"member": (name.key,), "group": (group,), "tenure": (tenure,)}
    return Finding("Membership", "membership-party", fields, (span,), (("member", name.start, name.end),), sure)


def starting(cast: Cast, at: int) -> Mention | None:
    """The name that begins at the offset."""
    mention = cast.at(at, at + 1)
    return mention if mention and mention.start == at else None


def tenure_in(words: str) -> str:
    """'a former member of': whoever was one is none now."""
    return "former" if FORMER.intersection(re.findall(r"[\w-]+", words.lower())) else "current"


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
