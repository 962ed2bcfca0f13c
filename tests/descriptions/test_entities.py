"""Of an entity the newest statements come first, and all of them on one page or another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from kg.api import publish
from kg.descriptions.entities import describe_entity
from kg.descriptions.names import Source
from kg.descriptions.values import Ref
from kg.factfile import write_facts
from kg.model import Entity
from kg.schema import load_schema
from kg.store import open_store
from kg.vocab import SCHEMA, nf
from tests.samples import ARTICLE, MEETING, facts_of
from tests.story import reading

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


def test_namesakes_with_whom_an_entity_stands_are_told_apart(tmp_path: Path) -> None:
    others = {
        "one": Entity("one", "Person", "Ilse Varn", same_as=("https://authority.example/id/varn-mp",)),
        "two": Entity("two", "Person", "Ilse Varn", same_as=("https://authority.example/id/varn-judge",)),
        "firm": Entity("firm", "Organization", "Krag"),
        "man": Entity("man", "Person", "Krag"),
        "rehn": Entity("rehn", "Person", "Tomas Rehn"),
    }
    meeting = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", *others)})
    facts = facts_of(meeting)
    facts = replace(facts, entities={**facts.entities, **others})
    (tmp_path / "varn.facts.yaml").write_text(write_facts(facts))
    (tmp_path / "varn.txt").write_text(ARTICLE.text or "")
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([tmp_path / "varn.facts.yaml"], store, texts=[tmp_path]).clean
    with reading(tmp_path / "store") as snapshot:
        source = Source(snapshot, load_schema())
        found = describe_entity(source, source.view.iris.shared_entity("Ana Okoye"))
    assert found
    assert [(tie.other.name, tie.apart) for tie in found.ties] == [
        ("Ilse Varn", "authority.example/id/varn-judge"),
        ("Ilse Varn", "authority.example/id/varn-mp"),
        ("Krag", "person"),
        ("Krag", "organization"),
        ("Tomas Rehn", ""),
    ]
