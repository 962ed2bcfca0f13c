"""Graphs that are written as RDF, over the Graph Store Protocol or by an update: through the gate, in one generation.

The graphs of articles, of entities and of what follows from several articles are kg's own, made from facts: they are
not written this way. Any other graph may be; it stands in the ledger as if it were an article with that graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.iris import Iris, digest
from kg.publishing.sayable import OwnGraphError, verify_sayable, verify_unclaimed
from kg.publishing.tangles import verify_untangled
from kg.schema import Schema
from kg.store import Published, Store, View, change
from kg.validation import Report, Validator
from kg.vocab import NF, rdf

_REACH = 3  # an assertion leads to its article, that to its publisher, and that to its type


class NotConformingError(KgError):
    """What was to be written does not conform; `report` says why, and nothing has changed."""

    def __init__(self, graph: NamedNode, report: Report) -> None:
        found = sorted(report.findings, key=lambda each: each.severity != "violation")
        told = "\n".join(f"{each.focus}: {each.message}" for each in found)
        super().__init__(f"{graph.value} does not conform:" + ("\n" if len(found) > 1 else " ") + told)
        self.report = report


class RetractedGraphError(KgError):
    """A graph that was retracted: what is written to it would not be there."""

    def __init__(self, graph: NamedNode, reason: str) -> None:
        super().__init__(f"{graph.value} was retracted ({reason}); `kg retract {graph.value} --undo` lets it come back")


def verify_writable(graph: NamedNode, iris: Iris) -> None:
    """Raise OwnGraphError where the graph is kg's own."""
    if graph.value.startswith(NF.rstrip("#")):
        raise OwnGraphError(f"{graph.value} is the vocabulary; give ontology files to `kg publish --ontology` instead")
    if iris.is_own(graph):
        raise OwnGraphError(
            f"{graph.value} is a graph that kg makes from facts: publish the article's fact file, or retract it"
        )


def write_graphs(
    store: Store,
    graphs: Mapping[NamedNode, Iterable[Triple]],
    types: Schema,
    validator: Validator,
    *,
    now: datetime,
    since: int | None = None,
    wait: float = 10.0,
) -> Published:
    """Give each graph its new content, whole or not at all; no triples take a graph away.

    Blank nodes become IRIs. Raises OwnGraphError, RetractedGraphError, TangledError for blank nodes that cannot be told
    apart, NotConformingError, and StoreError where the store cannot be written; with `since`, StoreMovedError where the
    store has moved on from that generation.
    """
    iris = Iris(store.base)
    for graph in graphs:
        verify_writable(graph, iris)
    contents = {graph: named_triples(triples, iris) for graph, triples in graphs.items()}
    for graph, triples in contents.items():
        verify_sayable(graph, triples, iris, types)

    def check(view: View, changed: frozenset[NamedNode]) -> None:  # noqa: ARG001  # those of articles, not these
        _verify_kept(store, contents)
        for graph, triples in contents.items():
            verify_unclaimed(graph, triples, view)
        _validate(contents, view, validator)

    changes = (
        change(graph, graph, (Quad(t.subject, t.predicate, t.object, graph) for t in triples), day="")
        for graph, triples in contents.items()
    )
    published = store.publish(changes, now=now, check=check, judged=since, wait=wait)
    if published.retracted:  # and nothing else has changed, or `check` would have seen it
        _verify_kept(store, contents)
    return published


def _verify_kept(store: Store, graphs: Iterable[NamedNode]) -> None:
    reasons = {each.article: each.reason for each in store.tombstones()}
    for graph in graphs:
        if graph in reasons:
            raise RetractedGraphError(graph, reasons[graph])


def named_triples(triples: Iterable[Triple | Quad], iris: Iris) -> tuple[Triple, ...]:
    """The triples of a document, with an IRI in the place of each blank node: the same document gives the same.

    Raises TangledError where telling the blank nodes apart would take too long.
    """
    dataset = Dataset(Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in triples)
    if not any(isinstance(term, BlankNode) for quad in dataset for term in (quad.subject, quad.object)):
        return tuple(quad.triple for quad in dataset)
    verify_untangled(dataset)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(str(quad) for quad in dataset)
    document = digest(*lines)

    def named(term: Any) -> Any:
        return iris.node(document, term.value) if isinstance(term, BlankNode) else term

    return tuple(Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in dataset)


def _validate(contents: Mapping[NamedNode, tuple[Triple, ...]], view: View, validator: Validator) -> None:
    """Raise NotConformingError where what these graphs speak of does not conform, in the store as it will be."""
    triples = [triple for each in contents.values() for triple in each]
    report = validator.validate(triples, known_of(triples, view, validator.inverses, whole=True))
    for graph, written in contents.items():
        spoken_of = [triple.object for triple in written if triple.predicate in validator.inverses]
        focuses = {node.value for node in _named((*(triple.subject for triple in written), *spoken_of))}
        own = tuple(finding for finding in report.findings if finding.focus in focuses)
        if any(finding.severity == "violation" for finding in own):
            raise NotConformingError(graph, Report(False, own))


def known_of(
    triples: Iterable[Triple | Quad], view: View, inverses: Collection[NamedNode], *, whole: bool = False
) -> list[Triple]:
    """What a store knows of the nodes that these triples add to or speak of, and of those that these speak of.

    `inverses` are the properties by which shapes ask who speaks of a node: an assertion of its situation. A node that
    has its type among the triples is described there, and nothing is added to it, but where `whole`.
    """
    given = list(triples)
    described = set() if whole else {triple.subject for triple in given if triple.predicate == rdf.type}
    met = [node for node in _named(t for each in given for t in (each.subject, each.object)) if node not in described]
    speakers = [quad for node in met for each in inverses for quad in view.match(None, each, node)]
    known = {quad.triple: None for quad in speakers}
    met += _named(quad.subject for quad in speakers)
    for _ in range(_REACH):
        found = {quad.triple: None for node in met if node not in described for quad in view.match(node)}
        met = _named(triple.object for triple in found)
        known |= found
    return list(known)


def _named(terms: Iterable[object]) -> list[NamedNode]:
    return sorted({term for term in terms if isinstance(term, NamedNode)}, key=str)
