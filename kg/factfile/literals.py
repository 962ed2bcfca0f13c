"""Checks single values by their datatype, and gives them as the schema types them, not as YAML does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from kg.edtf import parse_edtf
from kg.factfile.findings import Findings, Path, shown
from kg.iris import is_web_address, web_address
from kg.model import Scalar
from kg.vocab import XSD, edtf, xsd

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_FARTHEST = timedelta(hours=14)  # of a zone from Greenwich (XSD 1.1, part 2, 3.3.7)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_MOST_DIGITS = 18  # of a number, before its point: beyond them neither SHACL engines nor the store compute
_DECIMALS = [XSD + name for name in ("decimal", "double", "float")]


class RefusedError(ValueError):
    """A value that cannot be taken: why, under which code, and how it is mended."""

    def __init__(self, code: str, message: str, cure: str) -> None:
        super().__init__(message)
        self.code, self.cure = code, cure


def read_text(raw: Any) -> str:
    """Text; a whole number is taken for the digits that it shows. Raises ValueError for anything else."""
    if type(raw) is str:
        if raw.strip():
            return raw
        raise RefusedError("empty-value", "there is no text.", "Write it, or take the line out.")
    if type(raw) is int:
        return str(raw)
    raise RefusedError("not-text", f"text should stand here, not {shown(raw)}.", "Put the text in quotation marks.")


def _edtf(raw: Any) -> str:
    text = str(raw) if type(raw) is int else raw
    if type(text) is not str:
        raise RefusedError("bad-date", f"{shown(raw)} is no date.", "Write it as 2019-01-04, in quotation marks.")
    try:
        parse_edtf(text)
    except ValueError as error:
        cure = "For instance 2019-01-04, 2019-01, 2019-06-01/2019-06-19 (some time within), 2021~ (about)."
        raise RefusedError("bad-date", f"{shown(raw)}: {error}.", cure) from error
    return text


def read_moment(raw: Any) -> str:
    """A day, or a day and time (ISO 8601). Raises ValueError for anything else."""
    if type(raw) is str and (_DATE.fullmatch(raw) or _DATE_TIME.fullmatch(raw)):
        return _in_calendar(raw)
    cure = "Write 2019-01-04, or 2019-01-04T15:38:00+01:00 with the zone."
    raise RefusedError("bad-date", f"{shown(raw)} is no day.", cure)


def _day(raw: Any) -> str:
    if type(raw) is str and _DATE.fullmatch(raw):
        return _in_calendar(raw)
    raise RefusedError("bad-date", f"{shown(raw)} is no day.", "Write it as 2019-01-04.")


def _time(raw: Any) -> str:
    if type(raw) is str and _DATE_TIME.fullmatch(raw):
        return _in_calendar(raw)
    cure = "Write it with the zone: 2019-01-04T15:38:00+01:00."
    raise RefusedError("bad-date", f"{shown(raw)} is no day with its time.", cure)


def _in_calendar(moment: str) -> str:
    try:
        zone = datetime.fromisoformat(moment).utcoffset()
        if zone is not None and abs(zone) > _FARTHEST:
            raise ValueError("no zone is more than 14 hours from Greenwich")
    except ValueError as error:
        raise RefusedError("bad-date", f"{shown(moment)}: {error}.", "Look at the calendar and the clock.") from error
    return moment


def _integer(raw: Any) -> int:
    if type(raw) is int or (type(raw) is str and _INTEGER.fullmatch(raw)):
        return int(_not_too_long(raw))
    raise RefusedError("bad-number", f"{shown(raw)} is no whole number.", "Write it in digits: 12")


def _decimal(raw: Any) -> float:
    """The number; a whole one as such, which a float would round."""
    if type(raw) is int or (type(raw) is str and _INTEGER.fullmatch(raw)):
        return int(_not_too_long(raw))
    if (type(raw) is float and isfinite(raw)) or (type(raw) is str and _DECIMAL.fullmatch(raw)):
        return float(_not_too_long(raw))
    raise RefusedError("bad-number", f"{shown(raw)} is no number.", "Write it in digits: 12.5")


def _not_too_long(raw: Any) -> Any:
    if abs(raw if type(raw) is int else float(raw)) >= 10**_MOST_DIGITS:
        message = f"{shown(raw)} has more than {_MOST_DIGITS} digits before its point."
        raise RefusedError("bad-number", message, "Write it in a larger unit.")
    return raw


def _boolean(raw: Any) -> bool:
    if type(raw) is bool:
        return raw
    raise RefusedError("not-true-or-false", f"{shown(raw)} is neither true nor false.", "Write true or false.")


def read_url(raw: Any) -> str:
    """An absolute http or https address. Raises ValueError for anything else."""
    if type(raw) is str and is_web_address(raw):
        return raw
    cure = "It begins with http:// or https://, and has no spaces."
    if type(raw) is str and (address := web_address(raw)):
        cure = f"Write it as {address}"
    raise RefusedError("bad-url", f"{shown(raw)} is no web address.", cure)


LITERALS: dict[str, Callable[[Any], Scalar]] = {
    edtf.EDTF.value: _edtf,
    xsd.date.value: _day,
    xsd.dateTime.value: _time,
    xsd.boolean.value: _boolean,
    xsd.anyURI.value: read_url,
    xsd.integer.value: _integer,
    **dict.fromkeys(_DECIMALS, _decimal),
}


def attempt(findings: Findings, read: Callable[[Any], str], raw: Any, path: Path) -> str | None:
    """What `read` makes of the value, or None and a finding."""
    try:
        return read(raw)
    except RefusedError as error:
        key = next(step for step in reversed(path) if type(step) is str)
        findings.add(error.code, path, f"`{key}`: {error}", error.cure)
        return None
