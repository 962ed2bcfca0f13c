"""Numbers, days and moments as terms, in the canonical form in which a store keeps them."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.terms import literal, typed, xsd

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(rf"({DAY.pattern})[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII)


def number(value: float, datatype: str) -> str:
    """A number that may have a fraction, of a datatype that is a term: without an exponent and needless noughts.

    >>> number(1e-07, xsd.decimal), number(12.50, xsd.decimal) == typed("12.5", xsd.decimal)
    ('"0.0000001"^^<http://www.w3.org/2001/XMLSchema#decimal>', True)
    """
    written = f"{Decimal(repr(value)):f}"
    plain = written.rstrip("0").rstrip(".") if "." in written else written
    return typed("0" if plain == "-0" else plain, datatype)


def time_literal(value: str) -> str:
    """A date or date-time as a term of its datatype; other text as it is.

    >>> time_literal("2031-03-04T15:38+00:00")
    '"2031-03-04T15:38:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    if DAY.fullmatch(value):
        return typed(value, xsd.date)
    match = _MOMENT.fullmatch(value)
    if not match:
        return literal(value)
    day, minutes, seconds, fraction, zone = match.groups()
    if zone and zone != "Z":
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        zone = "Z" if zone[1:] == "00:00" else zone
    fraction = (fraction or "").rstrip("0").rstrip(".")
    return typed(f"{day}T{minutes}{seconds or ':00'}{fraction}{zone or ''}", xsd.dateTime)
