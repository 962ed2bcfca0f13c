"""Knows films, books and studies, whose makers hold no office of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast
from kg.extraction.names.forms import names_a_body

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKERS = frozenset("director editor executive chief head".split())
_WORKS = frozenset(
    "film movie documentary play series sitcom show drama musical opera ballet novel book memoir study paper report video"
    " short trilogy sequel feature adaptation comedy thriller picture programme program podcast album production".split()
)


_OF_FILMS = re.compile(
    r"\b(?:films?|movies?|documentar(?:y|ies)|cinemas?|sitcoms?|box office|screenplay|tv series|novels?)\b",
    re.IGNORECASE,
)


def is_of_work(page: Page, cast: Cast, index: int, head: Token) -> bool:
    """'director of the film', 'director of The Long Harbour': who made a work holds no office of it."""
    if head.lower_ not in _MAKERS:
        return False
    for noun in (c for of in head.children if of.lower_ in ("of", "behind") for c in of.children if c.dep_ == "pobj"):
        if noun.lower_ in _WORKS or any(c.lower_ in _WORKS for c in noun.lefts):
            return True
        mention = cast.at(*page.where(index, noun))
        body = (
            mention is not None
            and cast.type_of(mention.key) != "Person"
            and names_a_body(cast.entities[mention.key].name.split())
        )
        title = noun.pos_ == "PROPN" and not body and (mention is None or cast.type_of(mention.key) != "Country")
        if title and (
            noun.left_edge.text in ("The", "A", "An") or noun.left_edge.text in "\"“'" or _OF_FILMS.search(page.text)
        ):
            return True
    return False
