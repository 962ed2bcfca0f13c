"""The derived nodes as quads: occurrences with their joins, contradictions, disputes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris, digest
from kg.occurrences.clusters import Cluster
from kg.occurrences.conflicts import Clash
from kg.occurrences.disputes import Doubt
from kg.occurrences.values import Situation, Source, Word
from kg.vocab import NF, nf, rdf

_FURTHEST = "unknown mooted planned postponed cancelled ongoing occurred".split()

Count = Callable[[Iterable[tuple[Word, Source]]], int]


def occurrence_quads(cluster: Cluster, disputed: Collection[NamedNode], count: Count, iris: Iris) -> Iterator[Quad]:
    """The occurrence of a cluster of several situations; its IRI is that of the situation that was told first."""
    graph = iris.occurrences_graph
    first = min(cluster.situations, key=lambda each: (each.source.day, each.iri.value))
    node = iris.mint("occurrence", digest(first.iri.value))
    yield Quad(node, rdf.type, nf.Occurrence, graph)
    yield Quad(node, nf.situationType, NamedNode(NF + first.type), graph)
    for situation in cluster.situations:
        yield Quad(situation.iri, nf.occurrence, node, graph)
        yield Quad(node, nf.concerns, situation.source.article, graph)
    for one, other, reason in cluster.joins:
        join = iris.mint("join", digest(*sorted((one.iri.value, other.iri.value))))
        yield Quad(node, nf.joinedBy, join, graph)
        yield Quad(join, rdf.type, nf.Join, graph)
        yield Quad(join, nf.joins, one.iri, graph)
        yield Quad(join, nf.joins, other.iri, graph)
        yield Quad(join, nf.reason, Literal(reason), graph)
    affirmed = [(word, each) for each in cluster.situations for word in each.said if word.affirmed and word.stands]
    undisputed = [each for each in affirmed if each[0].iri not in disputed] or affirmed
    sources = count((word, each.source) for word, each in undisputed)
    yield Quad(node, nf.independentSources, Literal(sources), graph)
    if status := _status(undisputed):
        yield Quad(node, nf.latestStatus, NamedNode(NF + status), graph)
    for term, name in ((nf.deaths, "deaths"), (nf.injured, "injured")):
        number = _number(name, affirmed, disputed)
        if number is not None:
            yield Quad(node, term, Literal(number), graph)


def _status(affirmed: Iterable[tuple[Word, Situation]]) -> str:
    """How far along it is: that it happened, where somebody says so for certain; else by the newest word."""
    words = [(word, each) for word, each in affirmed if word.status]
    happened = [word.status for word, _ in words if word.status == "status-occurred" and word.sure]
    newest = max(
        (
            (each.source.newest_day, _FURTHEST.index(word.status.removeprefix("status-")), word.status)
            for word, each in words
        ),
        default=("", 0, ""),
    )
    return happened[0] if happened else newest[2]


def _number(name: str, affirmed: Iterable[tuple[Word, Situation]], disputed: Collection[NamedNode]) -> int | None:
    """A count by the newest word that is certain and not disputed; of equals a paper's own word, then the higher."""
    counted = [
        (each.source.newest_day, word.own, each.numbers[name])
        for word, each in affirmed
        if name in each.numbers and word.sure and word.state == "editorial-current" and word.iri not in disputed
    ]
    return max(counted)[2] if counted else None


def clash_quads(clash: Clash, iris: Iris) -> Iterator[Quad]:
    """A contradiction: a node with its kind and reason, and the statement in both directions."""
    graph = iris.occurrences_graph
    one, other = clash.one.word.iri, clash.other.word.iri
    node = iris.mint("conflict", digest(one.value, other.value, clash.kind))
    yield Quad(node, rdf.type, nf.Conflict, graph)
    yield Quad(node, nf.conflictKind, NamedNode(NF + clash.kind), graph)
    yield Quad(node, nf.reason, Literal(clash.reason), graph)
    for said, against in ((clash.one, other), (clash.other, one)):
        yield Quad(node, nf.between, said.word.iri, graph)
        yield Quad(node, nf.concerns, said.situation.source.article, graph)
        yield Quad(said.word.iri, nf.conflictsWith, against, graph)


def doubt_quads(doubt: Doubt, iris: Iris) -> Iterator[Quad]:
    """A dispute: a node that says of a word that it is disputed, because of which article, and why."""
    graph, word = iris.occurrences_graph, doubt.said.word.iri
    node = iris.mint("dispute", digest(word.value, doubt.because.value))
    yield Quad(node, rdf.type, nf.Dispute, graph)
    yield Quad(node, nf.disputes, word, graph)
    yield Quad(node, nf.editorialState, nf.editorial_disputed, graph)
    yield Quad(node, nf.disputedBecause, doubt.because, graph)
    yield Quad(node, nf.reason, Literal(doubt.reason), graph)
    yield Quad(node, nf.concerns, doubt.said.situation.source.article, graph)
    yield Quad(node, nf.concerns, doubt.because, graph)
