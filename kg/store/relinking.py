"""A link made or undone: every graph that it concerns is written anew, in one generation."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from pyoxigraph import NamedNode

from kg.store import folder
from kg.store.drafts import (
    Check,
    Derive,
    Draft,
    apply,
    apply_derived,
    apply_entities,
    check_draft,
    finish,
    opened_draft,
)
from kg.store.ledger import Ledger
from kg.store.links import Link, redirects, resolved, says_the_same, substituted
from kg.store.lock import writer_lock
from kg.store.values import ArticleChange, Published
from kg.store.writing import storing, utc

Edit = Callable[[tuple[Link, ...], str], tuple[Link, ...]]


def relink(
    root: Path,
    edit: Edit,
    *,
    now: datetime,
    check: Check | None = None,
    derive: Derive | None = None,
    wait: float = 0.0,
    keep: int = 10,
) -> Published:
    """Bring the store to other links in one new generation, whole or not at all.

    `edit` gets the links in force and the time, and gives those that are to be; what it or `check` raises leaves the
    store as it was. Raises StoreError as `kg.store.writing.publish` does.
    """
    with storing(root), writer_lock(root, wait):
        current = folder.read_current(root)
        folder.clear_leftovers(root, current)
        with contextlib.closing(Ledger(root / folder.LEDGER, write=True)) as ledger:
            ledger.recover(current)
            before = ledger.links(current)
            after = edit(before, utc(now))
            parent = folder.read_manifest(folder.generation_path(root, current))
            with opened_draft(root, parent, ledger, utc(now)) as draft:
                _apply(draft, before, after)
                apply_derived(draft, derive)
                check_draft(draft, check)
                finish(root, draft, parent)
            folder.prune(root, draft.generation, keep)
    return Published(draft.generation, tuple(draft.changed))


def _apply(draft: Draft, before: tuple[Link, ...], after: tuple[Link, ...]) -> None:
    old, new = resolved(before), resolved(after)
    moved = {iri for iri in {*old, *new} if old.get(iri) != new.get(iri)}
    changes = [given for given in _concerned(draft, moved) if _differs(given, old, new)]
    for link in {*before} - {*after}:
        draft.ledger.end_link(link, draft.generation)
    for link in after[len(before) :] if len(after) > len(before) else ():
        draft.ledger.add_link(link, draft.generation)
    draft.links = new
    apply(draft, changes)
    apply_entities(draft)
    _redirect(draft, before, after)


def _differs(given: ArticleChange, old: dict[str, str], new: dict[str, str]) -> bool:
    return not says_the_same(substituted(given, old), substituted(given, new))


def _concerned(draft: Draft, moved: set[str]) -> Iterator[ArticleChange]:
    """What each article says itself in which one of these IRIs may stand."""
    kept = {given.article: given for given in draft.ledger.given()}
    yield from kept.values()
    graphs = {
        quad.graph_name
        for iri in moved
        for pattern in ((NamedNode(iri), None), (None, NamedNode(iri)))
        for quad in draft.store.quads_for_pattern(pattern[0], None, pattern[1], None)
    }
    speaking = {article for iri in moved for article in draft.ledger.supporters(iri)}
    for article, graph in list(draft.ledger.articles(draft.parent.generation)):
        if article not in kept and (graph in graphs or article in speaking):
            yield draft.ledger.held(article, draft.store.quads_for_pattern(None, None, None, graph))


def _redirect(draft: Draft, before: tuple[Link, ...], after: tuple[Link, ...]) -> None:
    old, new = (redirects(links, draft.iris.entities_graph) for links in (before, after))
    for quad in old - new:
        draft.store.remove(quad)
    draft.store.extend(new - old)
    draft.quads += len(new) - len(old)
