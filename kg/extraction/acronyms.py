"""The letters that stand for a name: 'the Harbour and Dock Workers Union (HDWU)'."""

from __future__ import annotations

import re

from kg.extraction.cast import Cast
from kg.extraction.name_chains import Forms, fold
from kg.extraction.name_forms import spelt
from kg.extraction.page import Page

_ACRONYM = re.compile(r"\s?\([\"“'‘]?([A-Z][A-Za-z]{0,8}[A-Z])[\"”'’]?\)")
_WORDS = re.compile(r"\w[\w.’'-]*|,|&")
_SMALL = frozenset("a an and at de for in of on the to und et y".split())


def add_acronyms(page: Page, cast: Cast, forms: Forms) -> None:
    """'the Harbour and Dock Workers Union (HDWU)': the letters stand for the name before them."""
    for found in _ACRONYM.finditer(page.text):
        letters = found.group(1)
        start = _spelt_out(page.text, found.start(), letters)
        if start is None:
            continue
        words = tuple(_WORDS.findall(page.text[start : found.start()]))
        known = forms.get(fold(words))
        key = known[0][0] if known else cast.key_for("Organization", spelt(words))
        forms[fold(words)] = forms[fold((letters,))] = [(key, "name")]
        cast.also(key, letters)


def _spelt_out(text: str, end: int, letters: str) -> int | None:
    """Where the capital words begin whose initials the letters are, read from the right past small words."""
    left = [letter for letter in letters if letter.isupper()]
    paragraph = max(text.rfind("\n", 0, end), end - 160, 0)
    for word in reversed(list(re.finditer(r"\w[\w’'-]*", text[paragraph:end]))):
        if word.group()[0].isupper():
            if word.group()[0] != left[-1]:
                return None
            left.pop()
            if not left:
                return paragraph + word.start()
        elif word.group().lower() not in _SMALL:
            return None
    return None
