"""The node that says who asserts a situation, how surely, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import digest
from kg.mapping.situations import Context, content_of, quoted, term_of
from kg.mapping.values import interned
from kg.model import ARTICLE, Evidence, Fact
from kg.schema import FactType
from kg.vocab import nf, oa, prov, rdf, xsd

EDITORIAL_STATE = "editorial_state"


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion's IRI, its evidence nodes with their selectors, and its triples."""

    node: NamedNode
    nested: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]


def with_defaults(fact: Fact) -> Fact:
    """The fact with its editorial state said: current, unless an editor says otherwise."""
    if EDITORIAL_STATE in fact.fields:
        return fact
    fields = {**fact.fields, EDITORIAL_STATE: ("current",)}
    return Fact(fact.type, fields, fact.evidence, fact.confidence, fact.by, fact.draft)


def map_assertion(fact: Fact, fact_type: FactType, situation: NamedNode, context: Context) -> Assertion:
    """The assertion of `situation` that a fact makes; `article` as its source is the publisher."""
    fact = with_defaults(fact)
    content = content_of(fact.fields, context.types.assertion_fields, context)
    node = context.iris.mint("assertion", digest(situation.value, *content))
    triples = [
        Triple(node, rdf.type, nf.Assertion),
        Triple(node, nf.asserts, situation),
        Triple(node, nf.reportedIn, context.article),
    ]
    if context.day:
        triples.append(Triple(node, nf.attestedOn, Literal(context.day, datatype=xsd.date)))
    for field in context.types.assertion_fields:
        path, values = interned(field.path), fact.fields.get(field.key, ())
        triples += (Triple(node, path, term_of(value, field, context.iri_of)) for value in values)
    if is_articles_own(fact):
        triples.append(Triple(node, nf.ownWord, Literal(True)))
    if fact.confidence is not None:
        triples.append(Triple(node, nf.confidence, decimal(fact.confidence)))
    if fact.by:
        triples.append(Triple(node, prov.wasGeneratedBy, activity(fact.by, context)))
    nested: list[NamedNode] = []
    for evidence in fact.evidence:
        triples += _evidence(node, evidence, fact_type, context, nested)
    return Assertion(node, tuple(nested), tuple(triples))


def by_the_surest(
    triples: Iterable[Triple], facts: Sequence[Fact], nodes: Sequence[NamedNode], context: Context
) -> Iterator[Triple]:
    """The triples, where several facts come to one assertion: the surest says how sure it is, and by which rule.

    `nodes` are the assertions of the facts. That of a person, who gives no confidence, is the surest.
    """
    surest: dict[NamedNode, Fact] = {}
    for fact, node in zip(facts, nodes, strict=True):
        if node not in surest or _sureness(fact) > _sureness(surest[node]):
            surest[node] = fact
    for triple in triples:
        subject = triple.subject
        if (
            triple.predicate in (nf.confidence, prov.wasGeneratedBy)
            and isinstance(subject, NamedNode)
            and subject in surest
        ):
            fact = surest[subject]
            said = (
                None if fact.confidence is None else decimal(fact.confidence),
                activity(fact.by, context) if fact.by else None,
            )
            if triple.object not in said:
                continue
        yield triple


def _sureness(fact: Fact) -> tuple[float, str]:
    return (inf if fact.confidence is None else fact.confidence), fact.by or ""


def decimal(value: float) -> Literal:
    """A decimal in canonical form, at most six digits after the point.

    >>> decimal(0.50).value, decimal(1.0).value
    ('0.5', '1')
    """
    return Literal(f"{value:.6f}".rstrip("0").rstrip("."), datatype=xsd.decimal)


def activity(by: str, context: Context) -> NamedNode:
    """The IRI of the extraction by one rule or model and its version."""
    return context.iris.mint("activity", digest("kg", by))


def activity_claims(by: str, context: Context) -> Iterator[Triple]:
    """What is said once, for all articles, of the extraction by one rule or model."""
    node = activity(by, context)
    yield Triple(node, rdf.type, nf.ExtractionActivity)
    yield Triple(node, nf.tool, Literal("kg"))
    yield Triple(node, nf.rule, Literal(by))


def _evidence(
    assertion: NamedNode, evidence: Evidence, fact_type: FactType, context: Context, nested: list[NamedNode]
) -> Iterator[Triple]:
    of = evidence.of or ""
    field = fact_type.field(of) or context.types.assertion_field(of)
    local = digest(
        context.article.value, str(evidence.start), str(evidence.end), evidence.quote, field.path if field else ""
    )
    node = context.iris.mint("evidence", local)
    position = context.iris.mint("selector", f"{local}-position")
    quote = context.iris.mint("selector", f"{local}-quote")
    nested += (node, position, quote)
    yield Triple(assertion, nf.evidence, node)
    yield Triple(node, rdf.type, oa.SpecificResource)
    yield Triple(node, oa.hasSource, context.article)
    yield Triple(node, oa.hasSelector, position)
    yield Triple(node, oa.hasSelector, quote)
    yield Triple(position, rdf.type, oa.TextPositionSelector)
    yield Triple(position, oa.start, Literal(evidence.start))
    yield Triple(position, oa.end, Literal(evidence.end))
    yield Triple(quote, rdf.type, oa.TextQuoteSelector)
    yield from quoted(quote, oa.exact, evidence.quote, context.policy.quote_limit)
    if field:
        yield Triple(node, nf.shows, interned(field.path))
    if not evidence.verified:
        yield Triple(node, nf.unverified, Literal(True))


def is_articles_own(fact: Fact) -> bool:
    """Whether a fact is the article's own word, and nobody else's."""
    return fact.fields.get("source") == (ARTICLE,)
