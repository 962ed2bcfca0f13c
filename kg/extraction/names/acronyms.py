"""The letters that stand for a name: 'the Harbour and Dock Workers Union (HDWU)'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import OFFICE_NOUNS
from kg.extraction.names.cast import Cast
from kg.extraction.names.chains import Forms
from kg.extraction.names.folding import fold
from kg.extraction.names.forms import names_a_body, spelt

_ACRONYM = re.compile(r"\s?\([\"“'‘]?([A-Z][A-Za-z]{0,12}[A-Za-z])[\"”'’]?\)")
_PARTS = re.compile(r"[A-Z][a-z]+")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])$")  # 'the United Harbours’ (UH) court'
_LONGEST = 9  # words of a name
_WORDS = re.compile(r"\w[\w.’'-]*|,|&")
_TIES = frozenset(("for", "of", "in"))
_LONGEST_TAIL = 4  # words
_SMALL = frozenset("a an and at de for in of on the to und et y".split())


def add_acronyms(page: Page, cast: Cast, forms: Forms) -> None:
    """'the Harbour and Dock Workers Union (HDWU)': the letters stand for the name before them."""
    for found in _ACRONYM.finditer(page.text):
        letters = found.group(1)
        if letters.lower() in OFFICE_NOUNS:
            continue  # 'Member of Parliament (MP)'
        start = _spelt_out(page.text, found.start(), letters) if letters[-1].isupper() else None
        start = start if start is not None else _shortened(page.text, found.start(), letters)
        if start is None:
            if (small := _in_small_letters(page.text, found.start(), letters)) is not None:
                key = cast.key_for("Organization", letters)
                forms[fold((letters,))] = [(key, "name")]
                cast.also(key, small)
            continue
        words = tuple(_WORDS.findall(_OWNED.sub("", page.text[start : found.start()])))
        known = forms.get(fold(words))
        key = known[0][0] if known else cast.key_for("Organization", spelt(words))
        forms[fold(words)] = forms[fold((letters,))] = [(key, "name")]
        cast.also(key, letters)


def _spelt_out(text: str, end: int, letters: str) -> int | None:
    """Where the capital words begin whose initials the letters are, read from the right past small words.

    The last words may be in no letter, where they only say whose or where: 'the Dock Workers Union of Sela (DWU)'.
    """
    paragraph = max(text.rfind("\n", 0, end), end - 160, 0)
    words = list(re.finditer(r"\w[\w’'-]*", text[paragraph:end]))
    tail = next((n for n, word in enumerate(reversed(words), 1) if word.group() in _TIES), 0)
    for cut in (0, tail) if 0 < tail <= _LONGEST_TAIL else (0,):
        first = _first_of_initials([word.group() for word in words[: len(words) - cut]], letters)
        if first is not None:
            return paragraph + words[first].start()
    return None


def _first_of_initials(words: Sequence[str], letters: str) -> int | None:
    """The number of the word from which on the initials are the letters; 'UN' stands for two."""
    left = "".join(letter for letter in letters if letter.isupper())
    for number, word in reversed(list(enumerate(words))):
        if word[0].isupper():
            initials = word if word.isupper() and left.endswith(word) else word[0]
            if not left.endswith(initials):
                return None
            left = left.removesuffix(initials)
            if not left:
                return number
        elif word.lower() not in _SMALL:
            return None
    return None


def _in_small_letters(text: str, end: int, letters: str) -> str | None:
    """'council of harbour towns' before '(CHT)': a body that is called by no name but its letters."""
    if not letters.isupper() or len(letters) < 3:
        return None
    words = re.findall(r"[a-z][a-z-]*", text[max(text.rfind("\n", 0, end), end - 160, 0) : end])
    told, left = list[str](), list(letters.lower())
    while words and left:
        word = words.pop()
        if word[0] == left[-1]:
            left.pop()
        elif word not in _SMALL:
            return None
        told.insert(0, word)
    spelt_out = " ".join(told)
    whole = not left and text.endswith(spelt_out, 0, end)
    return spelt_out if whole and names_a_body(told) else None


def _shortened(text: str, end: int, short: str) -> int | None:
    """Where the capital words begin that 'SelaFire' shortens: 'the Sela Department of Forestry and Fire Protection'."""
    parts = _PARTS.findall(short)
    if len(parts) < 2 or "".join(parts) != short:
        return None
    first = max(text.rfind("\n", 0, end), end - 160, 0)
    words = []
    for word in reversed(list(re.finditer(r"\w[\w’'-]*", text[first:end]))[-_LONGEST:]):
        if not word.group()[0].isupper() and word.group().lower() not in _SMALL:
            break
        words.append(word)
    left, begins = list(parts), 0
    for word in reversed(words):
        if left and word.group().startswith(left[0]):
            left.pop(0)
            begins = word.start() if len(left) == len(parts) - 1 else begins
    return first + begins if not left else None
