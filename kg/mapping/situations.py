"""The node of what a fact is about: its fields, the nodes nested in it and what derives from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.edtf import parse_edtf
from kg.iris import Iris, digest
from kg.mapping.values import Policy, interned
from kg.model import Entity, Fact, Value
from kg.schema import FactType, Field, Schema
from kg.vocab import edtf, nf, rdf, schema, xsd

_BOUNDS = {  # what a date in each role says of the time of the whole
    "time": ("earliest_start", "latest_start", "earliest_end", "latest_end"),
    "beginning": ("earliest_start", "latest_start"),
    "ending": ("earliest_end", "latest_end"),
}
_BOUND_TERMS = {
    "earliest_start": nf.earliestStart,
    "latest_start": nf.latestStart,
    "earliest_end": nf.earliestEnd,
    "latest_end": nf.latestEnd,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every fact of one article is mapped with."""

    article: NamedNode
    day: str
    entities: Mapping[str, Entity]
    iri_of: Mapping[str, NamedNode]  # of each entity's key; `article` leads to the publisher
    types: Schema
    iris: Iris
    policy: Policy


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation's IRI, the nodes nested in it, and its triples."""

    node: NamedNode
    nested: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]


def term_of(value: Value, field: Field, iri_of: Mapping[str, NamedNode]) -> NamedNode | Literal:
    """The RDF term of one plain value of a fact, as its field types it."""
    if field.kind == "entity":
        return iri_of[str(value)]
    if field.kind == "concept":
        return interned(field.concepts[str(value)])
    if field.datatype == edtf.EDTF.value:
        return Literal(parse_edtf(str(value)).value, datatype=edtf.EDTF)
    if field.datatype in (None, xsd.string.value):
        return Literal(str(value))
    if isinstance(value, bool):
        return Literal(value)
    return Literal(str(value), datatype=interned(str(field.datatype)))


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
            found = [str(term_of(value, field, context.iri_of)) for value in values[field.key]]
        parts += (field.path, *sorted(found))
    return parts


def quote_digest(text: str) -> str:
    """The digest by which a shortened quotation can still be verified."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quoted(node: NamedNode, term: NamedNode, text: str, limit: int) -> Iterator[Triple]:
    """A verbatim text under the policy: whole, or its beginning with the digest of the whole."""
    yield Triple(node, term, Literal(text[:limit]))
    if len(text) > limit:
        yield Triple(node, nf.quoteDigest, Literal(quote_digest(text)))
        yield Triple(node, nf.truncated, Literal(True))


def map_situation(fact: Fact, fact_type: FactType, context: Context) -> Situation:
    """The situation that a fact is about, with all that derives from its fields."""
    content = content_of(fact.fields, fact_type.fields, context)
    node = context.iris.mint("situation", digest(context.article.value, fact_type.iri, *content))
    triples = [Triple(node, rdf.type, interned(fact_type.iri))]
    nested: list[NamedNode] = []
    involved: dict[NamedNode, None] = {}
    for field in fact_type.fields:
        for value in fact.fields.get(field.key, ()):
            if isinstance(value, Mapping):
                inner = _nested(node, field, value, context, triples)
                nested.append(inner)
                involved.update(dict.fromkeys(_entities(value, field.fields, context)))
            else:
                triples += _plain(node, field, value, context)
        involved.update(dict.fromkeys(_entities(fact.fields, (field,), context)))
    triples += (Triple(node, nf.involves, entity) for entity in involved)
    if context.day:
        triples.append(Triple(node, nf.attestedOn, Literal(context.day, datatype=xsd.date)))
    triples += _times(node, fact, fact_type, context)
    triples += _quotation(node, fact, fact_type, context, nested)
    return Situation(node, tuple(nested), tuple(triples))


def _plain(node: NamedNode, field: Field, value: Value, context: Context) -> Iterator[Triple]:
    term = interned(field.path)
    if field.verbatim:
        yield from quoted(node, term, str(value), context.policy.quote_limit)
        return
    yield Triple(node, term, term_of(value, field, context.iri_of))
    if field.broad_path:
        concept = field.broad_concepts.get(str(value).casefold())
        if concept:
            yield Triple(node, interned(field.broad_path), interned(concept))


def _nested(
    parent: NamedNode,
    field: Field,
    values: Mapping[str, tuple[Value, ...]],
    context: Context,
    triples: list[Triple],
) -> NamedNode:
    content = content_of(values, field.fields, context)
    node = context.iris.mint("participation", digest(parent.value, field.path, *content))
    triples.append(Triple(parent, interned(field.path), node))
    if field.node_class:
        triples.append(Triple(node, rdf.type, interned(field.node_class)))
    for inner in field.fields:
        for value in values.get(inner.key, ()):
            triples += _plain(node, inner, value, context)
    return node


def _entities(
    values: Mapping[str, tuple[Value, ...]], fields: tuple[Field, ...], context: Context
) -> Iterator[NamedNode]:
    for field in fields:
        if field.kind == "entity":
            for value in values.get(field.key, ()):
                yield context.iri_of[str(value)]


def _times(node: NamedNode, fact: Fact, fact_type: FactType, context: Context) -> Iterator[Triple]:
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
                yield Triple(node, nf.onDay, context.iris.mint("day", time.day))
            if time.month:
                yield Triple(node, nf.inMonth, context.iris.mint("month", time.month))
    for name, days in bounds.items():
        pick: Callable[[list[str]], str] = min if name.startswith("earliest") else max
        yield Triple(node, _BOUND_TERMS[name], Literal(pick(days), datatype=xsd.date))


def _quotation(
    node: NamedNode, fact: Fact, fact_type: FactType, context: Context, nested: list[NamedNode]
) -> Iterator[Triple]:
    is_speech = nf.SpeechAct.value in {fact_type.iri, *fact_type.superclasses}
    if not is_speech or fact.fields.get("directness") != ("direct",):
        return
    quotation = context.iris.mint("quotation", digest(node.value))
    nested.append(quotation)
    yield Triple(node, nf.quotation, quotation)
    yield Triple(quotation, rdf.type, schema.Quotation)
    yield Triple(quotation, schema.isPartOf, context.article)
    for text in fact.fields.get("text", ()):
        yield from quoted(quotation, schema.text, str(text), context.policy.quote_limit)
    for speaker in fact.fields.get("speaker", ()):
        yield Triple(quotation, schema.creator, context.iri_of[str(speaker)])
