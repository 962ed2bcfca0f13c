"""Which names get an IRI that all articles share."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from kg.iris import Iris
from kg.mapping import to_quads
from kg.mapping.entities import entity_iris, mention_triples, with_metadata
from kg.model import Article, ArticleFacts, Entity
from kg.names import is_named_body
from kg.schema import load_schema
from kg.terms import triples_of
from kg.vocab import schema

IRIS = Iris()
ONE = IRIS.article(url="https://harbourpost.example/1", publisher=None, id=None, text_digest=None)
OTHER = IRIS.article(url="https://harbourpost.example/2", publisher=None, id=None, text_digest=None)
TYPES = load_schema()


def iri(entity: Entity, article=ONE) -> str:  # type: ignore[no-untyped-def]
    return entity_iris({entity.key: entity}, article, TYPES, IRIS)[entity.key][1:-1]


@pytest.mark.parametrize(
    ("type", "name"),
    [
        ("Person", "Ana Okoye"),
        ("Person", "Sir Osric Vane"),
        ("Country", "Kesmark"),
        ("PoliticalParty", "Tide Party"),
        ("Organization", "Tessel Cable"),
    ],
)
def test_a_safe_name_is_shared_by_all_articles(type: str, name: str) -> None:
    entity = Entity("k", type, name)
    assert iri(entity, ONE) == iri(entity, OTHER)


@pytest.mark.parametrize(
    ("type", "name"),
    [
        ("Person", "Okoye"),
        ("Person", "Ms Okoye"),
        ("Person", "King Aldous"),
        ("City", "Sollen"),
        ("Place", "Customs House"),
        ("Organization", "the committee"),
        ("Organization", "Parliament"),
        ("Organization", "a foreign affairs committee"),
        ("UnnamedSource", "a Tide Party MP"),
    ],
)
def test_an_unsafe_name_stays_the_articles_own(type: str, name: str) -> None:
    entity = Entity("k", type, name)
    assert iri(entity, ONE) != iri(entity, OTHER)


def test_an_authority_iri_wins() -> None:
    entity = Entity("marten", "Person", "Ivo Marten", same_as=("https://authority.example/id/ivo-marten-mp",))
    assert iri(entity) == "https://authority.example/id/ivo-marten-mp"


def test_two_keys_of_one_entity_are_one_mention_with_one_name() -> None:
    same = ("https://authority.example/id/kesmark",)
    names = ("Kesmark", "the Republic of Kesmark")
    entities = {name: Entity(name, "Country", name, same_as=same) for name in names}
    iri_of = entity_iris(entities, ONE, TYPES, IRIS)
    triples = set(triples_of(mention_triples(str(ONE), entities, iri_of, TYPES, IRIS)))
    said = {(t.predicate, t.object) for t in triples if t.predicate in (schema.name, schema.alternateName)}
    assert said == {(schema.name, Literal(names[0])), (schema.alternateName, Literal(names[1]))}
    assert len({t.subject for t in triples if t.subject != ONE}) == 1


def test_one_without_an_authority_beside_a_namesake_that_has_one_is_not_shared() -> None:
    mp = Entity("mp", "Person", "Ivo Marten", same_as=("https://authority.example/id/ivo-marten-mp",))
    iris = entity_iris({"mp": mp, "other": Entity("other", "Person", "Ivo Marten")}, ONE, TYPES, IRIS)
    assert iris["other"] == str(IRIS.own_entity(ONE, "Ivo Marten", "other"))


def test_two_of_one_name_in_one_article_are_two() -> None:
    captain, mp = Entity("captain", "Person", "Ivo Marten"), Entity("mp", "Person", "Ivo Marten")
    iris = entity_iris({"captain": captain, "mp": mp}, ONE, TYPES, IRIS)
    assert iris["captain"] != iris["mp"]
    assert str(IRIS.shared_entity("Ivo Marten")) not in iris.values()


def test_the_type_is_not_in_the_iri() -> None:
    assert iri(Entity("k", "Organization", "Tide Party")) == iri(Entity("k", "PoliticalParty", "Tide Party"))


def test_spelling_with_other_spaces_and_case_is_the_same_name() -> None:
    assert iri(Entity("k", "Person", "Ana  OKOYE")) == iri(Entity("k", "Person", "Ana Okoye"))


def test_letters_with_accents_tell_people_apart() -> None:
    assert iri(Entity("k", "Person", "José Núñez")) != iri(Entity("k", "Person", "Jose Nunez"))


def test_a_body_is_named_only_by_more_than_generic_words() -> None:
    names = ("Supreme Court", "the Government", "High Court of Sollen", "NATO")
    assert [is_named_body(name) for name in names] == [False, False, True, True]


def test_no_name_is_padded_with_spaces() -> None:
    padded = Entity("k", "Person", "  Ana\u00a0 Okoye ", also=(" Ms  Okoye",))
    facts = ArticleFacts(Article(text_digest="sha256:" + "0" * 64, publisher="The Harbour Post"), {"k": padded})
    assert with_metadata(facts) == {
        "k": Entity("k", "Person", "Ana Okoye", also=("Ms Okoye",)),
        "#publisher": Entity("#publisher", "NewsMediaOrganization", "The Harbour Post"),
    }


def test_thousands_of_authors_are_mapped_at_once() -> None:
    names = tuple(f"Ana Okoye {number}" for number in range(5_000))
    facts = ArticleFacts(Article(text_digest="sha256:" + "0" * 64, publisher="The Harbour Post", authors=names))
    quads = set(to_quads(facts, TYPES, IRIS))
    article = IRIS.article(url=None, publisher=None, id=None, text_digest=facts.article.text_digest)
    written = {quad.object for quad in quads if quad.subject == article and quad.predicate == schema.author}
    assert written == {IRIS.shared_entity(name) for name in names}
