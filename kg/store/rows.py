"""What the full-text index has of an article, of each of its statements and of an entity, as the quads tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from kg.head_lines import after_head
from kg.vocab import nf, oa, prov, rdf, schema, xsd

if TYPE_CHECKING:
    from kg.store.snapshot import View

ARTICLE, STATEMENT, ENTITY = 1, 2, 3
_TEXTS = (schema.description, schema.correction, schema.articleBody)

Terms = dict[NamedNode, list[object]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `node` is what is found, `about` the situation of a statement, `label` its type in words.

    `title`, `text` and `names` hold the words; `entities` are the IRIs of who and what it involves. `facets` say what
    a statement and its situation have, each by `facet`.
    """

    kind: int
    day: str
    node: str
    label: str
    title: str = ""
    text: str = ""
    names: str = ""
    about: str | None = None
    url: str | None = None
    entities: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


def facet(term: str, value: str) -> str:
    """How the index tells that something has a value for a term, both IRIs.

    >>> facet("https://w3id.org/news-facts/ns#speaker", "https://kg.example/entity/ana-okoye-x1")
    'https://w3id.org/news-facts/ns#speaker https://kg.example/entity/ana-okoye-x1'
    """
    return f"{term} {value}"


def kind_facet(term: str, kind: str) -> str:
    """The same of a value that is of a kind (its IRI), as in `speaker/type UnnamedSource`."""
    return facet(f"{term}/{rdf.type.value}", kind)


def article_rows(view: View, article: NamedNode) -> Iterator[Row]:
    """The row of an article, then those of its statements in the order of their words; none where it is gone."""
    return rows_of(article, view.article_graph(article))


def rows_of(article: NamedNode, quads: Iterable[Quad]) -> Iterator[Row]:
    """The same, of the quads of the article's graph."""
    told = _by_subject(quads)
    own = told.get(article)
    if own is None:
        return
    names = _names(told)
    mentioned = tuple(sorted(_iris(own, schema.mentions)))
    yield Row(
        ARTICLE,
        _day((_first(own, schema.datePublished) or "")[:10]),
        article.value,
        "article",
        title=_first(own, schema.headline) or "",
        text="\n".join(after_head(text) for term in _TEXTS for text in _strings(own, term)),
        names=_joined(names, mentioned),
        url=next(iter(_iris(own, schema.url)), None),
        entities=mentioned,
        facets=(facet(rdf.type.value, schema.NewsArticle.value),),
    )
    publishers, kinds = _iris(own, schema.publisher), _kinds(told)
    found = [
        _statement(node, told, names, kinds, publishers)
        for node in told
        if nf.Assertion in told[node].get(rdf.type, ())
    ]
    yield from (row for _, row in sorted(found, key=lambda each: (each[0], each[1].node)))


def _statement(
    node: NamedNode,
    told: dict[NamedNode, Terms],
    names: dict[str, str],
    kinds: dict[str, list[str]],
    publishers: list[str],
) -> tuple[int, Row]:
    said = told[node]
    about = next(iter(_iris(said, nf.asserts)), "")
    situation = told.get(NamedNode(about), {}) if about else {}
    start, quotes = _quotes(said, told)
    words = [text for text in _words(situation) if not any(text in quote for quote in quotes)]  # no quotation has them
    paper = publishers if nf.ownWord in said else []  # whose word all is that nobody else has said
    sources = [each for each in _iris(said, prov.wasAttributedTo) if each not in paper]
    involved = tuple(dict.fromkeys((*sorted(_iris(situation, nf.involves)), *sources)))
    kind = next((iri for iri in _iris(situation, rdf.type) if iri != schema.Event.value), "")
    day = _day(_first(said, nf.attestedOn) or "")
    label, text = _in_words(kind), " … ".join(" ".join(each.split()) for each in quotes)
    known = "\n".join((label, _joined(names, involved), *words)).strip()
    facets = tuple(_facets((said, situation), told, kinds))
    return start, Row(STATEMENT, day, node.value, label, "", text, known, about or None, None, involved, facets)


def _facets(parts: Iterable[Terms], told: dict[NamedNode, Terms], kinds: dict[str, list[str]]) -> Iterator[str]:
    """Yield what a statement and its situation have, but for what is the article's own: nobody asks for that."""
    for terms in parts:
        for term, values in terms.items():
            for value in values:
                if isinstance(value, NamedNode) and (term == nf.reportedIn or value not in told):
                    yield facet(term.value, value.value)
                    yield from (kind_facet(term.value, kind) for kind in kinds.get(value.value, ()))


def _day(words: str) -> str:
    """A day as the index counts it (ISO); empty for one of another form, or that no calendar has.

    >>> [_day(words) for words in ("2031-03-04", "2031-03-04Z", "-0044-03-15", "2031-02-30")]
    ['2031-03-04', '', '', '']
    """
    try:
        return words if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words) and date.fromisoformat(words) else ""
    except ValueError:
        return ""


def _quotes(said: Terms, told: dict[NamedNode, Terms]) -> tuple[int, list[str]]:
    """Where the words for the whole statement begin, and what they are."""
    found = []
    for evidence in said.get(nf.evidence, ()):
        parts = told.get(evidence, {}) if isinstance(evidence, NamedNode) else {}
        if nf.shows not in parts:
            selectors = [told.get(each, {}) for each in parts.get(oa.hasSelector, ()) if isinstance(each, NamedNode)]
            start = next((int(_first(each, oa.start) or 0) for each in selectors if oa.start in each), 0)
            found += [(start, quote) for each in selectors for quote in _strings(each, oa.exact)]
    found.sort()
    return (found[0][0] if found else 0), list(dict.fromkeys(quote for _, quote in found))


def _words(situation: Terms) -> list[str]:
    texts = (
        term.value
        for terms in situation.values()
        for term in terms
        if isinstance(term, Literal) and term.datatype == xsd.string
    )
    return sorted(texts)


def entity_row(view: View, entity: NamedNode) -> Row | None:
    """The row of an entity with all its names; None where the graph of entities has no name of it."""
    return row_of(entity, view.match(entity, None, None, view.iris.entities_graph))


def row_of(entity: NamedNode, quads: Iterable[Quad]) -> Row | None:
    """The same, of what the graph of entities says of it."""
    known = _by_subject(quads).get(entity, {})
    name = _first(known, schema.name)
    if name is None:
        return None
    label = _in_words(min(_iris(known, rdf.type), default=""))
    others = "\n".join(sorted(_strings(known, schema.alternateName)))
    return Row(ENTITY, "", entity.value, label, title=name, text=others, entities=(entity.value,))


def _by_subject(quads: Iterable[Quad]) -> dict[NamedNode, Terms]:
    """What is said of each node. Quads of one node mostly come one after the other, and looking it up takes time."""
    found: dict[NamedNode, Terms] = {}
    last: object = None
    terms: Terms = {}
    for subject, predicate, object_, _ in quads:
        if subject != last:
            last = subject
            terms = found.setdefault(subject, {}) if isinstance(subject, NamedNode) else {}
        values = terms.get(predicate)
        if values is None:
            terms[predicate] = [object_]
        else:
            values.append(object_)
    return found


def _names(told: dict[NamedNode, Terms]) -> dict[str, str]:
    """What the article calls each entity."""
    return {
        denoted: name
        for terms in told.values()
        for denoted in _iris(terms, nf.denotes)
        for name in _strings(terms, schema.name)
    }


def _kinds(told: dict[NamedNode, Terms]) -> dict[str, list[str]]:
    """What the article says each entity is."""
    return {denoted: _iris(terms, nf.entityType) for terms in told.values() for denoted in _iris(terms, nf.denotes)}


def _joined(names: dict[str, str], entities: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(names[each] for each in entities if each in names))


def _iris(terms: Terms, predicate: NamedNode) -> list[str]:
    return [term.value for term in terms.get(predicate, ()) if isinstance(term, NamedNode)]


def _strings(terms: Terms, predicate: NamedNode) -> list[str]:
    return [term.value for term in terms.get(predicate, ()) if isinstance(term, Literal)]


def _first(terms: Terms, predicate: NamedNode) -> str | None:
    return min(_strings(terms, predicate), default=None)


def _in_words(iri: str) -> str:
    """The local name of a class in words.

    >>> _in_words("https://w3id.org/news-facts/ns#SpeechAct")
    'speech act'
    """
    name = re.split(r"[#/]", iri)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
