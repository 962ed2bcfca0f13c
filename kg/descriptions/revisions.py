"""The revisions of an article: what each says that the one before did not, and what it no longer says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.descriptions.articles import in_order
from kg.descriptions.names import Source
from kg.descriptions.values import Statement, plain
from kg.schema import Schema
from kg.store import RevisionInfo, Snapshot
from kg.store.chronicle import between, created
from kg.store.snapshot import View, open_ledger
from kg.store.values import ArticleChange
from kg.vocab import schema

Turned = tuple[tuple[Statement, Statement], ...]
MOST = 12  # revisions that are compared, the newest


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision beside the one before it that said something. `headline` is the one before, where it is another.

    `changed` has the statements that stayed and say something else, each as it was and as it is. `compared` is False
    where there is nothing to compare with: the article was away, its history was erased, or it is the first one.
    """

    info: RevisionInfo
    compared: bool = False
    headline: str = ""
    added: tuple[Statement, ...] = ()
    removed: tuple[Statement, ...] = ()
    changed: tuple[tuple[Statement, Statement], ...] = ()

    @property
    def same(self) -> bool:
        """Whether it says what the one before said: its evidence or what is said of the article may be other."""
        return self.compared and not (self.headline or self.added or self.removed or self.changed)


def describe_revisions(snapshot: Snapshot, types: Schema, article: NamedNode) -> tuple[Revision, ...]:
    """The revisions of an article, the newest first; nothing where there is only one. Raises StoreError."""
    infos = snapshot.revisions(article)
    return tuple(_revisions(snapshot, types, article, infos)) if len(infos) > 1 else ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an article between two generations: added, removed or changed, and in what its facts differ.

    `was` is its headline before, where it is another. An article of which a purge erased the history has no facts.
    """

    article: NamedNode
    state: str
    headline: str
    was: str
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]
    changed: tuple[tuple[Statement, Statement], ...]


def changes_between(snapshot: Snapshot, types: Schema, first: int, last: int) -> Iterator[Change]:
    """Yield what changed from one generation to another, article by article in the order of their IRIs.

    Raises StoreError where there never was one of these generations.
    """
    with open_ledger(snapshot.root) as ledger:
        for generation in (first, last):
            created(ledger, generation)
        found = between(ledger, first, last)
    for article, before, now in found:
        past, live = (_said(snapshot, types, article, number) for number in (before, now))
        facts = _differences(past, live)
        state = "added" if before is None else "removed" if now is None else "changed"
        was = past.headline if before is not None and now is not None and past.headline != live.headline else ""
        yield Change(article, state, live.headline or past.headline, was, *facts)


def _said(snapshot: Snapshot, types: Schema, article: NamedNode, number: int | None) -> _Told:
    change = snapshot.said(article, number) if number is not None else None
    return _Told.of(change, snapshot, types) if change else _Told("", {})


def _revisions(
    snapshot: Snapshot, types: Schema, article: NamedNode, infos: tuple[RevisionInfo, ...]
) -> Iterator[Revision]:
    said = {
        each.number: change
        for each in infos[: MOST + 1]
        if each.digest and (change := snapshot.said(article, each.number)) is not None
    }
    told = {number: _Told.of(change, snapshot, types) for number, change in said.items()}
    for each in infos:
        before = max((number for number in told if number < each.number), default=None)
        if each.number not in told or before is None:
            yield Revision(each)
        else:
            yield _compared(each, told[before], told[each.number])


@dataclass(frozen=True, slots=True)
class _Told:
    """What an article said: its headline, and its statements by their IRIs, in its order."""

    headline: str
    statements: dict[str, Statement]

    @classmethod
    def of(cls, change: ArticleChange, snapshot: Snapshot, types: Schema) -> _Told:
        store = pyoxigraph.Store()
        entities = snapshot.iris.entities_graph
        store.extend(change.quads)
        store.extend(Quad(each.subject, each.predicate, each.object, entities) for each in change.claims)
        source = Source(View(Path("history"), store, snapshot.iris), types)
        found = in_order(source, change.article)
        return cls(source.text(change.article, schema.headline), {each.iri: each for each in found})


def _compared(info: RevisionInfo, before: _Told, now: _Told) -> Revision:
    headline = before.headline if before.headline != now.headline else ""
    return Revision(info, True, headline, *_differences(before, now))


def _differences(before: _Told, now: _Told) -> tuple[tuple[Statement, ...], tuple[Statement, ...], Turned]:
    """The statements that came, those that went, and those that stayed and say something else."""
    both = [(before.statements[iri], each) for iri, each in now.statements.items() if iri in before.statements]
    return (
        tuple(each for iri, each in now.statements.items() if iri not in before.statements),
        tuple(each for iri, each in before.statements.items() if iri not in now.statements),
        tuple((one, other) for one, other in both if _heard(one) != _heard(other)),
    )


def _heard(each: Statement) -> tuple[object, ...]:
    """What a reader is told of a statement; not in which words the article shows it, nor who reviewed it."""
    sources = tuple(source.name for source in each.sources)
    return plain(each.sentence), each.standing_words, each.certainty, each.basis, each.editorial, sources, each.own
