"""One record of an authority file checked: its IRI, type and names."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from kg.errors import Position, Problem, UnreadableInputError
from kg.iris import is_web_address
from kg.linking.records import Record
from kg.schema import Schema

FIELDS = ("id", "name", "type", "also", "same_as")


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it stands in a file, and its line there; the text of that line where there is one."""

    number: int
    id: str = ""
    name: str = ""
    type: str = ""
    also: tuple[str, ...] = field(default=())
    same_as: tuple[str, ...] = field(default=())
    text: str = ""


def bad_authority(file: str, line: int, message: str, cure: str = "", text: str = "") -> UnreadableInputError:
    """The error for a record that cannot be used; `line` counts from 1."""
    return UnreadableInputError(Problem("bad-authority", message, cure, Position(file, line, 1, text)))


def record_of(line: Line, file: str, types: Schema) -> Record:
    """The record in a line; raises UnreadableInputError for one without id, name or a known type."""

    def wrong(message: str, cure: str) -> UnreadableInputError:
        return bad_authority(file, line.number, message, cure, line.text)

    if not line.id:
        raise wrong("This record has no id.", "Give each record its IRI.")
    if not line.name.strip():
        raise wrong(f"{line.id} has no name.", "Give each record the full name of what it stands for.")
    for iri in (line.id, *line.same_as):
        if not is_web_address(iri):
            raise wrong(f"{iri} is no IRI.", "An IRI begins with http:// or https:// and has no spaces.")
    if line.type not in types.entity_types or line.type == "UnnamedSource":
        known = sorted(set(types.entity_types) - {"UnnamedSource"})
        close = get_close_matches(line.type, known, n=1)
        what = f"{line.id} has the unknown type {line.type}." if line.type else f"{line.id} has no type."
        raise wrong(what, f"Did you mean {close[0]}?" if close else f"The types are {', '.join(known)}.")
    also = tuple(dict.fromkeys(" ".join(name.split()) for name in line.also if name.strip()))
    same_as = tuple(dict.fromkeys(iri for iri in line.same_as if iri != line.id))
    return Record(line.id, line.type, " ".join(line.name.split()), also, same_as, f"{file}:{line.number}")
