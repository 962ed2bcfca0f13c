"""Findings and reports: codes, order, and what JSON has of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import Position
from kg.validation import Finding, Report, code_of, finding_dict
from kg.validation.findings import finding_of, report_of
from tests.validation.samples import EX, SH

BAND = finding_of(
    shape=EX + "Parade-band",
    component=SH + "MinCountConstraintComponent",
    severity=SH + "Violation",
    message="A parade needs a band.",
    focus=f"<{EX}may>",
    path=f"<{EX}band>",
    value=None,
)
LENGTH = Finding(
    code="Parade-length:Datatype",
    severity="warning",
    message="Count it.",
    focus=EX + "may",
    path=f"<{EX}length>",
    value='"long"',
    shape=EX + "Parade-length",
    component=SH + "DatatypeConstraintComponent",
)


def test_a_result_of_an_engine_becomes_a_finding() -> None:
    assert (
        Finding(
            code="Parade-band:MinCount",
            severity="violation",
            message="A parade needs a band.",
            focus=EX + "may",
            path=f"<{EX}band>",
            value=None,
            shape=EX + "Parade-band",
            component=SH + "MinCountConstraintComponent",
        )
        == BAND
    )


def test_a_literal_as_focus_keeps_its_quotation_marks() -> None:
    found = finding_of(
        shape="", component=EX + "Short", severity=EX + "Grave", message=None, focus='"a"@en', path=None, value='"a"@en'
    )
    assert found == Finding(":Short", EX + "Grave", "", '"a"@en', None, '"a"@en', "", EX + "Short")


@pytest.mark.parametrize(
    ("shape", "component", "code"),
    [
        ("https://w3id.org/news-facts/shapes#Visit-visitor", SH + "ClassConstraintComponent", "Visit-visitor:Class"),
        ("https://valdoria.example/shapes/Visit", SH + "SPARQLConstraintComponent", "Visit:SPARQL"),
        ("https://valdoria.example/shapes/Visit/", EX + "Short", "Visit:Short"),
        ("urn:visit", SH + "OrConstraintComponent", "urn:visit:Or"),
    ],
)
def test_a_code_is_made_of_the_names_of_shape_and_component(shape: str, component: str, code: str) -> None:
    assert code_of(shape, component) == code


def test_a_report_is_in_one_order_and_has_each_finding_once() -> None:
    june = replace(BAND, focus=EX + "june")
    assert report_of([LENGTH, BAND, june, BAND]) == Report(False, (june, BAND, LENGTH))


def test_warnings_and_lesser_findings_do_not_stand_against_publishing() -> None:
    info, grave = replace(LENGTH, severity="info"), replace(LENGTH, severity=EX + "Grave")
    assert [report_of(found).conforms for found in ([], [LENGTH], [info], [grave], [BAND, LENGTH])] == [
        *(True, True, True, True),
        False,
    ]


def test_json_has_what_is_known_and_leaves_out_the_rest() -> None:
    placed = replace(
        BAND, fact=0, position=Position("parade.ttl", 2, 1, "ex:may a ex:Parade ."), sentence="No band came."
    )
    assert finding_dict(BAND) == {
        "code": "Parade-band:MinCount",
        "severity": "violation",
        "message": "A parade needs a band.",
        "focus": EX + "may",
        "path": f"<{EX}band>",
        "shape": EX + "Parade-band",
        "component": SH + "MinCountConstraintComponent",
    }
    assert finding_dict(placed) == {
        **finding_dict(BAND),
        "fact": 0,
        "position": {"file": "parade.ttl", "line": 2, "column": 1, "text": "ex:may a ex:Parade .", "begin": 1},
        "sentence": "No band came.",
    }
