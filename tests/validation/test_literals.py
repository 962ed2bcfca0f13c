"""Which literals are well-formed and how they compare: by the standards, and so by both engines."""

from __future__ import annotations

from itertools import product

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.validation.literals import ILL_TYPED, is_well_formed, marked, order, unmarked
from kg.vocab import XSD
from tests.validation.samples import BOTH, EX, findings, validator

# Of each datatype what is well-formed, and what is not.
WORDS = {
    "boolean": ("true false 1 0", "TRUE yes none"),
    "integer": ("1 01 +1 -0 999999999999999999", "1.0 1e3 ٣ 1_000 0x1F 1000000000000000000"),
    "decimal": ("1 1.0 .5 5. +1.50", "1e3 . - INF 1.0000000000000000001"),
    "double": ("1 1e400 INF -INF NaN 1.5E3 .5", "nan inf 1_0 e3"),
    "byte": ("127 -128", "128 -129 1.0"),
    "nonNegativeInteger": ("0 -0 1", "-1"),
    "long": ("9223372036854775", "9223372036854775808"),
    "date": (
        "2031-05-15 2028-02-29 2000-02-29 2031-05-15Z 2031-05-15+14:00 2031-05-15-05:00 0000-01-01 -0044-03-15 "
        "12031-01-01",
        "2031-02-29 2100-02-29 2031-04-31 2031-13-01 2031-5-15 31-05-15 +2031-01-01 012031-01-01 2031-05-15+14:01 "
        "2031-05-15z 2031-05-15T09:00:00",
    ),
    "dateTime": (
        "2031-05-15T09:00:00 2031-05-15T24:00:00 2031-05-15T09:00:00.5+01:00 0000-05-15T09:00:00Z",
        "2031-05-15 2031-05-15T09:00 2031-05-15T24:00:01 2031-05-15T25:00:00 2031-05-15T09:00:60Z "
        "2031-05-15T09:00:00.Z",
    ),
    "dateTimeStamp": ("2031-05-15T09:00:00Z", "2031-05-15T09:00:00"),
    "time": ("09:00:00 24:00:00 09:00:00Z", "9:00:00 25:00:00 24:00:01"),
    "gYear": ("2031 -0044 0000 12031 2031Z", "31 soon"),
    "gYearMonth": ("2031-05", "2031-13 2031"),
    "duration": ("P1D P1Y2M -P1D PT1.5S P1DT1H", "P PT 1D P1DT"),
    "dayTimeDuration": ("P1D PT1H", "P1Y"),
    "yearMonthDuration": ("P1Y P1Y1M", "P1D"),
    "hexBinary": ("0F", "0"),
    "base64Binary": ("aGk=", "a"),
    "language": ("en en-GB", "1 e_n"),
}
CASES = [
    pytest.param(text, XSD + name, right, id=f"{text} {name}")
    for name, both in WORDS.items()
    for right, texts in zip((True, False), both, strict=True)
    for text in texts.split()
]


@pytest.mark.parametrize(("text", "datatype", "right"), CASES)
def test_a_literal_is_well_formed_where_xml_schema_has_a_value_for_it(text: str, datatype: str, right: bool) -> None:
    assert is_well_formed(text, datatype) == right


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("name", WORDS)
def test_an_engine_takes_the_well_formed_for_their_datatype_and_no_others(engine: str, name: str) -> None:
    shapes = f"ex:S sh:targetNode ex:may ; sh:property ex:P . ex:P sh:path ex:p ; sh:datatype xsd:{name} ."
    data = [Literal(text, datatype=NamedNode(XSD + name)) for texts in WORDS[name] for text in texts.split()]
    report = validator(engine, shapes).validate(
        Triple(NamedNode(EX + "may"), NamedNode(EX + "p"), each) for each in data
    )
    assert [each.value for each in report.findings] == sorted(map(str, data[len(WORDS[name][0].split()) :]))


def test_a_literal_that_is_none_is_marked_and_found_as_it_was() -> None:
    wrong = str(Literal('31 "May"', datatype=NamedNode(XSD + "date")))
    assert marked(wrong) == str(Literal('31 "May"', datatype=NamedNode(ILL_TYPED + "date")))
    assert unmarked(marked(wrong)) == wrong


def test_an_escaped_character_counts_as_what_it_stands_for() -> None:
    lines = [str(Literal(text, datatype=NamedNode(XSD + "token"))) for text in ('"soon"', "soon\n")]
    assert marked("\n".join(lines)) == f"{lines[0]}\n{lines[1].replace(XSD, ILL_TYPED)}"


@pytest.mark.parametrize(
    "literal",
    [
        Literal("2031-05-15", datatype=NamedNode(XSD + "date")),
        Literal("soon"),
        Literal("bald", language="de"),
        Literal("soon", datatype=NamedNode(EX + "stamp")),
        Literal(f'a "31 May"^^<{XSD}date> that is spoken of'),
        Literal("a backslash \\"),
    ],
)
def test_every_other_literal_stays_itself(literal: Literal) -> None:
    assert marked(str(literal)) == str(literal)


# Each is less than the next; those on one line are equal.
ORDERED = {
    "number": [
        "-INF double",
        "-0.5 decimal",
        "1 integer, 01 integer, 1.0 decimal, 1e0 double, 1 byte",
        "1.5 float",
        "INF double",
    ],
    "boolean": ["false boolean, 0 boolean", "true boolean, 1 boolean"],
    "string": ["Z string", "a string", "é string"],
    "day": ["-0044-03-15 date", "0000-01-01 date", "2031-05-15 date", "2031-05-16 date", "12031-01-01 date"],
    "zoned day": ["2031-05-15+14:00 date", "2031-05-15Z date, 2031-05-15+00:00 date", "2031-05-15-05:00 date"],
    "moment": ["2031-05-14T23:59:59.5 dateTime", "2031-05-15T00:00:00 dateTime, 2031-05-14T24:00:00 dateTime"],
    "zoned moment": [
        "2031-05-15T09:00:00+01:00 dateTime, 2031-05-15T08:00:00Z dateTime",
        "2031-05-15T09:00:00Z dateTime",
    ],
    "apart": ["2031-05-15 date", "2031-05-16Z date", "2031-05-18 date"],
    "time": ["09:00:00 time", "10:00:00 time"],
}
INCOMPARABLE = [
    ("1 integer", "1 string"),
    ("1 integer", "true boolean"),
    ("NaN double", "NaN double"),
    ("2031-05-15 date", "2031-05-15T00:00:00 dateTime"),
    ("2031-05-15 date", "2031-05-15Z date"),
    ("2031-05-15T00:00:00 dateTime", "2031-05-15T14:00:00Z dateTime"),
    ("2031-02-30 date", "2031-02-30 date"),
    ("128 byte", "1 byte"),
    ("2031 gYear", "2031 gYear"),
    ("a token", "b token"),
]


def _pair(written: str) -> tuple[str, str]:
    text, _, name = written.rpartition(" ")
    return text, XSD + name


def _ranked() -> list[tuple[str, str, int]]:
    found = []
    for steps in ORDERED.values():
        ranks = [(one, rank) for rank, line in enumerate(steps) for one in line.split(", ")]
        found += [(one, other, (a > b) - (a < b)) for (one, a), (other, b) in product(ranks, ranks)]
    return found


def test_literals_are_in_the_order_of_sparql() -> None:
    assert [(one, other, order(_pair(one), _pair(other))) for one, other, _ in _ranked()] == _ranked()


def test_what_sparql_cannot_compare_has_no_order() -> None:
    pairs = [*INCOMPARABLE, *((other, one) for one, other in INCOMPARABLE)]
    assert [order(_pair(one), _pair(other)) for one, other in pairs] == [None] * len(pairs)


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(("term", "wanted"), [("lessThan", (-1,)), ("lessThanOrEquals", (-1, 0))])
def test_an_engine_compares_as_sparql_does(engine: str, term: str, wanted: tuple[int, ...]) -> None:
    shapes = f"ex:S sh:targetSubjectsOf ex:p ; sh:property ex:P . ex:P sh:path ex:p ; sh:{term} ex:q ."
    pairs = [*_ranked(), *((one, other, None) for one, other in INCOMPARABLE)]
    data = [
        Triple(NamedNode(f"{EX}{number:04}"), NamedNode(EX + end), Literal(text, datatype=NamedNode(datatype)))
        for number, (one, other, _) in enumerate(pairs)
        for end, (text, datatype) in (("p", _pair(one)), ("q", _pair(other)))
    ]
    found = {each.focus for each in validator(engine, shapes).validate(data).findings}
    assert {pairs[int(focus[-4:])] for focus in found} == {pair for pair in pairs if pair[2] not in wanted}


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(("term", "wanted"), [("minExclusive", (1,)), ("maxInclusive", (-1, 0))])
def test_an_engine_keeps_limits_as_sparql_does(engine: str, term: str, wanted: tuple[int, ...]) -> None:
    for limit, kind in (
        ("1 integer", "number"),
        ("2031-05-15 date", "day"),
        ("2031-05-15T00:00:00 dateTime", "moment"),
    ):
        text, datatype = _pair(limit)
        shapes = (
            f'ex:S sh:targetNode ex:may ; sh:property ex:P . ex:P sh:path ex:p ; sh:{term} "{text}"^^<{datatype}> .'
        )
        values = [
            *(one for line in ORDERED[kind] for one in line.split(", ")),
            "1 string",
            "NaN double",
            "09:00:00 time",
        ]
        data = {str(Literal(_pair(each)[0], datatype=NamedNode(_pair(each)[1]))): _pair(each) for each in values}
        found = findings(engine, shapes, f"ex:may ex:p {', '.join(data)} .")
        assert {each.value for each in found} == {
            written for written, pair in data.items() if order(pair, (text, datatype)) not in wanted
        }
