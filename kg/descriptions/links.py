"""Links that lead to the words of an article on its own page."""

from __future__ import annotations

from urllib.parse import quote

from kg.descriptions.values import Passage
from kg.iris import is_web_address
from kg.line_breaks import paragraphs

_WHOLE = 120  # code points of a quotation that a link holds whole
_EDGE = 5  # words at either end of a longer one


def words_link(url: str, passage: Passage | None) -> str:
    """The article's address, at the quotation that shows the most; empty where the address is none of the web.

    >>> from kg.descriptions.values import Quote
    >>> words_link("https://harbourpost.example/a", Passage((), (Quote("looking at the options", 942, 964),)))
    'https://harbourpost.example/a#:~:text=looking%20at%20the%20options'
    """
    if not is_web_address(url):
        return ""
    return link_to(url, passage.telling.words) if passage else url


def link_to(url: str, words: str) -> str:
    """The address with a text fragment: a browser that knows these opens the page at the words.

    https://wicg.github.io/scroll-to-text-fragment/

    A long quotation is named by its first and last words; of one that was cut (` …`) the words before.

    >>> link_to("https://harbourpost.example/a", "she signed - at dusk")
    'https://harbourpost.example/a#:~:text=she%20signed%20%2D%20at%20dusk'
    >>> link_to("https://harbourpost.example/a", "she signed the\\ntreaty")
    'https://harbourpost.example/a#:~:text=she%20signed%20the%20treaty'
    """
    cut = words.removesuffix(" …")
    apart = cut.split()
    if not apart:
        return url
    parts = [" ".join(apart)]
    if len(parts[0]) > _WHOLE or len(list(paragraphs(cut))) > 1:
        parts = [" ".join(apart[:_EDGE]), " ".join(apart[-_EDGE:])]
    # In a text fragment `-` `,` and `&` have a meaning of their own.
    fragment = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url.partition('#')[0]}#:~:text={fragment}"
