"""Values of each datatype: what is taken, and that it stands in RDF as XML Schema and the store have it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.factfile.literals import LITERALS, RefusedError
from kg.mapping.situations import term_of
from kg.schema import Field
from kg.validation.literals import is_well_formed
from kg.vocab import XSD, edtf

_NODE = NamedNode("https://harbourpost.example/a")


def term(raw: Any, datatype: str) -> Literal:
    """The term of a value that a fact file gives."""
    field = Field("a", _NODE.value, "literal", "a", "", 1, 0, 1, in_key=False, datatype=datatype)
    written = term_of(LITERALS[datatype](raw), field, {})
    (quad,) = parse(f"<a:a> <a:a> {written} .", RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, Literal)
    return quad.object


@pytest.mark.parametrize(
    ("datatype", "raw", "text"),
    [
        ("integer", "007", "7"),
        ("integer", -0, "0"),
        ("decimal", 12, "12"),
        ("decimal", "12.50", "12.5"),
        ("decimal", 1e-07, "0.0000001"),
        ("decimal", 123456789012345678, "123456789012345678"),
        ("decimal", -0.0, "0"),
        ("double", 3.0, "3"),
        ("double", 1e17, "100000000000000000"),
        ("date", "2031-03-04", "2031-03-04"),
        ("dateTime", "2031-03-04T10:00", "2031-03-04T10:00:00"),
        ("dateTime", "2031-03-04T10:00:00.500+00:00", "2031-03-04T10:00:00.5Z"),
        ("dateTime", "2031-03-04T10:00:00-14:00", "2031-03-04T10:00:00-14:00"),
    ],
)
def test_a_value_stands_in_its_canonical_form(datatype: str, raw: Any, text: str) -> None:
    assert term(raw, XSD + datatype) == Literal(text, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("datatype", "raw", "why"),
    [
        ("integer", 12.0, "12.0 is no whole number."),
        ("integer", 10**18, "1000000000000000000 has more than 18 digits before its point."),
        ("integer", "9" * 400, f"'{'9' * 56}... has more than 18 digits before its point."),
        ("decimal", 1e20, "1e+20 has more than 18 digits before its point."),
        ("decimal", "1e3", "'1e3' is no number."),
        ("decimal", True, "true is no number."),
        ("date", "2031-03-04T10:00:00Z", "'2031-03-04T10:00:00Z' is no day."),
        ("date", "2031-02-29", "'2031-02-29': day is out of range for month."),
        ("dateTime", "2031-03-04", "'2031-03-04' is no day with its time."),
        ("dateTime", "2031-03-04T10:00-15:00",
         "'2031-03-04T10:00-15:00': no zone is more than 14 hours from Greenwich."),
        ("dateTime", "٢٠٣١-٠٣-٠٤T10:00", "'٢٠٣١-٠٣-٠٤T10:00' is no day with its time."),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(datatype: str, raw: Any, why: str) -> None:
    with pytest.raises(RefusedError) as error:
        LITERALS[XSD + datatype](raw)
    assert str(error.value) == why


_ZONES = st.none() | st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_RAW = {
    "integer": st.integers(-(10**18) + 1, 10**18 - 1),
    "decimal": st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(-1e15, 1e15).map(lambda number: round(number, 9))
    | st.decimals(-(10**9), 10**9, places=4).map(str),
    "double": st.floats(-1e17, 1e17),
    "date": st.dates().map(date.isoformat),
    "dateTime": st.datetimes(timezones=_ZONES).map(datetime.isoformat),
}


@pytest.mark.parametrize("datatype", _RAW)
@given(data=st.data())
def test_whatever_is_taken_is_well_formed_and_kept_as_it_is(datatype: str, data: st.DataObject) -> None:
    found = term(data.draw(_RAW[datatype]), XSD + datatype)
    assert is_well_formed(found.value, XSD + datatype)
    store = Store()
    store.add(Quad(_NODE, _NODE, found))
    assert [quad.object for quad in store] == [found]


def test_every_datatype_with_a_reader_is_tried_here() -> None:
    others = {XSD + "boolean", XSD + "anyURI", XSD + "float", edtf.EDTF.value}
    assert {XSD + name for name in _RAW} | others == set(LITERALS)
