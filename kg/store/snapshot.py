"""What readers see: one generation, whole and unchanging, pinned as long as it is open."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from weakref import WeakSet

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import StoreError, StoreLockedError
from kg.iris import Iris
from kg.store import folder
from kg.store.answers import Answer
from kg.store.archive import change_of, read_texts, subjects_at
from kg.store.chronicle import buried, place_of, revisions
from kg.store.folder import Manifest
from kg.store.fulltext import Index
from kg.store.ledger import Ledger
from kg.store.listing import Sought, Span, newest_having
from kg.store.narrowing import narrowed
from kg.store.pinning import pinned
from kg.store.queries import Query, prepare
from kg.store.resolving import resolve
from kg.store.tables import WITHOUT
from kg.store.values import ArticleChange, Limits, RevisionInfo
from kg.store.workers import Worker, WorkerDiedError
from kg.views import Graph, Object, Predicate, Subject, text
from kg.vocab import PREFIXES, nf, rdf, schema

_CONTEXT = (rdf.type, schema.name)
_OF_ACTIVITY = (nf.tool, nf.rule)


class ErasedError(StoreError):
    """A purge erased a generation that was still read."""


class View:
    """Quads at rest, to be read: a generation that is current, or a draft that is being checked.

    An iterator that the reader of a draft kept would keep the database open, so it ends where the view is closed.
    """

    def __init__(self, path: Path, store: pyoxigraph.Store, iris: Iris, *, draft: bool = False) -> None:
        self.path = path
        self.iris = iris
        self._store: pyoxigraph.Store | None = store
        self._draft = draft
        self._streams = WeakSet[Generator[Quad, None, None]]()

    def close(self) -> None:
        """Let go of the database."""
        self._store = None
        for stream in list(self._streams):
            stream.close()

    @property
    def closed(self) -> bool:
        """Whether it was let go of."""
        return self._store is None

    @property
    def database(self) -> pyoxigraph.Store:
        """The open database. Raises StoreError where it was closed."""
        if self._store is None:
            raise StoreError(f"{self.path} was closed before it was read")
        return self._store

    def match(
        self, subject: Subject = None, predicate: Predicate = None, object: Object = None, graph: Graph = None
    ) -> Iterator[Quad]:
        """Yield the quads that fit; None fits everything. Raises StoreError for a damaged generation."""
        database = self.database
        try:
            quads = database.quads_for_pattern(subject, predicate, object, graph)
            if self._draft and (subject is not None or object is not None):
                return iter(list(quads))
        except (OSError, RuntimeError) as error:
            raise _complaint(self.path, error) from error
        stream = self._stream(quads)
        if self._draft:
            self._streams.add(stream)
        return stream

    def _stream(self, quads: Iterable[Quad]) -> Generator[Quad, None, None]:
        with reading(self.path):
            yield from quads

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all; `kg.serialization` sorts them."""
        return self.match(graph=graph)

    def graphs(self) -> tuple[NamedNode, ...]:
        """The names of all graphs, in code-point order."""
        database = self.database
        with reading(self.path):
            return tuple(sorted((g for g in database.named_graphs() if isinstance(g, NamedNode)), key=str))

    def context(self, entities: Iterable[NamedNode]) -> Iterator[Triple]:
        """Yield what a validation must know of what it meets: types and names, and of an extraction its rule."""
        graph = self.iris.entities_graph
        for entity in entities:
            for predicate in _CONTEXT:
                for quad in self.match(entity, predicate, None, graph):
                    yield quad.triple
                    if quad.object == nf.ExtractionActivity:
                        for term in _OF_ACTIVITY:
                            yield from (each.triple for each in self.match(entity, term, None, graph))

    def about(self, term: NamedNode) -> Iterator[Quad]:
        """Yield the quads that have the term as their subject or object, each once."""
        yield from self.match(subject=term)
        yield from (quad for quad in self.match(object=term) if quad.subject != term)

    def article_graph(self, article: NamedNode) -> Iterator[Quad]:
        """Yield what an article says: the quads of its graph; none where it is not in the store."""
        return self.match(graph=self.iris.graph(article))


class Snapshot(View):
    """The current generation as it was when this was opened, or an older one; a context manager.

    Raises FileNotFoundError where the folder of the older one is gone. `closing` is called in the end.
    """

    def __init__(
        self, root: Path, generation: int | None = None, *, closing: Callable[[], object] | None = None
    ) -> None:
        self._resources = contextlib.ExitStack()
        if closing:
            self._resources.callback(closing)
        try:
            self.root = root
            path, self.manifest, store = self._resources.enter_context(_opened(root, generation))
        except BaseException:
            self._resources.close()
            raise
        super().__init__(path, store, Iris(self.manifest.base))
        self._worker: Worker | None = None
        self._asking = threading.Lock()  # its process answers one question at a time

    @property
    def generation(self) -> int:
        """The number of the generation."""
        return self.manifest.generation

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query need not declare, and that exports use."""
        return {**PREFIXES, **self.iris.prefixes()}

    def query(self, sparql: str, limits: Limits | None = None, prefixes: Mapping[str, str] | None = None) -> Answer:
        """The whole answer to a SPARQL query over the union of all graphs.

        `nf:matches` and `nf:attestedWithin` are resolved first (`kg.store.resolving`), and what a comment says of the
        newest statements (`kg.store.narrowing`). Threads that ask at the same time take turns.
        Raises QueryError for a syntax error, for SERVICE and updates, and where the query goes over its limits of time,
        memory or nesting. Over those of rows and bytes the answer is cut, and says so in `truncated`.
        """
        limits = limits or Limits()
        prepared, cut = self.resolved(prepare(sparql, {**self.prefixes, **(prefixes or {})}), limits.seconds)
        with self._asking:
            if self._worker is None or not self._worker.usable(limits):
                self._stop_worker()
                self._worker = Worker(limits.memory)
            try:
                with reading(self.path):
                    answer = self._worker.ask(self.path / folder.OXIGRAPH, prepared, limits)
            except WorkerDiedError:
                self.verify()  # the engine runs on without end where a file is damaged
                raise
        return replace(answer, truncated=answer.truncated or cut) if cut else answer

    def resolved(self, prepared: Query, seconds: float) -> tuple[Query, str | None]:
        """The query as the engine can be asked it, and by what it was cut; see `kg.store.resolving.resolve`.

        Raises QueryError also where all its texts together are searched for longer than so many seconds.
        """
        if "matches" in prepared.sparql:
            self._make_index()
        end = time.monotonic() + seconds
        prepared = narrowed(prepared, lambda sought, span: self._newest(sought, span, end))
        return resolve(prepared, lambda words, most: self._matching(words, most, end))

    def _newest(self, sought: Sought, span: Span, end: float) -> list[str] | None:
        from kg.store.indexing import ask_standing

        def question(index: Index) -> list[str] | None:
            index.stop_at(end)
            return newest_having(index, self.generation, sought, span)

        return ask_standing(self, question)

    def _make_index(self) -> None:
        """Have the index of words made, which may take longer than a query; what is wrong with it tells who asks it."""
        from kg.store.indexing import indexed

        with contextlib.suppress(StoreError), indexed(self):
            pass

    def _matching(self, words: str, most: int, end: float) -> tuple[list[str], bool]:
        from kg.store.indexing import indexed  # which asks for snapshots itself
        from kg.store.searching import matching

        with indexed(self) as index:
            index.stop_at(end)
            return matching(index, self.generation, words, most)

    def verify(self) -> None:
        """Read every byte of the generation; raises StoreError where one is not as it was written."""
        with reading(self.path):
            if wrong := folder.changed_file(self.path, self.manifest):
                raise folder.damaged(self.path, wrong)

    def articles(self) -> tuple[tuple[NamedNode, NamedNode], ...]:
        """Every article with its graph, in the order of their IRIs."""
        with open_ledger(self.root) as ledger:
            return tuple(ledger.articles(self.generation))

    @property
    def empty(self) -> bool:
        """Whether no article is published."""
        return not self.manifest.articles

    @contextlib.contextmanager
    def digests(self) -> Iterator[Callable[[str], str]]:
        """A look-up of what an article (its IRI) said when it was published: the digest, empty where it is not here."""
        with open_ledger(self.root) as ledger:
            yield lambda article: ledger.digest_in(article, self.generation)

    def retraction(self, article: NamedNode) -> str | None:
        """Why an article was retracted, or None where it was not."""
        if self._retracts_nothing:
            return None
        return text(self, article, nf.retractionReason, self.iris.tombstones_graph) or None

    def retracted_with(self, node: NamedNode) -> NamedNode | None:
        """The retracted article that spoke of a node when it was taken back; None where none did, or it was purged.

        Raises StoreError where the history is damaged.
        """
        if self._retracts_nothing:
            return None
        with open_ledger(self.root) as ledger:
            places = buried(ledger, self.generation)
        told = subjects_at(self.root, tuple(sorted(places)))
        return next((places[place] for place, subjects in told.items() if node.value in subjects), None)

    @cached_property
    def _retracts_nothing(self) -> bool:
        return next(self.match(graph=self.iris.tombstones_graph), None) is None

    def revisions(self, article: NamedNode) -> tuple[RevisionInfo, ...]:
        """Every revision of an article up to this generation, newest first; none of one that the store never had."""
        with open_ledger(self.root) as ledger:
            return revisions(ledger, article, self.generation)

    def said(self, article: NamedNode, number: int) -> ArticleChange | None:
        """What an article said in one of its revisions; None where it was away, or its history was erased.

        Raises StoreError where the history is damaged.
        """
        with open_ledger(self.root) as ledger:
            place = place_of(ledger, article, number)
        text = "".join(read_texts(self.root, [place])) if place else ""
        return change_of(text) if text else None

    def close(self) -> None:
        """Unpin the generation and stop what works on it."""
        super().close()
        self._stop_worker()
        self._resources.close()

    def _stop_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def _opened(root: Path, generation: int | None) -> Iterator[tuple[Path, Manifest, pyoxigraph.Store]]:
    """A generation, pinned and open; where a purge erases the current one meanwhile, that which follows it."""
    while True:
        with contextlib.ExitStack() as pins:
            path = pins.enter_context(pinned(root, generation))
            try:
                manifest = folder.read_manifest(path)
                if (wrong := folder.missing_or_cut(path, manifest)) and path.exists():
                    raise folder.damaged(path, wrong)
                with reading(path):
                    store = pyoxigraph.Store.read_only(str(path / folder.OXIGRAPH))
            except (ErasedError, FileNotFoundError) as error:
                if generation is not None:
                    raise FileNotFoundError(path) from error
                continue
            yield path, manifest, store
            return


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn the database's complaints about its files into a StoreError that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # of RocksDB's complaints pyoxigraph makes either
        raise _complaint(path, error) from error


def _complaint(path: Path, error: OSError | RuntimeError) -> StoreError:
    if not path.exists():
        return ErasedError(f"generation {path} is erased, for an article was purged: read the one that is current")
    if isinstance(error, OSError) and error.errno:
        return StoreError(f"{path} cannot be read: {error.strerror}")
    return folder.damaged(path, str(error))


@contextlib.contextmanager
def open_ledger(root: Path) -> Iterator[Ledger]:
    """The ledger for reading. Raises StoreError where it is damaged or missing, StoreLockedError in a long write."""
    try:
        with contextlib.closing(Ledger(root / folder.LEDGER)) as ledger:
            yield ledger
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise StoreLockedError(
                f"{root} is being written to, by a large publish: ask again when it is done"
            ) from error
        raise StoreError(f"{root / folder.LEDGER} cannot be read: {error}; {WITHOUT}") from error
