"""What a search found, as a page shows it; and finding by name, where no index of words is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import article_line
from kg.descriptions.values import Ref
from kg.iris import normal_name
from kg.vocab import rdf, schema

SHOWN = 100  # hits on a page


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found: `kind` is article, statement or what an entity is; `group` has entity for these.

    `snippet` are the words around those that match, each piece with whether it matches; `provisos` are those of a
    statement.
    """

    ref: Ref
    kind: str
    detail: str
    year: str = ""
    snippet: tuple[tuple[str, bool], ...] = ()
    group: str = "entity"
    provisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found; `kinds` and `years` count all hits, `hits` are those that the filters leave.

    `more`: there are further hits, which are not counted. `near`: names that may be meant where there is no hit.
    """

    words: str
    kind: str
    year: str
    hits: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    total: int = 0
    more: bool = False
    near: tuple[str, ...] = ()


def find(source: Source, words: str, kind: str = "", year: str = "") -> SearchPage:
    """Entities and articles in whose names or headlines every word begins a word; the best first."""
    wanted = normal_name(words).split()
    hits = sorted([*_entities(source, wanted), *_articles(source, wanted)] if wanted else [], key=_rank(words))
    return search_page(words, kind, year, hits)


def search_page(words: str, kind: str, year: str, hits: Sequence[Hit], *, more: bool = False) -> SearchPage:
    """The page of these hits: filtered by kind and year where they are given, with counts of each."""
    kinds = Counter(hit.kind for hit in hits if year in ("", hit.year))
    years = Counter(hit.year for hit in hits if hit.year and kind in ("", hit.kind))
    kept = tuple(hit for hit in hits if kind in ("", hit.kind) and year in ("", hit.year))
    by_count = tuple(sorted(kinds.items(), key=lambda each: (-each[1], each[0])))
    by_year = tuple(sorted(years.items(), reverse=True))
    return SearchPage(words, kind, year, kept[:SHOWN], by_count, by_year, len(kept), more)


def _rank(words: str) -> Callable[[Hit], tuple[object, ...]]:
    """Names before headlines, what is called exactly so first; among headlines the newest first."""
    whole = normal_name(words)

    def rank(hit: Hit) -> tuple[object, ...]:
        name, headline = normal_name(hit.ref.name), hit.kind == "article"
        age = [-int(number) for number in hit.detail[:10].split("-") if number.isdigit()] if headline else []
        return headline, name != whole, not name.startswith(whole), age, hit.ref.name, hit.ref.iri

    return rank


def _entities(source: Source, wanted: list[str]) -> Iterable[Hit]:
    graph = source.view.iris.entities_graph
    found = set()
    for term in (schema.name, schema.alternateName):
        for quad in source.view.match(None, term, None, graph):
            named = isinstance(quad.object, Literal) and _fits(quad.object.value, wanted)
            if named and isinstance(quad.subject, NamedNode):
                found.add(quad.subject)
    for node in found:
        kinds = [source.name(each) for each in source.iris(node, rdf.type, graph)]
        titles = source.text(node, schema.jobTitle, graph)
        yield Hit(source.ref(node), kinds[0] if kinds else "entity", titles or ", ".join(kinds))


def _articles(source: Source, wanted: list[str]) -> Iterable[Hit]:
    for quad in source.view.match(None, schema.headline):
        if (
            isinstance(quad.object, Literal)
            and isinstance(quad.subject, NamedNode)
            and _fits(quad.object.value, wanted)
        ):
            line = article_line(source, quad.subject)
            publisher = line.publisher.name if line.publisher else ""
            yield Hit(Ref(line.iri, line.headline), "article", f"{line.day} · {publisher}", line.day[:4], (), "article")


def fits(text: str, words: str) -> bool:
    """Whether every one of these words begins a word of the text.

    >>> fits("Ana Okoye, the minister", "oko ana"), fits("Ana Okoye", "koye")
    (True, False)
    """
    return _fits(text, normal_name(words).split())


def _fits(text: str, wanted: list[str]) -> bool:
    words = [word.strip("“”‘’\"'(),.:;?!") for word in normal_name(text).split()]
    return all(any(word.startswith(each) for word in words) for each in wanted)
