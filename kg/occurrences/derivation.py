"""Brings what follows from several articles to what they say now; looks only at what a change can affect.

What stands is a function of the articles and of what persons decided, whatever came first. It falls into parts that
do not touch each other (situations that are linked by what they share); a part in which nothing changed is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from kg.occurrences.bonds import have_nothing_in_common
from kg.occurrences.clusters import Cluster, clusters
from kg.occurrences.conflicts import Clash, clashes_between, clashes_within
from kg.occurrences.copies import independent_sources
from kg.occurrences.decisions import separations
from kg.occurrences.disputes import Doubt, doubts_of, dropped_of
from kg.occurrences.held import holding, with_held
from kg.occurrences.index import Index
from kg.occurrences.keys import RELATIONS
from kg.occurrences.known import NOTHING, Known
from kg.occurrences.nodes import clash_quads, doubt_quads, occurrence_quads
from kg.occurrences.parts import Gathering, Part
from kg.occurrences.reports import read_report
from kg.occurrences.values import Situation, Source, Word
from kg.views import Quads
from kg.vocab import nf, rdf, schema


def derive(view: Quads, graphs: frozenset[NamedNode], known: Known = NOTHING) -> Iterator[tuple[Quad, bool]]:
    """Yield the quads of the graph of occurrences that are to be added (True) or removed (False).

    `graphs` are those of the articles that changed since the graph of occurrences was right, and that of decisions
    where these changed. What is `known` of articles is as it stands in the view, and is not read there.
    """
    run = _Run(with_held(known.beside(view), len(graphs)), graphs, known)
    yield from run.index()
    wanted, held = set[Quad](), set[Quad]()
    for new, old in run.parts():
        wanted |= new
        held |= old
    yield from ((quad, False) for quad in held - wanted)
    yield from ((quad, True) for quad in wanted - held)


def derived_quads(view: Quads) -> set[Quad]:
    """What is to stand in the graph of occurrences, from the articles alone, without looking at what stands there."""
    graphs = {quad.graph_name for quad in view.match(None, rdf.type, schema.NewsArticle)}
    named = frozenset(graph for graph in graphs if isinstance(graph, NamedNode)) | {view.iris.decisions_graph}
    return {quad for quad, _ in derive(holding(view, ()), named)}


class _Run:
    """One derivation."""

    def __init__(self, view: Quads, graphs: frozenset[NamedNode], known: Known) -> None:
        self._view, self._graph = view, view.iris.occurrences_graph
        decided = view.iris.decisions_graph
        articles = (view.iris.mint("article", each.value.rpartition("/")[2]) for each in graphs if each != decided)
        self._index = Index(view, articles, known)
        self._apart = {(each.one, each.other) for each in separations(view)}
        self._separated = dict[str, list[str]]()
        for one, other in self._apart:
            self._separated.setdefault(one, []).append(other)
        self._read = set[NamedNode]()  # nodes that stand now
        self._decided_anew = decided in graphs

    def index(self) -> Iterator[tuple[Quad, bool]]:
        """The changes of the index, by which articles are found; of what is all new nothing is held in memory."""
        held = {quad for article in self._index.touched for quad in self._index.held(article)}
        for quad in self._index.quads():
            if quad in held:
                held.remove(quad)
            else:
                yield quad, True
        yield from ((quad, False) for quad in held)

    def parts(self) -> Iterator[tuple[set[Quad], set[Quad]]]:
        """What is to stand and what stands now of all else, part by part."""
        for article in self._index.touched:
            nodes = {quad.subject for quad in self._view.match(None, nf.concerns, article, self._graph)}
            yield set(), {quad for node in nodes for quad in self._of_node(node)}
        start = list[Situation]()
        if self._decided_anew:
            new, old, start = self._decisions()
            yield new, old
        done = set[NamedNode]()
        for situation in (*start, *self._index.affected()) if start else self._index.affected():
            if situation.iri in done:
                continue
            if situation.type in RELATIONS:
                done.add(situation.iri)
                yield self._relation(situation), set()
                continue
            part = self._part_of(situation)
            done.update(each.iri for each in part.situations)
            yield self._quads(part), self._held(part)

    # What stands now

    def _of_node(self, node: object) -> set[Quad]:
        """All that stands of a derived node; nothing where it was given already."""
        if not isinstance(node, NamedNode) or node in self._read:
            return set()
        self._read.add(node)
        found = set(self._view.match(node, None, None, self._graph))
        found |= set(self._view.match(None, nf.occurrence, node, self._graph))
        for join in [quad.object for quad in found if quad.predicate == nf.joinedBy]:
            if isinstance(join, NamedNode):
                found |= set(self._view.match(join, None, None, self._graph))
        between = [quad.object for quad in found if quad.predicate == nf.between]
        for one, other in combinations((each for each in between if isinstance(each, NamedNode)), 2):
            found |= {Quad(a, nf.conflictsWith, b, self._graph) for a, b in ((one, other), (other, one))}
        return found

    def _held(self, part: Part) -> set[Quad]:
        found = set[Quad]()
        for each in part.situations:
            for quad in self._view.match(each.iri, nf.occurrence, None, self._graph):
                found |= self._of_node(quad.object)
            for word in each.said:
                for term in (nf.between, nf.disputes):
                    for quad in self._view.match(None, term, word.iri, self._graph):
                        found |= self._of_node(quad.subject)
        return found

    # What is to stand

    def _part_of(self, first: Situation) -> Part:
        """All that is linked with a situation, directly or through others."""
        gathering = Gathering(first)
        while gathering.waiting:
            one = gathering.waiting.pop()
            if gathering.is_new(one):
                gathering.hold(one, self._index.sharing(one))
            gathering.hold_deniers(one)
            for other in self._index.beside(one):
                gathering.hold_single(one, other, copies=self._index.are_copies(one, other))
        return gathering.part()

    def _quads(self, part: Part) -> set[Quad]:
        place = {each.iri.value: number for number, each in enumerate(part.situations)}
        apart = {
            (place[iri], place[other]) for iri in place for other in self._separated.get(iri, ()) if other in place
        }
        found = clusters(part.situations, part.bonds, apart)
        within = [clash for cluster in found for clash in clashes_within(cluster.situations)]
        clashes = (*part.clashes, *within)
        doubts = [*doubts_of(clashes, self._index.originals), *self._dropped(part.situations)]
        return self._stand(found, clashes, doubts)

    def _relation(self, situation: Situation) -> set[Quad]:
        others = {
            each.iri: each
            for each in self._index.candidates(situation)
            if each.type in RELATIONS and each.iri != situation.iri
        }
        near = [each for each in others.values() if not have_nothing_in_common(situation, each)]
        clashes = [clash for other in near for clash in clashes_between(situation, other)]
        clashes += clashes_within([situation])
        doubts = [*doubts_of(clashes, self._index.originals), *self._dropped([situation])]
        return self._stand([], clashes, doubts)

    def _stand(self, found: Sequence[Cluster], clashes: Iterable[Clash], doubts: Sequence[Doubt]) -> set[Quad]:
        iris, quads = self._view.iris, set[Quad]()
        disputed = {doubt.said.word.iri for doubt in doubts}
        for cluster in found:
            if len(cluster.situations) > 1:
                quads.update(occurrence_quads(cluster, disputed, self._count, iris))
        for clash in clashes:
            quads.update(clash_quads(clash, iris))
        for doubt in doubts:
            quads.update(doubt_quads(doubt, iris))
        return quads

    def _dropped(self, situations: Iterable[Situation]) -> Iterator[Doubt]:
        for each in situations:
            for original in self._index.originals(each.source)[:1]:
                report = self._index.report(original)
                if report:
                    yield from dropped_of(each, report)

    def _count(self, said: Iterable[tuple[Word, Source]]) -> int:
        return len(independent_sources(said, self._index.originals, self._view))

    def _decisions(self) -> tuple[set[Quad], set[Quad], list[Situation]]:
        """What stands of decisions, and the situations of those that changed."""
        wanted = {
            Quad(NamedNode(one), nf.apartFrom, NamedNode(other), self._graph) for one, other in sorted(self._apart)
        }
        held = set(self._view.match(None, nf.apartFrom, None, self._graph))
        moved = {term for quad in wanted ^ held for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
        return wanted, held, [found for iri in sorted(moved, key=str) if (found := self._find(iri))]

    def _find(self, situation: NamedNode) -> Situation | None:
        for quad in self._view.match(situation, rdf.type):
            report = read_report(self._view, quad.graph_name) if isinstance(quad.graph_name, NamedNode) else None
            return next((each for each in report.situations if each.iri == situation), None) if report else None
        return None
