"""The story in data/: its visit grows firm, its correction reaches the reprint, its papers contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.api import publish
from kg.checks import check_store
from kg.occurrences import derived_quads
from kg.schema import bundled_schema
from kg.store import Store, open_store
from kg.validation import Validator
from tests.conftest import ROOT
from tests.occurrences.world import IRIS

DATA = ROOT / "data"
DEAD = "SELECT (SUM(?n) AS ?dead) { ?one nf:deaths ?n . FILTER NOT EXISTS { ?one nf:occurrence ?any } }"
DISPUTED = """SELECT ?paper ?deaths { ?d nf:disputes ?said . ?said nf:asserts/nf:deaths ?deaths ;
    nf:reportedIn/schema:publisher/schema:name ?paper }"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the whole story, published file by file in the order of its news."""
    with open_store(tmp_path_factory.mktemp("told") / "store", create=True) as store:
        for file in sorted(DATA.glob("*.facts.yaml")):
            publish([file], store, texts=[DATA])
        yield store


def ask(store: Store, query: str) -> set[tuple[str, ...]]:
    with store.snapshot() as snapshot:
        answer = snapshot.query(query)
    return {tuple(str(getattr(term, "value", "")) for term in row) for row in answer.rows}


def test_before_the_correction_four_died_and_after_it_three(tmp_path: Path) -> None:
    answers = []
    with open_store(tmp_path / "store", create=True) as store:
        for name in ("03-orlen-collision", "04-courier-reprint", "03b-orlen-collision-corrected"):
            publish([DATA / f"{name}.facts.yaml"], store, texts=[DATA])
            kinds = [finding.kind for finding in check_store(store, bundled_schema(), ["conflicts", "disputes"])]
            answers.append((ask(store, DEAD), ask(store, DISPUTED), kinds))
    assert answers == [
        ({("4",)}, set(), []),
        ({("4",)}, set(), []),
        ({("3",)}, {("The Kesmark Courier", "4")}, ["conflicts", "disputes"]),
    ]


def test_the_visit_goes_from_mooted_to_made_in_one_happening(told: Store) -> None:
    query = """SELECT ?day ?status ?latest ?sources { ?visit nf:occurrence ?it . ?it nf:situationType nf:Visit ;
        nf:latestStatus/skos:notation ?latest ; nf:independentSources ?sources .
        ?said nf:asserts ?visit ; nf:attestedOn ?day ; nf:status/skos:notation ?status }"""
    assert ask(told, query) == {
        ("2031-03-04", "mooted", "occurred", "4"),
        ("2031-03-14", "planned", "occurred", "4"),
        ("2031-03-25", "occurred", "occurred", "4"),
    }


def test_the_papers_contradict_each_other_on_the_dead_and_on_who_was_there(told: Store) -> None:
    found = [(each.summary, each.reasons) for each in check_store(told, bundled_schema(), ["conflicts"])]
    assert found == [
        (
            "meeting: Ana Okoye, Mara Lindqvist, Tomas Rehn, 2031-03-25",
            ("one says that it happened, the other that it did not",),
        ),
        ("event: Orlen Strait, collision, 2031-03-10", ("deaths: 3 or 4",)),
    ]


def test_all_that_says_four_is_disputed_and_three_died(told: Store) -> None:
    assert (ask(told, DISPUTED), ask(told, DEAD)) == ({("The Kesmark Courier", "4")}, {("3",)})


def test_what_follows_is_the_same_at_once_and_conforms(told: Store) -> None:
    with told.snapshot() as snapshot:
        held = set(snapshot.quads(IRIS.occurrences_graph))
        assert held == derived_quads(snapshot)
        report = Validator(bundled_schema()).validate(quad.triple for quad in snapshot.quads())
    assert [(finding.code, finding.focus) for finding in report.findings if finding.severity == "violation"] == []
