"""The W3C's SHACL test suite, core and SPARQL, through both engines: what each fails is listed, and nothing else."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED, needs_shared
from tests.validation.w3c_suite import cases, passes

SUITE = SHARED / "w3c" / "data-shapes"
FAILED = {
    # "1"^^xsd:boolean is not taken for true.
    ("pyshacl", "core"): ["property/uniqueLang-002"],
    # Prefixes of an imported ontology are not found; $shapesGraph is not there.
    ("pyshacl", "sparql"): ["node/prefixes-001", "pre-binding/shapesGraph-001"],
    ("shacl", "core"): [],
    # A sub-select without $this is not refused.
    ("shacl", "sparql"): ["pre-binding/unsupported-sparql-004"],
}


@needs_shared
@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize(("part", "count"), [("core", 98), ("sparql", 23)])
def test_an_engine_fails_the_listed_cases_of_the_suite_and_no_other(engine: str, part: str, count: int) -> None:
    every = list(cases(SUITE / part))
    assert len({case.name for case in every}) == count
    assert [case.name for case in every if not passes(case, engine)] == FAILED[engine, part]
