"""From facts to quads: deterministic IRIs, no blank nodes, all that one article says in one named graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from kg.iris import Iris, normal_name
from kg.mapping.articles import article_triples, day_of, image_triples
from kg.mapping.assertions import LONGEST, activity_claims, by_the_surest, is_measured, map_assertion
from kg.mapping.entities import (
    entity_claims,
    entity_iris,
    key_of_publisher,
    keys_by_name,
    mention_triples,
    with_metadata,
)
from kg.mapping.guard import event_triples, name_triples, plain_claims, refutations, undoes_event
from kg.mapping.situations import Context, map_situation
from kg.mapping.values import Mapped, Policy
from kg.model import ARTICLE, ArticleFacts, Entity
from kg.schema import Schema
from kg.terms import TRUE, Statement, nf, quads_of

__all__ = ["Link", "Mapped", "Policy", "map_article", "to_quads", "with_metadata"]

Link = Callable[[Mapping[str, Entity]], Mapping[str, Entity]]


def map_article(
    facts: ArticleFacts, types: Schema, iris: Iris, policy: Policy | None = None, link: Link | None = None
) -> Mapped:
    """What one article and its facts come to in RDF; drafts are left out by whoever calls.

    `link` gets the entities, publisher and authors among them, and gives them with what they are the same as.
    Raises ValueError where the article has neither url, id nor text digest.
    """
    article = iris.article_of(facts.article)
    context = _context(article, facts, types, iris, policy or Policy(), link)
    triples = list(_article(facts, context))
    claims = list(entity_claims(context.entities, context.iri_of, types))
    refuted: list[Statement] = []
    events: dict[str, tuple[Statement, ...]] = {}
    undone: set[str] = set()  # what one fact calls an event and another of the same article takes back
    assertions: list[str] = []
    nodes: list[tuple[str, ...]] = []
    for fact in facts.facts:
        fact_type = types.types[fact.type]
        situation = map_situation(fact, fact_type, context)
        assertion = map_assertion(fact, fact_type, situation.node, context)
        triples += (*situation.triples, *assertion.triples)
        happened = tuple(event_triples(fact, fact_type, situation.node, context))
        if happened and not events.get(situation.node):
            happened += tuple(name_triples(fact, fact_type, situation.node, context))
        events[situation.node] = events.get(situation.node, ()) + happened
        undone |= {situation.node} if undoes_event(fact, fact_type) else set()
        claims += plain_claims(fact, fact_type, context)
        claims += activity_claims(fact.by, context) if fact.by else ()
        refuted += refutations(fact, fact_type, context)
        assertions.append(assertion.node)
        nodes.append((situation.node, *situation.nested, assertion.node, *assertion.nested))
    if len(set(assertions)) < len(assertions):
        triples = list(by_the_surest(triples, facts.facts, assertions, context))
    for node, happened in events.items():
        triples += happened if node not in undone else ()
    return Mapped(
        article,
        iris.graph(article),
        context.day,
        tuple(dict.fromkeys(triples)),
        tuple(dict.fromkeys(claims)),
        tuple(dict.fromkeys(refuted)),
        tuple(assertions),
        tuple(nodes),
        _is_sound(facts, context),
    )


def _is_sound(facts: ArticleFacts, context: Context) -> bool:
    quoted = (each for fact in facts.facts for each in fact.evidence)
    named = all(entity.name.strip() for entity in context.entities.values())
    return named and 1 <= context.policy.quote_limit <= LONGEST and all(map(is_measured, quoted))


def to_quads(
    facts: ArticleFacts, types: Schema, iris: Iris, policy: Policy | None = None, link: Link | None = None
) -> Iterator[Quad]:
    """The quads of one article: its own graph, then what it alone would say in the graph of entities."""
    mapped = map_article(facts, types, iris, policy, link)
    yield from mapped.quads
    refuted = set(mapped.refuted)
    yield from quads_of((each for each in mapped.supported if each not in refuted), iris.entities_graph)


def _context(
    node: NamedNode, facts: ArticleFacts, types: Schema, iris: Iris, policy: Policy, link: Link | None
) -> Context:
    article = facts.article
    entities = link(with_metadata(facts)) if link else with_metadata(facts)
    iri_of = entity_iris(entities, node, types, iris)
    publisher = iri_of[key_of_publisher(article, keys_by_name(entities))]
    return Context(str(node), day_of(article), entities, {**iri_of, ARTICLE: publisher}, types, iris, policy)


def _article(facts: ArticleFacts, context: Context) -> Iterator[Statement]:
    node, article = context.article, facts.article
    key_of = keys_by_name(context.entities)
    authors = [context.iri_of[key_of[normal_name(name)]] for name in article.authors]
    yield from article_triples(article, node, context.iri_of[ARTICLE], authors, context.policy)
    yield from image_triples(article, node, context.iris)
    if facts.curated:
        yield (node, nf.curated, TRUE)
    yield from mention_triples(node, context.entities, context.iri_of, context.types, context.iris)
