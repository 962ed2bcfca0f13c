"""What the lines of a page say of their neighbours: "Read more" makes links of the next ones, a credit a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.reading.lines import Unit
from kg.reading.runs import BULLET, is_prose

_ENLARGE = re.compile(
    r"^(?:open this (?:photo|image)|view image|enlarge|expand (?:this )?image|image caption)\b", re.IGNORECASE
)
_ENTRY = re.compile(r"^[A-Z][^.:“]{2,40}: ")
_DURATION = re.compile(r"^(?:duration:? )?\d{1,2}:\d\d(?::\d\d)?$", re.IGNORECASE)
_ASKS = re.compile(r"^[^“\"]*\b(?:you|your|please)\b[^“\"]*$", re.IGNORECASE)
_LONGEST_GROUP = 15  # related links after one heading


def with_neighbours(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units with what their neighbours say of them: without lists of links, as a head is read, and with them."""
    single = list(units)
    _mark_captions(single)
    _mark_summaries(single)
    _mark_appeals(single)
    _mark_enclosed(single)
    known = list(single)
    _mark_related(known)
    _mark_teasers(known)
    return single, known


def _mark_captions(units: list[Unit]) -> None:
    """A line printed twice running is a caption; so is a heading-like line beside a picture's credit."""
    repeats = _repeats(units)
    for index, unit in enumerate(units):
        after = units[index + 1] if index + 1 < len(units) else None
        before = units[index - 1] if index else None
        if unit.look is not None or unit.heading or unit.vote:
            continue
        twice = index in repeats
        credited = before is not None and not unit.sentence and before.look == "credit" and ":" not in before.text
        enlarged = before is not None and before.words <= 6 and bool(_ENLARGE.search(before.text))
        credits = after is not None and after.look == "credit" and not unit.sentence and not unit.text.endswith("?")
        if twice or (enlarged and unit.words <= 60) or (unit.words >= 5 and unit.words <= 60 and (credited or credits)):
            units[index] = replace(unit, look="caption")


def _repeats(units: Sequence[Unit]) -> set[int]:
    """The sentences that stand twice running; none of them where that is how the whole page is."""
    found = {
        place
        for index in range(1, len(units))
        if units[index].sentence and units[index].text == units[index - 1].text
        for place in (index - 1, index)
    }
    words = sum(unit.words for unit in units if unit.sentence)
    return found if sum(units[place].words for place in found) < 0.4 * words else set()


def _mark_related(units: list[Unit]) -> None:
    """The lines after "Related", "Read more" and the like, up to the next prose; several headlines running."""
    index = 0
    while index < len(units):
        if units[index].look == "lead" or (units[index].look == "related" and units[index].text.endswith(":")):
            end = _end_of_group(units, index + 1)
        else:
            end = _end_of_headlines(units, index)
        for place in range(index + (units[index].look is not None), end):
            if units[place].look in (None, "name", "date"):
                units[place] = replace(units[place], look="related", sentence=False)
        index = max(end, index + 1)


def _end_of_group(units: Sequence[Unit], start: int) -> int:
    """Where the links after a heading end: at a sentence that is not followed by a section or "2 hours ago"."""
    for index in range(start, min(start + _LONGEST_GROUP, len(units))):
        unit = units[index]
        if unit.heading and unit.look is None and unit.words <= 8 and index > start:
            return index
        if unit.look not in (None, "name", "date", "ago", "related") or unit.vote:
            return index
        if unit.sentence and not _is_link(unit) and not _is_teaser(units, index, first=index == start):
            return index
    return min(start + _LONGEST_GROUP, len(units))


def _is_link(unit: Unit) -> bool:
    """A headline that happens to end as a sentence does: a question without quotation marks; an entry of a list."""
    question = unit.text.endswith(("?", "!")) and unit.words <= 20 and not re.search(r"[“\"]", unit.text)
    return question or (unit.words <= 45 and bool(_ENTRY.match(unit.text)))


def _is_teaser(units: Sequence[Unit], index: int, *, first: bool) -> bool:
    """A sentence that only invites: before a section and "2 hours ago", after a video's length, or before headlines."""
    if units[index].words > 35:
        return False
    after = units[index + 1 : index + 3]
    section = len(after) == 2 and after[0].words <= 3 and after[0].look is None and after[1].look == "ago"
    if section or (after and after[0].look == "ago") or _DURATION.search(units[index - 1].text):
        return True
    return first and len(after) == 2 and units[index].words <= 25 and all(_is_headline(unit) for unit in after)


def _mark_teasers(units: list[Unit]) -> None:
    """Cards in mid-text: a title, a sentence, a section and an age."""
    prose = 0
    for index, unit in enumerate(units):
        if not is_prose(unit):
            continue
        prose += 1
        title = units[index - 1] if index else None
        if (
            prose > 3
            and title
            and (title.look == "related" or not is_prose(title))
            and _is_teaser(units, index, first=False)
        ):
            end = next((i for i in range(index, index + 3) if i < len(units) and units[i].look == "ago"), index)
            for place in range(index if title.look else index - 1, end + 1):
                units[place] = replace(units[place], look="related", sentence=False)


def _mark_appeals(units: list[Unit]) -> None:
    """The heading over an appeal, and the paragraphs of it that ask without saying what for."""
    for index, unit in enumerate(units):
        if unit.look != "appeal":
            continue
        before = units[index - 1] if index else None
        if before and before.look is None and before.words <= 12 and (not before.sentence or _is_link(before)):
            units[index - 1] = replace(before, look="appeal")
        for place in range(index + 1, min(index + 3, len(units))):
            if not is_prose(units[place]) or not _ASKS.search(units[place].text):
                break
            units[place] = replace(units[place], look="appeal")


def _mark_enclosed(units: list[Unit]) -> None:
    """Up to three lines without a sentence between two of furniture are furniture too, as in a form."""
    for index, unit in enumerate(units):
        if unit.look != "furniture" or unit.words < 2:
            continue
        gap = next((i for i in range(index + 1, min(index + 5, len(units))) if units[i].look is not None), index)
        if units[gap].look == "furniture" and units[gap].words >= 2 and not any(map(_stays, units[index + 1 : gap])):
            for place in range(index + 1, gap):
                units[place] = replace(units[place], look="furniture")


def _stays(unit: Unit) -> bool:
    return unit.sentence or unit.heading or unit.vote


def _end_of_headlines(units: Sequence[Unit], start: int) -> int:
    """The end of two or more headlines that stand together, or `start`."""
    end = start
    while end < len(units) and _is_headline(units[end]):
        end += 1
    return end if end - start >= 2 else start


def _is_headline(unit: Unit) -> bool:
    plain = unit.look is None and not unit.heading and not unit.vote
    plain = plain and (not unit.sentence or (_is_link(unit) and unit.text.endswith("?")))
    return plain and 6 <= unit.words <= 20 and not BULLET.match(unit.text) and unit.text[-1] not in ',:;—–”"’'


def _mark_summaries(units: list[Unit]) -> None:
    """The sentences after "Key points", where something parts them from the rest."""
    for index, unit in enumerate(units):
        if unit.look != "summary":
            continue
        end = next((i for i in range(index + 1, min(index + 9, len(units))) if not is_prose(units[i])), index)
        for place in range(index + 1, end):
            units[place] = replace(units[place], look="standfirst")
