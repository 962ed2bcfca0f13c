"""A report as a newsroom reads it, and as the W3C writes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import Position
from kg.validation import Report, finding_text, report_turtle
from kg.validation.findings import BLANK
from kg.vocab import XSD
from tests.validation.samples import EX, findings
from tests.validation.test_findings import BAND, LENGTH

LINE = Position("talks.facts.yaml", 12, 5, "    length: long")


def test_a_finding_shows_file_line_rule_sentence_and_value() -> None:
    placed = replace(LENGTH, fact=2, position=LINE, sentence="The parade was long.")
    assert finding_text(placed) == (
        "talks.facts.yaml:12:5: warning[Parade-length:Datatype]: Count it.\n"
        "   12 |     length: long\n"
        "            ^\n"
        "      “The parade was long.”\n"
        '      found "long"'
    )


def test_a_finding_without_a_place_names_its_node() -> None:
    assert finding_text(BAND) == (
        "violation[Parade-band:MinCount]: A parade needs a band.\n      about https://valdoria.example/terms#may"
    )


def test_a_finding_of_an_article_shows_the_sentence_in_place_of_the_node() -> None:
    assert finding_text(replace(BAND, sentence="No band came.")) == (
        "violation[Parade-band:MinCount]: A parade needs a band.\n      “No band came.”"
    )


def test_a_finding_about_a_line_that_is_not_known_names_the_file() -> None:
    assert finding_text(replace(BAND, position=Position("talks.facts.yaml"))) == (
        "talks.facts.yaml:1:1: violation[Parade-band:MinCount]: A parade needs a band."
    )


def test_a_node_without_an_address_is_called_so() -> None:
    assert finding_text(replace(LENGTH, focus=BLANK, value=BLANK)) == (
        "warning[Parade-length:Datatype]: Count it.\n      about a node without an address"
    )


def test_a_long_value_is_cut() -> None:
    assert (
        finding_text(replace(LENGTH, value='"' + "a" * 200 + '"')).splitlines()[-1] == '      found "' + "a" * 98 + "…"
    )


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (f'"2000"^^<{XSD}integer>', '"2000"^^xsd:integer'),
        ('"2031"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"2031"^^edtf:EDTF'),
        ('"12 m"^^<https://valdoria.example/metres>', '"12 m"^^<https://valdoria.example/metres>'),
        ("<https://valdoria.example/may>", "<https://valdoria.example/may>"),
    ],
)
def test_a_value_has_its_datatype_in_short(value: str, found: str) -> None:
    assert finding_text(replace(LENGTH, value=value)).splitlines()[-1] == f"      found {found}"


def test_a_report_of_nothing_conforms() -> None:
    assert report_turtle(Report(True)) == (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n\n<urn:kg:report> a sh:ValidationReport ;\n\tsh:conforms true .\n"
    )


TURTLE = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .

<urn:kg:report> a sh:ValidationReport ;
	sh:conforms false ;
	sh:result <urn:kg:result:6kqiyk67blnovdcqbreq> , <urn:kg:result:lch6vbk2s4sp76gmcq32> .

<urn:kg:result:6kqiyk67blnovdcqbreq> a sh:ValidationResult ;
	sh:focusNode <https://valdoria.example/terms#may> ;
	sh:resultMessage "Count it." ;
	sh:resultPath <https://valdoria.example/terms#length> ;
	sh:resultSeverity sh:Warning ;
	sh:sourceConstraintComponent sh:DatatypeConstraintComponent ;
	sh:sourceShape <https://valdoria.example/terms#Parade-length> ;
	sh:value "long" .

<urn:kg:result:lch6vbk2s4sp76gmcq32> a sh:ValidationResult ;
	sh:focusNode <https://valdoria.example/terms#may> ;
	sh:resultMessage "A parade needs a band." ;
	sh:resultPath <https://valdoria.example/terms#band> ;
	sh:resultSeverity sh:Violation ;
	sh:sourceConstraintComponent sh:MinCountConstraintComponent ;
	sh:sourceShape <https://valdoria.example/terms#Parade-band> .
"""


def test_a_report_is_the_w3cs_and_every_finding_has_an_iri_of_its_own() -> None:
    assert report_turtle(Report(False, (BAND, LENGTH))) == TURTLE


def test_a_report_with_warnings_only_conforms_for_us_and_not_for_the_w3c() -> None:
    assert "sh:conforms false" in report_turtle(Report(True, (LENGTH,)))


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_every_kind_of_finding_is_well_formed_turtle(engine: str) -> None:
    shapes = """
        ex:S sh:targetObjectsOf ex:p ; sh:nodeKind sh:IRI ; sh:severity ex:Grave ; sh:property ex:P .
        ex:P sh:path ( ex:q ex:r ) ; sh:minCount 1 ."""
    found = findings(engine, shapes, 'ex:may ex:p [] , "a \\"b\\" \\\\ c"@en , "\\n"^^xsd:token , ex:x .')
    written = report_turtle(Report(False, tuple(found)))
    assert len({quad.subject for quad in parse(written, RdfFormat.TURTLE)}) == 1 + len(found) == 8
    assert EX + "Grave" in written


def test_equal_reports_give_equal_bytes() -> None:
    assert report_turtle(Report(False, (BAND, LENGTH))) == report_turtle(Report(False, (LENGTH, BAND)))
