"""The encodings that pages and feeds may declare: those of the web, and none of Python's other codecs.

Some of these take a time that grows with the square of the text (punycode, idna), or are no encodings at all (rot13).
"""

from __future__ import annotations

import codecs

# What a label means to browsers where that is more than it says: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("iso8859-11", "tis-620", "windows-874"), "cp874"),
    "iso8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}
_OF_THE_WEB = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
    "iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 "
    "cp1256 cp1257 cp1258 koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5hkscs euc_jp iso2022_jp".split()
)


def encoding_of(label: str) -> str | None:
    """The Python codec for an encoding that a document declares, as browsers take it; None where it is not of the web.

    >>> [encoding_of(label) for label in ("UTF8", "ISO-8859-1", "x-sjis", "punycode", "no-such")]
    ['utf-8', 'cp1252', 'cp932', None, None]
    """
    name = label.strip().lower()
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        name = _MEANT.get(name, name)
    name = _MEANT.get(name, name)
    return name if name in _OF_THE_WEB else None
