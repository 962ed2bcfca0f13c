"""The words of a SPARQL query, told apart before any parser sees them, because parsers recurse and reach out.

The words are those of SPARQL 1.1, section 19.8. A string, a comment or an IRI that mentions SERVICE is no SERVICE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.errors import QueryError

MAX_LENGTH = 1_000_000  # code points
MAX_BRACES = 200  # 3,000 nested braces crash the engine
MAX_BRACKETS = 1_000  # and so do 5,000 nested parentheses
# Each token ends where it ends for the engine, or what follows could hide from the check. A prefix has 200 characters
# at most: to look for its colon from each of `a.a.a.a ...` to the end took nine seconds.
_UCHAR = r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|\\U(?!0000[Dd][89A-Fa-f])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
_ESCAPE = rf"""\\[tbnrf\\"']|{_UCHAR}"""
_PLX = r"""%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"""
_LOCAL = rf"(?:(?![.-])(?:[\w:-]++|{_PLX}|\.++(?=[\w:-]|{_PLX}))++)?"  # no dot begins or ends it
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]++|{_UCHAR})*+>)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"\"\"|\'\'\'(?:\'{{0,2}}(?:[^\'\\]|{_ESCAPE}))*\'\'\'
        |\"(?!\"\")(?:[^\"\\\n\r]|{_ESCAPE})*\"|\'(?!\'\')(?:[^\'\\\n\r]|{_ESCAPE})*\')
    | (?P<name>[?$@][\w-]+|[^\W\d_][\w.-]{{0,199}}:{_LOCAL}|_?:{_LOCAL})
    | (?P<long>[^\W\d_][\w.-]{{200}})
    | (?P<word>\w+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")

Span = tuple[str, str, int, int]  # of a token: its kind, its text, how many braces stand around it, where it starts


def spans(sparql: str) -> Iterator[Span]:
    """Each token (of kind word, name, iri, string, other), how many braces stand around it, and where it starts.

    Raises QueryError for what a parser could read otherwise, or could not read without harm.
    """
    depth = {"{": 0, "(": 0, "[": 0}
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup or ""
        if kind == "space":
            continue
        if kind == "long":
            raise QueryError(f"{token[0][:40]}... is longer than a prefix may be: 200 characters")
        if kind == "iri":
            _verify_iri(token[0])
        elif kind == "other":
            _count(token[0], depth)
        yield kind, token[0], depth["{"], token.start()


def words_of(found: Iterable[Span], *sought: str) -> list[str]:
    """The words among some tokens, in capitals; the words `sought` also where others run into them.

    The engine needs no gap around a word: `trueSERVICE` are two to it, `SERVICESILENT` too, and `SERVICE:x` is one
    where nobody declared such a prefix.
    """
    words = list[str]()
    for kind, text, _, _ in found:
        if kind == "word" or (kind == "name" and text[0] not in "?$@_:"):
            word = text.partition(":")[0].upper()
            hidden = [each for each in sought if each in word]
            words += hidden or ([word] if kind == "word" else [])
    return words


def tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a query in their order, each with its kind: space, iri, string, name, word or other.

    Joined they are the query again.
    """
    return ((str(token.lastgroup), token[0]) for token in _TOKEN.finditer(sparql))


def declared_in(sparql: str) -> dict[str, str]:
    """The prefixes that a query declares itself."""
    words = [token for token in tokens(sparql) if token[0] != "space"]
    return {
        name.removesuffix(":"): iri[1:-1]
        for (_, word), (_, name), (kind, iri) in zip(words, words[1:], words[2:], strict=False)
        if word.upper() == "PREFIX" and kind == "iri"
    }


def _verify_iri(iri: str) -> None:
    # A parser may take `<` for less-than, and then a quote or # within starts a string or a comment that hides what
    # follows from this check. In `<http://...>` it cannot: no expression starts with `http://`.
    if re.search(r"['#()]", iri) and not _ABSOLUTE.match(iri):
        raise QueryError(f"{iri} could be read in two ways: write the whole IRI, or spaces around `<`")


def _count(character: str, depth: dict[str, int]) -> None:
    if character in "\"'":
        raise QueryError("a string in the query is not closed, or has a backslash before a sign that needs none")
    if character in depth:
        depth[character] += 1
    elif character in "})]":
        depth[{"}": "{", ")": "(", "]": "["}[character]] -= 1
    if depth["{"] > MAX_BRACES or depth["("] + depth["["] > MAX_BRACKETS:
        raise QueryError(f"the query is nested too deeply: at most {MAX_BRACES} braces and {MAX_BRACKETS} brackets")
