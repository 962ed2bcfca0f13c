"""The register of countries and territories, with their names, ISO 3166-1 codes and Wikidata IRIs."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.linking.records import Record, Register

WIKIDATA = "http://www.wikidata.org/entity/"
_TABLE = Path(__file__).with_name("countries.csv")


@dataclass(frozen=True, slots=True)
class Country:
    """A country; its codes are empty where ISO 3166-1 has none, as for England."""

    name: str
    also: tuple[str, ...]
    alpha2: str
    alpha3: str
    wikidata: str


@lru_cache(maxsize=1)
def country_table() -> tuple[Country, ...]:
    """Every country of the table, in the order of their names."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        return tuple(Country(row[0], tuple(filter(None, row[1].split("|"))), *row[2:]) for row in rows)


@lru_cache(maxsize=1)
def countries() -> Register:
    """The countries by their names and Wikidata IRIs.

    >>> countries().by_other_name["u.s."][0].iri
    'http://www.wikidata.org/entity/Q30'
    """
    return Register.of(Record(WIKIDATA + each.wikidata, "Country", each.name, each.also) for each in country_table())
