"""Finds the situations that may meet: by their keys, and through copies; what is derived already stands in its graph."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.occurrences.copies import original_of, originals, twins_of
from kg.occurrences.keys import RELATION, RELATIONS
from kg.occurrences.reports import read_report
from kg.occurrences.values import Quads, Report, Situation, Source
from kg.vocab import nf

_REMEMBERED = 2_000  # reports; an archive that is published at once must not fill the memory


class Index:
    """The articles that are looked at anew (`touched`), and all others by what is derived of them."""

    def __init__(self, view: Quads, changed: Iterable[NamedNode]) -> None:
        self.view, self.graph = view, view.iris.occurrences_graph
        self._reports: OrderedDict[NamedNode, Report | None] = OrderedDict()
        self._direct: dict[NamedNode, NamedNode | None] = {}
        self.touched = self._with_copies(changed)
        self._keys: dict[str, list[NamedNode]] = {}
        self._copies: dict[NamedNode, list[NamedNode]] = {}
        self.quads = set(self._index_quads())

    def report(self, article: NamedNode) -> Report | None:
        """What an article tells; None where it is not there."""
        if article not in self._reports:
            self._reports[article] = read_report(self.view, self.view.iris.graph(article))
            if len(self._reports) > _REMEMBERED:
                self._reports.popitem(last=False)
        return self._reports[article]

    def _with_copies(self, changed: Iterable[NamedNode]) -> dict[NamedNode, None]:
        """The articles that changed, and those that copy them or have one text with them."""
        found = dict.fromkeys(sorted(changed, key=str))
        waiting = list(found)
        while waiting:
            article = waiting.pop()
            report = self.report(article)
            twins = twins_of(report.source.text, self.view) if report and report.source.text else []
            for each in (*self._held_copies(article), *twins):
                if each not in found:
                    found[each] = None
                    waiting.append(each)
        return found

    def _held_copies(self, article: NamedNode) -> list[NamedNode]:
        quads = self.view.match(None, nf.copyOf, article, self.graph)
        return sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=str)

    def _index_quads(self) -> Iterator[Quad]:
        """What is to stand of the touched articles: the keys of what they tell, and what they copy."""
        for article in self.touched:
            report = self.report(article)
            if report is None:
                continue
            for key in sorted(report.keys):
                self._keys.setdefault(key, []).append(article)
                yield Quad(article, nf.indexKey, Literal(key), self.graph)
            self._direct[article] = original = original_of(report.source, self.view)
            if original:
                self._copies.setdefault(original, []).append(article)
                yield Quad(article, nf.copyOf, original, self.graph)

    def held(self, article: NamedNode) -> set[Quad]:
        """What stands of an article's keys and of what it copies."""
        return {quad for term in (nf.indexKey, nf.copyOf) for quad in self.view.match(article, term, None, self.graph)}

    def articles_of(self, key: str) -> list[NamedNode]:
        """The articles that tell something under a key."""
        held = (quad.subject for quad in self.view.match(None, nf.indexKey, Literal(key), self.graph))
        others = [each for each in held if isinstance(each, NamedNode) and each not in self.touched]
        return sorted((*others, *self._keys.get(key, ())), key=str)

    def under(self, key: str) -> Iterator[Situation]:
        """The situations under a key."""
        for article in self.articles_of(key):
            report = self.report(article)
            yield from (each for each in report.situations if key in each.keys) if report else ()

    def relatives(self, article: NamedNode) -> list[NamedNode]:
        """The articles that are direct copies of an article, and the one that it copies."""
        copies = [each for each in self._held_copies(article) if each not in self.touched]
        report = self.report(article)
        original = self._original(report.source) if report else None
        return sorted({*copies, *self._copies.get(article, ()), *((original,) if original else ())}, key=str)

    def _original(self, source: Source) -> NamedNode | None:
        if source.article not in self._direct:
            self._direct[source.article] = original_of(source, self.view)
        return self._direct[source.article]

    def originals(self, source: Source) -> list[NamedNode]:
        """What an article copies, to the first."""
        return originals(source, self._direct, self.view)

    def are_copies(self, one: Situation, other: Situation) -> bool:
        """Whether the article of one is a direct copy of that of the other."""
        first, second = one.source, other.source
        return first.article != second.article and (
            self._original(first) == second.article or self._original(second) == first.article
        )

    def candidates(self, situation: Situation) -> Iterator[Situation]:
        """The situations that may be one with this, or contradict it; some come more than once."""
        for key in sorted(situation.keys):
            yield from (each for each in self.under(key) if each.iri != situation.iri)
        yield from (each for each in self._tell(situation.source.article) if each.iri != situation.iri)
        for article in self.relatives(situation.source.article):
            yield from (each for each in self._tell(article) if each.type == situation.type)

    def _tell(self, article: NamedNode) -> tuple[Situation, ...]:
        report = self.report(article)
        return report.situations if report else ()

    def affected(self) -> Iterator[Situation]:
        """The happenings that the touched articles tell, and those whose company they may have been or may become."""
        looked_up = set[str]()
        for article in self.touched:
            yield from self._tell(article)
            held = {quad.object.value for quad in self.view.match(article, nf.indexKey, None, self.graph)}
            report = self.report(article)
            for key in sorted(held | (report.keys if report else frozenset())):
                if not key.startswith(RELATION) and key not in looked_up:
                    looked_up.add(key)
                    yield from self.under(key)
            copied = [quad.object for quad in self.view.match(article, nf.copyOf, None, self.graph)]
            for other in (*self.relatives(article), *copied):
                if isinstance(other, NamedNode):
                    yield from (each for each in self._tell(other) if each.type not in RELATIONS)
