"""What follows from several articles that were prepared: worked out beside the loading, where the store is empty."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.iris import Iris
from kg.occurrences import Known, Report, derive
from kg.publishing.batches import Batch
from kg.publishing.parts import read_report
from kg.publishing.pool import beside, processors
from kg.store import AddedLines, Derive, Prepared, Store, View
from kg.views import Nothing

MANY = 2_000  # articles from which on a process of its own is worth its beginning

_Made = Callable[[], Report]


@dataclass(frozen=True, slots=True)
class _Told:
    """Where the reports of articles lie; plain values that travel, and a few of them an article, for there are many.

    Of each article its IRI and the digest of its text, and in `places` the number of its part among `stems`, and the
    first byte and the bytes of its report there; no bytes where there is none.
    """

    base: str
    stems: tuple[Path, ...]
    articles: tuple[str, ...]
    texts: tuple[str | None, ...]
    places: array[int]

    def known(self, *, all_texts: bool) -> Known:
        return Known(_Reports(self), _Texts(self) if all_texts else None)

    def graphs(self) -> Iterator[NamedNode]:
        iris = Iris(self.base)
        return (iris.graph(NamedNode(article)) for article in self.articles)


class _Reports(Mapping[NamedNode, _Made]):
    """What reads the report of each article that has one."""

    def __init__(self, told: _Told) -> None:
        self._told = told
        self._numbers = {article: number for number, article in enumerate(told.articles) if told.places[3 * number + 2]}

    def __getitem__(self, article: NamedNode) -> _Made:
        at = 3 * self._numbers[article.value]
        part, start, size = self._told.places[at : at + 3]
        return partial(read_report, self._told.stems[part], start, size)

    def __iter__(self) -> Iterator[NamedNode]:
        return map(NamedNode, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Texts(Mapping[str, list[NamedNode]]):
    """The articles that have a text, by its digest."""

    def __init__(self, told: _Told) -> None:
        self._articles = told.articles
        self._numbers: dict[str, int | list[int]] = {}  # a list takes as much again, and most texts have one article
        for number, text in enumerate(told.texts):
            if text:
                others = self._numbers.setdefault(text, number)
                if isinstance(others, list):
                    others.append(number)
                elif others != number:
                    self._numbers[text] = [others, number]

    def __getitem__(self, text: str) -> list[NamedNode]:
        found = self._numbers[text]
        return [NamedNode(self._articles[number]) for number in (found if isinstance(found, list) else [found])]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


@contextmanager
def derivation(batch: Batch, store: Store, scratch: Path, many: int = MANY) -> Iterator[Derive]:
    """What a publish of a batch derives with: what the parts say of its articles is not read in the store.

    Of `many` into an empty store, of which nothing else can follow, another process works it out meanwhile, in a file
    in `scratch`.
    """
    if store.links():  # what stands in the store is then not what the parts say
        yield derive
        return
    told = _told(store.base, batch)
    if len(told.articles) < many or processors() == 1 or not _knows_nothing(store):
        yield partial(derive, known=told.known(all_texts=batch.held.empty))
        return
    with ExitStack() as stack:
        file = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=scratch, prefix=".")), "derived.nq")
        ahead = stack.enter_context(beside(partial(_work_out, told, file)))
        yield partial(_derived, told, file, ahead)


def _derived(
    told: _Told, file: Path, ahead: Future[None], view: View, graphs: frozenset[NamedNode]
) -> Iterable[tuple[Quad, bool]]:
    if len(graphs) != len(told.articles) or not all(graph in graphs for graph in told.graphs()):
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
    nothing = Nothing(Iris(told.base))
    graphs = frozenset(told.graphs())
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{quad} .\n" for quad, _ in derive(nothing, graphs, told.known(all_texts=True)))


def _knows_nothing(store: Store) -> bool:
    with store.snapshot() as held:
        graphs = held.iris.occurrences_graph, held.iris.decisions_graph
        return held.empty and not any(True for graph in graphs for _ in held.match(graph=graph))


def _told(base: str, batch: Batch) -> _Told:
    stems: dict[Path, int] = {}
    places = array("Q")
    told = [each for each in batch.newest.values() if isinstance(each.change, Prepared)]
    for each in told:
        assert isinstance(each.change, Prepared)
        places.extend((stems.setdefault(each.change.stem, len(stems)), *(each.report or (0, 0))))
    articles = tuple(batch.outcomes[each.place].article for each in told)
    return _Told(base, tuple(stems), articles, tuple(each.text for each in told), places)
