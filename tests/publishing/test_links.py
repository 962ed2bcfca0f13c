"""What may be one in a store is read from it, and what a person accepts is merged where articles still conform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.iris import Iris
from kg.linking import Candidate, Linker, candidate_of, code_of, read_authority
from kg.linking.records import Record
from kg.model import Entity, Fact
from kg.publishing import Gate, Texts, publish
from kg.publishing.links import accept_links, held_candidates, pairs_of_codes, propose_links, undo_link
from kg.schema import load_schema
from kg.serialization import serialize
from kg.store import Store, open_store
from kg.validation import Validator
from kg.vocab import dcterms, schema
from tests.samples import ARTICLE, ENTITIES, MEETING, OFFICE, VISIT, facts_of, write_sample

TYPES = load_schema()
VALIDATOR = Validator(TYPES)
IRIS, NOW = Iris(), datetime(2031, 3, 5, tzinfo=UTC)
OKOYE, INITIAL = (IRIS.shared_entity(name).value for name in ("Ana Okoye", "A. Okoye"))
OTHER = replace(ARTICLE, url="https://meridian.example/okoye", publisher="The Meridian")
ID = "https://authority.example/id/"


def file_of(folder: Path, name: str, *facts: Fact, other: bool = False, **entities: Entity) -> Path:
    given = facts_of(*facts, article=OTHER if other else ARTICLE, curated=True)
    return write_sample(folder, replace(given, entities={**ENTITIES, **entities}), name)


def put(store: Store, *files: Path, linker: Linker | None = None) -> int | None:
    gate = Gate(TYPES, VALIDATOR, Iris(store.base), linker=linker or Linker())
    summary = publish(files, store, gate, Texts([]), now=NOW)
    assert summary.clean
    return summary.generation


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two papers on one minister, whose given name the second shortens; both speak of the town of Sollen."""
    initial, town = Entity("okoye", "Person", "A. Okoye"), Entity("kesmark", "City", "Sollen")
    first = file_of(tmp_path, "first", VISIT, OFFICE, MEETING, kesmark=town)
    return [first, file_of(tmp_path, "second", VISIT, OFFICE, other=True, okoye=initial, kesmark=town)]


@pytest.fixture
def store(tmp_path: Path, files: list[Path]) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as store:
        put(store, *files)
        yield store


def export(store: Store) -> bytes:
    with store.snapshot() as snapshot:
        return b"".join(serialize(snapshot.quads(), "trig", snapshot.prefixes))


def accept(store: Store, one: str, other: str, *others: Candidate) -> tuple[str, str]:
    (linked,) = accept_links(store, [(one, other)], TYPES, VALIDATOR, now=NOW, others=others)
    return linked.keep.iri, linked.replaced.iri


def test_a_candidate_has_what_articles_say_of_it(store: Store) -> None:
    with store.snapshot() as snapshot:
        found = {each.iri: each for each in held_candidates(snapshot, TYPES)}
    article = IRIS.article(url=ARTICLE.url, publisher=None, id=None, text_digest=None).value
    assert found[OKOYE] == Candidate(
        OKOYE,
        "Person",
        ("Ana Okoye", "Ms Okoye"),
        ties=frozenset({"Foreign Minister"}),
        articles=frozenset({article}),
        types=("Person",),
    )


def test_an_initial_with_the_same_post_and_towns_of_one_name_are_proposed(store: Store) -> None:
    found = [(each.keep_name, each.replace_name, each.score) for each in propose_links(store, TYPES)]
    assert found == [("Sollen", "Sollen", 0.7), ("Ana Okoye", "A. Okoye", 0.58)]


def test_an_accepted_pair_is_proposed_no_more(store: Store) -> None:
    assert accept(store, *pairs_of_codes(store, [code_of(OKOYE, INITIAL)], TYPES)[0]) == (OKOYE, INITIAL)
    assert [each.keep_name for each in propose_links(store, TYPES)] == ["Sollen"]


def test_the_order_of_the_two_does_not_matter(store: Store) -> None:
    assert accept(store, OKOYE, INITIAL) == (OKOYE, INITIAL)
    undo_link(store, NamedNode(INITIAL), now=NOW)
    assert accept(store, INITIAL, OKOYE) == (OKOYE, INITIAL)


def test_a_link_and_its_undoing_leave_the_bytes_of_the_export(store: Store, files: list[Path]) -> None:
    before = export(store)
    accept(store, OKOYE, INITIAL)
    linked = export(store)
    assert linked != before
    assert put(store, *files) is None
    assert export(store) == linked
    undo_link(store, NamedNode(INITIAL), now=NOW)
    assert export(store) == before
    assert put(store, *files) is None


def test_a_merged_store_exports_what_conforms(store: Store) -> None:
    accept(store, OKOYE, INITIAL)
    with store.snapshot() as snapshot:
        assert VALIDATOR.validate(quad.triple for quad in snapshot.quads()).findings == ()
        assert [quad.subject for quad in snapshot.match(None, dcterms.isReplacedBy)] == [NamedNode(INITIAL)]


def test_an_iri_from_elsewhere_takes_the_place_of_ours(store: Store) -> None:
    wikidata = "http://www.wikidata.org/entity/Q900001"
    assert accept(store, OKOYE, wikidata) == (wikidata, OKOYE)
    with store.snapshot() as snapshot:
        assert [quad.object.value for quad in snapshot.match(NamedNode(wikidata), schema.name)] == ["Ana Okoye"]  # type: ignore[union-attr]


def test_a_record_of_an_authority_is_proposed_and_accepted(store: Store) -> None:
    record = candidate_of(Record(ID + "okoye", "Person", "Ana Okoye", place="desk.csv:2"))
    (proposal,) = [each for each in propose_links(store, TYPES, [record]) if each.keep == record.iri]
    assert proposal.reasons == ("the same name, Ana Okoye", "authority desk.csv:2")
    assert accept(store, *pairs_of_codes(store, [proposal.code], TYPES, [record])[0], record) == (record.iri, OKOYE)


def test_entities_of_which_no_article_speaks_are_not_linked(store: Store) -> None:
    with pytest.raises(KgError, match=f"no article of this store speaks of {ID}a or of {ID}b"):
        accept(store, ID + "a", ID + "b")


@pytest.mark.parametrize("text", ["okoye", "https://a b", "file:///okoye"])
def test_what_is_no_iri_takes_nobodys_place(store: Store, text: str) -> None:
    with pytest.raises(KgError, match=f"{text} is no IRI"):
        accept(store, OKOYE, text)


def test_one_that_gave_its_place_away_means_the_one_that_has_it(store: Store) -> None:
    accept(store, OKOYE, INITIAL)
    assert accept(store, INITIAL, ID + "okoye") == (ID + "okoye", OKOYE)
    with pytest.raises(KgError, match="are one already"):
        accept(store, INITIAL, OKOYE)


def test_a_person_and_a_party_cannot_be_one(store: Store) -> None:
    with pytest.raises(KgError, match="Tide Party is a PoliticalParty and Ana Okoye a Person: they cannot be one"):
        accept(store, OKOYE, IRIS.shared_entity("Tide Party").value)


def test_a_link_after_which_an_article_would_not_conform_is_not_made(store: Store) -> None:
    before = export(store)
    with pytest.raises(KgError, match="an article would not conform any more"):
        accept(store, OKOYE, IRIS.shared_entity("Tomas Rehn").value)  # the two who met
    assert (export(store), store.links()) == (before, ())


def test_articles_whose_facts_a_rule_found_are_linked(tmp_path: Path) -> None:
    drawn = replace(VISIT, by="visit-noun@1", confidence=0.9)
    town = {**ENTITIES, "kesmark": Entity("kesmark", "City", "Sollen")}
    given = [replace(facts_of(drawn, article=each), entities=town) for each in (ARTICLE, OTHER)]
    with open_store(tmp_path / "store", create=True) as store:
        put(store, *(write_sample(tmp_path, each, str(number)) for number, each in enumerate(given)))
        (proposal,) = (each for each in propose_links(store, TYPES) if each.type == "City")
        accept(store, proposal.keep, proposal.replace)
        assert [each.new for each in store.links()] == [proposal.keep]


def test_an_unknown_code_and_that_of_namesakes_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no proposal abcdef now"):
        pairs_of_codes(store, ["abcdef"], TYPES)
    one, other = (Entity(key, "Person", "Ana Okoye", same_as=(ID + key,)) for key in ("okoye", "rehn"))
    put(store, file_of(tmp_path, "third", MEETING, okoye=one, rehn=other))
    with pytest.raises(KgError, match="points out namesakes"):
        pairs_of_codes(store, [code_of(ID + "okoye", ID + "rehn")], TYPES)


def test_an_authority_gives_its_iri_to_whoever_it_names(tmp_path: Path, store: Store, files: list[Path]) -> None:
    desk = tmp_path / "desk.csv"
    desk.write_text(f"id,name,type,also\n{ID}okoye,Ana Okoye,Person,A. Okoye\n{ID}sollen,Sollen,City,\n", "utf-8")
    linker = Linker(read_authority([desk], TYPES))
    put(store, *files, linker=linker)
    with store.snapshot() as snapshot:
        found = {each.iri: len(each.articles) for each in held_candidates(snapshot, TYPES) if each.iri.startswith(ID)}
    assert found == {ID + "okoye": 2, ID + "sollen": 2}
    assert propose_links(store, TYPES) == []
    assert put(store, *files, linker=linker) is None
