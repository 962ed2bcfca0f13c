"""Warns of what a slip of the hand makes of a fact: another's name in its evidence, a year or number not in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.factfile.evidence import words_for
from kg.factfile.findings import Findings, Path
from kg.model import Entity, Evidence, Value
from kg.numerals import counts_in
from kg.schema import Field

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_UNCOUNTED = re.compile(r"\b(?:others?|more|both|pair|couple|twins)\b", re.IGNORECASE)  # with whom a number is no whole
_SINGLE = re.compile(r"\b(?:an?|another)\b", re.IGNORECASE)
_MANY = 10  # numbers in the evidence, of which any might be added up


def check_names(
    findings: Findings,
    entities: Mapping[str, Entity],
    known: Mapping[str, Field],
    fields: Mapping[str, tuple[Value, ...]],
    evidence: Sequence[Evidence],
    path: Path,
) -> None:
    """Warn where the words that are to show who it is have the name of another of its kind, and no name of this one.

    A country may be called by its capital, and a governor by the place: of another kind a name may well be right.
    """
    for each in evidence:
        if each.of is None or each.of not in fields or known[each.of].kind != "entity":
            continue
        meant = [entities[key] for key in fields[each.of] if isinstance(key, str) and key in entities]
        if not meant or any(name in each.quote for one in meant for name in _names(one)):
            continue
        others = [one for one in entities.values() if one.type == meant[0].type and one.name in each.quote]
        if len(others) == 1 and not any(_last_word(one.name) in each.quote for one in meant):
            message = f"The words for `{each.of}` are {each.quote!r}, and {meant[0].key} is {meant[0].name}."
            findings.warn("other-name", (*path, each.of), message, f"Did you mean {others[0].key}?")


def check_dates(
    findings: Findings,
    raw: Mapping[Any, Any],
    known: Mapping[str, Field],
    evidence: Sequence[Evidence],
    published: str | None,
    path: Path,
) -> None:
    """Warn of a date in a year that neither its evidence nor its article has, and of what is planned for the past."""
    if not published:
        return
    for key, value in raw.items():
        if type(value) is not str or key not in known or not known[key].time_role or not _DATE.fullmatch(value):
            continue
        if value[:4] != published[:4]:
            years = {year for each in evidence for year in _YEAR.findall(each.quote)}
            if years and value[:4] not in years:
                message = f"The evidence has {' and '.join(sorted(years))}, and not {value[:4]}."
                findings.warn("other-year", (*path, key), message, "Mend the date, or quote the words that show it.")
                continue
        if raw.get("status") == "planned" and known[key].time_role == "time" and value < published[: len(value)]:
            message = f"It is planned for {value}, which was over when the article appeared ({published[:10]})."
            findings.warn("planned-before", (*path, key), message, "Mend the date or the status.")


def check_numbers(
    findings: Findings, fields: Mapping[str, tuple[Value, ...]], evidence: Sequence[Evidence], path: Path
) -> None:
    """Warn of a number where its evidence has others, of which no two or more make it either."""
    for key, values in fields.items():
        for value in values:
            if type(value) is not int:
                continue
            shown = words_for(evidence, key)
            numbers = () if _UNCOUNTED.search(shown) else counts_in(shown)
            if numbers and len(numbers) <= _MANY and value not in _sums(numbers, len(_SINGLE.findall(shown))):
                message = f"The evidence has {' and '.join(map(str, dict.fromkeys(numbers)))}, and not {value}."
                cure = "Mend the number, or quote the words that show it."
                findings.warn("other-number", (*path, key), message, cure)


def _sums(numbers: Sequence[int], singles: int) -> set[int]:
    """What some of the numbers, and some of so many single ones, come to: three men, two women and a child are six."""
    sums = {0}
    for number in (*numbers, *[1] * min(singles, _MANY)):
        sums |= {each + number for each in sums}
    return sums


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.also)


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2]
