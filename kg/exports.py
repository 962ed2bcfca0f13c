"""What is published, as RDF: all of it, one article, one entity or one graph; and the shapes that it conforms to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import KgError
from kg.lookup import find_article, find_entities
from kg.reifiers import RDF12_FORMATS, with_reifiers
from kg.schema import Schema
from kg.serialization import serialize
from kg.store.interface import AnySnapshot, Readable
from kg.vocab import SHAPES, nf, oa, prov, rdf, schema

_NESTED = (nf.asserts, nf.evidence, nf.participation, nf.quotation, oa.hasSelector)

_INTERNAL = nf.indexKey  # by which a store finds articles that may tell of one thing

_TOLD_ONCE = (schema.mentions, prov.wasGeneratedBy)  # what these lead to stands in the graph of entities

_ASIDE = (schema.mentions, schema.about, schema.articleBody, _INTERNAL)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a store is wanted: an article (URL, IRI or id), whoever an IRI or a name means, a graph (IRI), or all."""

    article: str | None = None
    entity: str | None = None
    graph: str | None = None


def export_rdf(
    snapshot: AnySnapshot, selection: Selection, format: str, *, reified: Schema | None = None
) -> Iterator[bytes]:
    """The selected part in an RDF format, piece by piece; equal stores give equal bytes.
    With the schema `reified` each assertion also reifies the plain statement that it is about, as RDF 1.2 has it.
    Raises KgError where what is selected is not in the store, and where the format has no RDF 1.2.
    """
    quads = selected_quads(snapshot, selection)
    if reified is not None:
        if format not in RDF12_FORMATS:
            raise KgError(f"{format} cannot quote a statement as RDF 1.2 does: choose among {', '.join(RDF12_FORMATS)}")
        quads = with_reifiers(quads, snapshot, reified)
    return serialize(quads, format, snapshot.prefixes)


def export_shapes(types: Schema) -> Iterator[bytes]:
    """The shapes in Turtle as any SHACL engine takes them: every `nf:scheme` as `sh:in`, with the classes above each
    class, which the engine wants among the data. Equal shapes give equal bytes.
    """
    lines = types.shapes_ntriples + types.axioms_ntriples
    return serialize(parse(lines, RdfFormat.N_TRIPLES), "turtle", {**types.prefixes, "nfs": SHAPES})


def shape_triples(types: Schema, iri: str) -> list[Triple]:
    """What the shapes say of one of them, with its nodes that have no IRI; of the IRI that all have in common, all."""
    triples = [quad.triple for quad in parse(types.shapes_ntriples, RdfFormat.N_TRIPLES)]
    if iri == SHAPES.rstrip("#"):
        return triples
    told, wanted = dict[Triple, None](), {str(NamedNode(iri))}
    while wanted:
        found = [each for each in triples if str(each.subject) in wanted and each not in told]
        told |= dict.fromkeys(found)
        wanted = {str(each.object) for each in found if isinstance(each.object, BlankNode)}
    return list(told)


def selected_quads(snapshot: Readable, selection: Selection) -> Iterator[Quad]:
    """The selected quads, in no order, without the keys that are of use to a store alone (`nf:indexKey`)."""
    if selection.article is not None:
        yield from article_quads(snapshot, find_article(snapshot, selection.article))
    elif selection.entity is not None:
        for entity in find_entities(snapshot, selection.entity):
            yield from entity_quads(snapshot, entity)
    elif selection.graph is not None:
        yield from _graph_quads(snapshot, selection.graph)
    else:
        yield from (quad for quad in snapshot.quads() if quad.predicate != _INTERNAL)


def article_quads(snapshot: Readable, article: NamedNode) -> Iterator[Quad]:
    """The article's graph, and what the graph of entities holds of those it mentions, and of the rules that read it."""
    entities: set[NamedNode] = set()
    for quad in snapshot.article_graph(article):
        if quad.predicate in _TOLD_ONCE and isinstance(quad.object, NamedNode):
            entities.add(quad.object)
        yield quad
    for entity in sorted(entities, key=str):
        yield from snapshot.match(entity, None, None, snapshot.iris.entities_graph)


def entity_quads(snapshot: Readable, entity: NamedNode, most: int | None = None) -> Iterator[Quad]:
    """What is known of an entity, and every assertion of a situation that it has a part in, or of `most` situations.

    With the evidence, the articles (but not whom else they mention, nor their text), and the types and names of all
    entities that these speak of: whoever reads it can say who said what where.
    """
    found = itertools.islice(snapshot.match(None, nf.involves, entity), most)
    asserted = (each for quad in found for each in snapshot.match(None, nf.asserts, quad.subject, quad.graph_name))
    yield from _entity_with(snapshot, entity, asserted)


def entity_part(snapshot: Readable, entity: NamedNode, assertions: Iterable[NamedNode]) -> Iterator[Quad]:
    """The same with only these of its assertions."""
    asserted = (each for assertion in assertions for each in snapshot.match(assertion, nf.asserts))
    yield from _entity_with(snapshot, entity, asserted)


def _entity_with(snapshot: Readable, entity: NamedNode, asserted: Iterable[Quad]) -> Iterator[Quad]:
    yield from snapshot.match(entity, None, None, snapshot.iris.entities_graph)
    told: dict[Quad, None] = {}
    for each in asserted:
        if isinstance(each.subject, NamedNode) and isinstance(each.graph_name, NamedNode):
            told |= dict.fromkeys(_with_nested(snapshot, each.subject, each.graph_name))
    articles = {quad.object for quad in told if quad.predicate == nf.reportedIn and isinstance(quad.object, NamedNode)}
    for article in sorted(articles, key=str):
        told |= dict.fromkeys(quad for quad in snapshot.match(article) if quad.predicate not in _ASIDE)
    yield from told
    others = {quad.object for quad in told if isinstance(quad.object, NamedNode)} - {entity}
    for other in sorted(others, key=str):
        for term in (rdf.type, schema.name, nf.tool, nf.rule):
            yield from snapshot.match(other, term, None, snapshot.iris.entities_graph)


def node_quads(snapshot: Readable, node: NamedNode, most: int | None = None) -> Iterator[Quad]:
    """A node with all that is told only as a part of it, and whoever refers to it: its assertions whole.

    Of those that refer to it at most so many, where `most` is given.
    """
    told = dict.fromkeys(quad for graph in _graphs_of(snapshot, node) for quad in _with_nested(snapshot, node, graph))
    for quad in itertools.islice(snapshot.match(None, None, node), most):
        told[quad] = None
        if quad.predicate == nf.asserts and isinstance(quad.subject, NamedNode):
            graph = quad.graph_name
            if isinstance(graph, NamedNode):
                told |= dict.fromkeys(_with_nested(snapshot, quad.subject, graph))
    yield from (quad for quad in told if quad.predicate != _INTERNAL)


def _graphs_of(snapshot: Readable, node: NamedNode) -> list[NamedNode]:
    graphs = {quad.graph_name for quad in snapshot.match(node)}
    return sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=str)


def _with_nested(snapshot: Readable, node: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    """The quads of a node, and of the nodes that are told of only as parts of it, each once."""
    seen, waiting = {node}, [node]
    while waiting:
        for quad in snapshot.match(waiting.pop(), None, None, graph):
            yield quad
            part = quad.object
            if quad.predicate in _NESTED and isinstance(part, NamedNode) and part not in seen:
                seen.add(part)
                waiting.append(part)


def _graph_quads(snapshot: Readable, graph: str) -> Iterator[Quad]:
    known = {node.value for node in snapshot.graphs()}
    if graph not in known:
        raise KgError(f"{graph}: the store has no graph of this name")
    yield from (quad for quad in snapshot.quads(NamedNode(graph)) if quad.predicate != _INTERNAL)
