"""Warns of values that YAML takes otherwise than they may be meant: cut at a #, or in curly quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.errors import Problem
from kg.factfile.source import Source, split_lines

_HASH = re.compile(r"\S +#[^\s#]")
_CUT = re.compile(r" *(?:- )*[\w-]+: +[^\s\"'#\[{|>](?:(?! #).)* #[^\s#]")  # 'subject: to build #1 bridge'
_ENCLOSED = re.compile(
    r"(?:(?P<key>[\w-]+): +|- +|[\[{,] *|^ +)(?P<value>[“”„‟][^“”\n]*[“”])(?=\s*(?:[,\]}].*|:\s.*|\s#.*)?$)"
)
_SAID = frozenset(("quote", "text", "headline", "description"))  # what may well be a quotation as a whole


def odd_values(source: Source, wrong: Collection[int]) -> Iterator[Problem]:
    """Warnings, where the file is YAML; `wrong` are the lines in which there is an error."""
    if source.json:
        return
    if " #" in source.text and _HASH.search(source.text):
        yield from _cut(source)
    if "“" in source.text or "”" in source.text:
        yield from _enclosed(source, wrong)


def _cut(source: Source) -> Iterator[Problem]:
    """Values that end where YAML takes what follows for a comment, though it may have been meant: 'the #1 bridge'."""
    lines = enumerate(split_lines(source.text), start=source.line)
    found = [(number, each.end() - 1) for number, line in lines if (each := _CUT.match(line))]
    cure = "Put quotation marks round the value, or a space behind # if it is a comment."
    for place in source.positions(found):
        yield Problem("cut-value", "The value ends before the #, which begins a comment.", cure, place, "warning")


def _enclosed(source: Source, wrong: Collection[int]) -> Iterator[Problem]:
    """Values in curly quotation marks, which are no marks to YAML; a quotation may have them as its own."""
    found = [
        (number, each.start("value") + 1)
        for number, line in enumerate(split_lines(source.text), start=source.line)
        if "”" in line or "“" in line
        for each in _ENCLOSED.finditer(line)
        if not line.lstrip().startswith("#") and (number in wrong or each["key"] not in _SAID)
    ]
    message, cure = "The curly quotation marks belong to the value here.", "Write straight ones: \"...\" or '...'."
    for place in source.positions(found):
        yield Problem("curly-quotes", message, cure, place, "warning")
