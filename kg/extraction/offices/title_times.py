"""When an office that stands before a name was held: it may be over, or long over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.make_believe import LONG_GONE, is_told_elsewhere, years_since
from kg.extraction.offices.holdings import is_of_a_past_body
from kg.extraction.offices.known_terms import is_over
from kg.extraction.offices.posts import Post, with_tenure
from kg.extraction.parsing.syntax import first_from, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Doc

# 'former bishop and (dean X)'
_FORMER_PAIR = re.compile(r"\b(?:[Ff]ormer|[Rr]etired|[Tt]hen|[Ll]ate) (?:[a-z][\w-]+ ){1,4}and $")
_LEFT = re.compile(
    r"\b(?:(?:resignation|departure|death|sacking|dismissal|removal|ouster|retirement|funeral|burial) of|buried"
    r"|mourn(?:ed|s|ing)?(?: for)?) (?:the |its |their )?$"
)
_WANTED = re.compile(
    r"\b(?:for|demand\w*|seek\w*|sought|want\w*|urg\w+|against|oppos\w+) (?:the |an? )?(?:[a-z]+ )?"
    r"(?:resignation|departure|sacking|dismissal|removal|ouster|retirement) of (?:the |its |their )?$"
)
_UNDER = re.compile(
    r"\b(?:served|worked|introduced|created|set up|appointed|signed|begun|began|in office) [^.]{0,80}"
    r"(?<!visit )(?<!visits )(?<!trip )(?<!tour )(?<!speech )(?<!address )(?<!appeal )(?<!call )\b"
    r"(?:under|by) (?:the )?(?:then )?$"
)
_OVERTHROWN = re.compile(
    r"\b(?:(?:after|by|in|since|for) (?:overthrow|depos|oust|toppl)ing|overthrew|overthrown|deposed|ousted|toppled) "
    r"(?:(?:the|his|her|their|its) )?(?:(?:then|long-time|[a-z]+), ?)?$"
)  # 'after overthrowing his father, (Sultan Okoye)'
_NOW = re.compile(r"\b[Cc]urrent\b")
_REMOVED = frozenset(("dismissed", "sacked", "fired"))
_EX = re.compile(r"\b[Ee]x-[A-Z]")  # 'ex-Korvian President'
_ORDINAL = re.compile(r"(?:first|second|third|fourth|fifth) (?!minister|lady|secretary|deputy)")


def in_its_time(page: Page, index: int, doc: Doc, name: Mention, post: Post) -> Post:
    """The post, a former one where the words before it or the body that it is of are over."""
    past = (
        _FORMER_PAIR.search(page.text, max(0, post.start - 60), post.start)
        or _EX.search(page.text, max(0, post.start - 3), name.start)
        or _has_left(page.text, post.start)
        or _OVERTHROWN.search(page.text, max(0, post.start - 40), post.start)
        or is_of_a_past_body(page.text[post.start : name.start])
        or _is_removed(page, index, doc, post)
    )
    return with_tenure(post, "former") if past and post.tenure == "current" else post


def over_for(page: Page, cast: Cast, index: int, doc: Doc, name: Mention, post: Post) -> Post | None:
    """The post, a former one where its sentence alone tells of it and looks back far; None where it may be over.

    'signed by President Okoye in 1983', 'a statue of President Okoye', 'President Abraham Lincoln'; None for 'served
    under President Okoye'.
    """
    if post.tenure != "current":
        return post
    years = years_since(page, index, doc, name)
    if _NOW.search(page.text, max(0, post.start - len("current ")), post.end):
        return post  # 'a law of 1995 by the current president, Ana Okoye'
    if is_over(post.title, cast.entities[name.key].name, page.published):
        return with_tenure(post, "former")
    if years is None and not _UNDER.search(page.text, max(0, post.start - 140), post.start):
        return post
    if years is None or years < LONG_GONE or is_told_elsewhere(page, cast, index, doc, name):
        return None
    return with_tenure(post, "former")


def is_the_first(page: Page, post: Post) -> bool:
    """'its first president, Ana Okoye': who may be long gone; not 'its first female president'."""
    found = _ORDINAL.match(page.text, post.start)
    return found is not None and post.tenure == "current" and page.text.startswith(post.title, found.end())


def _has_left(text: str, start: int) -> bool:
    """'the resignation of (Governor Okoye)', 'buried (Governor Okoye)'; not 'called for the resignation of'."""
    left = _LEFT.search(text, max(0, start - 40), start)
    return bool(left) and not _WANTED.search(text, max(0, start - 60), start)


def _is_removed(page: Page, index: int, doc: Doc, post: Post) -> bool:
    """'dismissed (manager Moss)', which the parser takes for an adjective; not 'have not sacked (manager Moss)'."""
    at = first_from(doc, post.start - page.paragraphs[index].start) - 1
    word = doc[at] if 0 <= at < len(doc) else None
    if word is None or word.lower_ not in _REMOVED or word.dep_ != "amod":
        return False
    helped = any(t.tag_ == "MD" or t.dep_ == "neg" for t in doc[max(word.sent.start, at - 3) : at])
    return not helped and not is_negated(word)
