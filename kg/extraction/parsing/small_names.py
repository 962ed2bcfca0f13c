"""Given names that are small words of English too (Per, To, Do): the model reads them as names where others stand."""

from __future__ import annotations

import re

_LIKE = {2: "Jo", 3: "Tom", 4: "John"}  # what the model knows for a given name of that length
_SMALL = "An|Are|As|Can|Do|Even|In|Just|Nor|Odd|On|Or|Per|So|Than|To"
_FIRST = "Are|Do|In|Per|Than|To"  # nobody begins 'In Lassen said' with a word
_SURNAME = r"[A-Z][a-z]\w*(?: [A-Z][a-z]\w*)?"
_SAID = r"(?:said|says|told|added|warned|asked|admitted|insisted)"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|[Pp]resident|[Mm]inister|[Mm]ayor|[Cc]hairman|[Cc]hairwoman|[Cc]hief|[Ll]eader|[Jj]udge)"
_TOLD = re.compile(
    rf"\b(?:{_SAID}|according to|{_TITLE}) (?P<behind>(?:{_SMALL}) {_SURNAME})"
    rf"|(?<=[a-z,] )(?P<within>(?:{_SMALL}) {_SURNAME}),? (?:{_SAID}|who)\b"
    rf'|(?:^|(?<=[.!?"] ))(?P<before>(?:{_FIRST}) {_SURNAME}),? {_SAID}\b'
)


def with_given_names(text: str) -> str:
    """The text in which a small word that is told to be a given name gives way to a name of its length.

    >>> with_given_names('"No," said Per Lassen. Per Lassen left. It costs 3 per head.')
    '"No," said Tom Lassen. Tom Lassen left. It costs 3 per head.'
    """
    for name in {found.group(found.lastgroup or 0) for found in _TOLD.finditer(text)}:
        small, surname = name.split(" ", 1)
        text = re.sub(rf"\b{small}(?= {surname}\b)", _LIKE[len(small)], text)
    return text
