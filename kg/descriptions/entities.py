"""Somebody or something: what it is, what it said, what is said of it, and with whom it has to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import statements
from kg.descriptions.values import Ref, Statement
from kg.vocab import nf, prov, rdf, schema

MOST_READ = 6_000  # assertions of one entity that pages list, a hundred pages of them; SPARQL has all
MOST_MENTIONS = 40  # of an entity that are looked at for whom it may be: an unnamed source is one article's own
PAGE = 60  # statements on one page


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that belong together under one heading."""

    key: str
    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody with whom the entity stands in statements: how often, and in which kind of them most."""

    other: Ref
    count: int
    kinds: tuple[tuple[str, int], ...]
    apart: str = ""  # what tells it from another tie of that name


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the graph knows of an entity.

    `plain` are the plain statements (job title, member of ...) that the guard lets through; `possibly` whom an unnamed
    source may be, `candidates` the unnamed sources that may be this one; `cut`: there is more than was read.
    """

    iri: str
    name: str
    kinds: tuple[Ref, ...]
    other_names: tuple[str, ...]
    same_as: tuple[str, ...]
    plain: tuple[tuple[str, tuple[Ref | str, ...]], ...]
    possibly: tuple[Ref, ...]
    candidates: tuple[Ref, ...]
    groups: tuple[Group, ...]
    timeline: tuple[Statement, ...]
    ties: tuple[Tie, ...]
    articles: int
    total: int
    page: int
    pages: int
    cut: bool


_PLAIN = (schema.jobTitle, schema.worksFor, schema.memberOf)


def describe_entity(
    source: Source,
    entity: NamedNode,
    page: int = 1,
    size: int = PAGE,
    newest: Callable[[NamedNode, int], Sequence[NamedNode] | None] | None = None,
) -> EntityPage | None:
    """What the graph knows of an entity, and `size` statements, the newest first; None where it knows nothing.

    `newest` finds so many of its assertions in an index; without it, or where it gives None, the graph is gone through.
    """
    graph = source.view.iris.entities_graph
    kinds = source.iris(entity, rdf.type, graph)
    assertions = newest(entity, MOST_READ) if newest else None
    if assertions is None:
        assertions = _newest(source, entity)
    if not kinds and not assertions:
        return None
    found = _told(source, assertions[(page - 1) * size : page * size])
    return EntityPage(
        iri=entity.value,
        name=source.name(entity),
        kinds=tuple(map(source.ref, kinds)),
        other_names=tuple(_texts(source, entity, schema.alternateName)),
        same_as=tuple(node.value for node in source.iris(entity, schema.sameAs, graph)),
        plain=tuple(_plain(source, entity)),
        possibly=tuple(map(source.ref, _possibly(source, entity))),
        candidates=tuple(map(source.ref, _candidates(source, entity))),
        groups=tuple(Group(key, title, tuple(each)) for key, title, each in _grouped(source, entity, found)),
        timeline=tuple(found),
        ties=tuple(_told_apart(source, _ties(entity, found), found)),
        articles=len({each.article.iri for each in found}),
        total=len(assertions),
        page=page,
        pages=max(1, -(-len(assertions) // size)),
        cut=len(assertions) >= MOST_READ,
    )


def _possibly(source: Source, entity: NamedNode) -> list[NamedNode]:
    """Those whom an unnamed source may be: articles say so of their mentions of it."""
    mentions = islice(source.subjects(nf.denotes, entity), MOST_MENTIONS)
    return sorted({other for each in mentions for other in source.iris(each, nf.possiblySameAs)}, key=str)


def _candidates(source: Source, entity: NamedNode) -> list[NamedNode]:
    """The unnamed sources of whom an article says that they may be this entity."""
    mentions = islice(source.subjects(nf.possiblySameAs, entity), MOST_MENTIONS)
    return sorted({other for each in mentions for other in source.iris(each, nf.denotes)}, key=str)


def _newest(source: Source, entity: NamedNode) -> list[NamedNode]:
    """The assertions on situations that the entity is in, and those that rest on its word, newest first."""
    situations = source.subjects(nf.involves, entity)
    asserted = (each for situation in situations for each in source.subjects(nf.asserts, situation))
    of_its_word = (each for each in source.subjects(prov.wasAttributedTo, entity) if not _own(source, each))
    found = dict.fromkeys([*islice(asserted, MOST_READ), *islice(of_its_word, MOST_READ)])
    dated = sorted(found, key=lambda each: each.value)
    return sorted(dated, key=lambda each: source.text(each, nf.attestedOn), reverse=True)[:MOST_READ]


def _told(source: Source, assertions: Iterable[NamedNode]) -> list[Statement]:
    """The statements, newest first, and those of one article in the order of its words."""
    found = sorted(statements(source, assertions), key=lambda each: each.passage.start if each.passage else 0)
    return sorted(found, key=lambda each: (each.day, each.article.iri), reverse=True)


def _own(source: Source, assertion: NamedNode) -> bool:
    return source.text(assertion, nf.ownWord) == "true"


def _grouped(source: Source, entity: NamedNode, found: Iterable[Statement]) -> list[tuple[str, str, list[Statement]]]:
    """What it said, what was said of it, where it stands in offices, and what happened; what is empty is left out."""
    sorted_out: dict[str, list[Statement]] = {key: [] for key in ("holds", "happens", "said", "heard", "word")}
    for each in found:
        sorted_out[_group(source, entity, each)].append(each)
    name = source.name(entity)
    titles = {
        "holds": "Offices and memberships",
        "happens": "What happened, and what may",
        "said": f"What {name} said",
        "heard": f"What others said to or of {name}",
        "word": f"Only on the word of {name}",
    }
    return [(key, titles[key], each) for key, each in sorted_out.items() if each]


def _group(source: Source, entity: NamedNode, told: Statement) -> str:
    if told.kind.iri == nf.SpeechAct.value:
        return "said" if entity in source.iris(NamedNode(told.situation), nf.speaker) else "heard"
    if entity.value not in {ref.iri for ref in told.involves}:
        return "word"
    return "holds" if source.types.is_a(told.kind.iri, nf.Relation.value) else "happens"


def _ties(entity: NamedNode, found: Iterable[Statement]) -> tuple[Tie, ...]:
    """Those with whom it stands in situations, the most frequent first."""
    counts: dict[Ref, Counter[str]] = {}
    for each in found:
        if any(ref.iri == entity.value for ref in each.involves):
            for ref in each.involves:
                if ref.iri != entity.value:
                    counts.setdefault(ref, Counter())[each.kind.name] += 1
    ties = (Tie(ref, kinds.total(), tuple(kinds.most_common())) for ref, kinds in counts.items())
    return tuple(sorted(ties, key=lambda tie: (-tie.count, tie.other.name, tie.other.iri)))


def _told_apart(source: Source, ties: Sequence[Tie], found: Iterable[Statement]) -> Iterator[Tie]:
    """The ties, namesakes with what tells them apart: what they are; else the article, or the address, of each."""
    articles = {ref.iri: each.article.headline for each in found for ref in each.involves}
    bearers: dict[str, list[Ref]] = {}
    for tie in ties:
        bearers.setdefault(tie.other.name, []).append(tie.other)
    for tie in ties:
        namesakes = bearers[tie.other.name]
        if len(namesakes) == 1:
            yield tie
            continue
        kinds = {ref.iri: _kinds(source, ref) for ref in namesakes}
        distinct, iri = len(set(kinds.values())) == len(kinds), tie.other.iri
        of_one = source.view.iris.is_of_one_article(NamedNode(iri))
        where = f"in “{articles[iri]}”" if of_one else iri.partition("://")[2]
        yield replace(tie, apart=kinds[iri] if distinct else where)


def _kinds(source: Source, ref: Ref) -> str:
    entity = NamedNode(ref.iri)
    return ", ".join(source.name(each) for each in source.iris(entity, rdf.type, source.view.iris.entities_graph))


def _plain(source: Source, entity: NamedNode) -> Iterable[tuple[str, tuple[Ref | str, ...]]]:
    for term in _PLAIN:
        values = source.values(entity, term, source.view.iris.entities_graph)
        shown = [
            source.ref(each) if isinstance(each, NamedNode) else str(getattr(each, "value", "")) for each in values
        ]
        if shown:
            yield source.name(term), tuple(_folded(shown))


def _folded(shown: Sequence[Ref | str]) -> Iterable[Ref | str]:
    """The values without those texts that another says too: by other capitals, or with whose post it is.

    >>> list(_folded(["Mayor", "Mayor of Kesmark", "mayor", "mayor of Kesmark", "Deputy mayor"]))
    ['Mayor of Kesmark', 'Deputy mayor']
    """
    texts = dict[str, str]()
    for each in shown:
        if isinstance(each, str):
            texts.setdefault(each.casefold(), each)
    said = {post for post in texts if any(other.startswith((f"{post} of ", f"{post} for ")) for other in texts)}
    return (
        each
        for each in shown
        if not isinstance(each, str) or (each.casefold() not in said and texts[each.casefold()] == each)
    )


def _texts(source: Source, entity: NamedNode, term: NamedNode) -> Iterable[str]:
    for value in source.values(entity, term, source.view.iris.entities_graph):
        yield str(getattr(value, "value", ""))
