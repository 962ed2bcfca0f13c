"""What a reader sees first: the newest articles and statements, and how much there is."""

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
from kg.vocab import nf, schema

_STATUSES = ("mooted", "planned", "occurred", "", "ongoing", "postponed", "cancelled")
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
