"""Labels every unit of a page: what is body, and what stands before, in and after it.

Kinds are those of `kg.model.Block`. A unit's own look comes first; then its neighbours ("Read more" makes related
links of the lines after it, a credit makes a caption of the line before it); then its place, in the body's run or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.reading.bylines import byline_names
from kg.reading.heads import label_head
from kg.reading.lines import Unit
from kg.reading.neighbours import with_neighbours
from kg.reading.runs import BULLET, densest_run, is_prose
from kg.reading.stamps import with_stamps

_KINDS = {"date": "dateline", "ago": "furniture", "lead": "related", "stop": "furniture", "note": "credit",
          "summary": "furniture", "name": "byline", "headline": "furniture"}  # fmt: skip
_QUESTION = re.compile(
    r"^(?:what|who|whom|whose|why|when|where|which|how|is|are|was|were|will|would|can|could|should|do|does|did|has|have)\b",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"\b(?:is|was) (?:an?|the|our|[A-Z][\w.]*(?: [A-Z][\w.]*)*[’']s?)\b[^.]{0,80}\b(?:reporter|journalist"
    r"|correspondent|editor|writer|columnist|producer|freelance)"
    r"|\b(?:covers|reports on|writes (?:about|on|for))\b"
)
_SENTENCE_GAP = re.compile(r"(?<=[.!?])\s+")
_IS = re.compile(r"^[^.,]{3,60}(?:,[^.]{0,60},)? (?:is|was|covers|reports|writes|has|works)\b")
_HEAD = 12  # units in which the marks of a page's head (date, byline) may follow what looks like its first sentence


def label_units(units: Sequence[Unit], *, has_head: bool = True) -> list[str]:
    """The kind of each unit; `has_head` False for a text that begins with its body."""
    single, known = with_neighbours(with_stamps(units))
    run = densest_run(known)
    start = _after_marks(single, run) if has_head else 0
    labels = label_head(single[:start], known[:start], known[start : run.stop]) if has_head else []
    signed = [unit.text for label, unit in zip(labels, single, strict=False) if label in ("byline", "dateline")]
    authors = tuple(name for text in signed for name in byline_names(text))
    stop = _before_biography(known, range(start, run.stop), authors)
    phrases = phrases_in(unit.text for unit in known[start:stop] if unit.sentence)
    for index in range(start, len(known)):
        labels.append(_label(known, index, labels, inside=index < stop, phrases=phrases))
    return labels


def _after_marks(units: Sequence[Unit], run: range) -> int:
    """Where the body begins: at the run's first sentence, or after the date and byline among its first units."""
    marks = [index for index in run[:_HEAD] if units[index].look in ("date", "byline", "ago")]
    marks += [index for index in run[:4] if units[index].look == "name"]
    sentences = [index for index in run if is_prose(units[index])]
    if not marks or sum(is_prose(units[index]) for index in range(run.start, min(marks))) > 3:
        return run.start
    last = max(mark for mark in marks if mark <= min(marks) + 5)
    return next((index for index in sentences if index > last), run.start)


def _before_biography(units: Sequence[Unit], body: range, authors: tuple[str, ...]) -> int:
    """Where the body ends: before what some pages say of the writer, with a heading or without."""
    for index in body[-6:]:
        about = units[index + 1] if index + 1 < body.stop else None
        if units[index].look in ("name", "stop") and about and _BIOGRAPHY.search(about.text):
            return index
        if (
            authors
            and index >= body.stop - 3
            and units[index].text.startswith(authors)
            and _IS.search(units[index].text)
        ):
            return index
    return body.stop


def _label(units: Sequence[Unit], index: int, labels: Sequence[str], *, inside: bool, phrases: Counter[str]) -> str:
    """The kind of a unit at or after the body's start; `labels` are those of the units before it."""
    unit, before = units[index], labels[-1] if labels else ""
    if before in ("pull-quote", "appeal") and unit.look == "name":
        return before
    if before == "pull-quote" and index and units[index - 1].look == "name" and _is_role(unit):
        return before
    if unit.look == "name":
        return "furniture" if not inside or before in ("related", "caption") else "subhead"
    if unit.look in ("standfirst", "date", "byline") and not inside:
        return "furniture"
    if unit.look is not None:
        return _KINDS.get(unit.look, unit.look)
    if not inside:
        return "furniture"
    signed = index + 1 < len(units) and units[index + 1].look == "name"
    if (signed or not unit.sentence) and _is_repeated(unit, phrases):
        return "pull-quote"
    return "subhead" if _is_subhead(unit) else "body"


def _is_role(unit: Unit) -> bool:
    """Whether a line after a name may say what its bearer is."""
    return unit.look is None and unit.words <= 12 and not unit.sentence and not unit.heading and unit.text[-1] != "?"


def _is_subhead(unit: Unit) -> bool:
    if unit.heading:
        return True
    if unit.sentence:
        question = unit.text.endswith("?") and unit.text.count("?") == 1
        return question and unit.words <= 12 and bool(_QUESTION.match(unit.text))
    return unit.words <= 12 and not unit.vote and unit.text[-1] not in ',:;—–”"’' and not BULLET.match(unit.text)


def _is_repeated(unit: Unit, phrases: Counter[str]) -> bool:
    """Whether the words of a line stand in the body a second time, all of them."""
    if unit.words < 5 or unit.words > 60 or (unit.text[:1] in '“"‘' and unit.sentence and not unit.heading):
        return False
    own = [phrase for piece in _SENTENCE_GAP.split(unit.text) for phrase in _phrases(piece)]
    return bool(own) and all(phrases[phrase] > unit.sentence for phrase in own)


def phrases_in(texts: Iterable[str]) -> Counter[str]:
    """How often each run of five words stands in some texts."""
    return Counter(phrase for text in texts for piece in _SENTENCE_GAP.split(text) for phrase in _phrases(piece))


def _phrases(text: str) -> Iterator[str]:
    words = words_of(text).split()
    return (" ".join(words[start : start + 5]) for start in range(len(words) - 4))


def words_of(text: str) -> str:
    """Words only, so that a pull-quote is found in the body whatever its quotation marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))
