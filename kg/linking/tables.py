"""Authority files in CSV and JSON: the same keys in both."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from kg.linking.fields import FIELDS, Line, bad_authority

_NEEDED = ("id", "name", "type")
_LISTS = ("also", "same_as")
_SPACE = re.compile(r"[ \t\n\r]*")


def csv_lines(text: str, file: str) -> Iterator[Line]:
    """Yield the records of a CSV file with a heading; `|` stands between several values of also and same_as.

    Columns after `also` without a heading of their own are more other names.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = text.splitlines()
    heading: list[str] = []
    number = 1
    try:
        for row in reader:
            shown = lines[number - 1] if number <= len(lines) else ""
            if not any(cell.strip() for cell in row):
                pass
            elif not heading:
                heading = _heading(row, file, number, shown)
            else:
                yield _csv_line(heading, row, file, number, shown)
            number = reader.line_num + 1
    except csv.Error as error:
        raise bad_authority(file, number, f"This is not CSV: {error}.", 'Write "" for a quotation mark.') from error
    if not heading:
        raise bad_authority(file, 1, "There is nothing in this file.", "Begin with the heading id,name,type,also")


def _heading(row: list[str], file: str, number: int, shown: str) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in row]
    for name in names:
        _verify_key(name, file, number, shown) if name else None
    if "" in names[: max((at + 1 for at, name in enumerate(names) if name), default=0)]:
        raise bad_authority(file, number, "A column has no heading.", "Only the last columns may have none.", shown)
    for name in _NEEDED:
        if names.count(name) != 1:
            message = f"The heading has the column {name} twice." if name in names else f"There is no column {name}."
            raise bad_authority(file, number, message, "The heading is id,name,type and may have also,same_as.", shown)
    return [name or "also" for name in names]


def _verify_key(name: str, file: str, number: int, shown: str) -> None:
    if name not in FIELDS:
        close = get_close_matches(name, FIELDS, n=1)
        cure = f"Did you mean {close[0]}?" if close else f"There are {', '.join(FIELDS)}."
        raise bad_authority(file, number, f"A record has no field {name}.", cure, shown)


def _csv_line(heading: list[str], row: list[str], file: str, number: int, shown: str) -> Line:
    more = len(row) - len(heading)
    if more > 0 and heading[-1] != "also":
        raise bad_authority(file, number, f"This row has {len(row)} cells, the heading {len(heading)}.", "", shown)
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    for name, cell in zip([*heading, *["also"] * more], row, strict=False):
        cells = cell.split("|") if name in _LISTS else [cell]
        found[name] += [each.strip() for each in cells if each.strip()]
    one = {name: "".join(found[name]) for name in _NEEDED}
    return Line(number, **one, also=tuple(found["also"]), same_as=tuple(found["same_as"]), text=shown)


def json_lines(text: str, file: str) -> Iterator[Line]:
    """Yield the records of a JSON list of objects; also and same_as are texts or lists of texts."""
    decoder = json.JSONDecoder()
    place = _after_space(text, 0)
    if text[place : place + 1] != "[":
        raise bad_authority(file, _line_of(text, place), "This is not a list of records.", "Write [{...}, {...}].")
    place = _after_space(text, place + 1)
    while text[place : place + 1] != "]":
        start = place
        try:
            data, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            at = error.pos if isinstance(error, json.JSONDecodeError) else start
            message = f"This is not JSON: {getattr(error, 'msg', error)}."
            raise bad_authority(file, _line_of(text, at), message) from error
        yield _json_line(data, file, _line_of(text, start))
        place = _after_space(text, place)
        if text[place : place + 1] == ",":
            place = _after_space(text, place + 1)
        elif text[place : place + 1] != "]":
            raise bad_authority(file, _line_of(text, place), "This is not JSON: a comma or ] is missing.")
    if rest := text[place + 1 :].strip():
        raise bad_authority(file, _line_of(text, text.index(rest, place)), "There is something after the list.")


def _json_line(data: Any, file: str, number: int) -> Line:
    if not isinstance(data, dict):
        raise bad_authority(file, number, "This is no record.", 'Write {"id": ..., "name": ..., "type": ...}.')
    for key in data:
        _verify_key(key, file, number, "")
    found: dict[str, Any] = {}
    for key, value in data.items():
        values = value if isinstance(value, list) and key in _LISTS else [] if value is None else [value]
        if not all(isinstance(each, str) for each in values):
            raise bad_authority(file, number, f"{key} is not text.", "Put it in quotation marks.")
        if any("\ud800" <= letter <= "\udfff" for each in values for letter in each):
            raise bad_authority(file, number, f"{key} has half a character.", "Write it in UTF-8, without \\u.")
        found[key] = tuple(each.strip() for each in values) if key in _LISTS else "".join(values).strip()
    return Line(number, **found)


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
