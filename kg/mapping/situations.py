"""The node of what a fact is about: its fields, the nodes nested in it and what derives from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.edtf import parse_edtf
from kg.iris import Iris, digest
from kg.mapping.literals import number, time_literal
from kg.mapping.values import Policy
from kg.model import Entity, Fact, Value
from kg.roles import without_matter
from kg.schema import FactType, Field, Schema
from kg.terms import TRUE, Statement, iri, literal, nf, rdf, schema, typed, value_of, xsd
from kg.vocab import XSD, edtf

_BOUNDS = {  # what a date in each role says of the time of the whole
    "time": ("earliest_start", "latest_start", "earliest_end", "latest_end"),
    "beginning": ("earliest_start", "latest_start"),
    "ending": ("earliest_end", "latest_end"),
}
_MOMENTS = (XSD + "date", XSD + "dateTime")
_BOUND_TERMS = {
    "earliest_start": nf.earliestStart,
    "latest_start": nf.latestStart,
    "earliest_end": nf.earliestEnd,
    "latest_end": nf.latestEnd,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every fact of one article is mapped with."""

    article: str
    day: str
    entities: Mapping[str, Entity]
    iri_of: Mapping[str, str]  # of each entity's key; `article` leads to the publisher
    types: Schema
    iris: Iris
    policy: Policy


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation's IRI, the nodes nested in it, and its triples."""

    node: str
    nested: tuple[str, ...]
    triples: tuple[Statement, ...]


def term_of(value: Value, field: Field, iri_of: Mapping[str, str]) -> str:
    """The RDF term of one plain value of a fact, as its field types it."""
    if field.kind == "entity":
        return iri_of[str(value)]
    if field.kind == "concept":
        return iri(field.concepts[str(value)])
    if field.datatype == edtf.EDTF.value:
        return typed(parse_edtf(str(value)).value, iri(field.datatype))
    if field.datatype in (None, XSD + "string"):
        return literal(str(value) if field.verbatim else str(value).strip())
    if isinstance(value, bool):
        return typed(str(value).lower(), xsd.boolean)
    if isinstance(value, float):
        return number(value, iri(field.datatype))
    if field.datatype in _MOMENTS:
        return time_literal(str(value))
    return typed(str(value), iri(field.datatype))


def content_of(values: Mapping[str, tuple[Value, ...]], fields: tuple[Field, ...], context: Context) -> list[str]:
    """What identifies a node by content: the properties in its key with their values, in a fixed order."""
    parts: list[str] = []
    for field in fields:
        if not field.in_key or field.key not in values:
            continue
        if field.kind == "node":
            nested = [content_of(v, field.fields, context) for v in values[field.key] if isinstance(v, Mapping)]
            found = ["\x1e".join(part) for part in nested]
        else:
            found = [term_of(value, field, context.iri_of) for value in values[field.key]]
        parts += (field.path, *sorted(set(found)))
    return parts


def quote_digest(text: str) -> str:
    """The digest by which a shortened quotation can still be verified."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quoted(node: str, term: str, text: str, limit: int) -> Iterator[Statement]:
    """A verbatim text under the policy: whole, or its beginning with the digest of the whole."""
    yield (node, term, literal(text[:limit]))
    if len(text) > limit:
        yield (node, nf.quoteDigest, literal(quote_digest(text)))
        yield (node, nf.truncated, TRUE)


def map_situation(fact: Fact, fact_type: FactType, context: Context) -> Situation:
    """The situation that a fact is about, with all that derives from its fields."""
    content = content_of(fact.fields, fact_type.fields, context)
    node = context.iris.written("situation", digest(value_of(context.article), fact_type.iri, *content))
    triples = [(node, rdf.type, iri(fact_type.iri))]
    nested: list[str] = []
    involved: dict[str, None] = {}
    for field in fact_type.fields:
        for value in fact.fields.get(field.key, ()):
            if isinstance(value, Mapping):
                nested.append(_nested(node, field, value, context, triples))
                involved |= dict.fromkeys(_entities(value, field.fields, context))
                continue
            triples += _plain(node, field, value, context)
            if field.kind == "entity":
                involved[context.iri_of[str(value)]] = None
    triples += ((node, nf.involves, entity) for entity in involved)
    if context.day:
        triples.append((node, nf.attestedOn, typed(context.day, xsd.date)))
    triples += _times(node, fact, fact_type, context)
    triples += _quotation(node, fact, fact_type, context, nested)
    return Situation(node, tuple(nested), tuple(triples))


def _plain(node: str, field: Field, value: Value, context: Context) -> Iterator[Statement]:
    term = iri(field.path)
    if field.verbatim:
        yield from quoted(node, term, str(value), context.policy.quote_limit)
        return
    yield (node, term, term_of(value, field, context.iri_of))
    if field.broad_path:
        words = str(value).casefold()
        concept = field.broad_concepts.get(words) or field.broad_concepts.get(without_matter(words))
        if concept:
            yield (node, iri(field.broad_path), iri(concept))


def _nested(
    parent: str,
    field: Field,
    values: Mapping[str, tuple[Value, ...]],
    context: Context,
    triples: list[Statement],
) -> str:
    content = content_of(values, field.fields, context)
    node = context.iris.written("participation", digest(value_of(parent), field.path, *content))
    triples.append((parent, iri(field.path), node))
    if field.node_class:
        triples.append((node, rdf.type, iri(field.node_class)))
    for inner in field.fields:
        for value in values.get(inner.key, ()):
            triples += _plain(node, inner, value, context)
    return node


def _entities(values: Mapping[str, tuple[Value, ...]], fields: tuple[Field, ...], context: Context) -> Iterator[str]:
    for field in fields:
        if field.kind == "entity":
            for value in values.get(field.key, ()):
                yield context.iri_of[str(value)]


def _times(node: str, fact: Fact, fact_type: FactType, context: Context) -> Iterator[Statement]:
    bounds: dict[str, list[str]] = {}
    for field in fact_type.fields:
        if not field.time_role:
            continue
        for value in fact.fields.get(field.key, ()):
            time = parse_edtf(str(value))
            for name in _BOUNDS[field.time_role]:
                if getattr(time, name):
                    bounds.setdefault(name, []).append(getattr(time, name))
            if time.day:
                yield (node, nf.onDay, context.iris.written("day", time.day))
            if time.month:
                yield (node, nf.inMonth, context.iris.written("month", time.month))
    for name, days in bounds.items():
        pick: Callable[[list[str]], str] = min if name.startswith("earliest") else max
        yield (node, _BOUND_TERMS[name], typed(pick(days), xsd.date))


def _quotation(node: str, fact: Fact, fact_type: FactType, context: Context, nested: list[str]) -> Iterator[Statement]:
    is_speech = value_of(nf.SpeechAct) in {fact_type.iri, *fact_type.superclasses}
    if not is_speech or fact.fields.get("directness") != ("direct",):
        return
    quotation = context.iris.written("quotation", digest(value_of(node)))
    nested.append(quotation)
    yield (node, nf.quotation, quotation)
    yield (quotation, rdf.type, schema.Quotation)
    yield (quotation, schema.isPartOf, context.article)
    for text in fact.fields.get("text", ()):
        yield from quoted(quotation, schema.text, str(text), context.policy.quote_limit)
    for speaker in fact.fields.get("speaker", ()):
        yield (quotation, schema.creator, context.iri_of[str(speaker)])
