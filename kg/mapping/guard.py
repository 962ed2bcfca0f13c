"""What may be said plainly, without an assertion around it, for clients that read only schema.org.

Only a fact that is certain, positive, stated, current and the article's own word passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.edtf import parse_edtf
from kg.mapping.assertions import EDITORIAL_STATE, is_articles_own
from kg.mapping.plain_names import plain_name
from kg.mapping.situations import Context, term_of
from kg.model import Fact, Value
from kg.schema import FactType
from kg.terms import Statement, iri, literal, nf, rdf, schema, typed, value_of, xsd

_HAPPENED = ("occurred", "ongoing")
_CALLED_OFF = ("cancelled", "postponed")
_LEFT = ("resigned", "dismissed")


def is_plain(fact: Fact) -> bool:
    """Whether a fact is said without any reserve: certain, stated, current, the article's own word."""
    return (
        is_articles_own(fact)
        and not fact.draft
        and fact.fields.get("certainty") == ("certain",)
        and fact.fields.get("basis") == ("stated",)
        and fact.fields.get(EDITORIAL_STATE, ("current",)) == ("current",)
    )


def _is_so(fact: Fact) -> bool:
    return is_plain(fact) and fact.fields.get("polarity") == ("positive",)


def _first(fact: Fact, key: str) -> Value | None:
    """The first value of a field; None where it has none, as `action: []` has."""
    return next(iter(fact.fields.get(key, ())), None)


def event_triples(fact: Fact, fact_type: FactType, situation: str, context: Context) -> Iterator[Statement]:
    """`schema:Event` for a happening that took or takes place, with its article, day and what its shape tells."""
    if not (fact_type.happening and _is_so(fact) and _first(fact, "status") in _HAPPENED):
        return
    yield (situation, rdf.type, schema.Event)
    yield (situation, schema.subjectOf, context.article)
    for field in fact_type.fields:
        for value in fact.fields.get(field.key, ()):
            if field.plain_predicate and not field.plain_subject:
                yield (situation, iri(field.plain_predicate), term_of(value, field, context.iri_of))
            elif field.time_role == "time" and (day := parse_edtf(str(value)).day):
                yield (situation, schema.startDate, typed(day, xsd.date))


def name_triples(fact: Fact, fact_type: FactType, situation: str, context: Context) -> Iterator[Statement]:
    """How an event is called, for those who know schema.org alone; of several facts on one the first calls it."""
    name = plain_name(fact, fact_type, context)
    if name:
        yield (situation, schema.name, literal(name))


def undoes_event(fact: Fact, fact_type: FactType) -> bool:
    """Whether the article itself says that the happening did not take place: denied, cancelled or postponed."""
    if not fact_type.happening or not is_plain(fact):
        return False
    status, polarity = _first(fact, "status"), fact.fields.get("polarity")
    return status in _CALLED_OFF or (status in _HAPPENED and polarity == ("negative",))


def plain_claims(fact: Fact, fact_type: FactType, context: Context) -> Iterator[Statement]:
    """The plain schema.org triples that a fact supports: a job title, an employer, a membership."""
    if _is_so(fact) and fact.fields.get("tenure") == ("current",):
        yield from _plain_triples(fact, fact_type, context)


def refutations(fact: Fact, fact_type: FactType, context: Context) -> Iterator[Statement]:
    """The plain triples that a fact says hold no longer, or never did."""
    if not is_plain(fact):
        return
    tenure, polarity = fact.fields.get("tenure"), fact.fields.get("polarity")
    over = tenure == ("former",) and polarity == ("positive",)
    denied = tenure == ("current",) and polarity == ("negative",)
    left = _first(fact, "action") in _LEFT and polarity == ("positive",) and fact.fields.get("status") == ("occurred",)
    if over or denied or left:
        yield from _plain_triples(fact, fact_type, context)


def _plain_triples(fact: Fact, fact_type: FactType, context: Context) -> Iterator[Statement]:
    values = {field.path: fact.fields.get(field.key, ()) for field in fact_type.fields}

    def keys(term: str) -> Iterator[str]:
        return (str(value) for value in values.get(value_of(term), ()))

    for person in keys(nf.person):
        for post in keys(nf.post):
            yield (context.iri_of[person], schema.jobTitle, literal(post.strip()))
        for body in keys(nf.organization):
            if context.types.is_a(
                context.types.entity_types[context.entities[body].type], value_of(schema.Organization)
            ):
                yield (context.iri_of[person], schema.worksFor, context.iri_of[body])
    for member in keys(nf.member):
        for group in keys(nf.group):
            yield (context.iri_of[member], schema.memberOf, context.iri_of[group])
