"""A bulk publish: very many prepared articles in one new generation, loaded as they lie on the disk."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.store import folder
from kg.store.bulk_ledger import gather_new, meets_known, new_entities, record_gathered
from kg.store.drafts import Draft, apply, apply_vocabulary
from kg.store.generations import Terms, new_generation
from kg.store.indexing import AT_ONCE
from kg.store.ledger import Ledger
from kg.store.loading import PIECE, load_files, load_lines
from kg.store.prepared import Prepared, frames_of, pieces_of, whole_file
from kg.store.tombstones import read_tombstones
from kg.store.values import ArticleChange, Published
from kg.store.writing import Changes, vocabulary_of, writer

ALONE = PIECE // 8  # quads for which a load of their own is worth while


def publish_prepared(
    root: Path,
    prepared: Sequence[Prepared],
    others: Iterable[ArticleChange],
    vocabulary: Iterable[Quad],
    terms: Terms,
    watch: Callable[[float], None] | None = None,
) -> Published:
    """Apply prepared changes, no two of one article, and `others` in one new generation, whole or not at all.

    `watch` hears what share of the new articles is loaded; after 1.0 only tables are merged and written. As
    `kg.store.writing.publish` in all else.
    """
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        parent = folder.read_manifest(folder.generation_path(root, current))
        quads, digest = vocabulary_of(tuple(vocabulary))
        buried = {each.article for each in read_tombstones(ledger, current)}
        held = ledger.digest if parent.articles else lambda _: ""
        changed = [each for each in prepared if each.article not in buried and held(each.article) != each.digest]
        told = Changes(others, ledger, current)
        others = list(told)
        unchanged = (*told.unchanged, *_unchanged(prepared, changed, buried))
        retracted = (*told.retracted, *(each.article for each in prepared if each.article in buried))
        if not changed and not others and digest in ("", parent.vocabulary):
            return Published(None, unchanged=unchanged, retracted=retracted)
        with new_generation(root, parent, ledger, terms) as draft:
            known = ledger.known()
            fresh = [each for each in changed if not draft.links and each.article.value not in known]
            new = {each.article for each in fresh}
            apply(draft, (*others, *told.again.values()))
            apply(draft, (each.change() for each in changed if each.article not in new))
            if digest not in ("", parent.vocabulary):
                apply_vocabulary(draft, quads, digest)
            _load(draft, fresh, watch)  # last, for after it any write waits until tables are merged
    return draft.published(unchanged, retracted)


def _unchanged(
    prepared: Sequence[Prepared], changed: Iterable[Prepared], buried: Collection[NamedNode]
) -> tuple[NamedNode, ...]:
    others = {each.article for each in changed}
    return tuple(each.article for each in prepared if each.article not in others and each.article not in buried)


def entity_lines(prepared: Iterable[Prepared], graph: NamedNode, scratch: Path) -> Iterator[str]:
    """The graph of entities (N-Quads) that articles come to by themselves; a database in `scratch` is worked with."""
    with contextlib.closing(Ledger(scratch / folder.LEDGER, write=True)) as ledger:
        gather_new(ledger.connection, prepared)
        yield from new_entities(ledger.connection, graph)


def _load(draft: Draft, fresh: list[Prepared], watch: Callable[[float], None] | None) -> None:
    """Load articles that the store has never had, with the entities that nobody spoke of before."""
    if not fresh:
        return
    quads, sizes = sum(each.quads for each in fresh), list[int]()

    def hear(pieces: int) -> None:
        if watch and (loaded := sum(sizes[:pieces])) < quads:
            watch(loaded / quads)

    with ThreadPoolExecutor(1) as threads:  # the loader lets go of the interpreter, so the ledger is written beside it
        files = _files(fresh, draft.path / "articles", sizes)
        loading = threads.submit(load_files, draft.store, files, hear)
        gather_new(draft.ledger.connection, fresh)
        lines = new_entities(draft.ledger.connection, draft.iris.entities_graph)
        noted = _noted(draft, lines) if len(fresh) <= AT_ONCE else lines
        added = load_lines(draft.store, noted, draft.path / "entities")
        draft.left = partial(_record, draft, fresh)
        if meets_known(draft.ledger.connection):  # the graph of entities waits for what is recorded of them
            draft.record_rest()
        loading.result()
    if watch:
        watch(1.0)
    draft.changed.update((each.article, False) for each in fresh)
    draft.articles += len(fresh)
    draft.quads += quads + added


def _record(draft: Draft, fresh: list[Prepared]) -> None:
    """Record in the ledger and the history what was loaded."""
    assert draft.segment is not None  # a writer keeps the history
    places = map(draft.segment.add_frame, frames_of(fresh))
    record_gathered(draft.ledger.connection, fresh, places, draft.generation, draft.recorded_at)


def _files(fresh: Iterable[Prepared], scratch: Path, sizes: list[int]) -> Iterator[Path]:
    """Files of the quads, each with no more than the loader takes at once; `sizes` gets the number of quads in each."""
    for number, some in enumerate(_pieces(fresh)):
        file = scratch.with_suffix(f".{number}.nq")
        if not _is_linked(some, file):
            with file.open("wb") as out:
                out.writelines(pieces_of(some))
        sizes.append(sum(each.quads for each in some))
        yield file


def _pieces(fresh: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """The changes in their order: those that one file holds where these are worth a load of their own, else more."""
    held: list[Prepared] = []
    for _, group in itertools.groupby(fresh, key=lambda each: each.stem):
        own = list(group)
        if sum(each.quads for each in own) < ALONE:
            held += own
            continue
        yield from _of_size(held, PIECE)
        yield from _of_size(own, PIECE)
        held.clear()
    yield from _of_size(held, PIECE)


def _is_linked(changes: list[Prepared], link: Path) -> bool:
    """Whether the quads need not be copied: they are all of a file, which then has the name `link` as well."""
    try:
        if file := whole_file(changes):
            link.hardlink_to(file)
            return True
    except OSError:  # not every file system has a second name for a file
        pass
    return False


def _of_size(prepared: Iterable[Prepared], quads: int) -> Iterator[list[Prepared]]:
    """The changes in their order, as many at a time as have about so many quads."""
    some: list[Prepared] = []
    size = 0
    for each in prepared:
        some.append(each)
        size += each.quads
        if size >= quads:
            yield some
            some, size = [], 0
    if some:
        yield some


def _noted(draft: Draft, lines: Iterator[str]) -> Iterator[str]:
    """The lines, after which the draft knows whom they speak of: the full-text index asks for them."""
    for line in lines:
        draft.brought.add(line.partition(" ")[0])
        yield line
