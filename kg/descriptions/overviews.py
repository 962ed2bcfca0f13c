"""What a reader sees first: the newest articles and statements, how much there is, and finding by name."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.descriptions.conflicts import Clash, Conflict, describe_conflicts
from kg.descriptions.names import Source
from kg.descriptions.statements import article_line, statements, type_of
from kg.descriptions.values import ArticleLine, Ref, Statement
from kg.iris import normal_name
from kg.vocab import nf, rdf, schema

_STATUSES = ("mooted", "planned", "occurred", "", "ongoing", "postponed", "cancelled")
SHOWN = 100  # hits on a page
_CONFLICTS = 4  # that are shown beside what is new


@dataclass(frozen=True, slots=True)
class Lists:
    """What an index of the graph knows at once, so that it need not be gone through; None where there is no index.

    `by_day` gives the days and IRIs of so many of the newest articles, with all others of the last one's day.
    """

    by_day: Callable[[int], Sequence[tuple[str, str]] | None] | None = None
    statements: int | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """The newest of everything, and how much there is. `published` is the time of the last publish.

    `statements` is None where only going through the whole graph would tell.
    """

    generation: int
    published: str
    articles: int
    statements: int | None
    newest: tuple[ArticleLine, ...]
    striking: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    people: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found: `kind` is article, statement or what an entity is; `group` has entity for these.

    `snippet` are the words around those that match, each piece with whether it matches.
    """

    ref: Ref
    kind: str
    detail: str
    year: str = ""
    snippet: tuple[tuple[str, bool], ...] = ()
    group: str = "entity"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found; `kinds` and `years` count all hits, `hits` are those that the filters leave.

    `more`: there are further hits, which are not counted.
    """

    words: str
    kind: str
    year: str
    hits: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    total: int = 0
    more: bool = False


def describe_home(
    source: Source,
    generation: int,
    published: str,
    articles: int,
    lists: Lists = Lists(),
    conflicts: Sequence[Clash] = (),
) -> HomePage:
    """The newest of everything; `conflicts` are all contradictions, of which a few are shown."""
    newest = newest_articles(source, 8, lists=lists)
    told = [
        each for line in newest[:6] for each in sorted(source.subjects(nf.reportedIn, NamedNode(line.iri)), key=str)
    ]
    situations = [each for assertion in told for each in source.iris(assertion, nf.asserts)]
    involved = Counter(source.ref(who) for each in situations for who in source.iris(each, nf.involves))
    return HomePage(
        generation=generation,
        published=published,
        articles=articles,
        statements=lists.statements,
        newest=tuple(newest),
        striking=tuple(statements(source, striking(source, told, 6))),
        conflicts=tuple(describe_conflicts(source, conflicts[:_CONFLICTS])),
        people=tuple(sorted(involved, key=lambda each: (-involved[each], each.name))[:12]),
    )


def newest_articles(source: Source, limit: int, skip: int = 0, lists: Lists = Lists()) -> list[ArticleLine]:
    """So many of the articles that were published last, newest first, after the first `skip`."""
    by_day = lists.by_day(skip + limit) if lists.by_day else None
    if by_day is None:
        return [article_line(source, node) for node in _newest_articles(source, skip + limit)[skip:]]
    begin = next((place for place, (day, _) in enumerate(by_day) if day == by_day[min(skip, len(by_day) - 1)][0]), 0)
    nodes = [NamedNode(iri) for _, iri in by_day[begin:]]
    nodes.sort(key=lambda node: (source.text(node, schema.datePublished), node.value), reverse=True)
    return [article_line(source, node) for node in nodes[skip - begin : skip - begin + limit]]


def _newest_articles(source: Source, limit: int) -> list[NamedNode]:
    dated = (
        (quad.object.value, quad.subject.value)
        for quad in source.view.match(None, schema.datePublished)
        if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
    )
    return [NamedNode(iri) for _, iri in heapq.nlargest(limit, dated)]


def striking(source: Source, told: Iterable[NamedNode], limit: int) -> list[NamedNode]:
    """A few assertions that have evidence, of each status and of different kinds the newest; these newest first.

    It looks at no more of them than it needs, so that only the few that are shown are described.
    """
    newest = sorted((each for each in told if source.iris(each, nf.evidence)), key=lambda each: each.value)
    newest.sort(key=lambda each: source.text(each, nf.attestedOn), reverse=True)
    by_status: dict[str, dict[object, NamedNode]] = {status: {} for status in _STATUSES}
    for each in newest:
        situation, status = source.iri(each, nf.asserts), source.label(source.iri(each, nf.status))
        if situation is not None:
            kind = type_of(source, situation)
            by_status.setdefault(status.notation if status else "", {}).setdefault(kind.iri if kind else "", each)
    columns = [list(kinds.values()) for kinds in by_status.values()]
    rounds = (column[number] for number in range(limit) for column in columns if number < len(column))
    return sorted(islice(rounds, limit), key=lambda each: source.text(each, nf.attestedOn), reverse=True)


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
