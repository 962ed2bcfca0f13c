"""A fact type of one's own, given by two Turtle files, goes all the way from a fact file to an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import FactFileError
from kg.exports import Selection, export_rdf
from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.model import text_digest
from kg.publishing import Gate, Texts, publish
from kg.schema import Schema, json_schema, load_schema
from kg.store import open_store
from kg.validation import Validator

HERE = Path(__file__).parent / "new_type"
FACTS = HERE / "ruling.facts.yaml"
WHO_WON = """
PREFIX court: <https://courts.example/ns#>
SELECT ?party ?side ?outcome ?day {
  ?ruling a court:Ruling ; court:outcome/skos:notation ?outcome ; nf:earliestStart ?day ; court:party ?p .
  ?p nf:participant/schema:name ?party ; court:side/skos:notation ?side .
} ORDER BY ?side
"""


@pytest.fixture(scope="module")
def types() -> Schema:
    return load_schema(shapes=[HERE / "shapes.ttl"], ontology=[HERE / "ontology.ttl"])


def find_text(digest: str) -> str:
    text = (HERE / "ruling.txt").read_text(encoding="utf-8")
    assert text_digest(text) == digest
    return text


def test_its_fact_file_is_read(types: Schema) -> None:
    fact = read_facts(FACTS, types, find_text=find_text).facts[0]
    assert dict(fact.fields) == {
        "court": ("court",),
        "outcome": ("overturned",),
        "date": ("2031-05-15",),
        "parties": (
            {"entity": ("tidewater",), "side": ("claimant",)},
            {"entity": ("board",), "side": ("respondent",)},
        ),
        "status": ("occurred",),
        "certainty": ("certain",),
        "polarity": ("positive",),
        "basis": ("stated",),
        "source": ("article",),
    }


def test_it_is_published_queried_and_exported(types: Schema, tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True) as store:
        gate = Gate(types, Validator(types), Iris(store.base))
        summary = publish([FACTS], store, gate, Texts(), now=datetime(2031, 5, 17, tzinfo=UTC))
        assert [(o.state, o.accepted, o.findings) for o in summary.outcomes] == [("accepted", 1, ())]
        with store.snapshot() as snapshot:
            rows = [tuple(str(getattr(term, "value", term)) for term in row) for row in snapshot.query(WHO_WON).rows]
            turtle = b"".join(export_rdf(snapshot, Selection(article=str(FACTS_URL)), "turtle")).decode()
    assert rows == [
        ("Tidewater Line", "claimant", "overturned", "2031-05-15"),
        ("Sollen Harbour Board", "respondent", "overturned", "2031-05-15"),
    ]
    assert "<https://courts.example/ns#outcome> <https://courts.example/ns#overturned>" in turtle


FACTS_URL = "https://harbourpost.example/2031/05/16/ferry-ban"


def test_a_ruling_with_one_party_is_refused_in_the_shapes_own_words(types: Schema) -> None:
    facts = read_facts(FACTS, types)
    fact = facts.facts[0]
    alone = type(fact)(fact.type, {**fact.fields, "parties": fact.fields["parties"][:1]}, fact.evidence)
    mapped = map_article(type(facts)(facts.article, facts.entities, (alone,)), types, Iris())
    report = Validator(types).validate((*(quad.triple for quad in mapped.quads), *mapped.claims))
    found = [(finding.code, finding.message) for finding in report.findings]
    assert found == [("RulingShape-parties:MinCount", "A ruling has at least two parties.")]


def test_editors_know_it(types: Schema) -> None:
    assert "overturned" in str(json_schema(types))


@pytest.mark.parametrize(
    ("above", "shapes", "lacks"),
    [
        ("owl:Thing", [HERE / "shapes.ttl"], "of no situations: give it rdfs:subClassOf nf:Happening, or nf:Relation."),
        (
            "nf:Happening",
            [],
            "has no shape with fields: give it one with sh:targetClass, and each field its key (sh:name).",
        ),
    ],
)
def test_a_class_that_is_no_fact_type_says_what_it_lacks(
    above: str, shapes: list[Path], lacks: str, tmp_path: Path
) -> None:
    ontology = tmp_path / "ontology.ttl"
    said = (HERE / "ontology.ttl").read_text(encoding="utf-8")
    ontology.write_text(said.replace("subClassOf nf:Happening", f"subClassOf {above}"), encoding="utf-8")
    with pytest.raises(FactFileError) as error:
        read_facts(FACTS, load_schema(shapes=shapes, ontology=[ontology]), find_text)
    ((code, cure),) = ((each.code, each.cure) for each in error.value.problems)
    assert (code, cure.endswith(lacks)) == ("unknown-type", True)
