"""One value of an answer as a page shows it, and the types that charts know."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import XSD

_NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")}
_DATES = {XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its text, its IRI where it is one, and its datatype where it is a literal that has one."""

    text: str
    iri: str = ""
    datatype: str = ""

    @property
    def number(self) -> bool:
        """Whether it is a number: it stands to the right."""
        return self.datatype in _NUMBERS

    @property
    def dated(self) -> bool:
        """Whether it is a date, a time, a month or a year."""
        return self.datatype in _DATES
