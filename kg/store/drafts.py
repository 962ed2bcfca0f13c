"""A draft: a copy of the current generation that is changed, checked, brought to the disk, and then made current."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import metadata
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from kg.iris import Iris
from kg.store import folder
from kg.store.archive import HISTORY, Place, Segment, lines_of, segment_path, text_of
from kg.store.entities import canonical, canonical_triples, entity_changes
from kg.store.folder import Manifest
from kg.store.indexing import record
from kg.store.ledger import Ledger
from kg.store.links import resolved, says_the_same, substituted
from kg.store.loading import SMALL, AddedLines, load_lines
from kg.store.snapshot import View
from kg.store.values import ArticleChange, GenerationInfo, Published

FEW = 50  # changes of an empty database that are made as quickly one by one
_HELD = 10_000  # derived quads in memory; more of them lie on the disk until all are known
_TRIES = 40  # to remove a folder, a twentieth of a second apart

Graph = NamedNode | BlankNode | DefaultGraph
Check = Callable[[View, frozenset[NamedNode]], None]
Derive = Callable[[View, frozenset[NamedNode]], Iterable[tuple[Quad, bool]]]


@dataclass(slots=True)
class Draft:
    """A generation in the making."""

    path: Path
    store: pyoxigraph.Store
    ledger: Ledger
    iris: Iris
    parent: Manifest
    recorded_at: str
    generation: int
    changed: dict[NamedNode, bool] = field(default_factory=dict)  # True where the article is taken away
    articles: int = 0
    quads: int = 0
    links: Mapping[str, str] = field(default_factory=dict)  # what stands in the end in the place of an IRI
    segment: Segment | None = None  # where its revisions go in the history; None where none is kept
    what: str = "publish"
    brought: set[str] = field(default_factory=set)  # entities that the ledger does not count as touched
    vocabulary: str = ""  # its digest
    left: Callable[[], None] | None = None  # records what nothing else waits for

    def record_rest(self) -> None:
        """Record in the ledger and the history what was left for later."""
        if self.left:
            self.left()
            self.left = None

    def published(self, unchanged: tuple[NamedNode, ...] = (), retracted: tuple[NamedNode, ...] = ()) -> Published:
        """What became of the articles, once the draft is current."""
        changed = tuple(article for article, gone in self.changed.items() if not gone)
        removed = tuple(article for article, gone in self.changed.items() if gone)
        return Published(self.generation, changed, removed, unchanged, retracted)

    def close(self) -> None:
        """Close the database; a draft that is closed is of no more use."""
        if hasattr(self, "store"):
            del self.store


@cache
def versions() -> tuple[str, str]:
    """The versions of kg and of its database."""
    try:
        return metadata.version("kg-publisher"), metadata.version("pyoxigraph")
    except metadata.PackageNotFoundError:
        return "0", metadata.version("pyoxigraph")


@contextlib.contextmanager
def opened_draft(root: Path, parent: Manifest, ledger: Ledger, recorded_at: str) -> Iterator[Draft]:
    """A draft of the generation after `parent`; what is not finished when the context ends is removed."""
    generation = parent.generation + 1
    path = folder.temporary(root)
    source = folder.generation_path(root, parent.generation)
    if wrong := folder.missing_or_cut(source, parent):
        raise folder.damaged(source, wrong)
    try:
        folder.checkpoint(source / folder.OXIGRAPH, path / folder.OXIGRAPH)
        store = pyoxigraph.Store(path / folder.OXIGRAPH)
        iris = Iris(parent.base)
        links = resolved(ledger.links(parent.generation))
        counts = parent.articles, parent.quads
        segment = Segment(path / HISTORY, generation)
        draft = Draft(path, store, ledger, iris, parent, recorded_at, generation, {}, *counts, links, segment)
        draft.vocabulary = parent.vocabulary
        del store  # now the draft has the only reference to the database, which closes when the draft lets go of it
        try:
            yield draft
        finally:
            draft.close()
            segment.close()
            _remove(draft.path)  # by now it has another name, unless something went wrong
    finally:
        _remove(path)


def apply(draft: Draft, changes: Iterable[ArticleChange]) -> None:
    """Give each article its new content, or take it away."""
    for change in changes:
        apply_graph(draft, change.graph, canonical(_record(draft, change).quads))


def apply_graph(draft: Draft, graph: Graph, quads: Set[Quad]) -> None:
    """Give a graph its new content."""
    old = set(draft.store.quads_for_pattern(None, None, None, graph))
    for quad in old - quads:
        draft.store.remove(quad)
    draft.store.extend(quads - old)
    if not quads and old:
        draft.store.remove_graph(graph)
    draft.quads += len(quads) - len(old)


def apply_bulk(draft: Draft, changes: Iterable[ArticleChange]) -> None:
    """The same for very many articles, no two changes of one: the bulk loader writes them, and memory is bounded."""
    draft.store.bulk_extend(itertools.chain.from_iterable(_bulk(draft, change) for change in changes))


def _bulk(draft: Draft, change: ArticleChange) -> Iterable[Quad]:
    known = draft.ledger.digest(change.article)
    quads = canonical(_record(draft, change).quads)
    if known:
        apply_graph(draft, change.graph, quads)
        return ()
    draft.quads += len(quads)
    return quads


def _record(draft: Draft, given: ArticleChange) -> ArticleChange:
    """Record what an article says in the ledger; gives what the store says of it, as links make it."""
    change = substituted(given, draft.links)
    existed = bool(draft.ledger.digest(change.article))
    draft.articles += bool(change.quads) - existed
    draft.changed[change.article] = not change.quads
    stored = replace(change, claims=canonical_triples(change.claims), refutations=canonical_triples(change.refutations))
    linked = not says_the_same(given, change)
    draft.ledger.record(stored, draft.generation, draft.recorded_at, _archived(draft, given), linked=linked)
    return change


def _archived(draft: Draft, given: ArticleChange) -> Place | None:
    """Where the history keeps what an article says; what it has already is not kept twice."""
    if draft.segment is None or not given.quads:
        return None
    return draft.ledger.place(given) or draft.segment.add(text_of(given))


def apply_entities(draft: Draft) -> None:
    """Bring the graph of entities to what the articles now support."""
    added = list[Quad]()
    for quad, stands in entity_changes(draft.ledger, draft.store, draft.iris.entities_graph):
        if stands:
            added.append(quad)
        else:
            draft.store.remove(quad)
            draft.quads -= 1
    _extend(draft, added)


def _extend(draft: Draft, added: list[Quad]) -> None:
    if not added:
        return  # even a write of nothing waits for the merging of tables
    draft.quads += len(added)
    if len(added) > _HELD:
        draft.store.bulk_extend(added)
    else:
        draft.store.extend(added)


def apply_derived(draft: Draft, derive: Derive | None) -> None:
    """Bring what is derived from several articles to what they now say.

    `derive` gets the draft, with its entities, and the graphs of the articles that changed; it yields the quads that
    are to be added (True) or removed (False), none of them in the graph of an article.
    """
    if derive is None:
        return
    view = View(draft.path, draft.store, draft.iris, draft=True)
    with contextlib.closing(view):
        found = derive(view, frozenset(draft.iris.graph(article) for article in draft.changed))
        if isinstance(found, AddedLines):
            with found.path.open(encoding="utf-8", newline="\n") as lines:
                draft.quads += load_lines(draft.store, lines, draft.path / "derived", SMALL)
        else:
            _apply_each(draft, found)


def _apply_each(draft: Draft, found: Iterable[tuple[Quad, bool]]) -> None:
    """Remove and add quads, once all are known: until then the store is as it was."""
    gone, added, spool = list[Quad](), list[Quad](), draft.path / "derived"
    with spool.open("w", encoding="utf-8") as file:
        for quad, stands in found:
            (added if stands else gone).append(quad)
            if len(added) == _HELD:
                file.writelines(f"{each} .\n" for each in added)
                added.clear()
    for quad in gone:
        draft.store.remove(quad)
    with spool.open(encoding="utf-8", newline="\n") as lines:
        draft.quads += load_lines(draft.store, lines, spool) - len(gone)
    spool.unlink()
    _extend(draft, added)


def check_draft(draft: Draft, check: Check | None) -> None:
    """Let the caller look at the draft; what the caller raises stops the publish."""
    if check is None:
        return
    view = View(draft.path, draft.store, draft.iris, draft=True)
    try:
        check(view, frozenset(draft.iris.graph(article) for article in draft.changed))
    finally:
        view.close()


def finish(root: Path, draft: Draft) -> None:
    """Close the draft and make it current: files, folder, ledger, CURRENT, each on the disk before the next."""
    record(root, draft)
    draft.store.flush()
    draft.close()
    folder.drop_logs(draft.path)
    number, parent = draft.generation, draft.parent
    before = parent.generation if number else None
    kg, oxigraph = versions()
    linked = folder.linked_files(draft.path, folder.generation_path(root, parent.generation))
    known = {name: mark for name, mark in parent.files.items() if name in linked}
    folder.write_manifest(
        draft.path,
        replace(
            parent,
            generation=number,
            parent=before,
            created=draft.recorded_at,
            kg=kg,
            oxigraph=oxigraph,
            articles=draft.articles,
            quads=draft.quads,
            vocabulary=draft.vocabulary,
            files=folder.file_marks(draft.path, known),
        ),
    )
    kept = draft.segment is not None and draft.segment.close()
    folder.fsync_tree(draft.path, known)  # what both generations have was synced with the one before
    if kept:
        (draft.path / HISTORY).rename(segment_path(root, number))
        folder.fsync(root / HISTORY)
    draft.path.rename(folder.generation_path(root, number))
    folder.fsync(root / folder.GENERATIONS)
    gone = sum(draft.changed.values())
    draft.ledger.add_generation(
        GenerationInfo(
            number,
            before,
            draft.recorded_at,
            len(draft.changed) - gone,
            gone,
            draft.articles,
            draft.quads,
            what=draft.what,
        )
    )
    draft.ledger.commit()
    folder.write_current(root, number)


def apply_vocabulary(draft: Draft, quads: Set[Quad], digest: str, place: Place | None = None) -> None:
    """Give each of the vocabulary's graphs its new content; `place` is where the history has it already."""
    for graph in {quad.graph_name for quad in quads} | {draft.iris.shapes_graph, draft.iris.terms_graph}:
        apply_graph(draft, graph, {quad for quad in quads if quad.graph_name == graph})
    if place is None and draft.segment is not None:
        place = draft.segment.add(lines_of(sorted(quads, key=str)))
    draft.ledger.record_vocabulary(digest, place, draft.generation)
    draft.vocabulary = digest


def _remove(path: Path) -> None:
    """Remove a folder in which the engine's own threads may still finish a file; a writer to come clears the rest."""
    for _ in range(_TRIES):
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
        time.sleep(0.05)
