"""What is known of articles before a store is asked: whoever made their quads knows what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.occurrences.reports import read_report
from kg.occurrences.values import Report, Source
from kg.views import Graph, Object, Overlay, Predicate, Quads, Subject
from kg.vocab import nf, schema

_Made = Callable[[], Report]


@dataclass(frozen=True, slots=True)
class Known:
    """The reports of some articles, each made when it is asked for.

    `texts` has the articles by the digest of their text where no others can be in the store; None where they can.
    """

    reports: Mapping[NamedNode, _Made] = field(default_factory=dict)
    texts: Mapping[str, list[NamedNode]] | None = None

    def report(self, article: NamedNode, view: Quads) -> Report | None:
        """What an article tells; None where it is not there."""
        made = self.reports.get(article)
        return made() if made else read_report(view, view.iris.graph(article))

    def beside(self, view: Quads) -> Quads:
        """The view, which is not asked for the articles of a text, or for what is known of an article, where it is."""
        return view if self.texts is None else _beside(view, self.texts, self.reports)


NOTHING = Known()


_OF_SOURCE: Mapping[NamedNode, Callable[[Source], NamedNode | Literal | None]] = {
    schema.publisher: lambda source: NamedNode(source.publisher) if source.publisher else None,
    schema.datePublished: lambda source: Literal(source.published) if source.published else None,
    schema.isBasedOn: lambda source: NamedNode(source.based_on) if source.based_on else None,
    nf.textDigest: lambda source: Literal(source.text) if source.text else None,
}  # the properties of an article that its report has, whatever their datatypes


def _beside(view: Quads, texts: Mapping[str, list[NamedNode]], reports: Mapping[NamedNode, _Made]) -> Quads:
    """The view, with which articles have a text, and what the reports of articles say of these."""

    def known(subject: Subject, predicate: Predicate, object: Object, graph: Graph) -> Iterable[Quad] | None:
        if graph or predicate is None:
            return None
        if subject is None and predicate == nf.textDigest and isinstance(object, Literal):
            found = texts.get(object.value, ())
            return (Quad(each, nf.textDigest, object, view.iris.graph(each)) for each in found)
        if isinstance(subject, NamedNode) and object is None and subject in reports and predicate in _OF_SOURCE:
            value = _OF_SOURCE[predicate](reports[subject]().source)
            return () if value is None else (Quad(subject, predicate, value, view.iris.graph(subject)),)
        return None

    return Overlay(view, known)
