"""Every rule of the shapes has a case that breaks it, and words that a journalist understands.

A case is a Turtle file in tests/shapes/<shape file>/. `violates-*.ttl` names, in lines `# expect: CODE` at its top,
exactly the findings that it must have; `conforms-*.ttl` must have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.explanations import explanation_of
from kg.schema import Schema, load_schema
from kg.validation import Finding, Report, Validator
from kg.vocab import NF, PREFIXES, SH
from tests.conftest import ROOT

SHAPES = ROOT / "shapes"
FOLDER = ROOT / "tests" / "shapes"
CASES = sorted(FOLDER.glob("*/*.ttl"))
EXPECTED = re.compile(r"^# expect: (\S+)$", re.MULTILINE)
WITHOUT_RULES = {"ShapesGraph"}  # says only who made the shapes, and which prefixes their queries use
JARGON = re.compile(
    r"\b(nodes?|IRIs?|URIs?|literals?|cardinality|predicates?|objects?|triples?|class|datatypes?|shapes?|constraints?|"
    r"SHACL|RDF|regex|strings?|integers?|booleans?|situations?|assertions?|selectors?)\b",
    re.IGNORECASE,
)
DESCRIPTIVE = frozenset(
    "path property name order description message severity defaultValue targetClass targetSubjectsOf "
    "qualifiedValueShape inKey plainName plainPredicate plainSubject".split()
)  # qualifiedValueShape is part of qualifiedMinCount; all other terms of a shape are constraints
COMPONENTS = {NF + "scheme": "In", SH + "sparql": "SPARQL"}
WARNINGS = {
    "AgreementOfOne-parties",
    "EndedRelation",
    "ArticleDate-published",
    "PlainEmployer",
    "PlainGroup",
    "PlainTitle",
    "Review-reviewed_on",
}  # all else stands against publishing

cases = pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
engines = pytest.mark.parametrize("engine", ["shacl", "pyshacl"])


@cache
def schema() -> Schema:
    return load_schema()


@cache
def validator(engine: str) -> Validator:
    return Validator(schema(), engine)


@cache
def report(path: Path, engine: str) -> Report:
    quads = parse(path.read_bytes(), format=RdfFormat.TURTLE)
    return validator(engine).validate(quad.triple for quad in quads)


def expected(path: Path) -> list[str]:
    return sorted(EXPECTED.findall(path.read_text(encoding="utf-8")))


def local(iri: str) -> str:
    return iri.rpartition("#")[2]


def rows(query: str) -> list[tuple[str, ...]]:
    """The rows of a query over the shapes, with every value as text."""
    found = _shapes_store().query(query, prefixes=PREFIXES)
    return [tuple("" if term is None else _text(term) for term in row) for row in found]  # type: ignore[union-attr]


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


@cache
def _shapes_store() -> Store:
    store = Store()
    for file in sorted(SHAPES.glob("*.ttl")):
        store.extend(parse(file.read_bytes(), format=RdfFormat.TURTLE))
    return store


def rules() -> set[str]:
    """The shapes that findings can be of: those with a target that say anything themselves, and their properties."""
    targets = "?shape sh:targetClass|sh:targetSubjectsOf|sh:targetObjectsOf|sh:targetNode ?target ."
    own = rows(f"SELECT DISTINCT ?shape {{ {targets} ?shape sh:or|sh:not|sh:and|sh:xone|sh:sparql|sh:class ?rule }}")
    properties = rows(f"SELECT DISTINCT ?property {{ {targets} ?shape sh:property ?property }}")
    return {local(row[0]) for row in own + properties}


def constraints() -> set[str]:
    """The codes of all findings that there can be: each rule with each constraint that it lays down."""
    laid_down = rows("SELECT DISTINCT ?shape ?term { ?shape ?term ?value }")
    return {
        f"{local(shape)}:{COMPONENTS.get(term) or local(term)[0].upper() + local(term)[1:]}"
        for shape, term in laid_down
        if local(shape) in rules() and term.startswith((SH, NF)) and local(term) not in DESCRIPTIVE
    }


def found(findings: Iterable[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


@cases
@engines
def test_a_case_has_exactly_the_findings_that_it_names(path: Path, engine: str) -> None:
    assert found(report(path, engine).findings) == expected(path)


@cases
def test_a_case_names_findings_where_it_violates_and_only_there(path: Path) -> None:
    kind = path.name.partition("-")[0]
    assert (kind, bool(expected(path))) in {("violates", True), ("conforms", False)}


@cases
def test_both_engines_find_the_same(path: Path) -> None:
    fast, reference = (
        {(each.code, each.severity, each.message, each.focus, each.value) for each in report(path, engine).findings}
        for engine in ("shacl", "pyshacl")
    )
    assert fast == reference


def test_every_shape_file_has_cases_of_both_kinds() -> None:
    kinds = {(path.parent.name, path.name.partition("-")[0]) for path in CASES}
    files = {path.stem for path in SHAPES.glob("*.ttl")} - WITHOUT_RULES
    assert kinds == {(file, kind) for file in files for kind in ("conforms", "violates")}


def test_every_constraint_has_a_case_that_breaks_it_and_no_case_breaks_another() -> None:
    assert {code for path in CASES for code in expected(path)} == constraints()


def test_every_rule_has_a_name_of_its_own_and_words_for_a_journalist() -> None:
    silent = {code for code in rules() if not messages()[code]}
    learned = {(code, text) for code, text in messages().items() if JARGON.search(text)}
    assert (silent, learned, "" in rules()) == (set(), set(), False)


def test_every_message_is_one_or_two_whole_sentences() -> None:
    odd = {code: text for code, text in messages().items() if text and not re.fullmatch(r"[A-Z].{15,230}[.?]", text)}
    assert odd == {}


def messages() -> dict[str, str]:
    return {local(iri): info.message for iri, info in schema().codes.items()}


def test_every_message_is_in_english_and_says_so() -> None:
    assert rows('SELECT ?text { ?shape sh:message ?text FILTER (LANG(?text) != "en") }') == []


def test_only_what_may_well_be_right_is_a_mere_warning() -> None:
    severities = {
        (each.code.partition(":")[0], each.severity) for path in CASES for each in report(path, "shacl").findings
    }
    assert severities == {(rule, "warning" if rule in WARNINGS else "violation") for rule in rules()}


def test_a_warning_does_not_stand_against_publishing() -> None:
    outcomes = {path: report(path, "shacl").conforms for path in CASES}
    mild = {path for path in CASES if {code.partition(":")[0] for code in expected(path)} <= WARNINGS}
    assert {path for path, conforms in outcomes.items() if conforms} == mild


@pytest.mark.parametrize("code", sorted({code for path in CASES for code in expected(path)}))
def test_a_code_is_explained_with_what_is_wrong_and_in_which_words_it_is_told(code: str) -> None:
    shape = code.partition(":")[0]
    (info,) = (info for iri, info in schema().codes.items() if local(iri) == shape)
    first, general, *rest = explanation_of(code, schema()).splitlines()
    assert re.fullmatch(rf"{shape}: (?!{shape}).+", first)
    assert general.endswith(".")
    assert general not in (info.message, info.description)
    assert rest == [text for text in (info.message, info.description) if text] + [f"Shape: {info.iri}"]


def test_no_case_leaves_its_fictional_world() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    hosts = set(re.findall(r"<(https?://[^/>]+)", text))
    vocabularies = {
        f"http{s}" for s in ("://id.loc.gov", "://schema.org", "://www.w3.org", "s://schema.org", "s://w3id.org")
    }
    assert hosts - vocabularies == {"https://kg.example", "https://harbourpost.example", "https://authority.example"}
