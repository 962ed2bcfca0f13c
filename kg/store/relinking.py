"""A link made or undone: every graph that it concerns is written anew, in one generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kg.store import folder
from kg.store.archive import change_of, read_texts
from kg.store.chronicle import held, linked
from kg.store.drafts import Draft, apply
from kg.store.generations import Terms, new_generation
from kg.store.links import Link, redirects, resolved, says_the_same, substituted, with_link, without_link
from kg.store.values import ArticleChange, Published
from kg.store.writing import writer

Edit = Callable[[tuple[Link, ...]], tuple[Link, ...]]


def link(root: Path, old: NamedNode, new: NamedNode, terms: Terms) -> Published:
    """Put `new` in the place of the entity `old`, in one new generation; later publishes keep to it.

    `old` keeps a redirect (dcterms:isReplacedBy). Raises StoreError where they are one already, and as
    `kg.store.writing.publish` does; what the check raises too leaves the store as it was.
    """
    return _relink(root, lambda links: with_link(links, old.value, new.value, terms.recorded_at), terms)


def unlink(root: Path, old: NamedNode, terms: Terms) -> Published:
    """Undo the link of `old`, in one new generation: all is as if it had never been.

    Raises StoreError where it was not linked, and as `kg.store.writing.publish` does.
    """
    return _relink(root, lambda links: without_link(links, old.value), terms)


def _relink(root: Path, edit: Edit, terms: Terms) -> Published:
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        before = ledger.links(current)
        after = edit(before)
        parent = folder.read_manifest(folder.generation_path(root, current))
        with new_generation(root, parent, ledger, terms) as draft:
            draft.what = "link" if len(after) > len(before) else "unlink"
            apply_links(root, draft, before, after)
    return draft.published()


def apply_links(
    root: Path,
    draft: Draft,
    before: tuple[Link, ...],
    after: tuple[Link, ...],
    changes: Iterable[ArticleChange] = (),
) -> None:
    """Bring a draft to other links, and to `changes` of articles; the graph of entities has the redirects then."""
    wanted = {each.article: each for each in changes}
    old, new = resolved(before), resolved(after)
    moved = {iri for iri in {*old, *new} if old.get(iri) != new.get(iri)}
    if moved:
        concerned = (each for each in _concerned(root, draft, moved) if each.article not in wanted)
        wanted |= {given.article: given for given in concerned if _differs(given, old, new)}
    for link in before:
        if link not in after:
            draft.ledger.end_link(link, draft.generation)
    for link in after:
        if link not in before:
            draft.ledger.add_link(link, draft.generation)
    draft.links = new
    apply(draft, wanted.values())
    _redirect(draft, before, after)


def _differs(given: ArticleChange, old: dict[str, str], new: dict[str, str]) -> bool:
    return not says_the_same(substituted(given, old), substituted(given, new))


def _concerned(root: Path, draft: Draft, moved: set[str]) -> Iterator[ArticleChange]:
    """What each article says itself in which one of these IRIs may stand."""
    graphs = {
        quad.graph_name
        for iri in moved
        for pattern in ((NamedNode(iri), None), (None, NamedNode(iri)))
        for quad in draft.store.quads_for_pattern(pattern[0], None, pattern[1], None)
    }
    found = {article for iri in moved for article in draft.ledger.supporters(iri)}
    found |= {each.article for each in linked(draft.ledger)}
    places = [
        each.place
        for each in held(draft.ledger, draft.parent.generation)
        if each.place and (each.article in found or each.graph in graphs)
    ]
    return map(change_of, read_texts(root, places))


def _redirect(draft: Draft, before: tuple[Link, ...], after: tuple[Link, ...]) -> None:
    old, new = (redirects(links, draft.iris.entities_graph) for links in (before, after))
    for quad in old - new:
        draft.store.remove(quad)
    draft.store.extend(new - old)
    draft.quads += len(new) - len(old)
