"""Of an entity the newest statements come first, and all of them on one page or another."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.descriptions.entities import describe_entity
from kg.descriptions.names import Source
from kg.descriptions.values import Ref
from kg.vocab import SCHEMA, nf

OKOYE = NamedNode("https://authority.example/id/ana-okoye")


def test_pages_together_have_every_statement_once_and_newest_first(source: Source) -> None:
    whole = describe_entity(source, OKOYE, 1, 1_000)
    assert whole
    parts = [describe_entity(source, OKOYE, number, 9) for number in range(1, whole.total // 9 + 2)]
    told = [each for part in parts if part for each in part.timeline]
    assert [part.pages for part in parts if part] == [len(parts)] * len(parts)
    assert {each.iri for each in told} == {each.iri for each in whole.timeline}
    assert len(told) == whole.total
    assert [each.day for each in told] == sorted((each.day for each in told), reverse=True)


def test_every_statement_stands_in_one_group(source: Source) -> None:
    found = describe_entity(source, OKOYE)
    assert found
    grouped = [each.iri for group in found.groups for each in group.statements]
    assert sorted(grouped) == sorted(each.iri for each in found.timeline)


def test_an_unnamed_source_and_who_it_may_be_lead_to_each_other(source: Source) -> None:
    (halle,) = {quad.object for quad in source.view.match(None, nf.possiblySameAs)}
    assert isinstance(halle, NamedNode)
    found = describe_entity(source, halle)
    assert found
    assert {ref.name for ref in found.candidates} == {
        "the committee member",
        "the member of the foreign affairs committee",
    }
    member = describe_entity(source, NamedNode(found.candidates[0].iri))
    assert member
    assert [ref.name for ref in member.possibly] == ["Ruben Halle"]
    assert member.kinds == (Ref(nf.UnnamedSource.value, "unnamed source"),)


def test_of_a_party_its_kind_and_members_are_told(source: Source) -> None:
    party = source.view.iris.shared_entity("Reform Alliance")
    found = describe_entity(source, party)
    assert found
    assert found.kinds == (Ref(SCHEMA + "PoliticalParty", "political party"),)
    assert [group.key for group in found.groups] == ["holds", "happens", "said"]


def test_who_is_not_in_the_graph_has_no_page(source: Source) -> None:
    assert describe_entity(source, NamedNode("https://kg.example/entity/nobody")) is None
