"""Checks evidence against the text, and says where a wrong quote was found nearest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from kg.factfile.findings import Findings, Path, did_you_mean, listed, shown, torn_text
from kg.model import Evidence

_KEYS = ("start", "end", "quote", "of")
_KEY_SET = frozenset(_KEYS)
_LOOKED_UP = 50  # wrong quotes of a file at most: each is looked for in the whole text
_LIKE = 0.6  # of the words of a wrong quote and of the text that are the same
_LONG = 500  # words of a quote that are compared with all of the text
_WIDE = 300  # characters of the likest words that are shown
_SHOWN = 5  # places of words that stand several times
_STRAIGHT = str.maketrans(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2013\u2014\u2212\u00a0\u202f", "''''\"\"\"'---  "
)
_NAMES = {"\u2019": "a curly \u2019", "\u2018": "a curly \u2018", "'": "a straight '"}
_NAMES |= {"\u201c": "a curly \u201c", "\u201d": "a curly \u201d", '"': 'a straight "', "\u00a0": "a no-break space"}
_NAMES |= {"\u2013": "a dash (\u2013)", "\u2014": "a dash (\u2014)", "-": "a hyphen", " ": "a space"}


def read_evidence(
    findings: Findings,
    raw: Any,
    path: Path,
    keys: Collection[str],
    text: str | None,
    whole: Sequence[Evidence] = (),
) -> Evidence | None:
    """One piece of evidence, verified where there is a text; `keys` are the fields that it may be `of`.

    Offsets may be left out where the text is at hand and has the words once, or those that show the `whole` fact do.
    """
    if type(raw) is not dict:
        cure = "Write {quote: the words}, or {start: 0, end: 9, quote: the words}"
        findings.add("not-a-mapping", path, f"Evidence takes start, end and quote, not {shown(raw)}.", cure)
        return None
    start, end, quote, of = raw.get("start"), raw.get("end"), raw.get("quote"), raw.get("of")
    if not _KEY_SET.issuperset(raw) or not _is_key(of, keys):
        _check_keys(findings, raw, path, keys)
        of = of if _is_key(of, keys) else None
    if start is None and end is None and type(quote) is str:
        if not quote.strip():
            message = "This evidence has no words."
            findings.add("empty-value", (*path, "quote"), message, "Copy them from the article: {quote: the words}")
            return None
        return _found(findings, quote, of, path, text, whole)
    if type(start) is not int or type(end) is not int or type(quote) is not str:
        _check_types(findings, raw, path, text)
        return None
    if text is None:
        if len(quote) != end - start or start < 0 or not quote:
            _check_length(findings, start, end, quote, path)
        return Evidence(start, end, quote, of, False)
    if start < 0 or start >= end or end > len(text) or text[start:end] != quote:
        _check_quote(findings, start, end, quote, path, text)
    return Evidence(start, end, quote, of)


def _found(
    findings: Findings, quote: str, of: str | None, path: Path, text: str | None, whole: Sequence[Evidence]
) -> Evidence | None:
    """Evidence without offsets: the one place where its words stand, in the words for the whole fact or in the text."""
    if text is None:
        if any(each.code == "missing-offsets" for each in findings.found):
            return None  # said once, it is said of all
        cure = (
            "Put the text beside the fact file, under its name (a.txt beside a.facts.yaml), or say where it is with "
            "--texts. Or write start and end."
        )
        message = "These words have no offsets, and the text to look for them in is not at hand."
        findings.add("missing-offsets", path, message, cure)
        return None
    start = text.find(quote)
    if start < 0:
        message = "The text does not have these words."
        findings.add("wrong-quote", (*path, "quote"), message, _remedy(findings, text, quote, 0))
        return None
    if text.find(quote, start + 1) >= 0:
        near = {at for each in whole for at in _places(quote, text, each.start, each.end)}
        if len(near) == 1:
            return Evidence(min(near), min(near) + len(quote), quote, of)
        starts = islice(_places(quote, text, 0, len(text)), _SHOWN + 1)
        places = [f"{at}-{at + len(quote)}" for at in starts]
        more = " and elsewhere" if len(places) > _SHOWN else ""
        message = f"These words stand more than once, at {', '.join(places[:_SHOWN])}{more}."
        cure = "Write the start and end of the place that you mean, or quote more of the sentence."
        findings.add("ambiguous-quote", (*path, "quote"), message, cure)
        return None
    return Evidence(start, start + len(quote), quote, of)


def _places(quote: str, text: str, begin: int, end: int) -> Iterator[int]:
    """Where the words begin that stand between two offsets."""
    while (at := text.find(quote, begin, end)) >= 0:
        yield at
        begin = at + 1


def _remedy(findings: Findings, text: str, quote: str, start: int) -> str:
    """Where the words stand; not looked up any more once a file has had very many wrong ones."""
    if len(findings.found) >= _LOOKED_UP:
        return "Mend the quotes above first: kg then says where these words stand."
    return nearest(text, quote, start)


def _check_keys(findings: Findings, raw: dict[Any, Any], path: Path, keys: Collection[str]) -> None:
    for key in raw:
        if key not in _KEYS:
            cure = torn_text(raw, key) or did_you_mean(key, _KEYS)
            findings.add("unknown-field", (*path, key), f"Evidence has no field {shown(key)}.", cure, at_key=True)
    of = raw.get("of")
    if not _is_key(of, keys):
        cure = did_you_mean(of, keys, listed("The fields are", keys))
        findings.add("unknown-of", (*path, "of"), f"`of` names no field of this fact: {shown(of)}.", cure)


def _is_key(of: Any, keys: Collection[str]) -> bool:
    """Whether `of` says nothing, or names a field."""
    return of is None or (type(of) is str and of in keys)


def _check_types(findings: Findings, raw: dict[Any, Any], path: Path, text: str | None) -> None:
    quote = raw.get("quote")
    place = _remedy(findings, text, quote, 0) if text is not None and type(quote) is str and quote else ""
    for key, wanted in (("start", int), ("end", int), ("quote", str)):
        value = raw.get(key)
        if value is None:
            message = f"Evidence needs `{key}`."
            findings.add("missing-field", path, message, place or "Write {start: 0, end: 9, quote: the words}")
        elif type(value) is not wanted:
            is_quote = key == "quote"
            message = f"`{key}` is {'text' if is_quote else 'a whole number'}, not {shown(value)}."
            cure = (
                "Put the words in quotation marks." if is_quote else "Count code points from the text's beginning, 0."
            )
            findings.add("bad-quote" if is_quote else "bad-offsets", (*path, key), message, cure)


def _check_length(findings: Findings, start: int, end: int, quote: str, path: Path) -> None:
    if start < 0:
        findings.add("bad-offsets", (*path, "start"), f"`start` is {start}.", "The text begins at 0.")
    elif start >= end:
        cure = "`end` is the offset after the last letter."
        findings.add("bad-offsets", (*path, "end"), f"`end` {end} does not lie after `start` {start}.", cure)
    else:
        message = f"The quote has {len(quote)} characters; from {start} to {end} there are {end - start}."
        cure = "Count Unicode code points; a line break in the text is one."
        findings.add("quote-length", (*path, "quote"), message, cure)


def _check_quote(findings: Findings, start: int, end: int, quote: str, path: Path, text: str) -> None:
    where = _remedy(findings, text, quote, max(start, 0))
    if start < 0 or start >= end:
        key = "start" if start < 0 else "end"
        wrong = f"`start` is {start}." if start < 0 else f"`end` {end} does not lie after `start` {start}."
        findings.add("bad-offsets", (*path, key), wrong, where)
        return
    if end > len(text):
        message = f"`end` {end} lies past the text, which has {len(text)} characters."
        findings.add("offsets-outside-text", (*path, "end"), message, where)
        return
    message = f"From {start} to {end} the text has {shown(text[start:end])}."
    findings.add("wrong-quote", (*path, "quote"), message, where)


def nearest(text: str, quote: str, start: int) -> str:
    """Where the words stand nearest to `start`, and how they differ where they are not quite the same."""
    places = [found.start() for found in re.finditer(re.escape(quote), text)] if quote else []
    if places:
        at = min(places, key=lambda place: abs(place - start))
        return f"These words stand at {at}-{at + len(quote)}: did you mean start: {at}, end: {at + len(quote)}?"
    folded = _folded(text, quote, start)
    if folded is not None:
        at, end = folded
        return f"{_difference(quote, text[at:end])} Did you mean {at}-{end}, quote: {text[at:end]!r}?"
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, quote)
        if other != quote and other in text:
            at = text.index(other)
            return f"The text writes its accents otherwise ({form}); copy the words from it: {at}-{at + len(other)}."
    return _likest(text, quote) or "These words are not in the text: copy them from it, letter by letter."


def _likest(text: str, quote: str) -> str:
    """The words of the text around the longest run of the quote's own, where most are the same; else nothing."""
    from difflib import SequenceMatcher

    places = [each.span() for each in re.finditer(r"\w+", text)]
    words, wanted = [text[start:end] for start, end in places], re.findall(r"\w+", quote)
    if len(wanted) > _LONG:
        return ""
    run = SequenceMatcher(None, words, wanted, autojunk=False).find_longest_match()
    first = max(run.a - run.b, 0)
    found = words[first : first + len(wanted)]
    if not found or SequenceMatcher(None, found, wanted, autojunk=False).ratio() < _LIKE:
        return ""
    start, end = places[first][0], places[first + len(found) - 1][1]
    likest = text[start:end] if end - start <= _WIDE else text[start : start + _WIDE] + "..."
    return f"These words are not in the text. The likest stand at {start}-{end}: {likest!r}. Copy them from there."


def _folded(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """Where the words stand but for quotation marks, dashes, spaces and capitals."""
    words = quote.translate(_STRAIGHT).split()
    if not words or len(quote) > 20_000:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = [each.span() for each in re.finditer(pattern, text.translate(_STRAIGHT), re.IGNORECASE)]
    return min(found, key=lambda span: abs(span[0] - start)) if found else None


def _difference(quote: str, words: str) -> str:
    for mine, theirs in zip(quote, words, strict=False):
        if mine != theirs:
            return (
                f"The text has {_NAMES.get(theirs, repr(theirs))} where the quote has {_NAMES.get(mine, repr(mine))}."
            )
    return "The text ends these words otherwise."
