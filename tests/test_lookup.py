"""What a person names is found, and what is misspelt is answered with what comes near."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import KgError
from kg.lookup import find_article, find_entities, names_like, strange_terms
from kg.store import Snapshot, Store, change, open_store
from kg.vocab import rdf, schema
from tests.cli.running import newsroom, run
from tests.store.samples import IRIS, NOW, article, quads_of
from tests.story import publish_story, reading

__all__ = ["newsroom"]

NAMES = ["Tomas Rehn", "Ana Okoye", "Ms Okoye", "Foreign Ministry of Valdoria", "Tide Party"]


def test_what_a_search_shows_of_an_iri_is_one(story: Snapshot) -> None:
    (who,) = find_entities(story, "Mara Lindqvist")
    told = find_article(story, "Okoye confirms she may travel to Kesmark")
    short = [each.value.removeprefix(story.iris.base).replace("/", ":", 1) for each in (who, told)]
    assert [each.partition(":")[0] for each in short] == ["entity", "article"]
    assert (find_entities(story, short[0]), find_article(story, short[1])) == ([who], told)
    for none in ("entity:nobody", "entity:", "entity:a b", "day:2031-03-04"):
        with pytest.raises(KgError, match=f"{none}: no entity in the store has this IRI or exact name"):
            find_entities(story, none)


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("Anna Okoye", ["Ana Okoye"]),
        ("ana okoye", ["Ana Okoye", "Ms Okoye"]),
        ("okoye", ["Ms Okoye", "Ana Okoye"]),
        ("Foreign Ministry", ["Foreign Ministry of Valdoria"]),
        ("Tomas Rhen", ["Tomas Rehn"]),
        ("Leif Andrade", []),
        ("", []),
    ],
)
def test_what_comes_near_is_given_nearest_first(given: str, near: list[str]) -> None:
    assert names_like(given, NAMES) == near


def test_a_name_among_very_many_is_still_found_in_time() -> None:
    many = [f"Person {number} of Sollen" for number in range(100_000)]
    assert names_like("Ana Okoyo", [*many, *NAMES]) == ["Ana Okoye"]


def test_a_misspelt_entity_is_answered_with_the_nearest(newsroom: Path) -> None:
    with open_store(newsroom) as store, store.snapshot() as snapshot, pytest.raises(KgError) as caught:
        find_entities(snapshot, "Ana Okoyo")
    assert str(caught.value) == (
        "Ana Okoyo: no entity in the store has this IRI or exact name; did you mean Ana Okoye?"
    )
    refused = run("export", "--entity", "Tomas Ren", "--store", newsroom)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "Error: Tomas Ren: no entity in the store has this IRI or exact name; did you mean Tomas Rehn?\n"
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with reading(publish_story(tmp_path_factory.mktemp("story"))) as snapshot:
        yield snapshot


def test_an_article_is_found_by_its_exact_headline(story: Snapshot) -> None:
    found = find_article(story, "Okoye confirms she may travel to Kesmark")
    assert found == story.iris.article(url="https://harbourpost.example/2031/03/04/okoye-options")
    with pytest.raises(KgError) as caught:
        find_article(story, "Okoye confirms she may travel to Kesmarck")
    assert str(caught.value) == (
        "Okoye confirms she may travel to Kesmarck: no article in the store has this URL, IRI, id or headline; "
        "did you mean Okoye confirms she may travel to Kesmark?"
    )


@pytest.mark.parametrize(
    ("sparql", "strange"),
    [
        ("SELECT ?w { ?v a nf:Visit ; nf:visiter ?w ; nf:qqq 1 }", {"nf:qqq": None, "nf:visiter": "nf:visitor"}),
        ("SELECT ?n { ?v schema:nmae ?n ; schema:birthDate ?d }", {"schema:nmae": "schema:name"}),
        (
            "SELECT ?v { ?v a schema:Persn. ?w a schema:Person. ?v schema:na\\,me ?n }",
            {"schema:Persn": "schema:Person"},
        ),
        ("PREFIX s: <http://schema.org/> SELECT ?n { ?v s:name ?n }", {"http://schema.org/": "https://schema.org/"}),
        ("SELECT ?n { ?v <http://schema.org/name> ?n }", {"http://schema.org/name": "https://schema.org/name"}),
        ("PREFIX schema: <https://other.example/> SELECT ?n { ?v schema:nmae ?n }", {}),
        ("SELECT ?n { ?v entity:nobody ?n ; xsd:nmae ?m }", {}),
        ("SELECT ?w { ?v a nf:Visit ; nf:visitor ?w . ?a nf:asserts ?v ; nf:status nf:status-mooted }", {}),
        ("SELECT ?w { ?v nf:visitor ?w ; schema:name \"nf:visiter\", 'nf:visiter' } # nf:visiter", {}),
        ("PREFIX nf: <https://other.example/> SELECT ?w { ?v nf:visiter ?w }", {}),
        ("SELECT ?w { ?v <https://w3id.org/news-facts/ns#visitor> ?w ; nf:matches 'cable' }", {}),
    ],
)
def test_terms_that_nothing_in_the_store_has_are_told(
    story: Snapshot, sparql: str, strange: dict[str, str | None]
) -> None:
    assert strange_terms(story, sparql) == strange


def test_a_store_without_a_vocabulary_finds_nothing_strange(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True) as store, store.snapshot() as snapshot:
        assert strange_terms(snapshot, "SELECT ?w { ?v nf:visiter ?w }") == {}


def skerrows(folder: Path, towns: list[NamedNode]) -> Store:
    """A store in which each of so many articles speaks of a town of one name."""
    changes = []
    for number, town in enumerate(towns):
        claims = [Triple(town, rdf.type, schema.City), Triple(town, schema.name, Literal("Skerrow"))]
        node = article(number)
        changes.append(change(node, IRIS.graph(node), quads_of(number, "Rain"), claims, day="2026-03-01"))
    store = open_store(folder, create=True)
    store.publish(changes, now=NOW)
    return store


def test_a_name_means_all_whom_nobody_has_told_apart(tmp_path: Path) -> None:
    towns = [IRIS.own_entity(article(number), "Skerrow") for number in range(12)]
    with skerrows(tmp_path / "S", towns) as store, store.snapshot() as snapshot:
        assert find_entities(snapshot, "Skerrow") == sorted(towns, key=str)


def test_a_name_of_very_many_is_told_with_the_first_of_them(tmp_path: Path) -> None:
    towns = [NamedNode(f"https://authority.example/town/{number:02}") for number in range(12)]
    with skerrows(tmp_path / "S", towns) as store, store.snapshot() as snapshot, pytest.raises(KgError) as caught:
        find_entities(snapshot, "Skerrow")
    shown = "\n".join(f"  {town.value}  City: Skerrow" for town in towns[:10])
    assert str(caught.value) == (
        f"Skerrow: 12 entities bear this name; give the IRI of one:\n{shown}\n  and 2 more\n"
        "If they are one, merge them: kg link --accept IRI IRI"
    )


NAMED = IRIS.shared_entity("Ana Okoye")
RECORD = NamedNode("https://authority.example/okoye")


@pytest.mark.parametrize(
    ("given", "record", "kind", "known"),
    [
        ("Ana Okoye", {"Ana Okoye"}, schema.Person, 0),
        ("Ms Okoye", {"Ana Okoye", "Ms Okoye"}, schema.Person, 0),
        ("Ms Okoye", {"Ida Okoye", "Ms Okoye"}, schema.Person, 2),
        ("Ana Okoye", {"Ana Okoye"}, schema.Organization, 2),
    ],
)
def test_two_are_known_to_be_two_unless_one_has_nothing_but_a_full_name_of_the_other(
    tmp_path: Path, given: str, record: set[str], kind: NamedNode, known: int
) -> None:
    claims = [Triple(NAMED, rdf.type, schema.Person), Triple(RECORD, rdf.type, kind)]
    claims += [Triple(NAMED, schema.name, Literal(name)) for name in ("Ana Okoye", "Ms Okoye")]
    claims += [Triple(RECORD, schema.name, Literal(name)) for name in sorted(record)]
    node = article(1)
    with open_store(tmp_path / "S", create=True) as store:
        store.publish([change(node, IRIS.graph(node), quads_of(1, "Rain"), claims, day="2026-03-01")], now=NOW)
        with store.snapshot() as snapshot:
            if not known:
                assert find_entities(snapshot, given) == [RECORD, NAMED]
                return
            with pytest.raises(KgError) as caught:
                find_entities(snapshot, given)
    assert str(caught.value).startswith(f"{given}: {known} entities bear this name; give the IRI of one:\n")
