"""Assertions as reifiers: what they quote, in which formats, and that it is quoted and not said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.api import publish
from kg.errors import KgError
from kg.exports import Selection, export_rdf, selected_quads
from kg.model import Fact
from kg.reifiers import RDF12_FORMATS
from kg.schema import bundled_schema
from kg.serialization import DATASET_FORMATS, parse
from kg.store import Snapshot, open_store
from kg.vocab import nf, rdf, schema
from tests.samples import ASSERTED, MEETING, OFFICE, VISIT, facts_of, with_fields, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)
MEMBER = Fact(
    "Membership",
    {**ASSERTED, "member": ("okoye",), "group": ("party",), "tenure": ("former",)},
    OFFICE.evidence,
)
DENIED = with_fields(OFFICE, polarity="negative", certainty="possible", organization="ministry", source="rehn")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A store with a visit, a meeting, an office that is denied, and a membership that is over."""
    folder = tmp_path_factory.mktemp("reifiers")
    file = write_sample(folder, facts_of(VISIT, MEETING, DENIED, MEMBER))
    with open_store(folder / "store", create=True) as store:
        assert publish([file], store, now=NOW).clean
        with store.snapshot() as opened:
            yield opened


def exported(snapshot: Snapshot, form: str, selection: Selection | None = None) -> list[Quad]:
    data = b"".join(export_rdf(snapshot, selection or Selection(), form, reified=bundled_schema()))
    return list(parse(data, form))


def quoted(snapshot: Snapshot) -> set[tuple[str, str]]:
    """Each statement that is quoted, with the class of the situation that its reifier asserts."""
    found = set()
    for quad in exported(snapshot, "nquads"):
        if quad.predicate == rdf.reifies:
            assert isinstance(quad.subject, NamedNode)
            (situation,) = [each.object for each in snapshot.match(quad.subject, nf.asserts, None, quad.graph_name)]
            assert isinstance(situation, NamedNode)
            kinds = {each.object for each in snapshot.match(situation, rdf.type)} - {schema.Event}
            text = str(quad.object).replace(situation.value, "situation")
            found.add((text, str(kinds.pop())))
    return found


def test_each_assertion_quotes_the_statements_that_it_is_about(snapshot: Snapshot) -> None:
    okoye, rehn = (snapshot.iris.shared_entity(name) for name in ("Ana Okoye", "Tomas Rehn"))
    party, ministry = (snapshot.iris.shared_entity(name) for name in ("Tide Party", "Foreign Ministry of Valdoria"))
    assert quoted(snapshot) == {
        (str(Triple(okoye, schema.jobTitle, Literal("Foreign Minister"))), str(nf.OfficeHolding)),
        (str(Triple(okoye, schema.worksFor, ministry)), str(nf.OfficeHolding)),
        (str(Triple(okoye, schema.memberOf, party)), str(nf.Membership)),
        (f"<situation> <https://schema.org/attendee> {okoye}", str(nf.Meeting)),
        (f"<situation> <https://schema.org/attendee> {rehn}", str(nf.Meeting)),
        (f"<situation> <https://schema.org/attendee> {okoye}", str(nf.Visit)),
        (f"<situation> <https://schema.org/location> {snapshot.iris.shared_entity('Kesmark')}", str(nf.Visit)),
    }


def test_what_is_quoted_is_said_only_where_it_was_said_before(snapshot: Snapshot) -> None:
    said = {quad.triple for quad in exported(snapshot, "nquads")}
    (meeting,) = (quad.subject for quad in snapshot.match(None, rdf.type, schema.Event))
    terms = [quad.object for quad in exported(snapshot, "nquads") if isinstance(quad.object, Triple)]
    assert len(terms) == 7
    assert {(each.subject, each.predicate) for each in said & set(terms)} == {(meeting, schema.attendee)}
    assert said & {quad.triple for quad in selected_quads(snapshot, Selection())} == said - {
        quad.triple for quad in exported(snapshot, "nquads") if quad.predicate == rdf.reifies
    }


@pytest.mark.parametrize("form", RDF12_FORMATS)
def test_every_format_reads_back_with_its_quotations(snapshot: Snapshot, form: str) -> None:
    plain = set(selected_quads(snapshot, Selection()))
    whole = set(exported(snapshot, "nquads"))
    assert whole > plain
    expected = whole if form in DATASET_FORMATS else {Quad(*quad.triple) for quad in whole}
    assert set(exported(snapshot, form)) == expected


def test_without_the_option_nothing_is_quoted(snapshot: Snapshot) -> None:
    data = b"".join(export_rdf(snapshot, Selection(), "turtle"))
    assert b"reifies" not in data
    assert b"<<(" not in data


def test_turtle_shortens_the_names_within_a_quotation(snapshot: Snapshot) -> None:
    data = b"".join(export_rdf(snapshot, Selection(), "turtle", reified=bundled_schema())).decode()
    assert 'rdf:reifies <<( entity:ana-okoye-vouarhrg schema:jobTitle "Foreign Minister" )>>' in data


@pytest.mark.parametrize("form", ["jsonld", "rdfxml"])
def test_a_format_that_cannot_quote_is_refused(snapshot: Snapshot, form: str) -> None:
    with pytest.raises(KgError) as caught:
        exported(snapshot, form)
    assert str(caught.value) == (
        f"{form} cannot quote a statement as RDF 1.2 does: choose among turtle, trig, nquads, ntriples"
    )


def test_an_entitys_export_quotes_for_its_own_assertions(snapshot: Snapshot) -> None:
    quads = exported(snapshot, "nquads", Selection(entity="Tomas Rehn"))
    assert sum(quad.predicate == rdf.reifies for quad in quads) == 2  # the meeting, with the two who attend
