"""Checks the words that a fact repeats of somebody's speech: they are those of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.factfile.claims import words_for
from kg.factfile.findings import Findings, Path
from kg.model import Evidence
from kg.numerals import numbers_in

_WORD = re.compile(r"\w+|[$€£¥%]")
_LEFT_OUT = re.compile(r"…|\.{3}")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SHORTEST, _STEM = 4, 4  # letters: of a word that says something, and of its beginning, which endings leave alone
_DENIALS = ("not", "no", "never", "none", "nobody", "nothing", "without")
_BETWEEN = re.compile(r"”[^“”]*“")  # what stands between two quotations, as a reporting clause does


def check_spoken(
    findings: Findings, raw: Mapping[Any, Any], evidence: Sequence[Evidence], path: Path, keys: Iterable[str]
) -> None:
    """Refuse a speech whose words, those of the fields `keys`, are not those of its evidence.

    Words in direct speech are all compared, others only where they stand in quotation marks. Punctuation, case and the
    clause that interrupts a quotation do not count; an ellipsis stands for words left out. Reported speech may be told
    in other words, but a figure or a denial that the evidence lacks, or evidence with few of its words, is a warning.
    """
    for key in keys:
        text, shown = raw.get(key), words_for(evidence, key)
        if type(text) is not str:
            continue
        stretches = [text] if raw.get("directness") == "direct" else _QUOTED.findall(text)
        if shown and (wrong := next((each for each in stretches if not _stands_in(each, shown)), None)):
            message = f"The evidence does not have these words: {_short(wrong)}"
            cure = "Copy what was said from the article, with … for what is left out, or quote more as evidence."
            findings.add("other-words", (*path, key), message, cure)
        elif shown and raw.get("directness") != "direct" and (strange := _strange(text, shown)):
            message = f"The evidence does not have {strange}."
            cure = "Tell it in the article's words, or quote more as evidence."
            findings.warn("unlike-words", (*path, key), message, cure)


def _strange(text: str, shown: str) -> str | None:
    """The figure or denial that only the text has, or most of its words, where most are strange.

    >>> _strange("the talks failed for 3 reasons", "He said that the talks had failed for two reasons.")
    'the figure 3'
    >>> _strange("the harbour will be sold at once", "She said that the talks had failed.")
    'the words harbour, will, sold, once'
    >>> _strange("they had waited two years", "She said that they had waited ten years.")
    'the number 2'
    >>> _strange("the talks had never failed", "She said that the talks had failed.")
    'the word never'
    >>> _strange("talks fail", "She said that the talks had failed.")
    """
    said = [word for word in _WORD.findall(text.casefold()) if word.isdigit() or len(word) >= _SHORTEST]
    words = _WORD.findall(shown.casefold())
    known = {word[:_STEM] for word in words}
    if figure := next((word for word in said if word.isdigit() and word not in words), None):
        return f"the figure {figure}"
    if denial := next(
        (word for word in _WORD.findall(text.casefold()) if word in _DENIALS and word not in words), None
    ):
        return f"the word {denial}"
    if number := next((each for each in numbers_in(text) if each > 1 and each not in numbers_in(shown)), None):
        return f"the number {number}"
    strange = [word for word in said if not word.isdigit() and word[:_STEM] not in known]
    return f"the words {', '.join(dict.fromkeys(strange))}" if 2 * len(strange) > len(said) else None


def _stands_in(words: str, shown: str) -> bool:
    """Whether the words are quoted there in this order.

    >>> _stands_in("It is late, Go home.", "“It is late,” she said. “Go home.”")
    True
    >>> _stands_in("It is late … home.", "“It is late. Go home.”"), _stands_in("It is early.", "“It is late.”")
    (True, False)
    """
    straight = shown.split('"')
    readings = (shown, _BETWEEN.sub(" ", shown), " ".join(straight[1::2]), " ".join(straight[::2]))
    return any(_in_order(_LEFT_OUT.split(words), each) for each in readings)


def _in_order(parts: Iterable[str], shown: str) -> bool:
    place, line = 0, _line(shown)
    for part in map(_line, parts):
        found = line.find(part, place)
        if found < 0:
            return False
        place = found + len(part) - 1
    return True


def _line(text: str) -> str:
    """Its words in lower case, each between spaces."""
    return "".join(f" {word}" for word in _WORD.findall(text.casefold())) + " "


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80].rpartition(" ")[0] + " …"
