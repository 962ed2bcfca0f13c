"""What is known of articles before a store is asked: whoever made their quads knows what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.occurrences.reports import read_report
from kg.occurrences.values import Quads, Report, Source, Term
from kg.vocab import nf, schema


@dataclass(frozen=True, slots=True)
class Known:
    """The reports of some articles, each made when it is asked for.

    `texts` has the articles by the digest of their text where no others can be in the store; None where they can.
    """

    reports: Mapping[NamedNode, Callable[[], Report]] = field(default_factory=dict)
    texts: Mapping[str, list[NamedNode]] | None = None

    def report(self, article: NamedNode, view: Quads) -> Report | None:
        """What an article tells; None where it is not there."""
        made = self.reports.get(article)
        return made() if made else read_report(view, view.iris.graph(article))

    def beside(self, view: Quads) -> Quads:
        """The view, which is not asked for the articles of a text, or for what is known of an article, where it is."""
        return view if self.texts is None else _Beside(view, self.texts, self.reports)


NOTHING = Known()


def by_text(articles: Iterable[tuple[NamedNode, str | None]]) -> dict[str, list[NamedNode]]:
    """The articles by the digest of their text, as `Known.texts` has them."""
    found: dict[str, list[NamedNode]] = {}
    for article, text in articles:
        if text:
            found.setdefault(text, []).append(article)
    return found


_OF_SOURCE: Mapping[NamedNode, Callable[[Source], NamedNode | Literal | None]] = {
    schema.publisher: lambda source: NamedNode(source.publisher) if source.publisher else None,
    schema.datePublished: lambda source: Literal(source.published) if source.published else None,
    schema.isBasedOn: lambda source: NamedNode(source.based_on) if source.based_on else None,
    nf.textDigest: lambda source: Literal(source.text) if source.text else None,
}  # the properties of an article that its report has, whatever their datatypes


class _Beside:
    """A view that knows which articles have a text, and what the reports of articles say of these."""

    def __init__(
        self, view: Quads, texts: Mapping[str, list[NamedNode]], reports: Mapping[NamedNode, Callable[[], Report]]
    ) -> None:
        self._view, self._texts, self._reports = view, texts, reports

    @property
    def iris(self) -> Iris:
        return self._view.iris

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        if graph or predicate is None:
            return self._view.match(subject, predicate, object, graph)
        if subject is None and predicate == nf.textDigest and isinstance(object, Literal):
            found = self._texts.get(object.value, ())
            return (Quad(each, nf.textDigest, object, self.iris.graph(each)) for each in found)
        if isinstance(subject, NamedNode) and object is None and predicate in _OF_SOURCE and subject in self._reports:
            value = _OF_SOURCE[predicate](self._reports[subject]().source)
            return iter(() if value is None else (Quad(subject, predicate, value, self.iris.graph(subject)),))
        return self._view.match(subject, predicate, object, graph)
