"""Authority files read: CSV, JSON or SKOS Turtle, each record with the line that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.linking.fields import Line, bad_authority, record_of
from kg.linking.records import Record, Register
from kg.linking.skos import skos_lines
from kg.linking.tables import csv_lines, json_lines
from kg.schema import Schema

MAX_BYTES = 64 << 20
_READERS: dict[str, Callable[[str, str], Iterator[Line]]] = {
    ".csv": csv_lines,
    ".json": json_lines,
    ".ttl": skos_lines,
}


def read_authority(paths: Iterable[Path], types: Schema) -> Register:
    """The register of all records in authority files, each IRI once.

    Raises UnreadableInputError, with file and line, for the first record that cannot be used.
    """
    records: dict[str, Record] = {}
    for path in paths:
        for record in _records(path, types):
            earlier = records.setdefault(record.iri, record)
            if earlier is not record and _content(earlier) != _content(record):
                message = f"{record.iri} stands here again, otherwise than in {earlier.place}."
                file, _, line = record.place.rpartition(":")
                raise bad_authority(file, int(line), message, "Give each record an id of its own, or join the two.")
    return Register.of(records.values())


def _content(record: Record) -> tuple[object, ...]:
    return record.type, record.name, record.also, record.same_as


def _records(path: Path, types: Schema) -> Iterator[Record]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableInputError(f"{path}: an authority file is .csv, .json or .ttl (SKOS)")
    return (record_of(line, str(path), types) for line in reader(_text(path), str(path)))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableInputError(f"{path} has {path.stat().st_size} bytes; the limit is {MAX_BYTES}")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise bad_authority(str(path), line, "This is not UTF-8 text.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}") from error
