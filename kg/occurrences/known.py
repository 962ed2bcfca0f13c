"""What is known of articles before a store is asked: whoever made their quads knows what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.occurrences.reports import read_report
from kg.occurrences.values import Quads, Report, Term
from kg.vocab import nf


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
        """The view, which is not asked for the articles of a text where these are known."""
        return view if self.texts is None else _WithTexts(view, self.texts)


NOTHING = Known()


def by_text(articles: Iterable[tuple[NamedNode, str | None]]) -> dict[str, list[NamedNode]]:
    """The articles by the digest of their text, as `Known.texts` has them."""
    found: dict[str, list[NamedNode]] = {}
    for article, text in articles:
        if text:
            found.setdefault(text, []).append(article)
    return found


class _WithTexts:
    """A view that knows which articles have a text."""

    def __init__(self, view: Quads, texts: Mapping[str, list[NamedNode]]) -> None:
        self._view, self._texts = view, texts

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
        if predicate != nf.textDigest or subject or graph or not isinstance(object, Literal):
            return self._view.match(subject, predicate, object, graph)
        found = self._texts.get(object.value, ())
        return (Quad(each, nf.textDigest, object, self.iris.graph(each)) for each in found)
