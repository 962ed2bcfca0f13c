"""Links: one IRI that stands in the place of another, in what articles say and in the graph of entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.store.values import ArticleChange
from kg.vocab import dcterms, nf, schema


@dataclass(frozen=True, slots=True)
class Link:
    """`old` gave its place to `new`, which may have given its own to another; `recorded_at` is an ISO time in UTC."""

    old: str
    new: str
    recorded_at: str = ""


def resolved(links: Iterable[Link]) -> dict[str, str]:
    """The IRI that stands in the end in the place of each that gave its place away.

    >>> resolved([Link("a", "b"), Link("b", "c")])
    {'a': 'c', 'b': 'c'}
    """
    direct = {link.old: link.new for link in links}
    found = {}
    for old, new in direct.items():
        while new in direct:
            new = direct[new]
        found[old] = new
    return found


def with_link(links: Iterable[Link], old: str, new: str, recorded_at: str) -> tuple[Link, ...]:
    """The links and one more, between what stands for `old` and for `new` now. Raises StoreError where that is one."""
    links = tuple(links)
    final = resolved(links)
    first, last = final.get(old, old), final.get(new, new)
    if first == last:
        raise StoreError(f"{old} and {new} are one already")
    return (*links, Link(first, last, recorded_at))


def without_link(links: Iterable[Link], old: str) -> tuple[Link, ...]:
    """The links without that of `old`. Raises StoreError where it has none."""
    links = tuple(links)
    if old not in {link.old for link in links}:
        others = ", ".join(link.old for link in links if link.new == old)
        hint = f"; it stands in the place of {others}: unlink that" if others else ""
        raise StoreError(f"{old} was not linked to another IRI{hint}")
    return tuple(link for link in links if link.old != old)


def substituted(change: ArticleChange, final: Mapping[str, str]) -> ArticleChange:
    """What an article says, with every IRI that gave its place away replaced; its digest stays.

    What an entity is said to be the same as stays too, and nothing is the same as itself.
    """
    if not final:
        return change
    quads = tuple(
        Quad(t.subject, t.predicate, t.object, change.graph) for t in _replaced((q.triple for q in change.quads), final)
    )
    claims, refutations = (tuple(_replaced(triples, final)) for triples in (change.claims, change.refutations))
    return replace(change, quads=quads, claims=claims, refutations=refutations)


def _replaced(triples: Iterable[Triple], final: Mapping[str, str]) -> list[Triple]:
    found = dict.fromkeys(
        Triple(
            NamedNode(final.get(t.subject.value, t.subject.value)) if isinstance(t.subject, NamedNode) else t.subject,
            t.predicate,
            NamedNode(final.get(t.object.value, t.object.value))
            if isinstance(t.object, NamedNode) and t.predicate != schema.sameAs
            else t.object,
        )
        for t in triples
    )
    denoted = {(t.subject, t.object) for t in found if t.predicate == nf.denotes}
    idle = {t for t in found if t.predicate == schema.sameAs and t.subject == t.object}
    idle |= {t for t in found if t.predicate == nf.possiblySameAs and (t.subject, t.object) in denoted}
    return [t for t in found if t not in idle]


def says_the_same(one: ArticleChange, other: ArticleChange) -> bool:
    """Whether two changes come to the same in the store."""
    parts = ((each.quads, each.claims, each.refutations) for each in (one, other))
    first, second = (tuple(frozenset(part) for part in each) for each in parts)
    return first == second


def redirects(links: Iterable[Link], graph: NamedNode) -> set[Quad]:
    """What the graph of entities says of the IRIs that gave their place away."""
    return {Quad(NamedNode(old), dcterms.isReplacedBy, NamedNode(new), graph) for old, new in resolved(links).items()}
