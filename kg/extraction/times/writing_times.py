"""When a writing came out in which something is said: 'in a letter published on Monday', 'in a report dated May 2'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.parsing.syntax import after
from kg.extraction.references.voices import is_writing
from kg.extraction.times.circumstances import times_in
from kg.extraction.times.dates import Time

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMING_OUT = frozenset("publish date issue release post send write file air broadcast sign tweet record".split())
_CARRIERS = frozenset("interview speech finding paper column broadcast video recording".split())


def time_of_writing(page: Page, index: int, verb: Token) -> Time | None:
    """The day that the article gives for the writing, interview or speech in which the verb tells the words to be."""
    for carrier in after(verb, "in", "on", "at", "with", "through", "via"):
        if not (is_writing(carrier) or carrier.lemma_.lower() in _CARRIERS):
            continue
        for token in carrier.subtree:
            if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_.lower() in _COMING_OUT:
                start, end = page.where(index, verb.doc[token.left_edge.i : token.right_edge.i + 1])
                found = times_in(page, index, start, end)
                if found:
                    return found[0]
    return None
