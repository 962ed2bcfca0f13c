"""The table of statements: a row for each, with whose word it is, how sure, and the words, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from urllib.parse import quote as percent

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import is_web_address
from kg.lookup import find_article, find_entity
from kg.schema import FactType, Schema
from kg.store.interface import AnySnapshot
from kg.vocab import nf, oa, prov, rdf, rdfs, schema, skos

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # as a cell begins that a spreadsheet runs
_WHOLE = 120  # code points of a quote that a link holds whole
_EDGE = 5  # words at either end of a longer one
_REMEMBERED = 100_000  # names

Terms = Mapping[NamedNode, list[object]]
Graph = Mapping[NamedNode, Terms]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row, everything in it as words. `start` and `end` count code points; `link` leads to the words on the page.

    `quote` is the words for the whole statement, of several the first. `source` is whose word it is, and is the
    publisher where `own_word` is yes.
    """

    headline: str
    published: str
    publisher: str
    type: str
    statement: str
    source: str
    own_word: str
    status: str
    certainty: str
    polarity: str
    basis: str
    state: str
    quote: str
    start: str
    end: str
    reviewed_by: str
    reviewed_on: str
    confidence: str
    made_by: str
    link: str
    article: str
    fact: str


COLUMNS = tuple(field.name for field in fields(Statement))


def statements_csv(
    snapshot: AnySnapshot, types: Schema, *, article: str | None = None, entity: str | None = None, bom: bool = False
) -> Iterator[bytes]:
    """The table as CSV in UTF-8, article by article; equal stores give equal bytes.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. With `bom` the file begins with a
    byte-order mark, without which Excel takes it for another encoding. Raises KgError where there is no such article or
    entity.
    """
    rows = statements(snapshot, types, article=article, entity=entity)
    yield (BOM if bom else b"") + _line(COLUMNS)
    for row in rows:
        yield _line([safe_cell(getattr(row, column)) for column in COLUMNS])


def statements(
    snapshot: AnySnapshot, types: Schema, *, article: str | None = None, entity: str | None = None
) -> Iterator[Statement]:
    """Every statement of one article, or that involves an entity, or of all articles: by day, in the order of the text.

    `types` says in which order and by which names the fields of a fact are told. Raises KgError where there is no such
    article or entity.
    """
    only = find_entity(snapshot, entity) if entity is not None else None
    graphs = _graphs(snapshot, article, only)
    naming = Naming(snapshot, {each.iri: each for each in types.types.values()})
    return (row for graph in graphs for row in _of_article(_by_subject(snapshot.quads(graph)), only, naming))


def _graphs(snapshot: AnySnapshot, article: str | None, entity: NamedNode | None) -> list[NamedNode]:
    """The graphs of the articles that are wanted, by the time of the article."""
    if article is not None:
        return [snapshot.iris.graph(find_article(snapshot, article))]
    if entity is not None:
        found = {quad.graph_name for quad in snapshot.match(None, nf.involves, entity)}
    else:
        found = {quad.graph_name for quad in snapshot.match(None, rdf.type, schema.NewsArticle)}
    times = {quad.graph_name: _value(quad.object) for quad in snapshot.match(None, schema.datePublished)}
    named = [graph for graph in found if isinstance(graph, NamedNode)]
    return sorted(named, key=lambda graph: (times.get(graph, ""), graph.value))


def _of_article(told: Graph, only: NamedNode | None, naming: Naming) -> list[Statement]:
    found = [
        _statement(node, told, naming)
        for node, said in told.items()
        if nf.Assertion in said.get(rdf.type, ()) and (only is None or _involves(told, said, only))
    ]
    return sorted(found, key=lambda row: (int(row.start or 0), int(row.end or 0), row.type, row.statement, row.fact))


def _involves(told: Graph, said: Terms, entity: NamedNode) -> bool:
    return any(entity in told.get(situation, {}).get(nf.involves, ()) for situation in _nodes(said, nf.asserts))


def _statement(node: NamedNode, told: Graph, naming: Naming) -> Statement:
    said = told[node]
    (article,), (situation,) = _nodes(said, nf.reportedIn), _nodes(said, nf.asserts)
    page, about = told.get(article, {}), told.get(situation, {})
    kind = next((each for each in _nodes(about, rdf.type) if each != schema.Event), schema.Event)
    start, end, quote = _words(said, told)
    url = next(iter(_nodes(page, schema.url)), None)

    def each(terms: Terms, predicate: NamedNode) -> str:
        return "; ".join(sorted(map(naming.text, terms.get(predicate, ()))))

    return Statement(
        headline=each(page, schema.headline),
        published=each(page, schema.datePublished),
        publisher=each(page, schema.publisher),
        type=naming.text(kind),
        statement=naming.in_words(kind, about, told),
        source=each(said, prov.wasAttributedTo),
        own_word="yes" if nf.ownWord in said else "no",
        status=each(said, nf.status),
        certainty=each(said, nf.certainty),
        polarity=each(said, nf.polarity),
        basis=each(said, nf.basis),
        state=each(said, nf.editorialState),
        quote=quote,
        start=start,
        end=end,
        reviewed_by=each(said, nf.reviewedBy),
        reviewed_on=each(said, nf.reviewedOn),
        confidence=each(said, nf.confidence),
        made_by=each(said, prov.wasGeneratedBy),
        link=link_to(url.value, quote) if url and is_web_address(url.value) else "",
        article=article.value,
        fact=node.value,
    )


def _words(said: Terms, told: Graph) -> tuple[str, str, str]:
    """Where the words for the whole statement begin and end, and the words; of several the first."""
    found = []
    for evidence in _nodes(said, nf.evidence):
        parts = told.get(evidence, {})
        if nf.shows not in parts:
            selectors = [told.get(each, {}) for each in _nodes(parts, oa.hasSelector)]
            start, end, quote = (
                next((_value(term) for each in selectors for term in each.get(predicate, ())), "")
                for predicate in (oa.start, oa.end, oa.exact)
            )
            found.append((int(start or 0), start, end, whole_words(quote, int(end or 0) - int(start or 0))))
    return min(found)[1:] if found else ("", "", "")


class Naming:
    """What terms are called; it remembers those that it has met."""

    def __init__(self, snapshot: AnySnapshot, types: Mapping[str, FactType]) -> None:
        self._snapshot, self._types = snapshot, types
        self._known: dict[NamedNode, str] = {}

    def text(self, term: object) -> str:
        """A literal's value; of a concept its word, of a class its label, of an entity its name, else the IRI."""
        if not isinstance(term, NamedNode):
            return _value(term)
        if term not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[term] = self._look_up(term)
        return self._known[term]

    def _look_up(self, term: NamedNode) -> str:
        for predicate in (skos.notation, schema.name, rdfs.label, nf.rule):
            names = sorted(_value(quad.object) for quad in self._snapshot.match(term, predicate))
            if names:
                return names[0]
        return term.value

    def in_words(self, kind: NamedNode, about: Terms, told: Graph) -> str:
        """What a situation is, field by field in the order of its type.

        A type that is not known is told by all that stands in the situation, in the order of the properties' names.
        """
        known = self._types.get(kind.value)
        ordered = sorted(known.fields, key=lambda field: field.order) if known else []
        named = [(field.label, NamedNode(field.path)) for field in ordered] or sorted(
            (predicate.value.rpartition("#")[2], predicate) for predicate in about if predicate != rdf.type
        )
        told_fields = ((label, self._values(about.get(path, ()), told)) for label, path in named)
        return "; ".join(f"{label}: {values}" for label, values in told_fields if values)

    def _values(self, terms: Iterable[object], told: Graph) -> str:
        return ", ".join(sorted(self._value(term, told) for term in terms))

    def _value(self, term: object, told: Graph) -> str:
        """A value; of a node within the situation who it is, and as what."""
        parts = told.get(term) if isinstance(term, NamedNode) else None
        if not parts or nf.participant not in parts:
            return self.text(term)
        who = ", ".join(sorted(map(self.text, parts[nf.participant])))
        roles = ", ".join(sorted(map(self.text, parts.get(nf.role, ()))))
        return f"{who} ({roles})" if roles else who


def whole_words(quote: str, length: int) -> str:
    """The quotation, and where it is shorter than the words it was taken from, its whole words and a sign of that.

    >>> whole_words("three dead and two inj", 30), whole_words("three dead", 10)
    ('three dead and two …', 'three dead')
    """
    if len(quote) >= length:
        return quote
    kept = quote.rstrip()
    if kept == quote and " " in quote:
        kept = quote.rpartition(" ")[0].rstrip()
    return f"{kept} …"


def link_to(url: str, quote: str) -> str:
    """The address with a text fragment: a browser that knows these opens the page at the words.

    A long quotation is named by its first and last words; of one that was cut (` …`) the words before.

    >>> link_to("https://harbourpost.example/a", "she signed - at dusk")
    'https://harbourpost.example/a#:~:text=she%20signed%20%2D%20at%20dusk'
    """
    words = quote.removesuffix(" …").split()
    if not words:
        return url
    parts = [" ".join(words)]
    if len(parts[0]) > _WHOLE or "\n" in quote.strip():
        parts = [" ".join(words[:_EDGE]), " ".join(words[-_EDGE:])]
    fragment = ",".join(percent(part, safe="").replace("-", "%2D") for part in parts)
    return f"{url.partition('#')[0]}#:~:text={fragment}"


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line.

    >>> safe_cell("=1+1"), safe_cell("three dead"), safe_cell("two\\n lines")
    ("'=1+1", 'three dead', 'two lines')
    """
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _by_subject(quads: Iterable[Quad]) -> Graph:
    found: dict[NamedNode, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            found[quad.subject][quad.predicate].append(quad.object)
    return {subject: dict(terms) for subject, terms in found.items()}


def _nodes(terms: Terms, predicate: NamedNode) -> list[NamedNode]:
    return sorted((term for term in terms.get(predicate, ()) if isinstance(term, NamedNode)), key=str)


def _value(term: object) -> str:
    return term.value if isinstance(term, Literal) else str(term)
