"""Whether a post before a comma may be that of the one name behind it: 'the mayor, Ana Okoye,'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.post_words import Word
from kg.extraction.offices.posts import Post

_DETERMINERS = ("the", "its", "their", "his", "her", "whose", "then")
_CHARGED = re.compile(r"[A-Z][\w-]+ (?:of [A-Z]\w+ )?for ")  # 'Minister for Roads', 'Secretary of State for Health'


def is_of_another(page: Page, cast: Cast, start: int, post: Post) -> bool:
    """Whether the post stands behind a name already: 'Ben Adu, Okoye's spokesman, Okoye ...'."""
    before = [m for m in cast.within(start, post.start) if cast.type_of(m.key) == "Person"]
    return any(re.match(r"(?:['’]s)?, ", page.text[m.end : m.end + 4]) for m in before)


def is_definite(page: Page, words: Sequence[Word], name: Mention, post: Post) -> bool:
    """Whether the words tell of the one who has the post: by 'the', by whose it is, or as they open the sentence."""
    before = [word for word in words if word.end <= post.start]
    if before and (before[-1].possessive or before[-1].lower in _DETERMINERS):
        return True
    first = next((w for w in words if w.start >= post.start), None)
    if first is not None and (first.possessive or post.organization):
        return True
    opens = not before and _CHARGED.match(page.text, post.start, post.end) is not None
    return opens and page.text[name.end : name.end + 2] == ", "  # 'Minister for Roads, Ana Okoye, said'
