"""Which IRI each entity of an article gets, and what the article says of it.

A shared IRI is given only where one name is safely one bearer: an authority's own IRI, a full personal
name, a named organisation or a country. All else stays the article's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.iris import Iris, digest, normal_name
from kg.model import Article, ArticleFacts, Entity
from kg.names import is_full_personal_name, is_named_body, signs_as_body
from kg.schema import Schema
from kg.terms import Statement, iri, literal, nf, rdf, schema, value_of
from kg.vocab import schema as vocab

UNNAMED_PUBLISHER = "unnamed publisher"  # of an article that does not say whose it is: one of its own for each article


@lru_cache(maxsize=10_000)
def _is_shared(name: str, classes: frozenset[str]) -> bool:
    if vocab.Person.value in classes:
        return is_full_personal_name(name)
    if vocab.Country.value in classes:
        return True
    return vocab.Organization.value in classes and is_named_body(name)


def entity_iris(entities: Mapping[str, Entity], article: NamedNode, types: Schema, iris: Iris) -> dict[str, str]:
    """The IRI of every entity of the file, by its key.

    Two keys with one shared name are two bearers of it, so each without a `same_as` keeps an IRI of the article's own.
    """
    names = Counter(normal_name(entity.name) for entity in entities.values())
    found: dict[str, str] = {}
    for key, entity in entities.items():
        if entity.same_as:
            found[key] = iri(entity.same_as[0])
        elif names[normal_name(entity.name)] > 1:
            found[key] = str(iris.own_entity(article, entity.name, key))
        elif _is_shared(entity.name, types.subclasses[types.entity_types[entity.type]]):
            found[key] = str(iris.shared_entity(entity.name))
        else:
            found[key] = str(iris.own_entity(article, entity.name))
    return found


def with_metadata(facts: ArticleFacts) -> dict[str, Entity]:
    """The file's entities and, under keys that no file can use, the article's publisher and authors.

    Spaces around and doubled spaces within names are taken out.
    """
    article = facts.article
    entities = {key: _trimmed(entity) for key, entity in facts.entities.items()}
    known = {normal_name(entity.name): key for key, entity in facts.entities.items()}
    publisher = article.publisher or UNNAMED_PUBLISHER
    kind = "NewsMediaOrganization" if article.publisher else "UnnamedSource"
    if normal_name(publisher) not in known or not article.publisher:
        entities["#publisher"] = Entity("#publisher", kind, publisher)
        known.setdefault(normal_name(publisher), "#publisher")
    for index, author in enumerate(article.authors):
        if normal_name(author) not in known:
            entities[f"#author{index}"] = Entity(
                f"#author{index}", "Organization" if signs_as_body(author) else "Person", author
            )
            known[normal_name(author)] = f"#author{index}"
    return entities


def _trimmed(entity: Entity) -> Entity:
    name, also = _one_spaced(entity.name), tuple(map(_one_spaced, entity.also))
    return entity if (name, also) == (entity.name, entity.also) else replace(entity, name=name, also=also)


def _one_spaced(name: str) -> str:
    return " ".join(name.split())


def keys_by_name(entities: Mapping[str, Entity]) -> dict[str, str]:
    """The first key under which each name (`kg.iris.normal_name`) stands; a publisher or an author is found by it."""
    found: dict[str, str] = {}
    for key, entity in entities.items():
        found.setdefault(normal_name(entity.name), key)
    return found


def key_of_publisher(article: Article, key_of: Mapping[str, str]) -> str:
    """The key under which the article's publisher stands, among those of `keys_by_name`."""
    return key_of.get(normal_name(article.publisher or ""), "#publisher")


def mention_triples(
    article: str, entities: Mapping[str, Entity], iri_of: Mapping[str, str], types: Schema, iris: Iris
) -> Iterator[Statement]:
    """What the article itself says of each entity: one `nf:EntityMention` an entity.

    Of two keys that are one entity ('US' and 'United States') the first gives its name, the other another name.
    """
    named: dict[str, Entity] = {}
    for key, entity in entities.items():
        denoted = iri_of[key]
        node = iris.written("mention", digest(value_of(article), value_of(denoted)))
        yield (article, schema.mentions, denoted)
        yield (node, rdf.type, nf.EntityMention)
        yield (node, nf.denotes, denoted)
        first = named.setdefault(denoted, entity)
        yield (node, nf.entityType, iri(types.entity_types[first.type]))
        yield (node, schema.name, literal(first.name))
        for name in (*entity.also, *((entity.name,) if entity.name != first.name else ())):
            yield (node, schema.alternateName, literal(name))
        for same in entity.same_as:
            yield (node, schema.sameAs, iri(same))
        for other in entity.possibly_same_as:
            yield (node, nf.possiblySameAs, iri_of[other])


def entity_claims(entities: Mapping[str, Entity], iri_of: Mapping[str, str], types: Schema) -> Iterator[Statement]:
    """What the article supports in the shared graph: each entity's type, names and equals."""
    for key, entity in entities.items():
        node = iri_of[key]
        yield (node, rdf.type, iri(types.entity_types[entity.type]))
        yield (node, schema.name, literal(entity.name))
        for name in entity.also:
            yield (node, schema.alternateName, literal(name))
        for same in entity.same_as:
            if same != value_of(node):
                yield (node, schema.sameAs, iri(same))
