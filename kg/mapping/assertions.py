"""The node that says who asserts a situation, how surely, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from kg.iris import digest
from kg.mapping.literals import number
from kg.mapping.situations import Context, content_of, quoted, term_of
from kg.model import ARTICLE, Evidence, Fact
from kg.schema import FactType
from kg.terms import TRUE, Statement, integer, iri, literal, nf, oa, prov, rdf, typed, value_of, xsd

EDITORIAL_STATE = "editorial_state"
LONGEST = 300  # code points of a quotation that the bundled shapes allow
_FARTHEST = 10**18  # an offset that is no integer to the validator


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion's IRI, its evidence nodes with their selectors, and its triples."""

    node: str
    nested: tuple[str, ...]
    triples: tuple[Statement, ...]


def with_defaults(fact: Fact) -> Fact:
    """The fact with its editorial state said: current, unless an editor says otherwise."""
    if EDITORIAL_STATE in fact.fields:
        return fact
    fields = {**fact.fields, EDITORIAL_STATE: ("current",)}
    return Fact(fact.type, fields, fact.evidence, fact.confidence, fact.by, fact.draft)


def map_assertion(fact: Fact, fact_type: FactType, situation: str, context: Context) -> Assertion:
    """The assertion of `situation` that a fact makes; `article` as its source is the publisher."""
    fact = with_defaults(fact)
    content = content_of(fact.fields, context.types.assertion_fields, context)
    node = context.iris.written("assertion", digest(value_of(situation), *content))
    triples = [
        (node, rdf.type, nf.Assertion),
        (node, nf.asserts, situation),
        (node, nf.reportedIn, context.article),
    ]
    if context.day:
        triples.append((node, nf.attestedOn, typed(context.day, xsd.date)))
    for field in context.types.assertion_fields:
        path, values = iri(field.path), fact.fields.get(field.key, ())
        triples += ((node, path, term_of(value, field, context.iri_of)) for value in values)
    if is_articles_own(fact):
        triples.append((node, nf.ownWord, TRUE))
    if fact.confidence is not None:
        triples.append((node, nf.confidence, _confidence(fact.confidence)))
    if fact.by:
        triples.append((node, prov.wasGeneratedBy, activity(fact.by, context)))
    nested: list[str] = []
    for evidence in fact.evidence:
        triples += _evidence(node, evidence, fact_type, context, nested)
    return Assertion(node, tuple(nested), tuple(triples))


def by_the_surest(
    triples: Iterable[Statement], facts: Sequence[Fact], nodes: Sequence[str], context: Context
) -> Iterator[Statement]:
    """The triples, where several facts come to one assertion: the surest says how sure it is, and by which rule.

    `nodes` are the assertions of the facts. That of a person, who gives no confidence, is the surest.
    """
    surest: dict[str, Fact] = {}
    for fact, node in zip(facts, nodes, strict=True):
        if node not in surest or _sureness(fact) > _sureness(surest[node]):
            surest[node] = fact
    for triple in triples:
        subject, predicate, object = triple
        if predicate in (nf.confidence, prov.wasGeneratedBy) and subject in surest:
            fact = surest[subject]
            said = (
                None if fact.confidence is None else _confidence(fact.confidence),
                activity(fact.by, context) if fact.by else None,
            )
            if object not in said:
                continue
        yield triple


def _sureness(fact: Fact) -> tuple[float, str]:
    return (inf if fact.confidence is None else fact.confidence), fact.by or ""


def _confidence(value: float) -> str:
    """A confidence with at most six digits after the point."""
    return number(round(value, 6), xsd.decimal)


def activity(by: str, context: Context) -> str:
    """The IRI of the extraction by one rule or model and its version."""
    return context.iris.written("activity", digest("kg", by))


def activity_claims(by: str, context: Context) -> Iterator[Statement]:
    """What is said once, for all articles, of the extraction by one rule or model."""
    node = activity(by, context)
    yield (node, rdf.type, nf.ExtractionActivity)
    yield (node, nf.tool, literal("kg"))
    yield (node, nf.rule, literal(by))


def _evidence(
    assertion: str, evidence: Evidence, fact_type: FactType, context: Context, nested: list[str]
) -> Iterator[Statement]:
    of = evidence.of or ""
    field = fact_type.field(of) or context.types.assertion_field(of)
    local = digest(
        value_of(context.article), str(evidence.start), str(evidence.end), evidence.quote, field.path if field else ""
    )
    node = context.iris.written("evidence", local)
    position = context.iris.written("selector", f"{local}-position")
    quote = context.iris.written("selector", f"{local}-quote")
    nested += (node, position, quote)
    yield (assertion, nf.evidence, node)
    yield (node, rdf.type, oa.SpecificResource)
    yield (node, oa.hasSource, context.article)
    yield (node, oa.hasSelector, position)
    yield (node, oa.hasSelector, quote)
    yield (position, rdf.type, oa.TextPositionSelector)
    yield (position, oa.start, integer(evidence.start))
    yield (position, oa.end, integer(evidence.end))
    yield (quote, rdf.type, oa.TextQuoteSelector)
    yield from quoted(quote, oa.exact, evidence.quote, context.policy.quote_limit)
    if field:
        yield (node, nf.shows, iri(field.path))
    if not evidence.verified:
        yield (node, nf.unverified, TRUE)


def is_measured(evidence: Evidence) -> bool:
    """Whether quoted words are as long as their place, and the place is one."""
    start, end = evidence.start, evidence.end
    return 0 <= start < end < _FARTHEST and len(evidence.quote) == end - start


def is_articles_own(fact: Fact) -> bool:
    """Whether a fact is the article's own word, and nobody else's."""
    return fact.fields.get("source") == (ARTICLE,)
