"""Words as names are compared: without case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def fold(words: Sequence[str]) -> tuple[str, ...]:
    """The words as they are compared: without case and accents ('Erdoğan' is 'Erdogan')."""
    return tuple(fold_word(word) for word in words)


@lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
