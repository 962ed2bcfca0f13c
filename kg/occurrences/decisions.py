"""What a person decided: that two situations are not one happening. It stands in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris, digest
from kg.views import Quads
from kg.vocab import nf, rdf, xsd


@dataclass(frozen=True, slots=True)
class Separation:
    """Two situations, by their IRIs in code-point order, that somebody keeps apart; `on` is an ISO day."""

    one: str
    other: str
    by: str = ""
    on: str = ""


def separations(view: Quads) -> tuple[Separation, ...]:
    """The decisions in force, in the order of their situations."""
    graph = view.iris.decisions_graph
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object, _ in view.match(graph=graph):
        found.setdefault(str(subject), {}).setdefault(str(predicate), []).append(object.value)
    pairs = [(sorted(said[str(nf.separates)]), said) for said in found.values() if str(nf.separates) in said]
    decided = [
        Separation(pair[0], pair[1], said.get(str(nf.reviewedBy), [""])[0], said.get(str(nf.reviewedOn), [""])[0])
        for pair, said in pairs
        if len(pair) == 2
    ]
    return tuple(sorted(decided, key=lambda each: (each.one, each.other)))


def separation_quads(decided: Iterable[Separation], iris: Iris) -> Iterator[Quad]:
    """The decisions as quads of their graph."""
    graph = iris.decisions_graph
    for each in decided:
        node = iris.mint("decision", digest(*sorted((each.one, each.other))))
        yield Quad(node, rdf.type, nf.Separation, graph)
        yield Quad(node, nf.separates, NamedNode(each.one), graph)
        yield Quad(node, nf.separates, NamedNode(each.other), graph)
        if each.by:
            yield Quad(node, nf.reviewedBy, Literal(each.by), graph)
        if each.on:
            yield Quad(node, nf.reviewedOn, Literal(each.on, datatype=xsd.date), graph)
