"""Questions to the current generation: checked, answered by a query process, and remembered while it is."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg.errors import QueryError
from kg.questions import Question as Saved
from kg.questions import read_questions
from kg.server.generations import Generations, count_articles, mark_of
from kg.server.indexing import Indexer
from kg.server.lookups import is_look_up, looked_up
from kg.server.pool import BusyError, Pool
from kg.server.process import DamagedError, MalformedError, Question, Reply
from kg.store import Snapshot
from kg.store.folder import OXIGRAPH
from kg.store.narrowing import MARK
from kg.store.queries import Query, explained, prepare
from kg.store.resolving import is_resolvable

LONGEST = 100_000  # code points of a query over HTTP: reading one takes the server's own time, 0.1 s at most
LONGEST_FORM = 13 * LONGEST  # bytes: a code point takes twelve at most, and the graphs have the rest
_LONG = 8_000  # code points of a query that is read in a thread, and not remembered
_SEARCHING = 2  # queries at a time that ask the index of words
_PROLOGUE = re.compile(r"(?:\s*+PREFIX\s++[\w.-]*+:\s*+<[^<>]*+>)*+", re.IGNORECASE)  # declarations that begin a query
_DECLARED = re.compile(r"PREFIX\s++([\w.-]*)", re.IGNORECASE)
_PATIENCE = 2.0  # seconds that a query waits for an index of words that is being made


@lru_cache(maxsize=1)
def questions() -> dict[str, Saved]:
    """The saved questions that come with kg."""
    return read_questions()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer's bytes, the generation that gave it, and which limit cut it (empty where it is whole)."""

    body: bytes
    generation: int
    truncated: str = ""


class Asker:
    """Asks the current generation; keeps so many bytes of the answers that do not change."""

    def __init__(self, generations: Generations, pool: Pool, cache: int) -> None:
        self.generations, self.pool = generations, pool
        self.indexer = Indexer(generations.root)
        self.hits = self.misses = 0
        self._room = self._capacity = cache
        self._kept: OrderedDict[tuple[object, ...], Reply] = OrderedDict()
        self._prepare = lru_cache(maxsize=1_024)(self._prepared)
        self._searching = asyncio.Semaphore(_SEARCHING)
        self._used = lru_cache(maxsize=1_024)(self._used_prefixes)

    async def prepare(self, sparql: str) -> Query:
        """The query, checked. Raises QueryError."""
        if len(sparql) > LONGEST:
            raise QueryError(f"the query has {len(sparql):,} characters; over HTTP the limit is {LONGEST:,}")
        if len(sparql) > _LONG:
            return await asyncio.to_thread(self._prepared, sparql)
        return self._prepare(sparql)

    def _prepared(self, sparql: str) -> Query:
        with self.generations.current() as snapshot:
            if is_look_up(sparql):  # of which every word is known
                return Query(sparql, snapshot.prefixes, union=True, form="SELECT")
            return prepare(sparql, snapshot.prefixes)

    def _used_prefixes(self, sparql: str) -> dict[str, str]:
        """The prefixes that a query uses and does not declare: to take in a few takes as long as a small query.

        An answer that is a graph is written with all.
        """
        prepared = self._prepare(sparql)
        if prepared.form in ("CONSTRUCT", "DESCRIBE"):
            return prepared.prefixes
        own = _declared(sparql)
        return {name: iri for name, iri in prepared.prefixes.items() if f"{name}:" in sparql and name not in own}

    async def ask(
        self,
        sparql: str,
        format: str = "json",
        *,
        base: str | None = None,
        default: tuple[str, ...] | None = None,
        named: tuple[str, ...] | None = None,
        seconds: float | None = None,
    ) -> Answered:
        """The answer in a format (json, xml, csv, tsv; for graphs turtle, ntriples ...), of the union of all graphs.

        `default` and `named` are the graphs that the protocol names. Raises QueryError for a query that is refused or
        fails, OverrunError where it overran, BusyError where too many wait; StoreError where the index of words that it
        needs cannot be had, StoreLockedError where it cannot be had yet.
        """
        prepared = await self.prepare(sparql)
        with self.generations.current() as snapshot:
            mark = mark_of(snapshot)
            key = (mark, sparql, format, base, default, named)
            reply = self._kept.get(key)
            if reply is not None:
                self.hits += 1
                self._kept.move_to_end(key)
                return Answered(reply.body, snapshot.generation, reply.truncated)
            self.misses += 1
            by_protocol = default is not None or named is not None
            question = Question(
                _database(snapshot.path),
                sparql,
                self._used(sparql) if len(sparql) <= _LONG else prepared.prefixes,
                prepared.union and not by_protocol,
                format,
                base,
                (default or ()) if by_protocol else None,
                (named or ()) if by_protocol else None,
                mark,
            )
            reply = looked_up(snapshot, question) if question.union and is_look_up(sparql) else None
            if reply is None:
                reply = await self._asked(snapshot, prepared, question, seconds)
            named_by_protocol = sum(map(len, (*(default or ()), *(named or ()))))
            if self._capacity and prepared.stable and len(sparql) + named_by_protocol <= _LONG:
                self._keep(key, reply)
            return Answered(reply.body, snapshot.generation, reply.truncated)

    async def _asked(self, snapshot: Snapshot, prepared: Query, question: Question, seconds: float | None) -> Reply:
        """The reply of a query process. Most queries have nothing to resolve; for others the index of words is read."""
        began, allowed = time.monotonic(), self.pool.limits.seconds if seconds is None else seconds
        cut = None
        if is_resolvable(prepared.sparql) or MARK in prepared.sparql:
            resolved, cut = await self._resolve(snapshot, replace(prepared, union=question.union), allowed)
            question = replace(question, sparql=resolved.sparql, prefixes=prepared.prefixes)
        try:
            reply = await self.pool.ask(question, seconds=allowed, spent=time.monotonic() - began)
        except MalformedError as error:
            raise QueryError(explained(prepared, str(error))) from error
        except DamagedError as error:
            if snapshot.path.exists():
                raise
            raise BusyError("an article was purged, and with it what this was read from: ask again") from error
        return Reply(reply.body, reply.truncated or cut) if cut else reply

    def articles(self, snapshot: Snapshot) -> int:
        """How many articles a generation has: by the index of words, else by going through it, once."""
        found = self.indexer.count(snapshot, "article")
        return self.generations.made(snapshot, count_articles) if found is None else found

    @contextlib.asynccontextmanager
    async def searching(self, seconds: float) -> AsyncIterator[float]:
        """A turn to ask the index of words, within so many seconds; gives how many are left. Raises BusyError."""
        end = time.monotonic() + seconds
        try:
            async with asyncio.timeout(seconds):
                await self._searching.acquire()
        except TimeoutError as error:
            raise BusyError("too many are searching for words: ask again in a moment") from error
        try:
            yield end - time.monotonic()
        finally:
            self._searching.release()

    async def _resolve(self, snapshot: Snapshot, prepared: Query, seconds: float) -> tuple[Query, str | None]:
        """The query as the engine can be asked it, within so many seconds."""
        async with self.searching(seconds) as left:
            return await asyncio.to_thread(self._resolved, snapshot, prepared, time.monotonic() + left)

    def _resolved(self, snapshot: Snapshot, prepared: Query, end: float) -> tuple[Query, str | None]:
        if "matches" in prepared.sparql:
            self.indexer.require(snapshot, min(_PATIENCE, end - time.monotonic()))
        return snapshot.resolved(prepared, end - time.monotonic())

    def _keep(self, key: tuple[object, ...], reply: Reply) -> None:
        size = _size(key, reply)
        if size > self._capacity // 4 or key in self._kept:
            return
        self._kept[key] = reply
        self._room -= size
        while self._room < 0:
            self._room += _size(*self._kept.popitem(last=False))


def _declared(sparql: str) -> set[str]:
    """The prefixes that a query declares where it begins.

    >>> sorted(_declared("PREFIX a: <urn:a:> prefix b.c:<urn:b:> ASK { ?s a:PREFIX b.c:d } # PREFIX e: <urn:e:>"))
    ['a', 'b.c']
    """
    prologue = _PROLOGUE.match(sparql)
    return set(_DECLARED.findall(prologue[0])) if prologue else set()


def _size(key: tuple[object, ...], reply: Reply) -> int:
    """About how many bytes a kept answer takes, with its key."""
    return len(reply.body) + 1_000 + 4 * len(str(key[1]))


@lru_cache(maxsize=4)
def _database(path: Path) -> str:
    return str(path / OXIGRAPH)
