"""Both engines through one face: the same findings, in the same words and spelling."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.validation import Finding, code_of
from kg.validation.engines import ENGINES, engine_of
from kg.validation.findings import BLANK
from kg.vocab import OWL, RDFS
from tests.validation.samples import BOTH, EX, PARADE, SH, findings, ntriples

both = pytest.mark.parametrize("engine", BOTH)


def finding(name: str, component: str, **known: str | None) -> Finding:
    """A violation of a shape of the samples."""
    shape, component = EX + name, f"{SH}{component}ConstraintComponent"
    given = {
        "severity": "violation",
        "message": f"This breaks the rule {code_of(shape, component)}.",
        "focus": "",
        "path": None,
        "value": None,
    }
    return Finding(code=code_of(shape, component), shape=shape, component=component, **{**given, **known})  # type: ignore[arg-type]


@both
def test_data_that_conforms_has_no_findings(engine: str) -> None:
    assert findings(engine, PARADE, "ex:may a ex:Parade ; ex:band ex:drums ; ex:length 300 .") == []


@both
def test_findings_have_the_message_of_the_shape_the_node_the_path_and_the_value(engine: str) -> None:
    assert findings(engine, PARADE, 'ex:may a ex:Parade ; ex:length "long" .', {EX + "Parade-length": "Count it."}) == [
        finding("Parade-band", "MinCount", message="A parade needs a band.", focus=EX + "may", path=f"<{EX}band>"),
        finding(
            "Parade-length",
            "Datatype",
            severity="warning",
            message="Count it.",
            focus=EX + "may",
            path=f"<{EX}length>",
            value='"long"',
        ),
    ]


@both
def test_a_shape_in_brackets_counts_as_the_shape_around_it(engine: str) -> None:
    shapes = 'ex:S sh:targetNode ex:may ; sh:property [ sh:path ex:band ; sh:minCount 1 ; sh:message "No band." ] .'
    assert findings(engine, shapes, "ex:june a ex:Parade .") == [
        finding("S", "MinCount", message="No band.", focus=EX + "may", path=f"<{EX}band>")
    ]


@both
@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("( ex:a ex:b )", f"<{EX}a>/<{EX}b>"),
        ("[ sh:inversePath ex:a ]", f"^<{EX}a>"),
        ("[ sh:alternativePath ( ex:a ex:b ) ]", f"<{EX}a>|<{EX}b>"),
        ("[ sh:zeroOrOnePath ex:a ]", f"(<{EX}a>)?"),
        ("( [ sh:inversePath ex:a ] [ sh:oneOrMorePath ex:b ] )", f"^<{EX}a>/(<{EX}b>)+"),
        ("( [ sh:zeroOrMorePath ex:a ] ex:b )", f"(<{EX}a>)*/<{EX}b>"),
    ],
)
def test_a_path_is_written_as_in_sparql(engine: str, path: str, written: str) -> None:
    shapes = f"ex:S sh:targetNode ex:may ; sh:property ex:P . ex:P sh:path {path} ; sh:minCount 3 ."
    assert [each.path for each in findings(engine, shapes, "ex:x ex:y ex:z .")] == [written]


@both
@pytest.mark.parametrize(
    "value",
    [
        '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"2031-05-15T24:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        '"\u00a0"^^<http://www.w3.org/2001/XMLSchema#token>',
        '"<b>x</b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>',
        '"two\\nlines, a \\"quotation\\" and a \\\\"',
        '"Straße"@de-ch',
        "<https://valdoria.example/é>",
    ],
)
def test_a_value_is_written_as_it_stands_in_the_data(engine: str, value: str) -> None:
    shapes = "ex:S sh:targetNode ex:may ; sh:property ex:P . ex:P sh:path ex:p ; sh:in () ."
    assert [each.value for each in findings(engine, shapes, f"ex:may ex:p {value} .")] == [value]


@both
def test_blank_nodes_are_all_called_blank(engine: str) -> None:
    shapes = (
        "ex:S sh:targetObjectsOf ex:p ; sh:nodeKind sh:IRI ; sh:property ex:P . ex:P sh:path ex:q ; sh:maxCount 0 ."
    )
    assert findings(engine, shapes, "ex:may ex:p [ ex:q [] ] .") == [
        finding("P", "MaxCount", message=f"<{EX}q> may have none.", focus=BLANK, path=f"<{EX}q>"),
        finding("S", "NodeKind", message="What stands here is to be an IRI.", focus=BLANK, value=BLANK),
    ]


@both
@pytest.mark.parametrize("value", ["[]", '"soon"', '"soon"@en', "ex:later", '"2031-05-15"^^xsd:date', '"x"^^ex:stamp'])
def test_what_cannot_be_compared_is_a_finding(engine: str, value: str) -> None:
    shapes = "ex:S sh:targetNode ex:may ; sh:property ex:P . ex:P sh:path ex:start ; sh:lessThan ex:end ."
    data = f"ex:may ex:start 1 ; ex:end {value} ."
    assert findings(engine, shapes, data) == [
        finding(
            "P",
            "LessThan",
            focus=EX + "may",
            path=f"<{EX}start>",
            value='"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        )
    ]


@both
def test_a_severity_of_ones_own_is_an_iri(engine: str) -> None:
    shapes = "ex:S sh:targetNode ex:may ; sh:nodeKind sh:Literal ; sh:severity ex:Grave ."
    assert [each.severity for each in findings(engine, shapes, "ex:x ex:y ex:z .")] == [EX + "Grave"]


QUERY = """
ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "https://valdoria.example/terms#"^^xsd:anyURI ] .
ex:S sh:targetNode ex:may ; sh:sparql [ sh:prefixes ex:prefixes ; sh:message "%s" ;
    sh:select "SELECT $this ?value WHERE { $this ex:motto ?value }" ] .
"""


@both
@pytest.mark.parametrize("motto", ["on we go", "a back\\\\slash", "\\\\1", "\\\\g<0>"])
def test_the_message_of_a_query_stands_whatever_the_value(engine: str, motto: str) -> None:
    shapes, data = QUERY % "No mottoes.", f'ex:may ex:motto "{motto}" .'
    assert findings(engine, shapes, data) == [
        finding("S", "SPARQL", message="No mottoes.", focus=EX + "may", value=f'"{motto}"')
    ]


@both
def test_a_backslash_in_a_value_for_a_placeholder_is_no_crash(engine: str) -> None:
    shapes, data = QUERY % "Not {?value}.", 'ex:may ex:motto "a back\\\\slash" .'
    if engine == "pyshacl":
        with pytest.raises(KgError, match="cannot be validated: bad escape"):
            findings(engine, shapes, data)
    else:
        assert [each.message for each in findings(engine, shapes, data)] == ["Not a back\\slash."]


@both
@pytest.mark.parametrize(
    ("path", "constraint", "said"),
    [
        ("nf:reviewedBy", "sh:minCount 1", "nf:reviewedBy needs 1 or more, has 0."),
        ("ex:band", "sh:minCount 3", f"<{EX}band> needs 3 or more, has 2."),
        ("ex:band", "sh:maxCount 1", f"<{EX}band> may have 1 at most, has 2."),
        ("[ sh:inversePath ex:band ]", "sh:minCount 1", f"^<{EX}band> needs 1 or more."),
        ("schema:name", "sh:datatype xsd:date", "schema:name is to be of the datatype xsd:date."),
        ("schema:location", "sh:class schema:Place", "schema:location is to be of the class schema:Place."),
        ("schema:name", "sh:nodeKind sh:IRI", "schema:name is to be an IRI."),
        ("schema:name", 'sh:pattern "^[0-9]+$"', "schema:name is to match the pattern `^[0-9]+$`."),
        ("schema:name", "sh:in ( schema:Place 'June' )", 'schema:name is to be one of schema:Place, "June".'),
        ("schema:name", "sh:hasValue 'June'", 'schema:name needs the value "June".'),
        ("ex:length", "sh:minInclusive 5", f"<{EX}length> is to be 5 or more."),
        ("ex:length", "sh:maxInclusive 2", f"<{EX}length> is to be 2 or less."),
        ("ex:length", "sh:minExclusive 4", f"<{EX}length> is to be more than 4."),
        ("ex:length", "sh:maxExclusive 4", f"<{EX}length> is to be less than 4."),
        ("schema:name", "sh:minLength 8", "schema:name is to have 8 or more characters."),
        ("schema:name", "sh:maxLength 2", "schema:name is to have 2 characters at most."),
        ("schema:name", "sh:not [ sh:datatype xsd:string ]", "This breaks the rule S:Not."),
    ],
)
def test_a_shape_without_message_says_what_it_asks_for(engine: str, path: str, constraint: str, said: str) -> None:
    shapes = f"ex:S sh:targetNode ex:may ; sh:property [ sh:path {path} ; {constraint} ] , [ sh:path ex:at ] ."
    data = 'ex:may schema:name "May" ; schema:location ex:square ; ex:band ex:a , ex:b ; ex:length 4 .'
    assert [each.message for each in findings(engine, shapes, data)] == [said]


@both
def test_a_shape_of_the_node_itself_without_message_says_what_it_asks_for(engine: str) -> None:
    shapes = "ex:S sh:targetNode ex:may ; sh:class schema:Place ."
    assert [each.message for each in findings(engine, shapes, "ex:x ex:y ex:z .")] == [
        "What stands here is to be of the class schema:Place."
    ]


@both
def test_of_several_messages_one_is_taken_by_both(engine: str) -> None:
    shapes = "ex:S sh:targetNode ex:may ; sh:nodeKind sh:Literal ; sh:message 'No word.'@en , 'Kein Wort.'@de ."
    assert [each.message for each in findings(engine, shapes, "ex:x ex:y ex:z .")] == ["Kein Wort."]


@both
def test_a_placeholder_in_a_message_is_filled_in(engine: str) -> None:
    found = findings(engine, QUERY % "Not {?value}.", 'ex:may ex:motto "on we go" .')
    assert [each.message for each in found] == ["Not on we go."]


@both
def test_shapes_that_cannot_be_compiled_or_asked_are_an_error_that_says_why(engine: str) -> None:
    query = "SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }"
    shapes = f"ex:S sh:targetNode ex:may ; sh:sparql [ sh:select '{query}' ] ."
    with pytest.raises(KgError, match=r"cannot be (compiled|validated): .*MINUS"):
        findings(engine, shapes, "ex:may ex:p 1 .")


@both
def test_data_that_is_no_rdf_is_an_error(engine: str) -> None:
    with pytest.raises(KgError, match="the data cannot be validated: "):
        engine_of(engine, ntriples(PARADE), {})("this is no triple")


def test_the_reference_engine_refuses_triples_about_triples() -> None:
    with pytest.raises(KgError, match="the data cannot be validated: a triple cannot be a value here: "):
        engine_of("pyshacl", ntriples(PARADE), {})("<a:a> <a:b> <<( <a:c> <a:d> <a:e> )>> .")


def test_an_engine_that_is_not_there_is_an_error_that_names_the_others() -> None:
    assert ENGINES == ("auto", "pyshacl", "shacl")
    with pytest.raises(KgError, match=r"^topbraid is no SHACL engine: choose among auto, pyshacl, shacl$"):
        engine_of("topbraid", "", {})


def test_auto_is_the_fast_engine() -> None:
    fast, auto = (engine_of(name, ntriples(PARADE), {}) for name in ("shacl", "auto"))
    assert fast.__qualname__ == auto.__qualname__ != engine_of("pyshacl", ntriples(PARADE), {}).__qualname__


def test_a_pattern_that_tries_everything_takes_no_longer_than_the_words(tmp_path: Path) -> None:
    (tmp_path / "ontology.ttl").write_text(
        f"@prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix ex: <{EX}> .\n"
        'ex:C a owl:Class ; rdfs:label "c"@en . ex:p a owl:DatatypeProperty ; rdfs:label "p"@en .\n'
    )
    (tmp_path / "shapes.ttl").write_text(
        f"@prefix sh: <{SH}> . @prefix ex: <{EX}> .\n"
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .\n"
        'ex:P a sh:PropertyShape ; sh:path ex:p ; sh:pattern "^(a+)+$" ; sh:message "no"@en .\n'
    )
    data = tmp_path / "data.ttl"
    data.write_text(f'@prefix ex: <{EX}> .\nex:a a ex:C ; ex:p "{"a" * 5_000}!" .\n')
    ours = ["--shapes", tmp_path / "shapes.ttl", "--ontology", tmp_path / "ontology.ttl"]
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run(
        [str(each) for each in (kg, "validate", data, *ours)], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, "violation[P:Pattern]: no" in done.stdout) == (1, True)
