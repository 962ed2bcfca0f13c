"""What follows from several articles that were prepared: worked out beside the loading, where the store is empty."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.iris import Iris
from kg.occurrences import Known, by_text, derive
from kg.publishing.batches import Batch
from kg.publishing.parts import read_report
from kg.publishing.pool import beside, processors
from kg.publishing.revisions import Revision
from kg.store import AddedLines, Derive, Prepared, Store, View

MANY = 2_000  # articles from which on a process of its own is worth its beginning

_Place = tuple[str, str, Path, tuple[int, int] | None, str | None]  # article, graph, part, report, digest of its text


@dataclass(frozen=True, slots=True)
class _Told:
    """Where the reports of articles lie; plain values, so that it can travel."""

    base: str
    places: tuple[_Place, ...]

    def known(self, *, all_texts: bool) -> Known:
        reports = {NamedNode(article): partial(read_report, stem, *at) for article, _, stem, at, _ in self.places if at}
        texts = by_text((NamedNode(article), text) for article, *_, text in self.places)
        return Known(reports, texts if all_texts else None)


@contextmanager
def derivation(batch: Batch, store: Store, scratch: Path, many: int = MANY) -> Iterator[Derive]:
    """What a publish of a batch derives with: what the parts say of its articles is not read in the store.

    Of `many` into an empty store, of which nothing else can follow, another process works it out meanwhile, in a file
    in `scratch`.
    """
    if store.links():  # what stands in the store is then not what the parts say
        yield derive
        return
    told = _Told(store.base, tuple(_places(batch.newest.values())))
    if len(told.places) < many or processors() == 1 or not _knows_nothing(store):
        yield partial(derive, known=told.known(all_texts=batch.held.empty))
        return
    with ExitStack() as stack:
        file = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=scratch, prefix=".")), "derived.nq")
        ahead = stack.enter_context(beside(partial(_work_out, told, file)))
        yield partial(_derived, told, file, ahead)


def _derived(
    told: _Told, file: Path, ahead: Future[None], view: View, graphs: frozenset[NamedNode]
) -> Iterable[tuple[Quad, bool]]:
    if graphs != {NamedNode(graph) for _, graph, *_ in told.places}:
        return derive(view, graphs, told.known(all_texts=True))
    try:
        ahead.result()
    except BrokenProcessPool as error:
        raise KgError(
            "the process that works out what follows from several articles was killed, perhaps for want of memory; "
            "what was prepared is kept: end other programs, and run the same again"
        ) from error
    return AddedLines(file)


def _work_out(told: _Told, file: Path) -> None:
    """Write what follows from articles in a store in which there is nothing else."""
    nothing = View(file, pyoxigraph.Store(), Iris(told.base))
    graphs = frozenset(NamedNode(graph) for _, graph, *_ in told.places)
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{quad} .\n" for quad, _ in derive(nothing, graphs, told.known(all_texts=True)))


def _knows_nothing(store: Store) -> bool:
    with store.snapshot() as held:
        graphs = held.iris.occurrences_graph, held.iris.decisions_graph
        return held.empty and not any(True for graph in graphs for _ in held.match(graph=graph))


def _places(revisions: Iterable[Revision]) -> Iterator[_Place]:
    for each in revisions:
        if isinstance(each.change, Prepared):
            yield each.change.article.value, each.change.graph.value, each.change.stem, each.report, each.text
